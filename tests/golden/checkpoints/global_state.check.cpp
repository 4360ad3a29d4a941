#include "global_state.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(drift, in(0.8), fixed(9));
  return check::report();
}
