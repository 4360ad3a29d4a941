// An algorithm of the library that moves active values about.
// refuses: NoRule
// backsweep: --gradient 'f(x)'
#include <algorithm>
#include <vector>

double f(double x) {
  std::vector<double> values{x * x, 1, x};
// expect-error@+2:3: no derivative rule for 'std::sort' [NoRule]
// expect-note@+1:3: sort indices by a comparison of the values, and read the values through them [WayOut]
  std::sort(values.begin() + 1, values.end());
  return values[1] * values[2];
}
