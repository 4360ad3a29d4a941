// Inline assembly that may change an active value.
// refuses: InlineAssembly
// backsweep: --gradient 'f(x)'
double f(double x) {
  double y = x * x;
// expect-error@+2:3: inline assembly may change an active value [InlineAssembly]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  asm volatile("" : "+x"(y));
  return y;
}
