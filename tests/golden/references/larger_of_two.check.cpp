#include "larger_of_two.expected.hpp"

#include "check_derivatives.h"

int main() {
  auto first_is_larger = check::sample(2);
  first_is_larger.values = {1.3, 0.4};
  auto second_is_larger = check::sample(2);
  second_is_larger.values = {0.4, 1.3};
  CHECK_DERIVATIVES(bounded, in(first_is_larger));
  CHECK_DERIVATIVES(bounded, in(second_is_larger));
  return check::report();
}
