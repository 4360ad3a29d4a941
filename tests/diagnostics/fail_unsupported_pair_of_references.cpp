// What pairs of references lead to is not followed.
// refuses: Unsupported
// backsweep: --gradient 'smaller_squared(x[n])' --gradient 'sorted(x[n])'
#include <algorithm>
#include <utility>

double smaller_squared(const double* x, int n) {
  const std::pair<const double&, double> ends(x[0], x[n - 1]);
// expect-error@+4:10: this expression is not supported on an active path [Unsupported]
// expect-note@+3:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
// expect-error@+2:23: this expression is not supported on an active path [Unsupported]
// expect-note@+1:23: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return ends.first * ends.second;
}

double sorted(const double* x, int n) {
// expect-error@+2:3: 'std::pair' is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  const std::pair<double, double> both = std::minmax(x[0], x[n - 1]);
  return both.first * both.first * both.second;
}
