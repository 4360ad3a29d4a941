// A function without a rule gives out a pair of pointers, through which active values are read.
// refuses: NoRule
// backsweep: --gradient 'spread(x[n])' --gradient 'ordered(x[n])'
#include <algorithm>

double spread(const double* x, int n) {
// expect-error@+2:34: no derivative rule for 'std::minmax_element' [NoRule]
// expect-note@+1:34: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::minmax_element), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  const auto [least, greatest] = std::minmax_element(x, x + n);
  return *greatest - *least;
}

double ordered(const double* x, int n) {
// expect-error@+2:21: no derivative rule for 'std::minmax' [NoRule]
// expect-note@+1:21: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::minmax), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  const auto both = std::minmax(x[0], x[n - 1]);
  return both.first * both.first * both.second;
}
