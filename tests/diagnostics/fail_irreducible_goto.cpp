// A goto into the middle of a loop made of another goto.
// refuses: IrreducibleGoto
// backsweep: --gradient 'f(x)'
double f(double x, int n) {
// expect-error@+1:14: 'goto inside' enters a region from outside [IrreducibleGoto]
  if (n > 3) goto inside;
again:
  x = x * x;
inside:
  x = x + 1;
  if (--n > 0) goto again;
  if (n < -5) goto inside;
  return x;
}
