// Three kernels whose derivatives must vectorise.
#include <vector>

/// Element by element, with a quotient.
void rational(const double* x, double* __restrict y, int n) {
  for (int i = 0; i < n; ++i) {
    const double square = x[i] * x[i];
    y[i] = square / (1 + square);
  }
}

/// A flattened matrix: rows are added up with weights that are data.
void weighted_rows(const double* a, const double* weights, double* sums, int rows, int columns) {
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) {
      const int at = i * columns + j;
      sums[j] += weights[i] * a[at] * a[at];
    }
  }
}

/// A non-linear stencil in time: the reverse of a step adds to neighbouring elements.
double damped(const double* initial, int n, int steps, double k) {
  std::vector<double> u(initial, initial + n);
  std::vector<double> next(initial, initial + n);
  for (int t = 0; t < steps; ++t) {
    for (int i = 1; i < n - 1; ++i) next[i] = u[i] + k * (u[i - 1] - 2 * u[i] + u[i + 1]) * u[i];
    for (int i = 1; i < n - 1; ++i) u[i] = next[i];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i];
  return sum;
}
