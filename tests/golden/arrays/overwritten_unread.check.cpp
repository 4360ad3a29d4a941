#include "overwritten_unread.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(sines, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(squares, in(sample(5)), out(sample(5)), fixed(5));
  return check::report();
}
