// A recursive function with a pointer to void: what its shadow would point to has no type.
// refuses: Unsupported
// backsweep: --gradient 'evaluated(x)'
struct Settings {
  double scale;
};

static double evaluate(double x, void* data, int depth) {
  const Settings* settings = static_cast<const Settings*>(data);
  if (depth == 0) return settings->scale;
// expect-error@+2:3: a pointer to active values as 'void*' handed to 'evaluate', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: hand over a pointer to numbers or to the struct [WayOut]
  return x * settings->scale + 0.5 * evaluate(x * x, data, depth - 1);
}

double evaluated(double x) {
  Settings settings{2 * x};
// expect-note@+3:3: reached from the call of 'evaluate' here [ReachedFrom]
// expect-error@+2:3: a pointer to active values as 'void*' handed to 'evaluate', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: hand over a pointer to numbers or to the struct [WayOut]
  return evaluate(x, &settings, 3);
}
