#include "overwritten_by_call.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {2, 5}) CHECK_DERIVATIVES(started_again, in(sample()), in(sample()), fixed(n));
  CHECK_DERIVATIVES(every_other, in(sample(5)), fixed(5));
  return check::report();
}
