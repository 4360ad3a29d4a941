#include "elements_moved_on.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_JACOBIAN(taken_over, in(sample(2)), out(sample(3)));
  for (const int steps : {0, 1, 2}) CHECK_JACOBIAN(exchanged, in(sample(2)), fixed(steps), out(sample(3)));
  return check::report();
}
