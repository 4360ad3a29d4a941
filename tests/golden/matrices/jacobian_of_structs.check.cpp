#include "jacobian_of_structs.expected.hpp"

#include "check_derivatives.h"

inline auto members(Body& b) { return std::tie(b.mass, b.velocity); }
inline auto members(Spring& s) { return std::tie(s.stiffness); }

int main() {
  CHECK_JACOBIAN(kick, in(Body{1.3, {0.4, 0.9}, 1}), in(sample(2)), out(Body{1, {0, 0}, 0}));
  CHECK_JACOBIAN(ring, in(Spring{0.7, 0.2}), in(sample(4)), fixed(4), out(sample(4)));
  CHECK_JACOBIAN(damp, inout(sample_matrix<2, 3>()), fixed(2));
  return check::report();
}
