#include "numbers_into_structs.expected.hpp"

#include "check_derivatives.h"

inline auto members(Point& p) { return std::tie(p.x, p.y, p.z); }

int main() {
  CHECK_DERIVATIVES(length, in(sample(9)));
  CHECK_DERIVATIVES(packed, in(sample(7)), fixed(7));
  const auto point = [] { return Point{check::sample(), check::sample(), check::sample()}; };
  CHECK_DERIVATIVES(moved, in(Buffer<Point>{{point(), point()}}), fixed(2), in(sample()), out(sample(6)));
  return check::report();
}
