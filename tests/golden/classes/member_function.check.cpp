#include "member_function.expected.hpp"

#include "check_derivatives.h"

inline auto members(Spring& s) { return std::tie(s.stiffness); }

int main() {
  const auto primal = [](const Spring& spring, double q) { return spring.energy(q); };
  CHECK_DERIVATIVES_OF(primal, energy, in(Spring{1.2, 0.4}), in(sample()));
  return check::report();
}
