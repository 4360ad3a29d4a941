#include "in_sequence_and_nested.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(orbit, in(0.7), fixed(9), fixed(5));
  CHECK_SCHEDULES(orbit, in(0.7), fixed(1), fixed(0));
  return check::report();
}
