// A volatile variable that would be active.
// refuses: VolatileActive
// backsweep: --gradient 'f(x)'
double f(double x) {
// expect-error@+2:3: 'y' is volatile and active [VolatileActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  volatile double y = x * x;
// expect-error@+2:10: 'y' is volatile and active [VolatileActive]
// expect-note@+1:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return y + x;
}
