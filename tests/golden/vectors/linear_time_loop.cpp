// A linear step on two buffers that change places: nothing of it is kept, in one dimension and in two.
// derivatives: rod(initial[n])
// derivatives: plate(initial[n * n])
// derivatives: bent_plate(initial[n * n])
#include <cstddef>
#include <utility>
#include <vector>

double rod(const double* initial, int n, int steps, double k) {
  std::vector<double> u(initial, initial + n);
  std::vector<double> next(u);
  for (int t = 0; t < steps; ++t) {
    for (std::size_t i = 1; i + 1 < u.size(); ++i) next[i] = u[i] + k * (u[i - 1] + u[i + 1] - 2 * u[i]);
    u.swap(next);
  }
  double sum = 0;
  for (const double value : u) sum += value * value;
  return sum;
}

double plate(const double* initial, int n, int steps, double k) {
  std::vector<double> now(initial, initial + n * n);
  std::vector<double> later(now);
  for (int t = 0; t < steps; ++t) {
    const double* u = now.data();
    double* next = later.data();
    for (int i = 1; i < n - 1; ++i) {
      for (int j = 1; j < n - 1; ++j) {
        next[i * n + j] = u[i * n + j] + k * (u[(i - 1) * n + j] + u[(i + 1) * n + j] + u[i * n + j - 1] +
                                              u[i * n + j + 1] - 4 * u[i * n + j]);
      }
    }
    std::swap(now, later);
  }
  double sum = 0;
  for (const double value : now) sum += value * value;
  return sum;
}

// Only what the step reads is kept: the inner cells, row by row.
double bent_plate(const double* initial, int n, int steps, double k) {
  std::vector<double> u(initial, initial + n * n);
  std::vector<double> next(u);
  const auto at = [n](int i, int j) { return static_cast<std::size_t>(i * n + j); };
  for (int t = 0; t < steps; ++t) {
    for (int i = 1; i < n - 1; ++i) {
      for (int j = 1; j < n - 1; ++j) {
        next[at(i, j)] = u[at(i, j)] + k * u[at(i, j)] * (u[at(i - 1, j)] + u[at(i + 1, j)] + u[at(i, j - 1)] +
                                                          u[at(i, j + 1)] - 4 * u[at(i, j)]);
      }
    }
    u.swap(next);
  }
  double sum = 0;
  for (const double value : u) sum += value * value;
  return sum;
}
