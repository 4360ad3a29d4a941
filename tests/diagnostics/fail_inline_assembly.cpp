// Inline assembly that may change an active value.
// refuses: InlineAssembly
// backsweep: --gradient 'f(x)'
double f(double x) {
  double y = x * x;
// expect-error@+3:3: inline assembly may change an active value [InlineAssembly]
// expect-note@+2:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
// expect-error@+1:3: this statement (it may overwrite memory of unknown extent that the reverse sweep reads) is not supported on an active path [Unsupported]
  asm volatile("" : "+x"(y));
  return y;
}
