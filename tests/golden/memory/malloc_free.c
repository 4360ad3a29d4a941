/* Memory from malloc and calloc inside the differentiated function. */
/* derivatives: convolve(x[n], y[n]) */
#include <stdlib.h>

double convolve(const double *x, const double *y, int n) {
  double *products = malloc((size_t)n * sizeof *products);
  double *sums = calloc((size_t)n, sizeof(double));
  double total = 0;
  for (int i = 0; i < n; ++i) products[i] = x[i] * y[n - 1 - i];
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j) sums[i] += products[j] * products[i];
    total += sums[i] * sums[0];
  }
  free(products);
  free(sums);
  return total;
}
