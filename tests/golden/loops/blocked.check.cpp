#include "blocked.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(blocked, in(sample(7)), fixed(7));
  return check::report();
}
