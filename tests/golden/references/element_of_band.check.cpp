#include "element_of_band.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {2, 3, 6}) CHECK_DERIVATIVES(spline, in(sample(static_cast<std::size_t>(n))), fixed(n));
  return check::report();
}
