/* A growing buffer with realloc. */
/* derivatives: collect(x[n]) */
#include <stdlib.h>

double collect(const double *x, int n) {
  double *kept = NULL;
  int count = 0;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    if (x[i] < 0.8) continue;
    kept = (double *)realloc(kept, (size_t)(count + 1) * sizeof(double));
    kept[count] = x[i] * x[i];
    ++count;
  }
  for (int i = 0; i < count; ++i) sum += kept[i] * kept[count - 1 - i];
  free(kept);
  return sum;
}
