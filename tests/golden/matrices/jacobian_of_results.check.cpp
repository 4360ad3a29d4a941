#include "jacobian_of_results.expected.hpp"

#include "check_derivatives.h"

inline auto members(Parts& p) { return std::tie(p.sum, p.product); }

int main() {
  CHECK_JACOBIAN(polar, in(sample()), in(sample()));
  check::tolerances() = check::kSingle;
  CHECK_JACOBIAN(parts, in(sample(5)));
  return check::report();
}
