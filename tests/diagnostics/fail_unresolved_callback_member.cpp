// A callback in a struct that may be one function or another: set twice, or in a parameter whose first value the caller gave.
// refuses: UnresolvedCall
// backsweep: --gradient 'chosen(x)' --gradient 'changed(x)'
struct Model {
  double (*rate)(double);
  double scale;
};

static double square(double x) { return x * x; }
static double cube(double x) { return x * x * x; }

// expect-error@+2:59: call through 'rate' cannot be resolved to one function [UnresolvedCall]
// expect-note@+1:59: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
static double call(const Model& model, double x) { return model.rate(x) * model.scale; }

static double call_changed(Model model, double x, bool is_cubic) {
  if (is_cubic) model.rate = cube;
// expect-error@+2:10: call through 'rate' cannot be resolved to one function [UnresolvedCall]
// expect-note@+1:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return model.rate(x) * model.scale;
}

double chosen(double x, bool is_cubic) {
  Model model{square, 2};
  if (is_cubic) model.rate = cube;
// expect-note@+1:3: reached from the call of 'call' here [ReachedFrom]
  return call(model, x);
}

double changed(double x, bool is_cubic) {
  const Model model{square, 2};
  return call_changed(model, x, is_cubic);
}
