// A container that the tool has no model of holds active values.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
#include <map>

double f(double x) {
  std::map<int, double> values;
// expect-error@+2:3: 'std::map' is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  values[1] = x * x;
// expect-error@+2:10: 'std::map' is not supported on an active path [Unsupported]
// expect-note@+1:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return values[1];
}
