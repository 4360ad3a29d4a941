/* The functions of math.h under their C names, in all three precisions. */
/* derivatives: c_names(x, y, z) */
#include <math.h>
#include <stdlib.h>

double c_names(double x, float y, long double z) {
  const float single = sinf(y) * expf(-y) + powf(y, 2.0f) + fabsf(y);
  const long double wide = sqrtl(z) * cosl(z) + fmaxl(z, 0.25L);
  return sin(x) * fabs(x) + pow(x, 3) * fmin(x, 7.0) + (double)single * abs(-2) + (double)(wide * wide);
}
