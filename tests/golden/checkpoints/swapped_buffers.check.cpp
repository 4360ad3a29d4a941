#include "swapped_buffers.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(misfit, in(sample(5)), fixed(5), fixed(20), in(0.1));
  CHECK_SCHEDULES(misfit, in(sample(5)), fixed(5), fixed(2), in(0.1));
  CHECK_SCHEDULES(misfit, in(sample(5)), fixed(5), fixed(1), in(0.1));
  return check::report();
}
