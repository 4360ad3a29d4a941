#include "exchanged_buffers.expected.hpp"

#include <vector>

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(spread, inout(sample(5)), inout(sample(5)), fixed(5), fixed(9), in(0.1));
  CHECK_SCHEDULES(spread, inout(sample(5)), inout(sample(5)), fixed(5), fixed(10), in(0.1));
  CHECK_SCHEDULES(spread, inout(sample(5)), inout(sample(5)), fixed(5), fixed(1), in(0.1));
  CHECK_SCHEDULES(spread, inout(sample(5)), inout(sample(5)), fixed(5), fixed(0), in(0.1));
#ifndef CHECK_VALUES
  std::vector<double> u(1000, 0.5), v(1000), u_bar(1000, 1.0), v_bar(1000);
  double k_bar = 0;
  spread_adjoint(u.data(), v.data(), 1000, 5, 0.1, u_bar.data(), v_bar.data(), k_bar);
  check::expect(backsweep::last_run().state_bytes < 8100, "a snapshot holds one of the buffers");
#endif
  return check::report();
}
