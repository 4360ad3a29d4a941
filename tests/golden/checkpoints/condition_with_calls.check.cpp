#include "condition_with_calls.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(simulate, in(0.7), in(1.3));
  CHECK_SCHEDULES(settled, in(0.7));
  return check::report();
}
