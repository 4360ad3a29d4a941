#include "names_of_macros.expected.hpp"
#undef blocks
#undef workspace
#undef s_store
#undef x_bar

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(powers, in(sample(5)), fixed(5));
  return check::report();
}
