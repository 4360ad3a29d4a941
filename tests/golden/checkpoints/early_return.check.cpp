#include "early_return.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(first_above, in(0.7), in(0.1), fixed(3.0), fixed(40));
  CHECK_SCHEDULES(first_above, in(0.7), in(0.1), fixed(300.0), fixed(10));
  return check::report();
}
