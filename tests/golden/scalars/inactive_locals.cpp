// Floating-point locals that depend on no independent get no adjoint.
// derivatives: scaled(x)
#include <cmath>

double scaled(double x, double width) {
  const double scale = std::exp(-width) / std::sqrt(width);
  double table[3];
  for (int i = 0; i < 3; ++i) table[i] = scale * i;
  return x * x * table[2] + table[1] * x;
}
