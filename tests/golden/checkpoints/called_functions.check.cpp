#include "called_functions.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(forecast, inout(sample(6)), fixed(6), fixed(7), in(0.1));
  return check::report();
}
