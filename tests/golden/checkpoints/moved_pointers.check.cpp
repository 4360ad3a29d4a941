#include "moved_pointers.expected.hpp"

#include "check_schedules.h"

int main() {
  for (const int last : {0, 2, 9}) CHECK_SCHEDULES(until_found, in(sample(3)), fixed(3), fixed(last));
  CHECK_SCHEDULES(passes, in(sample(5)), fixed(5));
  return check::report();
}
