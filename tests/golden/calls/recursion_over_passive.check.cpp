#include "recursion_over_passive.expected.hpp"

#include <tuple>

#include "check_derivatives.h"

inline auto members(Spline& spline) { return std::tie(spline.knots); }

int main() {
  CHECK_DERIVATIVES(spline_value, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(spline_of_caller, in(sample(4)), fixed(4), fixed(Spline{{-1, 0, 0.5, 1.5, 2, 3}}));
  CHECK_DERIVATIVES(over_vector, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(over_copy, in(sample(4)), fixed(4), fixed(std::vector<double>{1, -0.5, 0.25, 2}));
  CHECK_DERIVATIVES(over_rows, in(sample(4)), fixed(4));
  return check::report();
}
