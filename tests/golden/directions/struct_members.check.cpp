#include "struct_members.expected.hpp"

#include "check_directions.h"

// The primal alone is checked elsewhere.
#ifdef CHECK_VALUES
int main() {}
#else
namespace {

using Directions = std::array<double, 3>;

void set(Particle_3_directions& wide, const Directions& x, const Directions& y, const Directions& charge) {
  wide.position[0] = x;
  wide.position[1] = y;
  for (std::size_t d = 0; d < 3; ++d) wide.charge[d] = static_cast<float>(charge[d]);
}

std::vector<Directions> numbers(const Particle_3_directions& wide) {
  return {wide.position[0], wide.position[1], {wide.charge[0], wide.charge[1], wide.charge[2]}};
}

}  // namespace

int main() {
  check::tolerances() = check::kSingle;
  check::Pairing<3> pairing;
  const Particle particles[2] = {{1, {0.5, 0.25}, 1.5F}, {1, {1.5, -0.75}, 0.5F}};
  const Box box{{0.5, 1.25}, {0, {0.125, 1}, 2}};
  const auto x_dot = pairing.directions(9);
  Particle_3_directions particles_dot[2];
  Box_3_directions box_dot;
  set(particles_dot[0], x_dot[0], x_dot[1], x_dot[2]);
  set(particles_dot[1], x_dot[3], x_dot[4], x_dot[5]);
  set(box_dot.centre, x_dot[6], x_dot[7], x_dot[8]);
  box_dot.walls = pairing.directions(2);
  auto energy_dot = pairing.zeros(1);
  const double value = energy_tangent(particles, 2, box, particles_dot, box_dot, energy_dot[0]);
  check::expect(value == energy(particles, 2, box), "the value");
  Particle_3_directions particles_bar[2] = {};
  Box_3_directions box_bar{pairing.zeros(2), {}};
  const auto seed = pairing.directions(1);
  energy_adjoint(particles, 2, box, particles_bar, box_bar, seed[0]);
  pairing.expect_equal({{seed, energy_dot}}, {{numbers(particles_bar[0]), numbers(particles_dot[0])},
                                              {numbers(particles_bar[1]), numbers(particles_dot[1])},
                                              {numbers(box_bar.centre), numbers(box_dot.centre)},
                                              {box_bar.walls, box_dot.walls}});
  return check::report();
}
#endif
