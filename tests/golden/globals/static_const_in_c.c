/* File-static tables and functions of a C file. */
/* derivatives: filter(x[n] -> y[n]) */
static const double weights[3] = {0.25, 0.5, 0.25};
enum { HALF_WIDTH = 1 };

static double at(const double *x, int n, int i) {
  return x[i < 0 ? 0 : i >= n ? n - 1 : i];
}

void filter(const double *restrict x, double *restrict y, int n) {
  for (register int i = 0; i < n; ++i) {
    y[i] = 0;
    for (int j = -HALF_WIDTH; j <= HALF_WIDTH; ++j) y[i] += weights[j + HALF_WIDTH] * at(x, n, i + j) * x[i];
  }
}
