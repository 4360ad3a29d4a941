// An active value changed through a reference to an integer.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
double f(double x) {
  double y = 0;
  unsigned long& bits = reinterpret_cast<unsigned long&>(y);
  y = x * x;
// expect-error@+2:3: active data is accessed as 'unsigned long' [ReinterpretActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  bits ^= 1UL << 63;
  return y;
}
