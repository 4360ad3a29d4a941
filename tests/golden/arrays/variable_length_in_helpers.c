// Helpers with arrays of variable length, inlined: their extents are those of the call.
// derivatives: strided(x[n])
// derivatives: smoothed(x[n])
// derivatives: of_locals(x[n])
// derivatives: of_rows(x[n * q])
#include <math.h>

static double trace(int c, const double *flat) {
  const double(*m)[c] = (const double(*)[c])flat;
  double s = 0;
  for (int i = 0; i < 2; ++i) s += m[i][0] * m[i][1] * (i + 1);
  return s;
}

double strided(int k, const double *x, int n) {
  double w[64];
  for (int i = 0; i < 64; ++i) w[i] = x[i % n];
  return trace(2 * k, w) + trace(3, w);
}

static void smooth(int n, double *d) {
  double cp[n];
  cp[0] = d[0];
  for (int i = 1; i < n; ++i) {
    cp[i] = d[i] * cp[i - 1];
    d[i] = cp[i];
  }
}

double smoothed(int m, const double *x, int n) {
  double d[16];
  for (int i = 0; i < n; ++i) d[i] = sin(x[i]);
  for (int k = 0; k < m; ++k) smooth(n, d);
  return d[n - 1];
}

static double between(int q, const double *x) {
  const int k = q + 1;
  double cp[k];
  double e[2 * q];
  cp[0] = x[0];
  for (int i = 1; i < k; ++i) cp[i] = cp[i - 1] * x[i - 1];
  for (int i = 0; i < 2 * q; ++i) e[i] = cp[i % k] * x[i % q];
  return e[2 * q - 1] * cp[k - 1];
}

double of_locals(const double *x, int n) {
  double s = 0;
  for (int i = 1; i <= n; ++i) s += between(i, x);
  return s;
}

static double corner(int rows, int columns, double m[][columns]) {
  double s = 0;
  for (int i = 0; i < rows; ++i) s += m[i][columns - 1] * m[i][0];
  return s;
}

double of_rows(int n, int q, const double *x) {
  double m[n][q];
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < q; ++j) m[i][j] = x[i * q + j] * (i + 1);
  }
  return corner(n, q, m) + corner(n - 1, q, m + 1);
}
