// Functions that return pointers into their arguments.
// derivatives: best_row(a[n * m])
static const double* row(const double* a, int m, int i) { return a + i * m; }

static double* largest(double* v, int n) {
  double* best = v;
  for (double* p = v + 1; p < v + n; ++p) {
    if (*p > *best) best = p;
  }
  return best;
}

double best_row(const double* a, int n, int m) {
  double sums[8] = {};
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < m; ++j) sums[i] += row(a, m, i)[j] * row(a, m, 0)[j];
  }
  double* best = largest(sums, n);
  *best *= *best;
  return sums[0] * *largest(sums, n);
}
