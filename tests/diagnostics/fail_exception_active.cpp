// An active value computed inside a try block.
// refuses: ExceptionActive
// backsweep: --gradient 'f(x)'
#include <stdexcept>

static double checked(double x) {
  if (x < 0) throw std::domain_error("negative");
  return x * x;
}

double f(double x) {
  double y = 1;
// expect-error@+2:3: active values pass through a try block [ExceptionActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  try {
    y = checked(x);
  } catch (const std::domain_error&) {
    y = x;
  }
  return y;
}
