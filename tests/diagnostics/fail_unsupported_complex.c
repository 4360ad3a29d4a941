// A complex number of C.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
#include <complex.h>

double f(double x) {
// expect-error@+1:3: a complex number is not supported on an active path [Unsupported]
  double _Complex z = x + 2.0 * I;
  return creal(z * z);
}
