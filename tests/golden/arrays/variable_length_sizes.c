/* sizeof of variable-length arrays, which are another type in emitted code. */
/* derivatives: copied(x[n]) */
/* derivatives: scaled(x[n]) */
/* derivatives: counted(x[n]) */
/* derivatives: cleared(x[n]) */
/* derivatives: rows(x[n]) */
#include <string.h>

double copied(const double* x, int n) {
  double v[n], s = 0;
  memcpy(v, x, sizeof v);
  for (int i = 0; i < n; ++i) s += v[i] * v[i];
  return s;
}

double scaled(const double* x, int n) {
  double v[n];
  for (int i = 0; i < n; ++i) v[i] = x[i];
  return v[1] * v[0] * (double)(sizeof(v) / sizeof(double));
}

double counted(const double* x, int n) {
  double s = 0;
  int c[n];
  for (int t = 0; t < 2; ++t) {
    memset(c, 0, sizeof c);
    for (int i = 0; i < n; ++i) c[n - 1 - i] += i;
    for (int i = 0; i < n; ++i) s += x[i] * x[c[i]];
  }
  return s;
}

double cleared(const double* x, int n) {
  double v[n], s = 0;
  for (int i = 0; i < n; ++i) v[i] = x[i] * x[i];
  memset(v, 0, (size_t)(n - 1) * sizeof *v);
  for (int i = 0; i < n; ++i) v[i] += x[i];
  for (int i = 0; i < n; ++i) s += v[i] * v[i];
  return s;
}

double rows(const double* x, int n) {
  double a[n][n], s = 0;
  for (int i = 0; i < n; ++i) memcpy(a[i], x, sizeof a[i]);
  for (int i = 0; i < n; ++i) s += a[i][n - 1 - i] * a[0][i] * (i + 1) * (double)(sizeof a / sizeof a[0]);
  return s;
}
