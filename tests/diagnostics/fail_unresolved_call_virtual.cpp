// A virtual call on an object whose class is not known.
// refuses: UnresolvedCall
// backsweep: --gradient 'f(x)'
struct Model {
  virtual ~Model() = default;
  virtual double value(double x) const = 0;
};

// expect-error@+2:49: call through 'Model::value' cannot be resolved to one function [UnresolvedCall]
// expect-note@+1:49: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
double f(const Model& model, double x) { return model.value(x); }
