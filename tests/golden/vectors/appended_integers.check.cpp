#include "appended_integers.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(visited, in(sample(7)), fixed(7));
  return check::report();
}
