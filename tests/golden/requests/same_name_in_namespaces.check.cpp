#include "same_name_in_namespaces.expected.hpp"

#include "check_derivatives.h"

namespace a {
inline auto members(Spring& s) { return std::tie(s.stiffness); }
}  // namespace a

int main() {
  CHECK_DERIVATIVES(a::slope, in(sample()));
  CHECK_DERIVATIVES(b::slope, in(sample()));
  CHECK_DERIVATIVES(b::total, in(a::Spring{0.7}), in(sample()));
  return check::report();
}
