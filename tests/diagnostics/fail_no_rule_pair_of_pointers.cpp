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
  const auto both = std::minmax(x[0], x[n - 1]);
// expect-error@+6:10: this expression is not supported on an active path [Unsupported]
// expect-note@+5:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
// expect-error@+4:23: this expression is not supported on an active path [Unsupported]
// expect-note@+3:23: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
// expect-error@+2:36: this expression is not supported on an active path [Unsupported]
// expect-note@+1:36: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return both.first * both.first * both.second;
}
