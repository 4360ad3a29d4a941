// A loop to checkpoint in a function that does not exist.
// refuses: UnknownFunction
// backsweep: --gradient 'f(x)' --checkpoint 'g:3'
// expect-error@0: no function 'g' in the sources [UnknownFunction]
double f(double x) {
  for (int i = 0; i < 3; ++i) x = x * x;
  return x;
}
