#include "joint_time_loop.expected.hpp"

#include "check_derivatives.h"

#if !defined(CHECK_DIRECTIONS) && !defined(CHECK_VALUES)
/// Both reversals of the same program, bit for bit.
static void compare(int steps) {
  check::Buffer<double> u = check::sample(9);
  check::Buffer<double> u_again = u;
  std::vector<double> u_bar(9, 1.0);
  std::vector<double> u_bar_again = u_bar;
  double k_bar = 0;
  double k_bar_again = 0;
  split_adjoint(u.argument(), 9, 0.7, steps, u_bar.data(), k_bar, 1.0);
  joint_adjoint(u_again.argument(), 9, 0.7, steps, u_bar_again.data(), k_bar_again, 1.0);
  check::expect(u.values == u_again.values, "joint and split leave the same outputs");
  check::expect(u_bar == u_bar_again && k_bar == k_bar_again, "joint and split give the same adjoints");
}
#endif

int main() {
  for (const int steps : {0, 1, 6}) {
    CHECK_DERIVATIVES(split, inout(sample(9)), fixed(9), in(sample()), fixed(steps));
    CHECK_DERIVATIVES(joint, inout(sample(9)), fixed(9), in(sample()), fixed(steps));
#if !defined(CHECK_DIRECTIONS) && !defined(CHECK_VALUES)
    compare(steps);
#endif
  }
  return check::report();
}
