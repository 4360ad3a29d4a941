/* A parameter of variably modified type, and a two-dimensional variable-length local. */
/* derivatives: quadratic(a, x[n]) */
double quadratic(int n, double a[n][n], const double *x) {
  double t[n][n];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) t[i][j] = a[i][j] * x[j] * x[i];
  }
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j) sum += t[i][j] * t[j][i];
  }
  return sum;
}
