// Heap blocks of rows whose length is known at run time only.
// derivatives: squares(x[n])
// derivatives: products(x[n])
// derivatives: cubes(x[n])
#include <stdlib.h>

double squares(const double* x, int n) {
  double (*a)[n] = malloc(sizeof(double[n][n]));
  double (*b)[n] = calloc((size_t)n, sizeof *b);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      a[i][j] = x[i] * x[j];
      b[j][i] += a[i][j] * x[0];
    }
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) sum += a[i][j] * b[i][j];
  }
  free(a);
  free(b);
  return sum;
}

double products(const double* x, int n) {
  const size_t all = (size_t)n * 3;
  double (*rows)[3 * n] = malloc(all * 2 * sizeof(double));
  for (int i = 0; i < 3 * n; ++i) {
    rows[0][i] = x[i % n] * i;
    rows[1][i] = rows[0][i] * rows[0][i];
  }
  double sum = 0;
  for (int i = 0; i < 3 * n; ++i) sum += rows[1][i] * x[0];
  free(rows);
  return sum;
}

double cubes(const double* x, int n) {
  double (*a)[n][2] = malloc((size_t)n * sizeof *a);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      a[i][j][0] = x[i] * x[j];
      a[i][j][1] = x[i] - a[i][j][0];
    }
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i][n - 1 - i][0] * a[n - 1 - i][i][1];
  free(a);
  return sum;
}
