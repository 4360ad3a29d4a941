#include "of_float_and_int.expected.hpp"

#include "check_derivatives.h"

int main() {
  check::tolerances() = check::kSingle;
  CHECK_DERIVATIVES(picked, in(std::vector<float>{0.5f, 1.5f, 0.75f}), fixed(std::vector<int>{2, 0, 2}));
  return check::report();
}
