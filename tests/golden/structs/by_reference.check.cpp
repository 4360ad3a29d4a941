#include "by_reference.expected.hpp"

#include "check_derivatives.h"

inline auto members(Body& b) { return std::tie(b.mass, b.velocity); }

int main() {
  const Body a{1.3, {0.4, 0.9}, 1};
  const Body b{0.8, {0.7, 1.1}, 2};
  CHECK_DERIVATIVES(collide, in(a), inout(b));
  return check::report();
}
