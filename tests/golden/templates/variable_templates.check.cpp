#include "variable_templates.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(circle, in(1.3));
  return check::report();
}
