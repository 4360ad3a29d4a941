#include "array_in_part.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(gather, in(0.9), fixed(9));
  return check::report();
}
