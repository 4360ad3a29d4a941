// A table of row pointers on the heap that lead into a local array, and one-based buffers of constants.
// derivatives: rows(x[n])
// derivatives: one_based(x[n])
#include <cstddef>

double rows(const double* x, int n) {
  double values[16];
  double** table = new double*[static_cast<std::size_t>(n)];
  for (int i = 0; i < n; ++i) table[i] = values + 2 * i;
  for (int i = 0; i < n; ++i) table[i][1] = x[i] * x[0];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += table[i][1] * table[1][1];
  delete[] table;
  return sum;
}

double one_based(const double* x, int n) {
  double* weights = new double[static_cast<std::size_t>(n)];
  weights--;
  for (int i = 1; i <= n; ++i) weights[i] = i;
  double sum = 0;
  for (int i = 1; i <= n; ++i) sum += weights[i] * x[i - 1] * x[0];
  weights++;
  delete[] weights;
  return sum;
}
