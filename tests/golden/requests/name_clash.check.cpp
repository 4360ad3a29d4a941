#include "name_clash.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(clash, in(sample()), in(sample()));
  return check::report();
}
