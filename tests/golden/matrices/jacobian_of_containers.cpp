// Vectors, arrays, references, numbers and the result, one after another.
// backsweep: --jacobian 'mix(weights, bias, corner -> sums, spread, return)'
// backsweep: --jacobian 'rotate(angle, p -> q)'
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

double mix(const std::vector<double>& weights, double bias, const std::array<double, 2>& corner,
           std::vector<double>& sums, float& spread) {
  double total = bias;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i] = weights[i] * corner[i % 2] + bias;
    total += std::sin(weights[i]) * sums[i];
  }
  spread = static_cast<float>(total * corner[0]);
  return total;
}

void rotate(double angle, const std::array<double, 2>& p, std::array<double, 2>& q) {
  q[0] = std::cos(angle) * p[0] - std::sin(angle) * p[1];
  q[1] = std::sin(angle) * p[0] + std::cos(angle) * p[1];
}
