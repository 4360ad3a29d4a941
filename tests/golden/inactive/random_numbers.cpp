// A random generator on an inactive path: values are drawn once and used by both sweeps.
// derivatives: noisy(x[n])
#include <cstdlib>

double noisy(const double* x, int n) {
  std::srand(7);
  double sum = 1;
  for (int i = 0; i < n; ++i) {
    const double weight = std::rand() / static_cast<double>(RAND_MAX);
    sum = sum * x[i] + weight * x[i] * x[i];
  }
  return sum;
}
