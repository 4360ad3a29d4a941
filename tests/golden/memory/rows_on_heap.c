/* A matrix as an array of pointers to rows, each a block of its own; two of them, swapped from step to step. */
/* derivatives: diffuse(k[n]) */
#include <stdlib.h>

static double **matrix(int n) {
  double **rows = malloc((size_t)n * sizeof *rows);
  for (int i = 0; i < n; i++) rows[i] = calloc((size_t)n, sizeof **rows);
  return rows;
}

static void free_matrix(double **rows, int n) {
  for (int i = 0; i < n; i++) free(rows[i]);
  free(rows);
}

double diffuse(const double *k, int n) {
  double **u = matrix(n), **w = matrix(n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) u[i][j] = k[i] * (j + 1);
  for (int t = 0; t < 3; t++) {
    for (int i = 1; i < n - 1; i++)
      for (int j = 1; j < n - 1; j++)
        w[i][j] = u[i][j] + 0.1 * k[j] * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1] - 4 * u[i][j]);
    double **swapped = u;
    u = w;
    w = swapped;
  }
  double sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) sum += u[i][j] * u[i][j];
  free_matrix(u, n);
  free_matrix(w, n);
  return sum;
}
