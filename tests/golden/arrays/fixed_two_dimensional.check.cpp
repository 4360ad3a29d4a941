#include "fixed_two_dimensional.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(square, in(sample_matrix<3, 3>()), out(sample_matrix<3, 3>()));
  return check::report();
}
