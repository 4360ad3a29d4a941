#include "gradient_shapes_vector.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(log_sum, in(sample_vector(5)));
  CHECK_ALSO(
      std::vector<double> bar;
      log_sum_gradient(check::sample_vector(3), bar);
      check::expect(bar.size() == 3, "the gradient has the shape of its vector");)
  return check::report();
}
