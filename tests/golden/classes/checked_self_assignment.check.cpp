#include "checked_self_assignment.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int n = 5;
  CHECK_DERIVATIVES(of_vectors, in(sample(5)), fixed(n));
  CHECK_DERIVATIVES(of_pointers, in(sample(5)), fixed(n));
  CHECK_DERIVATIVES(onto_itself, in(sample(5)), fixed(n));
  return check::report();
}
