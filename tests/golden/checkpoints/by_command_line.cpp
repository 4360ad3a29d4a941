// Loops marked from outside, the parameter named by the user; the loop counts down with an unsigned variable.
// backsweep: --adjoint 'cool(x, rate)' --tangent 'cool(x, rate)' --checkpoint cool:7 --schedule=plan
#include <cmath>

double cool(double x, double rate, unsigned steps) {
  double y = x * x;
  for (unsigned i = steps; i > 2; i -= 2) {
    y -= rate * std::sqrt(1 + y * y) / i;
    if (y < 0) rate *= 0.5;
  }
  return y * x;
}
