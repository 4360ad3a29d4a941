/* BACKSWEEP_SIZE in front of a function, on either side of a request. */
/* backsweep: */
#include <backsweep/annotate.h>

BACKSWEEP_SIZE(x, size)
BACKSWEEP_GRADIENT(x)
double scattered(const double* x, const int* index, int n, int size) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[index[i]] * x[index[i]];
  return sum + 0.0 * size;
}

BACKSWEEP_GRADIENT(x)
BACKSWEEP_SIZE(x, size)
double gathered(const double* x, const int* index, int n, int size) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[index[i]] * x[index[i]] * x[index[i]];
  return sum + 0.0 * size;
}
