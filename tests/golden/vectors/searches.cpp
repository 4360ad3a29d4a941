// Searches of the library: what is found has its derivative at the same place.
// derivatives: interpolated(x, values)
#include <algorithm>
#include <cstddef>
#include <vector>

double interpolated(double x, const std::vector<double>& values) {
  const std::vector<double> knots = {0, 0.5, 1, 2, 4};
  const auto above = std::upper_bound(knots.begin(), knots.end(), x);
  const auto i = static_cast<std::size_t>(above - knots.begin());
  const double t = (x - knots[i - 1]) / (*above - knots[i - 1]);
  const double* const large = std::find_if(values.data(), values.data() + values.size(), [&](double v) { return v > -10; });
  return (1 - t) * values[i - 1] + t * values[i] * *large;
}
