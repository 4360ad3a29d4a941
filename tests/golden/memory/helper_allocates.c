/* A helper allocates, another one frees. */
/* derivatives: through_helper(x[n]) */
#include <stdlib.h>

static double *squares(const double *x, int n) {
  double *result = (double *)malloc(sizeof(double) * (size_t)n);
  for (int i = 0; i < n; ++i) result[i] = x[i] * x[i];
  return result;
}

static void release(double *p) { free(p); }

double through_helper(const double *x, int n) {
  double *s = squares(x, n);
  double *t = squares(s, n);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += s[i] * t[n - 1 - i];
  release(t);
  release(s);
  return sum;
}
