#include "by_command_line_in_caller.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(grow, inout(sample(1)), fixed(21));
  CHECK_SCHEDULES(decay, inout(sample(1)), fixed(21));
  return check::report();
}
