// The harness accepts right derivatives and notices each kind of wrong one.
#include "check_derivatives.h"

#include <cmath>

namespace {

double horner(const double* c, int n, double x) {
  double y = 0;
  for (int i = n - 1; i >= 0; --i) y = y * x + c[i];
  return y;
}
double horner_tangent(const double* c, int n, double x, const double* c_dot, double x_dot, double& result_dot) {
  double y = 0;
  double y_dot = 0;
  for (int i = n - 1; i >= 0; --i) {
    y_dot = y_dot * x + y * x_dot + c_dot[i];
    y = y * x + c[i];
  }
  result_dot = y_dot;
  return y;
}
void horner_adjoint(const double* c, int n, double x, double* c_bar, double& x_bar, double result_bar) {
  std::vector<double> before;
  double y = 0;
  for (int i = n - 1; i >= 0; --i) {
    before.push_back(y);
    y = y * x + c[i];
  }
  double y_bar = result_bar;
  for (int i = 0; i < n; ++i) {
    c_bar[i] += y_bar;
    x_bar += before[static_cast<std::size_t>(n - 1 - i)] * y_bar;
    y_bar = x * y_bar;
  }
}

/// y is overwritten, u is updated in place.
void step(double* u, double* y, double k) {
  y[0] = k * u[0] * u[1];
  u[1] = std::sin(u[1]) + u[0];
}
void step_tangent(double* u, double* y, double k, double* u_dot, double* y_dot, double k_dot) {
  y_dot[0] = k_dot * u[0] * u[1] + k * u_dot[0] * u[1] + k * u[0] * u_dot[1];
  y[0] = k * u[0] * u[1];
  u_dot[1] = std::cos(u[1]) * u_dot[1] + u_dot[0];
  u[1] = std::sin(u[1]) + u[0];
}
void step_adjoint(double* u, double* y, double k, double* u_bar, double* y_bar, double& k_bar) {
  const double u1 = u[1];
  y[0] = k * u[0] * u1;
  u[1] = std::sin(u1) + u[0];
  u_bar[0] += u_bar[1];
  u_bar[1] = std::cos(u1) * u_bar[1];
  k_bar += u[0] * u1 * y_bar[0];
  u_bar[0] += k * u1 * y_bar[0];
  u_bar[1] += k * u[0] * y_bar[0];
  y_bar[0] = 0;
}

double square(double x) { return x * x; }
double square_tangent(double x, double x_dot, double& result_dot) {
  result_dot = 2 * x * x_dot;
  return x * x;
}
void square_adjoint(double x, double& x_bar, double result_bar) { x_bar += 2 * x * result_bar; }
double square_gradient(double x, double& x_bar) {
  x_bar = 2 * x;
  return x * x;
}

template <class Adjoint, class Tangent>
bool is_refused(Adjoint adjoint, Tangent tangent) {
  const int before = check::failures();
  check::derivatives("wrong on purpose", square, adjoint, tangent, check::in(check::sample()));
  const bool noticed = check::failures() > before;
  check::failures() = before;
  return noticed;
}

void check_wrong_squares() {
  using check::expect;
  const auto wrong_tangent = [](double x, double x_dot, double& result_dot) {
    result_dot = x * x_dot;
    return x * x;
  };
  expect(is_refused(square_adjoint, wrong_tangent), "a wrong tangent is noticed");
  const auto wrong_value = [](double x, double x_dot, double& result_dot) {
    result_dot = 2 * x * x_dot;
    return x * x * (1 + 1e-15);
  };
  expect(is_refused(square_adjoint, wrong_value), "a value off by one unit is noticed");
  const auto wrong_adjoint = [](double x, double& x_bar, double result_bar) { x_bar += x * result_bar; };
  expect(is_refused(wrong_adjoint, square_tangent), "a wrong adjoint is noticed");
  const auto overwrites = [](double x, double& x_bar, double result_bar) { x_bar = 2 * x * result_bar; };
  expect(is_refused(overwrites, square_tangent), "overwriting instead of adding is noticed");
  const auto not_linear = [](double x, double& x_bar, double result_bar) { x_bar += 2 * x * result_bar + 1e-15; };
  expect(is_refused(not_linear, square_tangent), "an adjoint that is not linear in its seed is noticed");
  const auto not_a_number = [](double, double& x_bar, double) { x_bar = std::nan(""); };
  expect(is_refused(not_a_number, square_tangent), "a NaN is noticed");
  int calls = 0;
  const auto remembers = [&calls](double x, double& x_bar, double result_bar) {
    x_bar += (2 * x + calls++) * result_bar;
  };
  expect(is_refused(remembers, square_tangent), "a call that depends on the one before is noticed");
}

template <class Adjoint>
bool is_step_refused(Adjoint adjoint) {
  using namespace check;
  const int before = failures();
  derivatives("wrong on purpose", step, adjoint, step_tangent, inout(sample(2)), out(sample(1)), in(sample()));
  const bool noticed = failures() > before;
  failures() = before;
  return noticed;
}

void check_wrong_step() {
  const auto not_consumed = [](double* u, double* y, double k, double* u_bar, double* y_bar, double& k_bar) {
    const double seed = y_bar[0];
    step_adjoint(u, y, k, u_bar, y_bar, k_bar);
    y_bar[0] = seed;
  };
  const auto not_computed = [](double* u, double* y, double k, double* u_bar, double* y_bar, double& k_bar) {
    step_adjoint(u, y, k, u_bar, y_bar, k_bar);
    y[0] = 0;
  };
  check::expect(is_step_refused(not_consumed), "an output adjoint left over is noticed");
  check::expect(is_step_refused(not_computed), "an output that is not computed is noticed");
}

void check_wrong_gradient() {
  const int before = check::failures();
  const auto adds = [](double x, double& x_bar) {
    x_bar += 2 * x;
    return x * x;
  };
  check::gradient("wrong on purpose", square, adds, check::in(check::sample()));
  const bool noticed = check::failures() > before;
  check::failures() = before;
  check::expect(noticed, "a gradient that adds is noticed");
}

double product(double x, double y) { return x * y * y; }
double product_gradient(double x, double y, double& x_bar, double& y_bar) {
  x_bar = y * y;
  y_bar = 2 * x * y;
  return x * y * y;
}
double product_hvp(double x, double y, double x_dot, double y_dot, double& x_bar, double& y_bar) {
  x_bar = 2 * y * y_dot;
  y_bar = 2 * y * x_dot + 2 * x * y_dot;
  return x * y * y;
}
double product_hessian(double x, double y, double* hessian) {
  hessian[0] = 0;
  hessian[1] = hessian[2] = 2 * y;
  hessian[3] = 2 * x;
  return x * y * y;
}
double product_jacobian(double x, double y, double* jacobian) {
  jacobian[0] = y * y;
  jacobian[1] = 2 * x * y;
  return x * y * y;
}

/// Whether a Hessian whose entry `wrong` is another number is noticed.
bool is_hessian_refused(std::size_t wrong, double factor) {
  const int before = check::failures();
  const auto hessian = [&](double x, double y, double* entries) {
    const double value = product_hessian(x, y, entries);
    entries[wrong] *= factor;
    return value;
  };
  check::hessian("wrong on purpose", product, product_gradient, hessian, check::in(check::sample()),
                 check::in(check::sample()));
  const bool noticed = check::failures() > before;
  check::failures() = before;
  return noticed;
}

void check_wrong_matrices() {
  check::expect(is_hessian_refused(3, 2), "a wrong entry of a Hessian is noticed");
  check::expect(is_hessian_refused(1, 1 + 1e-15), "a Hessian that is almost symmetric is noticed");
  const int before = check::failures();
  const auto transposed = [](double x, double y, double* jacobian) {
    const double value = product_jacobian(x, y, jacobian);
    std::swap(jacobian[0], jacobian[1]);
    return value;
  };
  check::jacobian("wrong on purpose", product, transposed, check::in(0.5), check::in(1.5));
  const bool noticed = check::failures() > before;
  check::failures() = before;
  check::expect(noticed, "a Jacobian in the wrong order is noticed");
}

}  // namespace

int main() {
  CHECK_DERIVATIVES(horner, in(sample(7)), fixed(7), in(sample()));
  CHECK_DERIVATIVES(horner, in(sample(1)), fixed(0), in(sample()));
  CHECK_DERIVATIVES(step, inout(sample(2)), out(sample(1)), in(sample()));
  CHECK_DERIVATIVES(square, in(sample()));
  CHECK_GRADIENT(square, in(sample()));
  check_wrong_squares();
  check_wrong_step();
  check_wrong_gradient();
  CHECK_JACOBIAN(product, in(sample()), in(sample()));
  CHECK_HVP(product, in(sample()), in(sample()));
  CHECK_HESSIAN(product, in(sample()), in(sample()));
  check_wrong_matrices();
  return check::report();
}
