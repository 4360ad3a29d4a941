// One direction, in the types that any number of them has.
// backsweep: --adjoint 'spread(x[n], mean)' --tangent 'spread(x[n], mean)' --directions=1
double spread(const double* x, int n, double mean) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += (x[i] - mean) * (x[i] - mean);
  mean = mean / n;
  return sum * mean;
}
