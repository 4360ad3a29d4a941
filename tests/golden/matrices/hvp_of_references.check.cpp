#include "hvp_of_references.expected.hpp"

#include "check_derivatives.h"

inline auto members(Point& p) { return std::tie(p.a, p.b); }

int main() {
  for (const std::size_t n : {2u, 4u}) {
    CHECK_HVP(chosen, in(sample(n)), fixed(static_cast<int>(n)));
    CHECK_HVP(second, in(sample(n)), fixed(static_cast<int>(n)));
    CHECK_HVP(addressed, in(sample(n)), fixed(static_cast<int>(n)));
    CHECK_HVP(largest, in(sample(n)), fixed(static_cast<int>(n)));
  }
  CHECK_HVP(of_points, in(Buffer<Point>{{{1.2, 0.4}, {0.7, 1.1}, {1.4, 0.6}}}), fixed(3));
  CHECK_HVP(walked, in(sample(4)), fixed(4));
  return check::report();
}
