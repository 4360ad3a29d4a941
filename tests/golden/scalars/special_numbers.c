/* What NAN, INFINITY and <tgmath.h> stand for in C. */
/* derivatives: guarded(x, y) */
#include <math.h>
#include <tgmath.h>

double guarded(double x, double y) {
  double best = INFINITY;
  register int i;
  if (isnan(x)) return NAN;
  for (i = 1; i <= 3; i++) {
    const double value = exp(x / i) + i * y;
    if (value < best) best = value;
  }
  return best * sqrt(y * y + 1);
}
