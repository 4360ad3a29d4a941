// Functors without members, made where a recursion takes them by value.
// derivatives: integrated(x[n])
#include <cmath>

struct Bump {
  double operator()(double t) const { return std::exp(-t * t); }
};

template <class F>
double adapt(F g, double a, double b, int depth) {
  const double m = 0.5 * (a + b);
  if (depth == 0) return (b - a) * g(m);
  return adapt(g, a, m, depth - 1) + adapt(g, m, b, depth - 1);
}

double integrated(const double* x, int n) { return adapt(Bump{}, x[0], x[n - 1], 3); }
