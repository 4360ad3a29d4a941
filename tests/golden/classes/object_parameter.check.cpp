#include "object_parameter.expected.hpp"

#include "check_derivatives.h"

inline auto members(Polynomial& p) { return std::tie(p.coefficient(0), p.coefficient(1), p.coefficient(2)); }

int main() {
  CHECK_DERIVATIVES(value, in(Polynomial({0.4, 0.9, 1.3})), in(sample()));
  return check::report();
}
