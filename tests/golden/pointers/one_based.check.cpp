#include "one_based.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(difference, in(sample(5)), out(sample(5)), fixed(5));
  return check::report();
}
