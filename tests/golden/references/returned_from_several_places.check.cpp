#include "returned_from_several_places.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(chosen_scaled, fixed(0), in(0.7), in(1.2));
  CHECK_DERIVATIVES(chosen_scaled, fixed(1), in(0.7), in(1.2));
  CHECK_DERIVATIVES(chosen_scaled, fixed(2), in(-0.4), in(0.6));
  return check::report();
}
