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
  return check::report();
}
