#include "chosen_at_run_time.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(pick, in(sample(5)), in(sample(5)), fixed(5));
  return check::report();
}
