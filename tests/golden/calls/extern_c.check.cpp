#include "extern_c.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(c_entry, in(sample(3)), fixed(3));
  return check::report();
}
