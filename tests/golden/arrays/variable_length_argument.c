/* A variable-length array handed to a function whose parameter has extents of its own. */
/* derivatives: frobenius(x, y) */
static double total(int n, int m, double a[n][m]) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < m; j++) sum += a[i][j] * a[i][j];
  }
  return sum;
}

double frobenius(double x, double y, int n) {
  double a[n][2];
  for (int i = 0; i < n; i++) {
    a[i][0] = x * i;
    a[i][1] = y + x;
  }
  return total(n, 2, a);
}
