#include "lists_with_objects.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(filled_later, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(nested, in(sample(3)), fixed(3));
  CHECK_DERIVATIVES(with_default, in(sample(3)), fixed(3));
  return check::report();
}
