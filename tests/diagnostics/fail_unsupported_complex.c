// A complex number of C.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
#include <complex.h>

double f(double x) {
// expect-error@+2:3: a complex number is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  double _Complex z = x + 2.0 * I;
// expect-error@+1:3: 'creal(…' is not supported on an active path [Unsupported]
  return creal(z * z);
}
