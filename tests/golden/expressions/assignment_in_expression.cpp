// Assignments as operands, in subscripts and in arguments.
// derivatives: nested(x -> y[3])
#include <cmath>

void nested(double x, double* y) {
  double a;
  int k = 0;
  y[k = 1] = (a = x * x) + x;
  y[k + 1] = std::sin(a = a * x) * 2;
  y[k - 1] = a;
}
