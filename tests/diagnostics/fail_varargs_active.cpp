// An active value behind the dots of a function that uses it.
// refuses: VarargsActive
// backsweep: --gradient 'f(x)'
#include <cstdarg>

static double sum(int count, ...) {
  va_list arguments;
  va_start(arguments, count);
  double total = 0;
  for (int i = 0; i < count; ++i) total += va_arg(arguments, double);
  va_end(arguments);
  return total;
}

// expect-error@+2:29: an active value is passed through '...' of 'sum' [VarargsActive]
// expect-note@+1:29: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
double f(double x) { return sum(2, x, x * x); }
