// A random generator on an inactive path: values are drawn once and used by both sweeps.
// derivatives: noisy(x[n])
// derivatives: sampled(x[n])
#include <cstdlib>
#include <random>

double noisy(const double* x, int n) {
  std::srand(7);
  double sum = 1;
  for (int i = 0; i < n; ++i) {
    const double weight = std::rand() / static_cast<double>(RAND_MAX);
    sum = sum * x[i] + weight * x[i] * x[i];
  }
  return sum;
}

static double mean_of(const double* x, int n, std::mt19937_64 engine) {
  std::uniform_int_distribution<int> chosen(0, n - 1);
  double sum = 0;
  for (int i = 0; i < 4; ++i) {
    const double one = x[chosen(engine)];
    sum += one * one;
  }
  return sum / 4;
}

/// The engine is an argument by value: the derivative names its type.
double sampled(const double* x, int n) { return mean_of(x, n, std::mt19937_64(11)) * x[0]; }
