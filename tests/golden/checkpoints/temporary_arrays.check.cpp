#include "temporary_arrays.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(flow, inout(sample(4)), fixed(4), fixed(9), in(0.1));
  CHECK_SCHEDULES(flow, inout(sample(4)), fixed(4), fixed(1), in(0.1));
  return check::report();
}
