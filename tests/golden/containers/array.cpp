// std::array as parameter, result and local; size, [], front, back, fill, range-for, std::get.
// derivatives: rotated(v, angle)
#include <array>
#include <cmath>
#include <cstddef>

std::array<double, 3> rotated(const std::array<double, 3>& v, double angle) {
  std::array<double, 3> result = v;
  std::array<double, 2> factors;
  factors.fill(std::cos(angle));
  factors.back() = std::sin(angle);
  result[0] = factors[0] * v[0] - factors[1] * std::get<1>(v);
  result.at(1) = factors[1] * v.front() + factors[0] * v[1];
  double sum = 0;
  for (const double value : result) sum += value;
  for (std::size_t i = 0; i < result.size(); ++i) result[i] *= sum;
  return result;
}
