#include "adaptive_step.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(settle, in(0.4), in(4.0), fixed(1e-12));
  CHECK_SCHEDULES(settle, in(0.4), in(4.0), fixed(0.3));
  CHECK_SCHEDULES(settle, in(0.4), in(400.0), fixed(1e-30));
  CHECK_SCHEDULES(settle, in(0.4), in(0.01), fixed(1e-12));
  return check::report();
}
