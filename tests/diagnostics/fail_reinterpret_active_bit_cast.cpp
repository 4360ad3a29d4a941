// The bits of an active value as an integer, by the compiler's own cast.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
double f(double x) {
// expect-error@+2:30: active data is accessed as 'unsigned long' [ReinterpretActive]
// expect-note@+1:30: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  const unsigned long bits = __builtin_bit_cast(unsigned long, x);
  return __builtin_bit_cast(double, bits & ~1UL) * x;
}
