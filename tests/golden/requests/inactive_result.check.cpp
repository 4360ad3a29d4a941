#include "inactive_result.expected.hpp"

#include "check_derivatives.h"

inline auto members(Corner& c) { return std::tie(c.left, c.top); }

int main() {
  CHECK_DERIVATIVES(weights, in(sample_vector(4)));
  CHECK_DERIVATIVES(corner, in(0.7));
  CHECK_DERIVATIVES(rows, in(sample_vector(3)));
  return check::report();
}
