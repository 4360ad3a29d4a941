#include "chosen.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chosen, in(sample(3)));
  return check::report();
}
