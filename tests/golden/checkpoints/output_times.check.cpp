#include "output_times.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(sample_orbit, in(0.9), fixed(7), in(0.1));
  return check::report();
}
