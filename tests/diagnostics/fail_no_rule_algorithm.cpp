// An algorithm of the library that moves active values about.
// refuses: NoRule
// backsweep: --gradient 'f(x)'
#include <algorithm>
#include <vector>

double f(double x) {
  std::vector<double> values{x * x, 1, x};
// expect-error@+2:3: no derivative rule for 'std::partition' [NoRule]
// expect-note@+1:3: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::partition), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  std::partition(values.begin() + 1, values.end(), [](double value) { return value > 0.5; });
  return values[1] * values[2];
}
