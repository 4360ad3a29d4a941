// std::unique_ptr to arrays, values and objects: made, moved, replaced, swapped, given to and returned by functions.
// derivatives: owned(x[n] -> y[n])
#include <cstddef>
#include <memory>
#include <utility>

struct Pair {
  double first = 1;
  double second = 2;
  Pair() = default;
  Pair(double a, double b) : first(a), second(a * b) {}
};

std::unique_ptr<double[]> products(const double* x, std::size_t n) {
  auto made = std::make_unique<double[]>(n);
  for (std::size_t i = 0; i < n; ++i) made[i] = x[i] * x[0];
  return made;
}

double norm(std::unique_ptr<double[]> values, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += values[i] * values[i];
  return sum;
}

void owned(const double* x, double* y, std::size_t n) {
  std::unique_ptr<double[]> old = products(x, n);
  std::unique_ptr<double[]> next(new double[n]);
  for (int step = 0; step < 2; ++step) {
    for (std::size_t i = 0; i < n; ++i) next[i] = old[i] * old[n - 1 - i];
    std::swap(old, next);
  }
  auto pair = std::make_unique<Pair>(x[0], x[1]);
  pair->first *= pair->second;
  std::unique_ptr<Pair> same = std::move(pair);
  for (std::size_t i = 0; i < n; ++i) y[i] = old[i] * same->first + (*same).second;
  if (!pair) y[0] *= norm(std::move(old), n);
  if (old == nullptr) y[1] *= next.get()[1];
}
