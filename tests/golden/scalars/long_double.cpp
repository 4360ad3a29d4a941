// Everything in long double.
// derivatives: extended(x[n])
#include <cmath>

long double extended(const long double* x, int n) {
  long double product = 1.0L;
  for (int i = 0; i < n; ++i) product *= std::sqrt(x[i]) + 1 / x[i];
  return product;
}
