#include "exchanged_in_part.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(drip, inout(sample(5)), inout(sample(5)), fixed(5), fixed(9), in(0.1));
  CHECK_SCHEDULES(drip, inout(sample(5)), inout(sample(5)), fixed(5), fixed(10), in(0.1));
  CHECK_SCHEDULES(drip, inout(sample(5)), inout(sample(5)), fixed(5), fixed(1), in(0.1));
  CHECK_SCHEDULES(drip, inout(sample(5)), inout(sample(5)), fixed(5), fixed(0), in(0.1));
  return check::report();
}
