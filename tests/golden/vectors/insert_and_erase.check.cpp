#include "insert_and_erase.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(window, in(sample(5)), fixed(5));
  return check::report();
}
