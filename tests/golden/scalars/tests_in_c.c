/* C's isinf() where it is only tested, and tests for null of arguments that are sums. */
/* derivatives: bounded(x[2]) */
/* derivatives: layers(x[n]) */
#include <math.h>
#include <stddef.h>

double bounded(const double *x) {
  double s = exp(x[0]) * x[1];
  if (isinf(s) || !isfinite(x[1])) return x[0];
  while (!isinf(s) && s < 10) s *= 2;
  return isinf(s) ? 0 : s * s;
}

static double layer(const double *in, const double *bias, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double value = bias != NULL ? bias[i] : 0.5;
    sum += value * in[i] * in[i];
  }
  return sum;
}

double layers(const double *x, int n) { return layer(x, x + 1, n - 1) * layer(x, &x[1], n - 1) + layer(x, NULL, n); }
