// qsort over active values: an array, some of the elements behind a pointer, with comparisons that read through void*.
// derivatives: middle(x[n])
// derivatives: lightest(mass[n], value[n])
#include <math.h>
#include <stdlib.h>

static int ascending(const void* a, const void* b) {
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

double middle(double* x, int n) {
  qsort(x + 1, (size_t)n - 1, sizeof(double), ascending);
  return x[n / 2] * x[n / 2] + x[0];
}

static int by_amount(const void* a, const void* b) {
  const double* one = a;
  const double* other = b;
  return fabs(*one) > fabs(*other) ? 1 : -1;
}

double lightest(const double* mass, const double* value, int n) {
  double density[10];
  for (int i = 0; i < n; ++i) density[i] = (i % 2 ? 1 : -1) * mass[i] / value[i];
  qsort(density, (size_t)n, sizeof density[0], &by_amount);
  return density[0] * density[0] + density[1];
}
