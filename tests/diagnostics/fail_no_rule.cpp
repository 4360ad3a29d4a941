// A function of the standard library that has no derivative rule.
// refuses: NoRule
// backsweep: --gradient 'f(x)'
#include <cmath>

double f(double x) {
  double y = x * x;
// expect-error@+2:3: no derivative rule for 'std::riemann_zeta' [NoRule]
// expect-note@+1:3: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::riemann_zeta), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  return std::riemann_zeta(y) * x;
}
