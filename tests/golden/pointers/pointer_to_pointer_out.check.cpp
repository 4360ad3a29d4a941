#include "pointer_to_pointer_out.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(parse_all, in(sample(6)));
  return check::report();
}
