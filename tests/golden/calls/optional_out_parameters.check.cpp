#include "optional_out_parameters.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(distance, in(1.3));
  CHECK_DERIVATIVES(refined, in(1.7));
  return check::report();
}
