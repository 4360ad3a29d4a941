// && and || whose right side must not always be evaluated.
// derivatives: guarded_divide(x[n], y)
double guarded_divide(const double* x, int n, double y) {
  double sum = 0;
  for (int i = 0; i <= n; ++i) {
    if (i < n && x[i] > 0.8) sum += x[i] * y;
    if (i == n || x[i] < 0.9) sum = sum * 1.1 + y;
  }
  return sum;
}
