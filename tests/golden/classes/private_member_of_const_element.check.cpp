#include "private_member_of_const_element.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(layers, in(sample(5)), fixed(5));
  return check::report();
}
