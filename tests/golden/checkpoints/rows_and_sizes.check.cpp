#include "rows_and_sizes.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(rows, in(sample(3)), fixed(3));
  CHECK_SCHEDULES(views, in(sample(4)), fixed(4));
  CHECK_SCHEDULES(shrinking, in(sample(3)), fixed(3));
  CHECK_SCHEDULES(flagged, in(sample(3)), fixed(3));
  return check::report();
}
