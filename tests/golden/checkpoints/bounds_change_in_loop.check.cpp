#include "bounds_change_in_loop.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(climb, in(0.9), fixed(1), fixed(9), fixed(true));
  return check::report();
}
