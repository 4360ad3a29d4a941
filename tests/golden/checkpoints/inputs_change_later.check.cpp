#include "inputs_change_later.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(chain, in(0.9), in(0.4), fixed(9));
  return check::report();
}
