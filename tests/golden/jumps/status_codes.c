/* Enumerations behind a typedef, and functions that leave by goto with a status. */
/* derivatives: roots(x[n]) */
#include <math.h>

typedef enum { OK, NEGATIVE } status;
typedef enum precision { COARSE = 20, FINE = 60 } precision;

static status root(double a, precision limit, double* out) {
  double y = 1;
  int iterations = 0;
  status result = OK;
  if (a < 0) {
    result = NEGATIVE;
    goto end;
  }
retry:
  y = 0.5 * (y + a / y);
  if (++iterations < (int)limit && fabs(y * y - a) > 1e-12) goto retry;
  *out = y;
end:
  return result;
}

double roots(const double* x, int n) {
  double sum = 0, y = 0;
  int i;
  for (i = 0; i < n; i++) {
    switch (root(x[i], i % 2 ? COARSE : FINE, &y)) {
      case OK: sum += y * x[n - 1 - i]; break;
      default: sum -= x[i];
    }
  }
  return sum;
}
