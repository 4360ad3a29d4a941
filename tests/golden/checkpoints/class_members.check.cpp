#include "class_members.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(swing, in(0.9), in(0.2), in(1.1), fixed(9));
  return check::report();
}
