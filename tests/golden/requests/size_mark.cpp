// BACKSWEEP_SIZE says how much lies behind a pointer.
// backsweep:
#include <backsweep/annotate.h>

BACKSWEEP_GRADIENT(x)
double scattered(const double* x, const int* index, int n, int size) {
  BACKSWEEP_SIZE(x, size)
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[index[i]] * x[index[i]];
  return sum + 0.0 * size;
}
