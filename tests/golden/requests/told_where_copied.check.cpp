#include "told_where_copied.expected.hpp"

#include "check_derivatives.h"

#include <cmath>
#include <initializer_list>

namespace {

/// Differences of the primal know nothing of the user's word: here the gradient is what is left without the constants.
template <typename Adjoint, typename Tangent>
void expect_gradient(const std::vector<double>& x, const std::vector<double>& wanted, Adjoint adjoint, Tangent tangent) {
  std::vector<double> x_bar(x.size());
  adjoint(x.data(), x_bar.data(), 1);
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::vector<double> x_dot(x.size());
    x_dot[i] = 1;
    double dot = 0;
    tangent(x.data(), x_dot.data(), dot);
    check::expect(std::fabs(x_bar[i] - wanted[i]) < 1e-14, "the adjoint keeps to the user's word");
    check::expect(std::fabs(dot - wanted[i]) < 1e-14, "the tangent keeps to the user's word");
  }
}

}  // namespace

int main() {
  CHECK_ALSO(const std::vector<double> x{1.5, 0.75, 0.5, 0.25}; const std::vector<double> x3{1.5, 0.75, 0.5};
             expect_gradient(x3, {0, x[0] * x[1], 0}, by_lambda_adjoint, by_lambda_tangent);
             expect_gradient(x3, {x[1], x[0], x[0] + x[1]}, by_method_adjoint, by_method_tangent);
             expect_gradient(x3, {0, 0, x[0] * x[0]}, transformed_adjoint, transformed_tangent);
             expect_gradient(x3, {100 * x[0] * std::pow(x[1], 3) * x[2], 100 * x[1] * std::pow(x[0], 3) * x[2], std::pow(x[0] * x[1], 3)},
                             transformed_by_hand_adjoint, transformed_by_hand_tangent);
             const double sum = x[0] + x[2];
             const double right = -sum;
             const double top = -(x[1] + x[3]);
             expect_gradient(x, {-sum * top, -sum * right, -sum * top, -sum * right}, by_operators_adjoint, by_operators_tangent);)
  return check::report();
}
