#include "namespaces.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(model::core::energy, in(sample()));
  return check::report();
}
