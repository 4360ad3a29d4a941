// Joint reversal of functions that change the sizes of vectors: adjoints get their old sizes back.
// derivatives: refine(x[n])
#include <backsweep/annotate.h>

#include <vector>

struct Level {
  std::vector<double> values;
};

void coarsen(std::vector<double>& v, const double* x, int n) {
  v.assign(static_cast<std::size_t>(n / 2), 0.0);
  for (int i = 0; i < n / 2; ++i) v[static_cast<std::size_t>(i)] = x[2 * i] * x[2 * i + 1];
}

void extend(Level& level, double x) {
  level.values.push_back(x * x);
  level.values.resize(level.values.size() + 1);
  level.values.back() = level.values.front() * x;
}

double refine(const double* x, int n) {
  std::vector<double> v(static_cast<std::size_t>(n), 1.0);
  Level level;
  level.values.assign(1, x[0]);
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    v[static_cast<std::size_t>(n - 1)] = x[i] * x[0];
    sum += v[static_cast<std::size_t>(n - 1)];
    BACKSWEEP_RECOMPUTE
    coarsen(v, x, n);
    sum += v[0];
    v.resize(static_cast<std::size_t>(n));
    BACKSWEEP_RECOMPUTE
    extend(level, x[i]);
  }
  return sum * level.values[0] + level.values.back();
}
