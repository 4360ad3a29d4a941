#include "no_step.expected.hpp"

#include "check_schedules.h"

int main() {
  for (const int steps : {0, 1, 7}) CHECK_SCHEDULES(relaxed, in(sample(3)), fixed(steps));
  for (const double bound : {100.0, 1e-3}) CHECK_SCHEDULES(until_small, in(sample(2)), fixed(bound));
  for (const int steps : {0, 3}) CHECK_SCHEDULES(behind_kept_values, in(sample(4)), fixed(4), fixed(steps));
  return check::report();
}
