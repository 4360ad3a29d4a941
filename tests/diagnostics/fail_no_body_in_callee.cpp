// What is refused in a function that others call: the notes lead back to the request.
// refuses: NoBody
// backsweep: --gradient 'total(x[n])'
double measured(double x);

double scaled(double x) {
// expect-error@+2:14: the body of 'measured' is not visible, and an active value reaches it [NoBody]
// expect-note@+1:14: add the file that defines 'measured' to the command line, give it a derivative with BACKSWEEP_DERIVATIVE_OF(measured), or declare it constant with BACKSWEEP_CONSTANT [AddSource]
  return 2 * measured(x);
}

// expect-note@+1:25: reached from the call of 'scaled' here [ReachedFrom]
double term(double x) { return x * scaled(x * x); }

double total(const double* x, int n) {
  double sum = 0;
// expect-note@+1:31: reached from the call of 'term' here [ReachedFrom]
  for (int i = 0; i < n; ++i) sum += term(x[i]);
  return sum;
}
