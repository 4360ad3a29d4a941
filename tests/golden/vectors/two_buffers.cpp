// A time loop that writes one vector from another and swaps them: what is overwritten is kept as the memory it lies in,
// unless something points into it, or the loop reads it first.
// derivatives: diffused(x)
// derivatives: observed(x)
// derivatives: relaxed(x)
#include <cmath>
#include <cstddef>
#include <vector>

static void step(const std::vector<double>& u, std::vector<double>& next) {
  const std::size_t n = u.size();
  next[0] = u[0];
  for (std::size_t i = 1; i + 1 < n; ++i) next[i] = u[i] + 0.1 * std::sin(u[i + 1] - u[i]) * u[i - 1];
  next[n - 1] = u[n - 1] * u[0];
}

static double energy(const std::vector<double>& u) {
  double sum = 0;
  for (const double one : u) sum += one * one;
  return sum;
}

double diffused(const std::vector<double>& x, int steps) {
  std::vector<double> u = x;
  std::vector<double> next(x.size());
  for (int t = 0; t < steps; ++t) {
    step(u, next);
    u.swap(next);
  }
  return energy(u);
}

double observed(const std::vector<double>& x, int steps) {
  std::vector<double> u = x;
  std::vector<double> next = x;
  double* const sensor = next.data() + 1;
  double seen = 0;
  for (int t = 0; t < steps; ++t) {
    for (std::size_t i = 0; i < x.size(); ++i) next[i] = u[i] * u[i];
    for (std::size_t i = 0; i < x.size(); ++i) u[i] = next[i] - x[i];
    seen += *sensor * u[0];
  }
  return seen;
}

double relaxed(const std::vector<double>& x, int steps) {
  std::vector<double> u = x;
  std::vector<double> old = x;
  for (int t = 0; t < steps; ++t) {
    for (std::size_t i = 0; i < x.size(); ++i) u[i] = u[i] * std::cos(old[i]) + 0.5 * x[i];
    for (std::size_t i = 0; i < x.size(); ++i) old[i] = u[i];
  }
  return energy(u) + energy(old);
}
