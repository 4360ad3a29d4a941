#include "of_structs.expected.hpp"

#include "check_derivatives.h"

inline auto members(Body& b) { return std::tie(b.mass, b.speed); }

int main() {
  CHECK_DERIVATIVES(pull, inout(std::vector<Body>{{1.2, 0.4}, {0.7, 1.1}, {1.4, 0.6}}));
  return check::report();
}
