#include "added_to_memory.expected.hpp"

#include "check_directions.h"

// The primal alone is checked elsewhere.
#ifdef CHECK_VALUES
int main() {}
#else
int main() {
  // An element may be its own neighbour, or that of one that has changed before.
  constexpr int kNeighbours[6] = {2, 0, 2, 5, 3, 0};
  constexpr std::size_t kCount = 6;
  constexpr double kStep = 1e-5;
  const auto start = check::sample(kCount);
  const auto u_start_dot = check::sample(8 * kCount);
  const auto a_start_dot = check::sample(8);
  std::vector<std::array<double, 8>> u_dot(kCount);
  std::array<double, 8> a_dot;
  for (std::size_t d = 0; d < 8; ++d) {
    a_dot[d] = a_start_dot.values[d];
    for (std::size_t i = 0; i < kCount; ++i) u_dot[i][d] = u_start_dot.values[8 * i + d];
  }
  auto u = start;
  relax_tangent(u.argument(), kNeighbours, kCount, 0.3, u_dot.data(), a_dot);
  for (std::size_t d = 0; d < 8; ++d) {
    auto above = start, below = start;
    for (std::size_t i = 0; i < kCount; ++i) {
      above.values[i] += kStep * u_start_dot.values[8 * i + d];
      below.values[i] -= kStep * u_start_dot.values[8 * i + d];
    }
    relax(above.argument(), kNeighbours, kCount, 0.3 + kStep * a_dot[d]);
    relax(below.argument(), kNeighbours, kCount, 0.3 - kStep * a_dot[d]);
    for (std::size_t i = 0; i < kCount; ++i) {
      const double difference = (above.values[i] - below.values[i]) / (2 * kStep);
      check::expect(std::fabs(u_dot[i][d] - difference) <= 1e-8 * (1 + std::fabs(difference)), "a direction");
    }
  }
  return check::report();
}
#endif
