// A capture by copy of a reference copies what it refers to; callables of algorithms are made once.
// derivatives: scaled_by_first(x)
// derivatives: frozen_vector(x)
// derivatives: made_once(x)
// derivatives: counted(x)
#include <algorithm>
#include <cstddef>
#include <vector>

double scaled_by_first(const std::vector<double>& x) {
  std::vector<double> y(x);
  double& first = y[0];
  const auto scaled = [first](double v) { return v / first; };
  for (double& v : y) v = scaled(v);
  return y[0] + 2 * y[1];
}

double frozen_vector(const std::vector<double>& x) {
  std::vector<double> y(x);
  auto& also = y;
  const auto by_first = [also](double v) { return v * also[0]; };
  y[0] *= 3;
  return by_first(x[1]) * y[0];
}

double made_once(const std::vector<double>& x) {
  std::vector<double> y(x);
  std::transform(y.begin(), y.end(), y.begin(), [first = y[0]](double v) { return v / first; });
  double sum = 0;
  std::for_each(y.begin(), y.end(), [&sum, before = y[1]](double& v) {
    v *= before;
    sum += v;
  });
  return y[0] + sum * y[1];
}

double counted(const std::vector<double>& x) {
  std::vector<double> y(x);
  std::for_each(y.begin(), y.end(), [&x, i = std::size_t{0}](double& v) mutable {
    v *= x[i] + 1;
    i++;
  });
  return y[0] * y[1] + y[2];
}
