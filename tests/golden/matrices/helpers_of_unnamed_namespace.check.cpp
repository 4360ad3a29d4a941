#include "helpers_of_unnamed_namespace.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_JACOBIAN(powers, in(sample(4)), fixed(4), out(sample(3)), fixed(3));
  CHECK_GRADIENT(total, in(sample(5)), fixed(5));
  return check::report();
}
