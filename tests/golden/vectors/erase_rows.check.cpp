#include "erase_rows.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(window, in(sample(6)), fixed(6));
  CHECK_DERIVATIVES(history, in(sample(5)), fixed(5));
  return check::report();
}
