#include "zeros_left_out.expected.hpp"

#include "check_directions.h"

// The primal alone is checked elsewhere.
#ifdef CHECK_VALUES
int main() {}
#else
int main() {
  constexpr int kBones = 4, kPoints = 5;
  auto maps = check::sample(12 * kBones);
  auto weights = check::sample(kBones * kPoints);
  auto points = check::sample(3);
  auto moved = check::sample(3 * kPoints);
  // Each direction moves one number of one map, so that a bone has none, one, or directions that lie apart.
  std::vector<std::array<double, 8>> maps_dot(12 * kBones);
  const std::size_t which[8] = {0, 3, 12, 13, 0, 27, 13, 7};
  for (std::size_t d = 0; d < 8; ++d) maps_dot[which[d]][d] = 1;
  std::vector<std::array<double, 8>> moved_dot(3 * kPoints);
  blend_tangent(maps.argument(), kBones, weights.argument(), points.argument(), kPoints, moved.argument(),
                maps_dot.data(), moved_dot.data());
  // The function is linear in the maps.
  for (std::size_t d = 0; d < 8; ++d) {
    check::Buffer<double> unit{std::vector<double>(12 * kBones)};
    unit.values[which[d]] = 1;
    auto column = check::sample(3 * kPoints);
    blend(unit.argument(), kBones, weights.argument(), points.argument(), kPoints, column.argument());
    for (std::size_t i = 0; i < 3 * kPoints; ++i) {
      check::expect(std::fabs(moved_dot[i][d] - column.values[i]) <= 1e-15, "a column");
    }
  }
  return check::report();
}
#endif
