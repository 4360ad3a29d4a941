#include "single_member.expected.hpp"

#include "check_derivatives.h"

inline auto members(Planet& p) { return std::tie(p.mass); }

int main() {
  CHECK_DERIVATIVES(weight, in(Planet{1.2, 0.9}), fixed(0.7));
  return check::report();
}
