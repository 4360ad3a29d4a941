#include "by_command_line.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(cool, in(1.3), in(0.2), fixed(21U));
  CHECK_SCHEDULES(cool, in(1.3), in(0.2), fixed(0U));
  return check::report();
}
