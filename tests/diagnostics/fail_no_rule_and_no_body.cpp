// Several refusals: all of them are told in one run, in source order.
// refuses: NoRule NoBody
// backsweep: --gradient 'f(x)'
#include <cmath>

double measured(double x);

double f(double x) {
// expect-error@+2:3: no derivative rule for 'std::riemann_zeta' [NoRule]
// expect-note@+1:3: give it a derivative with BACKSWEEP_DERIVATIVE_OF(std::riemann_zeta), or declare it constant with BACKSWEEP_CONSTANT [GiveRuleOrConstant]
  double y = std::riemann_zeta(x);
// expect-error@+2:8: the body of 'measured' is not visible, and an active value reaches it [NoBody]
// expect-note@+1:8: add the file that defines 'measured' to the command line, give it a derivative with BACKSWEEP_DERIVATIVE_OF(measured), or declare it constant with BACKSWEEP_CONSTANT [AddSource]
  y += measured(y);
// expect-error@+2:3: inline assembly may change an active value [InlineAssembly]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  asm volatile("" : "+x"(y));
  return y;
}
