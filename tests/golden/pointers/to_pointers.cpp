// A matrix as a pointer to row pointers.
// derivatives: apply(a[n][n], x[n] -> y[n])
void apply(double** a, const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) {
    const double* row = a[i];
    y[i] = 0;
    for (int j = 0; j < n; ++j) y[i] += row[j] * a[j][i] * x[j];
  }
}
