#include "ensemble.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(total, in(sample(4)), fixed(4), fixed(9));
  return check::report();
}
