// --standalone prints again what it needs of the source instead of including it.
// backsweep: --standalone --adjoint 'total(x[n])' --tangent 'total(x[n])'
#include <cmath>

namespace {
constexpr double kScale = 1.5;
double term(double x) { return std::sin(kScale * x); }
}  // namespace

double total(const double* x, int n);

double total(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += term(x[i]) * x[0];
  return sum;
}
