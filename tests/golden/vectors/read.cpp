// A const vector as independent: size, [], at, front, back, empty, data.
// derivatives: read(v)
#include <cstddef>
#include <vector>

double read(const std::vector<double>& v) {
  if (v.empty()) return 0;
  double sum = v.front() * v.back();
  for (std::size_t i = 0; i < v.size(); ++i) sum += v[i] * v.at(v.size() - 1 - i);
  const double* p = v.data();
  return sum * p[1];
}
