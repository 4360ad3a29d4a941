#include "hessian_mixed.expected.hpp"

#include "check_derivatives.h"

inline auto members(Point& p) { return std::tie(p.x, p.y); }

int main() {
  CHECK_HESSIAN(fit, in(sample_vector(3)), in(sample()), in(Point{0.4, 0.9}));
  CHECK_HVP(fit, in(sample_vector(3)), in(sample()), in(Point{0.4, 0.9}));
  CHECK_HESSIAN(flow, inout(sample(4)), fixed(4), in(0.3));
  return check::report();
}
