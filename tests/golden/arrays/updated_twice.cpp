// Updates of one element stay two, as each of them is rounded.
// derivatives: rounded(x[n])

double rounded(const double* x, int n) {
  double w[8];
  for (int i = 0; i < n; ++i) {
    w[i] = 1e16;
    w[i] -= 1;
    w[i] -= 1;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += (w[i] - 1e16 + 1) * x[i] * x[i];
  return sum;
}
