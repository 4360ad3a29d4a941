// A variable that is read before it has a value, in its own initializer.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
double f(double x) {
  int i = 1;
// expect-error@+1:3: 'j', which its own initializer reads, is not supported on an active path [Unsupported]
  int j = i + j;
  return x * j;
}
