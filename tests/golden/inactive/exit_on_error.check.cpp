#include "exit_on_error.expected.hpp"

#include "check_derivatives.h"

int main() {
  const double table[] = {1.5};
  CHECK_DERIVATIVES(careful, in(sample()), fixed(static_cast<const double*>(table)));
  return check::report();
}
