// Blocks that may be empty: an empty vector has no memory, and the library copies nothing from nowhere.
// derivatives: products(x)
// derivatives: handed_on(x, y -> y, z)
#include <algorithm>
#include <vector>

/// Two vectors of the caller: they may be one and the same.
void handed_on(const std::vector<double>& x, std::vector<double>& y, std::vector<double>& z) {
  const int n = static_cast<int>(x.size());
  for (int i = 0; i < n; ++i) y[static_cast<std::size_t>(i)] *= x[static_cast<std::size_t>(i)];
  std::copy(y.data(), y.data() + n, z.data());
}

double products(const std::vector<double>& x) {
  const int n = static_cast<int>(x.size());
  std::vector<double> u(x.size());
  std::copy(x.data(), x.data() + n, u.data());
  double sum = 0.5;
  for (std::size_t i = 1; i < u.size(); ++i) {
    u[i] *= u[i - 1];
    sum += u[i];
  }
  return sum;
}
