// Variables without a value that a call fills which the reverse sweep runs again.
// backsweep: --adjoint 'spread(x[n])' --tangent 'spread(x[n])' --storage=recompute --inline-limit=0
double stats(const double* v, int n, double* work, double* mean) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < n; ++i) {
    sum += v[i];
    squares += v[i] * v[i] * sum;
    work[i] = v[i] * v[i];
  }
  *mean = sum / n;
  for (int i = 0; i < n; ++i) work[i] -= *mean;
  return squares;
}

double spread(const double* x, int n) {
  double mean;
  double work[16];
  double q = stats(x, n, work, &mean);
  for (int i = 0; i < n; ++i) q += work[i] * mean;
  return q * mean;
}
