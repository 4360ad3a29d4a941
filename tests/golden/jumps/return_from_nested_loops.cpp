// return from inside two loops.
// derivatives: first_above(x[n * n], limit)
double first_above(const double* x, int n, double limit) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      sum = sum * 0.9 + x[i * n + j];
      if (sum > limit) return sum * sum + i * limit;
    }
  }
  return sum * limit;
}
