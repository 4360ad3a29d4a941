// Functions of which the user tells the derivative, where their bodies would have to stand for the calls.
// refuses: Unsupported
// backsweep: --gradient 'f(x[2])' --gradient 'g(x[2])'
#include <backsweep/annotate.h>

template <class F>
BACKSWEEP_CONSTANT void held(const F& function, double x, double* y) {
  *y = function(x);
}

double f(const double* x) {
  double y = 0;
// expect-error@+2:3: 'held', which is BACKSWEEP_CONSTANT and does more than to return a number, where its body has to stand for the call is not supported on an active path [Unsupported]
// expect-note@+1:3: hand it numbers, pointers and plain structs only, no lambdas and no objects with owned memory [WayOut]
  held([&](double t) { return t * x[1]; }, x[0], &y);
  return y;
}

double g(const double* x) {
  double y = 0;
  const auto at = [&](double t) { return t * x[1]; };
// expect-error@+2:3: 'held', which is BACKSWEEP_CONSTANT and does more than to return a number, where its body has to stand for the call is not supported on an active path [Unsupported]
// expect-note@+1:3: hand it numbers, pointers and plain structs only, no lambdas and no objects with owned memory [WayOut]
  held([&](double t) { return at(t); }, x[0], &y);
  return y;
}
