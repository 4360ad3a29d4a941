#include "by_value_parameter.expected.hpp"

#include "check_derivatives.h"

inline auto members(Vector3& v) { return std::tie(v.x, v.y, v.z); }

int main() {
  CHECK_DERIVATIVES(scaled, in(Vector3{0.7, 0.9, 1.2}), in(sample()));
  return check::report();
}
