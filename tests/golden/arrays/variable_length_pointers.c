/* Pointers into variable-length arrays, and variable-length arrays of pointers. */
/* derivatives: rows_of_table(x[n]) */
/* derivatives: shifted_views(x[n]) */
#include <math.h>

double rows_of_table(const double* x, int n) {
  double table[n][n];
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) table[i][j] = x[i] * sin(x[j]);
  }
  double(*row)[n] = table;
  double sum = 0;
  for (int i = 0; i < n; ++i, ++row) sum += (*row)[0] * table[0][i] + row[0][n - 1];
  return sum;
}

double shifted_views(const double* x, int n) {
  const double* views[n];
  for (int i = 0; i < n; ++i) views[i] = x + i;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += views[i][0] * views[n - 1 - i][0];
  return sum;
}
