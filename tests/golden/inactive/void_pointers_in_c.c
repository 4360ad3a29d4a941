// Functions of C that are copied convert from void* by themselves, which C++ wants to be told.
// derivatives: by_rank(x[n])
#include <stdlib.h>

static int ascending(const void* a, const void* b) {
  const int* one = a;
  const int* other = b;
  return (*one > *other) - (*one < *other);
}

double by_rank(const double* x, int n) {
  int order[4];
  for (int i = 0; i < n; ++i) order[i] = (3 * i + 1) % n;
  qsort(order, (size_t)n, sizeof(int), ascending);
  double sum = x[order[1]];
  for (int i = 0; i < n; ++i) sum = sum * 0.5 + x[order[i]] * x[0];
  return sum;
}
