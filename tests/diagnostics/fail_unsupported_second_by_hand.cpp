// A second derivative of a function whose first is written by hand.
// refuses: Unsupported
// backsweep: --hvp 'f(x)'
#include <backsweep/annotate.h>

double cube(double a) { return a * a * a; }

BACKSWEEP_DERIVATIVE_OF(cube)
double cube_tangent(double a, double a_dot, double& cube_dot) {
  cube_dot = 3 * a * a * a_dot;
  return a * a * a;
}

double f(double x) {
// expect-error@+2:3: a second derivative by way of 'cube_tangent', which is written by hand, is not supported on an active path [Unsupported]
// expect-note@+1:3: leave out its BACKSWEEP_DERIVATIVE_OF where second derivatives are asked for [WayOut]
  return cube(x) * x;
}
