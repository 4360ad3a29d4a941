// A container that the tool has no model of holds active values.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
#include <map>

double f(double x) {
  std::map<int, double> values;
  values[1] = x * x;
  return values[1];
}
