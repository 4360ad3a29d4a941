#include "condition_with_statements.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(grow, in(sample_vector(3)), in(0.05));
  CHECK_SCHEDULES(grow, in(sample_vector(3)), in(0.5));
  return check::report();
}
