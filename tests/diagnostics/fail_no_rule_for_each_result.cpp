// What std::for_each gives back holds what the calls left in it.
// refuses: NoRule
// backsweep: --gradient 'f(x)'
#include <algorithm>
#include <vector>

struct Squares {
  double sum = 0;
  void operator()(double v) { sum += v * v; }
};

double f(const std::vector<double>& x) {
// expect-error@+2:21: no derivative rule for 'std::for_each' [NoRule]
// expect-note@+1:21: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::for_each), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  const Squares s = std::for_each(x.begin(), x.end(), Squares{});
  return s.sum;
}
