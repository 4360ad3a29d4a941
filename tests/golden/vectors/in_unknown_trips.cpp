// A vector beside a loop that nobody knows the trips of: its records are given back while the vector's adjoint lives.
// derivatives: settled(x[n])
// derivatives: deeper(x[n])
#include <cmath>
#include <cstddef>
#include <vector>

double settled(const double* x, int n) {
  const std::size_t size = static_cast<std::size_t>(n);
  std::vector<double> level(size);
  for (std::size_t i = 0; i < size; i++) level[i] = x[i] * x[0];
  double sum = 0;
  int round = 0;
  while (sum < 20 && round < 5) {
    for (std::size_t i = 0; i < size; i++) level[i] = std::sin(level[i] * x[i]) + 0.5;
    double most = 0;
    for (std::size_t i = 0; i < size; i++) most += std::exp(level[i]) * level[size - 1 - i];
    sum += most;
    ++round;
  }
  return sum;
}

/// The same in a call that stays one, as it stands in a recursion.
double sunk(double* x, int n, int depth) {
  const std::size_t size = static_cast<std::size_t>(n);
  std::vector<double> level(size);
  for (std::size_t i = 0; i < size; i++) level[i] = x[i] * x[0];
  double sum = depth > 0 ? sunk(x, n, depth - 1) : 0.0;
  int round = 0;
  do {
    for (std::size_t i = 0; i < size; i++) level[i] = std::sin(level[i] * x[i]) + 0.5;
    for (std::size_t i = 0; i < size; i++) x[i] = std::sin(x[i]) * level[size - 1 - i];
    sum += x[0];
    ++round;
  } while (sum < 2 && round < 4);
  return sum;
}

double deeper(const double* x, int n) {
  std::vector<double> copy(x, x + n);
  const double sum = sunk(copy.data(), n, 2);
  return sum * copy[0];
}
