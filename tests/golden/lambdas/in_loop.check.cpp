#include "in_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(smooth, in(sample(5)), out(sample(5)), fixed(5));
  return check::report();
}
