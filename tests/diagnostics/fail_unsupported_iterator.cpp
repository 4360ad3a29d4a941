// Active values written through an iterator of a container that the tool has no model of.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
#include <list>

double f(double x) {
  std::list<double> values{1, 2};
  auto second = values.begin();
  ++second;
// expect-error@+2:3: 'std::list' is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  values.back() = x;
// expect-error@+2:10: 'std::_List_iterator' is not supported on an active path [Unsupported]
// expect-note@+1:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return *second * 2;
}
