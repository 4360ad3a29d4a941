#include "grown_by_reference.expected.hpp"

#include "check_derivatives.h"

int main() {
#if !defined(CHECK_DIRECTIONS) && !defined(CHECK_VALUES)
  // Of the third element, which the call makes, the seed counts only where it is given.
  for (const bool has_seed : {false, true}) {
    std::vector<double> x = {2, 5};
    std::vector<double> x_bar = has_seed ? std::vector<double>{1, 10, 100} : std::vector<double>{1, 10};
    extend_adjoint(x, x_bar);
    // x[2] = 3 x[0] x[1]; x[0] = x[2] x[1]: seeds 1, 10 and s give s + 5 to x[2].
    const double to_third = (has_seed ? 100 : 0) + 5;
    check::expect(x.size() == 3 && x[2] == 30 && x[0] == 150, "values");
    check::expect(x_bar == std::vector<double>{15 * to_third, 10 + 30 + 6 * to_third}, "adjoints");
  }
  std::vector<double> x = {2, 5};
  std::vector<double> x_bar;
  // 2 (x[0] x[1])^2.
  check::expect(product_gradient(x, x_bar) == 200, "value");
  check::expect(x_bar == std::vector<double>{200, 80}, "gradient");
#endif
  return check::report();
}
