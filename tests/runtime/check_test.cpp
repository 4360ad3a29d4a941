// Tests the derivative checks: they pass what is right, and name what is wrong.
#include "backsweep/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

namespace {

using backsweep::check_adjoint;
using backsweep::check_gradient;
using backsweep::check_hessian;
using backsweep::check_hvp;
using backsweep::check_jacobian;
using backsweep::check_tangent;
using backsweep::CheckOptions;
using backsweep::CheckResult;
using Vector = std::vector<double>;

double energy(const Vector& x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += std::exp(std::sin(x[i])) * x[(i + 1) % x.size()];
  return sum;
}

double energy_gradient(const Vector& x, Vector& x_bar) {
  const std::size_t n = x.size();
  for (std::size_t i = 0; i < n; ++i) {
    x_bar[i] = std::exp(std::sin(x[i])) * std::cos(x[i]) * x[(i + 1) % n] + std::exp(std::sin(x[(i + n - 1) % n]));
  }
  return energy(x);
}

Vector point(std::size_t n) {
  Vector x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = 0.3 + std::sin(1.0 + static_cast<double>(i));
  return x;
}

TEST(CheckGradient, PassesWhatIsRight) {
  for (const std::size_t n : {2u, 7u, 100u}) {
    const CheckResult result = check_gradient(energy, energy_gradient, point(n));
    EXPECT_TRUE(result) << result;
    EXPECT_LT(result.difference_error, 1e-7);
    EXPECT_GT(result.taylor_rate, 1.9);
    EXPECT_NE(result.message.find("agrees"), std::string::npos);
  }
}

TEST(CheckGradient, NamesTheComponentThatDisagrees) {
  for (const std::size_t wrong : {0u, 3u, 999u, 517u}) {
    const auto gradient = [wrong](const Vector& x, Vector& x_bar) {
      energy_gradient(x, x_bar);
      x_bar[wrong] *= 1.5;
      x_bar[wrong] += 0.5;
    };
    const CheckResult result = check_gradient(energy, gradient, point(1000));
    EXPECT_FALSE(result);
    ASSERT_EQ(result.components.size(), 1u) << result;
    EXPECT_EQ(result.components[0], wrong);
    EXPECT_NE(result.message.find("component " + std::to_string(wrong) + ":"), std::string::npos) << result;
  }
}

TEST(CheckGradient, FindsAnElementLeftOut) {
  const auto gradient = [](const Vector& x, Vector& x_bar) {
    Vector all(x.size());
    energy_gradient(x, all);
    for (std::size_t i = 0; i + 1 < x.size(); ++i) x_bar[i] = all[i];
  };
  const CheckResult result = check_gradient(energy, gradient, point(8));
  EXPECT_FALSE(result);
  ASSERT_EQ(result.components.size(), 1u) << result;
  EXPECT_EQ(result.components[0], 7u);
}

TEST(CheckGradient, AcceptsPointers) {
  const auto f = [](const double* x) { return x[0] * x[0] * x[1]; };
  const auto g = [](const double* x, double* x_bar) {
    x_bar[0] = 2 * x[0] * x[1];
    x_bar[1] = x[0] * x[0];
  };
  EXPECT_TRUE(check_gradient(f, g, {1.5, -0.5}));
}

TEST(CheckGradient, PassesLinearAndConstantFunctions) {
  const auto linear = [](const Vector& x) { return 3 * x[0] - 2 * x[1] + 1e6; };
  const auto linear_gradient = [](const Vector&, Vector& x_bar) { x_bar = {3, -2}; };
  const CheckResult result = check_gradient(linear, linear_gradient, {1, 2});
  EXPECT_TRUE(result) << result;
  const auto constant = [](const Vector&) { return 5.0; };
  const auto zero = [](const Vector&, Vector& x_bar) { x_bar = {0, 0}; };
  EXPECT_TRUE(check_gradient(constant, zero, {1, 2}));
  EXPECT_FALSE(check_gradient(linear, zero, {1, 2}));
}

TEST(CheckGradient, TaylorSeesWhatSymmetricDifferencesCannot) {
  const auto kink = [](const Vector& x) { return std::abs(x[0]); };
  const auto gradient = [](const Vector&, Vector& x_bar) { x_bar[0] = 0; };
  const CheckResult result = check_gradient(kink, gradient, {0.0});
  EXPECT_FALSE(result);
  EXPECT_NE(result.message.find("Taylor"), std::string::npos) << result;
  CheckOptions options;
  options.taylor = false;
  EXPECT_TRUE(check_gradient(kink, gradient, {0.0}, options));
}

TEST(CheckGradient, StepsOutsideTheDomainAreLeftOut) {
  const auto f = [](const Vector& x) { return std::log(x[0]) + std::sqrt(x[1]); };
  const auto g = [](const Vector& x, Vector& x_bar) { x_bar = {1 / x[0], 0.5 / std::sqrt(x[1])}; };
  const CheckResult result = check_gradient(f, g, {1e-3, 2e-3});
  EXPECT_TRUE(result) << result;
}

// y = A x .* sin(x), two outputs of three inputs.
void product(const Vector& x, Vector& y) {
  y.assign(2, 0.0);
  y[0] = x[0] * std::sin(x[1]);
  y[1] = x[2] * x[1] * x[0];
}
void product_tangent(const Vector& x, const Vector& x_dot, Vector& y, Vector& y_dot) {
  product(x, y);
  y_dot[0] = x_dot[0] * std::sin(x[1]) + x[0] * std::cos(x[1]) * x_dot[1];
  y_dot[1] = x_dot[2] * x[1] * x[0] + x[2] * x_dot[1] * x[0] + x[2] * x[1] * x_dot[0];
}
void product_adjoint(const Vector& x, Vector& y, Vector& x_bar, Vector& y_bar) {
  product(x, y);
  x_bar[0] += std::sin(x[1]) * y_bar[0] + x[2] * x[1] * y_bar[1];
  x_bar[1] += x[0] * std::cos(x[1]) * y_bar[0] + x[2] * x[0] * y_bar[1];
  x_bar[2] += x[1] * x[0] * y_bar[1];
  y_bar.assign(2, 0.0);
}
const Vector kPoint{0.7, 1.1, -0.4};

TEST(CheckTangent, PassesAndFails) {
  const CheckResult right = check_tangent(product, product_tangent, kPoint);
  EXPECT_TRUE(right) << right;
  const auto wrong = [](const Vector& x, const Vector& x_dot, Vector& y, Vector& y_dot) {
    product_tangent(x, x_dot, y, y_dot);
    y_dot[1] -= 0.1 * x_dot[2];
  };
  const CheckResult result = check_tangent(product, wrong, kPoint);
  EXPECT_FALSE(result);
  ASSERT_EQ(result.components.size(), 1u) << result;
  EXPECT_EQ(result.components[0], 2u);
  EXPECT_NE(result.message.find("output component 1"), std::string::npos) << result;
  const auto other_value = [](const Vector& x, const Vector& x_dot, Vector& y, Vector& y_dot) {
    product_tangent(x, x_dot, y, y_dot);
    y[0] += 1e-9;
  };
  EXPECT_FALSE(check_tangent(product, other_value, kPoint));
}

TEST(CheckAdjoint, PassesAndFails) {
  const CheckResult right = check_adjoint(product, product_tangent, product_adjoint, kPoint);
  EXPECT_TRUE(right) << right;
  EXPECT_LT(right.dot_product_error, 1e-14);
  EXPECT_TRUE(check_adjoint(product, product_adjoint, kPoint));
  const auto wrong = [](const Vector& x, Vector& y, Vector& x_bar, Vector& y_bar) {
    const double seed = y_bar[1];
    product_adjoint(x, y, x_bar, y_bar);
    x_bar[1] += 1e-9 * seed;
  };
  const CheckResult dot = check_adjoint(product, product_tangent, wrong, kPoint);
  EXPECT_FALSE(dot);
  EXPECT_NE(dot.message.find("dot product"), std::string::npos) << dot;
  const auto far_off = [](const Vector& x, Vector& y, Vector& x_bar, Vector& y_bar) {
    const double seed = y_bar[1];
    product_adjoint(x, y, x_bar, y_bar);
    x_bar[1] += seed;
  };
  const CheckResult named = check_adjoint(product, far_off, kPoint);
  EXPECT_FALSE(named);
  ASSERT_EQ(named.components.size(), 1u) << named;
  EXPECT_EQ(named.components[0], 1u);
}

TEST(CheckAdjoint, AsksForAddingAndForExactScaling) {
  const auto overwrites = [](const Vector& x, Vector& y, Vector& x_bar, Vector& y_bar) {
    x_bar.assign(3, 0.0);
    product_adjoint(x, y, x_bar, y_bar);
  };
  const CheckResult result = check_adjoint(product, overwrites, kPoint);
  EXPECT_FALSE(result);
  EXPECT_NE(result.message.find("is not added"), std::string::npos) << result;
  const auto shifted = [](const Vector& x, Vector& y, Vector& x_bar, Vector& y_bar) {
    product_adjoint(x, y, x_bar, y_bar);
    x_bar[2] += 1e-14;
  };
  EXPECT_FALSE(check_adjoint(product, shifted, kPoint));
}

TEST(CheckAdjoint, AcceptsPointers) {
  const auto f = [](const double* x, double* y) { y[0] = x[0] * x[1]; };
  const auto adjoint = [](const double* x, double* y, double* x_bar, double* y_bar) {
    y[0] = x[0] * x[1];
    x_bar[0] += x[1] * y_bar[0];
    x_bar[1] += x[0] * y_bar[0];
  };
  CheckOptions options;
  options.outputs = 1;
  EXPECT_TRUE(check_adjoint(f, adjoint, {2, 3}, options));
}

TEST(CheckJacobian, PassesAndFails) {
  const auto jacobian = [](const Vector& x, Vector& matrix) {
    matrix = {std::sin(x[1]), x[0] * std::cos(x[1]), 0, x[2] * x[1], x[2] * x[0], x[1] * x[0]};
  };
  EXPECT_TRUE(check_jacobian(product, jacobian, kPoint));
  const auto transposed = [](const Vector& x, Vector& matrix) {
    matrix = {std::sin(x[1]), x[2] * x[1], x[0] * std::cos(x[1]), x[2] * x[0], 0, x[1] * x[0]};
  };
  EXPECT_FALSE(check_jacobian(product, transposed, kPoint));
}

TEST(CheckHessian, PassesAndFails) {
  // f = x0^2 x1 + x1^3
  const auto gradient = [](const Vector& x, Vector& x_bar) {
    x_bar = {2 * x[0] * x[1], x[0] * x[0] + 3 * x[1] * x[1]};
  };
  const auto hessian = [](const Vector& x, Vector& matrix) { matrix = {2 * x[1], 2 * x[0], 2 * x[0], 6 * x[1]}; };
  const CheckResult right = check_hessian(gradient, hessian, {1.5, -0.5});
  EXPECT_TRUE(right) << right;
  const auto hvp = [](const Vector& x, const Vector& v, Vector& product_of_v) {
    product_of_v = {2 * x[1] * v[0] + 2 * x[0] * v[1], 2 * x[0] * v[0] + 6 * x[1] * v[1]};
  };
  EXPECT_TRUE(check_hvp(gradient, hvp, {1.5, -0.5}));
  const auto skew = [](const Vector& x, Vector& matrix) { matrix = {2 * x[1], 2 * x[0], 0, 6 * x[1]}; };
  EXPECT_FALSE(check_hessian(gradient, skew, {1.5, -0.5}));
}

}  // namespace
