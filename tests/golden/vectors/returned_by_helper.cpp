// Helpers that take and return vectors by value and by reference.
// derivatives: pipeline(v)
#include <cstddef>
#include <vector>

static std::vector<double> squares(const std::vector<double>& v) {
  std::vector<double> result;
  for (const double value : v) result.push_back(value * value);
  return result;
}

static void scale(std::vector<double>& v, double factor) {
  for (double& value : v) value *= factor;
}

double pipeline(const std::vector<double>& v) {
  std::vector<double> t = squares(v);
  scale(t, v[0]);
  t = squares(t);
  double sum = 0;
  for (std::size_t i = 0; i < t.size(); ++i) sum += t[i] * v[i];
  return sum + squares(v)[1];
}
