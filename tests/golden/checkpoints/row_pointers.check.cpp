#include "row_pointers.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(heat, in(sample(20)), fixed(4), fixed(5), fixed(9), in(0.3));
  return check::report();
}
