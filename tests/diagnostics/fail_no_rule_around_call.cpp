// What is not understood around a call is named, not the function, whose body is seen.
// refuses: NoRule
// backsweep: --gradient 'f(x)'
#include <complex>

struct Scaled {
  double factor;
  double at(int i) const { return factor * i; }
};

double f(double x) {
  const Scaled scaled{x};
// expect-error@+2:10: no derivative rule for 'std::norm' [NoRule]
// expect-note@+1:10: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::norm), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  return std::norm(scaled.at(3));
}
