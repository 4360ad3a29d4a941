// Functions that stay calls and overwrite an active value with a constant, on one of two ways: nothing of what comes later
// passes them.
// backsweep: --adjoint 'started_again(x, y -> return)' --tangent 'started_again(x, y -> return)' --inline-limit=0
// backsweep: --adjoint 'every_other(x[n] -> return)' --tangent 'every_other(x[n] -> return)'
static void reset(double& value, int n) { value = n / 4.0; }

double started_again(double x, double y, int n) {
  double value = x;
  if (n > 3) reset(value, n);
  return value * value + y;
}

double every_other(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double value = x[i];
    if (i % 2 == 1) reset(value, i);
    sum += value * value * x[0];
  }
  return sum;
}
