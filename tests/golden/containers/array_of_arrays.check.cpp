#include "array_of_arrays.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(trace_of_square, in(std::array<std::array<double, 2>, 2>{{{0.4, 0.8}, {1.2, 0.7}}}));
  return check::report();
}
