#include "two_seeds.expected.hpp"

#include "check_directions.h"

// The primal alone is checked elsewhere.
#ifdef CHECK_VALUES
int main() {}
#else
int main() {
  check::Pairing<2> pairing;
  auto camera = check::sample(3);
  auto point = check::sample(3);
  for (double& x : point) x += 3;
  auto seen = check::sample(2);
  auto camera_dot = pairing.directions(3), point_dot = pairing.directions(3), seen_dot = pairing.zeros(2);
  project_tangent(camera.argument(), point.argument(), seen.argument(), camera_dot.data(), point_dot.data(), seen_dot.data());
  auto camera_bar = pairing.zeros(3), point_bar = pairing.zeros(3), seen_bar = pairing.directions(2);
  const auto seeds = seen_bar;
  project_adjoint(camera.argument(), point.argument(), seen.argument(), camera_bar.data(), point_bar.data(), seen_bar.data());
  pairing.expect_equal({{seeds, seen_dot}}, {{camera_bar, camera_dot}, {point_bar, point_dot}});
  pairing.expect_zero(seen_bar);
  return check::report();
}
#endif
