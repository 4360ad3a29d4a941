#include "of_vectors.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(determinant, in(std::vector<std::vector<double>>{{2.1, 0.3, 0.5}, {0.4, 1.7, 0.2}, {0.6, 0.1, 1.9}}));
  return check::report();
}
