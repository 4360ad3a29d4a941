// Which memory is meant is known only in a function that calls itself.
// refuses: Unsupported
// backsweep: --gradient 'f(x[n])'
double* last(double* x, int n) { return n <= 1 ? x : last(x + 1, n - 1); }

double f(int n, double* x) {
// expect-error@+2:3: a pointer to active values as the result of 'last' is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  double* p = last(x, n);
  return *p * x[0];
}
