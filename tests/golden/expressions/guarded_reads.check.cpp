#include "guarded_reads.expected.hpp"

#include "check_derivatives.h"

inline auto members(Node& node) { return std::tie(node.mass, node.position); }

int main() {
  CHECK_DERIVATIVES(around, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(around, in(sample(1)), fixed(1));
  CHECK_DERIVATIVES(rough, in(sample(4)), fixed(4));
  CHECK_DERIVATIVES(weighted, in(sample(2)), in(sample(1)));
  CHECK_DERIVATIVES(shifted, inout(sample(4)), fixed(4));
  CHECK_DERIVATIVES(leaky, in(check::Buffer<double>{{0.4, -0.3, 1.2}}), fixed(3));
  CHECK_DERIVATIVES(heaviest, in(check::Buffer<Node>{{{1.0, 0.4}, {2.0, 0.7}, {1.2, 0.1}}}), fixed(3));
  CHECK_DERIVATIVES(heaviest, in(check::Buffer<Node>{{{1.0, 0.4}, {1.1, 0.7}}}), fixed(2));
#if !defined(CHECK_DIRECTIONS) && !defined(CHECK_VALUES)
  double x[2] = {3, 5};
  double x_bar[2] = {0, 0};
  weighted_adjoint(x, nullptr, x_bar, nullptr, 2);
  check::expect(x_bar[0] == 10 && x_bar[1] == 6, "without a weight");
#endif
  return check::report();
}
