// A function that sees active values behind void* as integers.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
static long bits(const void* from, int depth) {
// expect-error@+2:18: a pointer to active values as 'const void*' handed to 'bits', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:18: hand over a pointer to numbers or to the struct [WayOut]
  if (depth > 0) return bits(from, depth - 1);
  return *static_cast<const long*>(from);
}

static void set_bits(void* to, long value, int depth) {
// expect-error@+2:18: a pointer to active values as 'void*' handed to 'set_bits', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:18: hand over a pointer to numbers or to the struct [WayOut]
  if (depth > 0) return set_bits(to, value, depth - 1);
  *static_cast<long*>(to) = value;
}

double f(double x) {
  double y = 0;
// expect-note@+4:3: reached from the call of 'bits' here [ReachedFrom]
// expect-note@+3:3: reached from the call of 'set_bits' here [ReachedFrom]
// expect-error@+2:3: active data is accessed as 'long' [ReinterpretActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  set_bits(&y, bits(&x, 2), 2);
  return y * x;
}
