/* Half the sum of squares, as C writes it. */
#include "wave.h"

#include <backsweep/annotate.h>
#include <stddef.h>

static double half(double x) { return x / 2; }

BACKSWEEP_GRADIENT(u[n])
double wave(const double *restrict u, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += half(u[i] * u[i]);
  return sum;
}
