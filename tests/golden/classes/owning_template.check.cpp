#include "owning_template.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(stretch, in(sample(3)), fixed(3));
  return check::report();
}
