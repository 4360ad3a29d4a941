// A function of the standard library that has no derivative rule.
// refuses: NoRule
// backsweep: --gradient 'f(x)'
#include <cmath>

double f(double x) {
  double y = x * x;
  return std::riemann_zeta(y) * x;
}
