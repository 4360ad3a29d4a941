#include "heap_buffers.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(diffuse, in(sample(6)), fixed(6), fixed(7), in(0.1));
  CHECK_SCHEDULES(diffuse, in(sample(6)), fixed(6), fixed(8), in(0.1));
  return check::report();
}
