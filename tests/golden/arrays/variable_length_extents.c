/* Variables that nothing but the extent of an array reads, and extents that change behind the declaration. */
/* derivatives: two(x) */
/* derivatives: in_branch(x) */
/* derivatives: growing(x[n]) */
/* derivatives: chained(x[n]) */

double two(double x, int k) {
  int n = k + 1;
  double v[n];
  v[0] = x;
  v[1] = x * x;
  return v[0] * v[1];
}

double in_branch(double x, int k) {
  double y = x;
  if (k > 1) {
    int m = k * 2;
    double w[m];
    w[0] = x;
    w[1] = w[0] * x;
    y = w[1];
  }
  return y * x;
}

double growing(const double* x, int n) {
  double s = 0;
  for (int k = 1; k <= n; ++k) {
    double v[k];
    for (int i = 0; i < k; ++i) v[i] = x[i] * k;
    s += v[0] * v[k - 1];
  }
  return s;
}

double chained(const double* x, int n) {
  double s = 1;
  int rows = 1;
  for (int k = 0; k < n; ++k) {
    rows += k % 2;
    int size = rows + 1;
    double v[size];
    size = 0;
    for (int i = 0; i <= rows; ++i) v[i] = s * x[i % n];
    s += v[0] * v[rows] * (size + 1);
  }
  return s;
}
