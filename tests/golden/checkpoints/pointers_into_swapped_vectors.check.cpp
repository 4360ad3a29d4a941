#include "pointers_into_swapped_vectors.expected.hpp"

#include "check_schedules.h"

int main() {
  for (const int steps : {0, 1, 6}) CHECK_SCHEDULES(relaxed, in(sample(5)), fixed(5), fixed(steps));
  return check::report();
}
