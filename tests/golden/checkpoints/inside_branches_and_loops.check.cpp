#include "inside_branches_and_loops.expected.hpp"

#include "check_schedules.h"

int main() {
  CHECK_SCHEDULES(anneal, inout(sample(4)), fixed(4), fixed(4), fixed(5), in(0.2));
  CHECK_SCHEDULES(anneal, inout(sample(4)), fixed(4), fixed(1), fixed(0), in(0.2));
  return check::report();
}
