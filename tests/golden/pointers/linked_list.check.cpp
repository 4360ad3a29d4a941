#include "linked_list.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chain, in(sample()), in(sample()), in(sample()));
  return check::report();
}
