// Several refusals: all of them are told in one run, in source order.
// refuses: NoRule NoBody
// backsweep: --gradient 'f(x)'
#include <cmath>

double measured(double x);

double f(double x) {
  double y = std::riemann_zeta(x);
  y += measured(y);
  asm volatile("" : "+x"(y));
  return y;
}
