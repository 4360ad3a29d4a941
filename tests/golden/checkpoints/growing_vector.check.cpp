#include "growing_vector.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(track, in(0.9), fixed(14));
  return check::report();
}
