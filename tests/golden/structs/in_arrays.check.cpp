#include "in_arrays.expected.hpp"

#include "check_derivatives.h"

inline auto members(Particle& p) { return std::tie(p.x, p.mass, p.force); }

int main() {
  CHECK_DERIVATIVES(forces, inout(Buffer<Particle>{{{0.1, 1.2, 0.5}, {0.9, 0.7, 0.3}, {1.7, 1.1, 0.9}}}), fixed(3));
  return check::report();
}
