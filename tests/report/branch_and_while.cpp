// Branches store their outcome, loops of unknown length their number of iterations.
// backsweep: --gradient 'root(a)'
#include <cmath>

double root(double a, double tolerance, bool* converged) {
  double x = a > 1 ? a : 1.0;
  while (std::fabs(x * x - a) > tolerance) {
    if (x > 2 * a) {
      x = 0.5 * x;
    } else {
      x = 0.5 * (x + a / x);
    }
  }
  *converged = true;
  return x;
}
