#include "temporaries_outside.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(cool, inout(sample(4)), fixed(4), fixed(9), in(0.7));
  CHECK_SCHEDULES(cool, inout(sample(4)), fixed(4), fixed(0), in(0.7));
  return check::report();
}
