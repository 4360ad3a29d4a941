#include "tuples.expected.hpp"

namespace std {
inline auto members(std::tuple<double, double>& z) { return std::tie(std::get<0>(z), std::get<1>(z)); }
}  // namespace std

#include "check_derivatives.h"

int main() {
  const int n = 6;
  CHECK_DERIVATIVES(tied_pair, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(returned_tuple, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(tied_in_loop, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(rotated, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(by_type, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(partly_ignored, in(sample(6)), fixed(n));
  CHECK_DERIVATIVES(polar, in(std::make_tuple(0.7, 1.3)));
  return check::report();
}
