// Helpers whose tests the arguments of a call decide: what is left of them has neither the tests nor what divides by zero.
// derivatives: squares(a[n * n])
// derivatives: series(x)
#include <cmath>

static int square(int m, int lda, double* a) {
  if (lda < m) return 1;
  for (int i = 0; i < m; ++i) a[i * lda + i] *= a[i * lda + i];
  return 0;
}

double squares(double* a, int n) {
  const int status = square(n, n, a);
  double sum = status;
  for (int i = 0; i < n * n; ++i) sum += a[i] * a[i];
  return sum;
}

static double term(double x, int k, double* scale) {
  if (k == 0) return x;
  if (scale != nullptr && k > 1) *scale = x / k;
  return std::sin(x) / k;
}

double series(double x) {
  double scale;
  const double sum = term(x, 0, nullptr) + term(x, 1, &scale) + term(x, 2, &scale);
  return sum * scale;
}
