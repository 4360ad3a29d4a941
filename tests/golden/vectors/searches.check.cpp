#include "searches.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(interpolated, in(0.8), in(sample_vector(5)));
  return check::report();
}
