// Neither the number of rows nor that of columns is known before run time: the derivative chooses.
// backsweep: --jacobian 'bend(x[n] -> y[m])'
#include <cmath>

void bend(const double* x, int n, const double* a, double* y, int m) {
  for (int i = 0; i < m; ++i) {
    double sum = 0;
    for (int j = 0; j < n; ++j) sum += a[i * n + j] * x[j];
    y[i] = std::tanh(sum);
  }
}
