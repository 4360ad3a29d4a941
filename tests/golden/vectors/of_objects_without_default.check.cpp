#include "of_objects_without_default.expected.hpp"

#include "check_derivatives.h"

inline auto members(Factor& factor) { return std::tie(factor.weight()); }
inline auto members(Group& group) { return std::tie(group.rows, group.scale); }

int main() {
  const std::vector<Factor> two = {Factor(0.7), Factor(1.2)};
  CHECK_DERIVATIVES(cost, in(two), in(0.8));
  CHECK_GRADIENT(cost, in(two), in(0.8));
  const Group group{{two, {}, {Factor(-0.4)}}, 1.3};
  CHECK_DERIVATIVES(total, in(group), in(0.8));
  CHECK_GRADIENT(total, in(group), in(0.8));
  return check::report();
}
