// The harness accepts right derivatives and notices each kind of wrong one.
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "check_derivatives.h"
#include "check_directions.h"
#include "check_schedules.h"

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

const char* const kDifference = "derivative and difference of the primal";

/// Expects that `action` notes a failure of this kind, and forgets it.
template <class Action>
void expect_noticed(const std::string& kind, const Action& action) {
  const std::size_t before = check::failures();
  action();
  check::expect(check::forget_failures(before, kind.c_str()), ("noticing: " + kind).c_str());
}

template <class Adjoint, class Tangent>
void expect_square_refused(const char* kind, Adjoint adjoint, Tangent tangent) {
  expect_noticed(kind,
                 [&] { check::derivatives("wrong on purpose", square, adjoint, tangent, check::in(check::sample())); });
}

void check_wrong_tangents() {
  const auto refused = [](const char* kind, auto tangent) { expect_square_refused(kind, square_adjoint, tangent); };
  refused(kDifference, [](double x, double x_dot, double& result_dot) {
    result_dot = x * x_dot;
    return x * x;
  });
  refused(kDifference, [](double x, double, double& result_dot) {
    result_dot = std::nan("");
    return x * x;
  });
  refused(kDifference, [](double x, double x_dot, double& result_dot) {
    result_dot += 2 * x * x_dot;
    return x * x;
  });
  refused("value after the tangent", [](double x, double x_dot, double& result_dot) {
    result_dot = 2 * x * x_dot;
    return x * x * (1 + 1e-15);
  });
  expect_noticed("value after the tangent", [] {
    check::derivatives(
        "wrong on purpose", [](double x, std::vector<double>& y) { y = {x}; },
        [](double, std::vector<double>& y, double& x_bar, std::vector<double>& y_bar) {
          x_bar += std::exchange(y_bar[0], 0);
          y = {0};
        },
        [](double x, std::vector<double>& y, double x_dot, std::vector<double>& y_dot) {
          y_dot = {x_dot};
          y = {x, x};
        },
        check::in(0.5), check::out(std::vector<double>(1)));
  });
  int calls = 0;
  refused("tangent of a second call", [&calls](double x, double x_dot, double& result_dot) {
    result_dot = 2 * x * x_dot + calls++;
    return x * x;
  });
}

void check_wrong_adjoints() {
  const auto refused = [](const char* kind, auto adjoint) { expect_square_refused(kind, adjoint, square_tangent); };
  const char* const kDotProduct = "dot product: <y_bar, y_dot> and <x_bar, x_dot>";
  refused(kDotProduct, [](double x, double& x_bar, double result_bar) { x_bar += x * result_bar; });
  refused(kDotProduct, [](double, double& x_bar, double) { x_bar = std::nan(""); });
  refused("adjoint added to what was there before",
          [](double x, double& x_bar, double result_bar) { x_bar = 2 * x * result_bar; });
  refused("adjoint of the doubled seed",
          [](double x, double& x_bar, double result_bar) { x_bar += 2 * x * result_bar + 1e-15; });
  int calls = 0;
  refused("adjoint of a second call",
          [&calls](double x, double& x_bar, double result_bar) { x_bar += (2 * x + calls++) * result_bar; });
}

/// step_adjoint, but y and its adjoint are then replaced by these multiples of what they were.
void expect_step_refused(const char* kind, double y_factor, double y_bar_factor) {
  using namespace check;
  const auto adjoint = [&](double* u, double* y, double k, double* u_bar, double* y_bar, double& k_bar) {
    const double seed = y_bar[0];
    step_adjoint(u, y, k, u_bar, y_bar, k_bar);
    y[0] *= y_factor;
    y_bar[0] = y_bar_factor * seed;
  };
  expect_noticed(kind, [&] {
    derivatives("wrong on purpose", step, adjoint, step_tangent, inout(sample(2)), out(sample(1)), in(sample()));
  });
}

/// `wrong` is called on what the right function computes: its value and its first derivatives.
template <class Wrong>
void expect_matrices_refused(const char* gradient_kind, const char* jacobian_kind, const char* hvp_kind,
                             const char* hessian_kind, const Wrong& wrong) {
  using namespace check;
  const auto gradient_of = [&](double x, double y, double& x_bar, double& y_bar) {
    const double before = x_bar;
    return wrong(product_gradient(x, y, x_bar, y_bar), before, x_bar, y_bar);
  };
  const auto jacobian_of = [&](double x, double y, double* entries) {
    const double before = entries[0];
    return wrong(product_jacobian(x, y, entries), before, entries[0], entries[1]);
  };
  const auto hvp_of = [&](double x, double y, double x_dot, double y_dot, double& x_bar, double& y_bar) {
    const double before = x_bar;
    return wrong(product_hvp(x, y, x_dot, y_dot, x_bar, y_bar), before, x_bar, y_bar);
  };
  const auto hessian_of = [&](double x, double y, double* entries) {
    const double before = entries[0];
    return wrong(product_hessian(x, y, entries), before, entries[0], entries[3]);
  };
  const char* const place = "wrong on purpose";
  expect_noticed(gradient_kind, [&] { gradient(place, product, gradient_of, in(0.5), in(1.5)); });
  expect_noticed(jacobian_kind, [&] { jacobian(place, product, jacobian_of, in(0.5), in(1.5)); });
  expect_noticed(hvp_kind, [&] { hvp(place, product, product_gradient, hvp_of, in(0.5), in(1.5)); });
  expect_noticed(hessian_kind, [&] { hessian(place, product, product_gradient, hessian_of, in(0.5), in(1.5)); });
}

void check_wrong_matrices() {
  expect_matrices_refused("value returned by the gradient", "value and outputs after the Jacobian",
                          "value after the product", "value after the Hessian",
                          [](double value, double, double&, double&) { return value * (1 + 1e-15); });
  expect_matrices_refused("gradient with other numbers in it before", "Jacobian of a second call",
                          "product with other numbers in it before", "Hessian of a second call",
                          [](double value, double before, double& first, double&) { return first += before, value; });
  expect_matrices_refused(kDifference, kDifference, kDifference, kDifference,
                          [](double value, double, double& first, double& second) {
                            std::swap(first, second);
                            return value;
                          });
  const auto almost_symmetric = [](double x, double y, double* entries) {
    const double value = product_hessian(x, y, entries);
    entries[1] *= 1 + 1e-15;
    return value;
  };
  expect_noticed("Hessian and its transpose", [&] {
    check::hessian("wrong on purpose", product, product_gradient, almost_symmetric, check::in(0.5), check::in(1.5));
  });
}

/// One number of each kind that a value can hold.
struct Nested {
  float single;
  long double extended;
  double built_in[2][1];
  std::array<std::pair<double, int>, 1> pairs;
  std::vector<std::vector<double>> rows;
};
inline auto members(Nested& n) { return std::tie(n.single, n.extended, n.built_in, n.pairs, n.rows); }

std::vector<double> numbers(const Nested& n) {
  return {static_cast<double>(n.single),
          static_cast<double>(n.extended),
          n.built_in[0][0],
          n.built_in[1][0],
          n.pairs[0].first,
          n.rows[1][0]};
}
double total(const Nested& n) {
  double sum = 0;
  for (const double number : numbers(n)) sum += number;
  return sum;
}
double total_tangent(const Nested& n, const Nested& n_dot, double& result_dot) {
  result_dot = total(n_dot);
  return total(n);
}

/// An adjoint that forgets one number, whichever it is, is noticed; one that forgets none is not.
void check_each_number() {
  const Nested start{0.5F, 0.25L, {{0.5}, {1}}, {{{0.75, 2}}}, {{}, {1.25}}};
  const std::size_t count = numbers(start).size();
  check::tolerances() = check::kSingle;
  for (std::size_t forgotten = 0; forgotten <= count; ++forgotten) {
    const auto adjoint = [&](const Nested&, Nested& bar, double result_bar) {
      std::vector<double> added(count, result_bar);
      if (forgotten < count) added[forgotten] = 0;
      bar.single += static_cast<float>(added[0]);
      bar.extended += static_cast<long double>(added[1]);
      bar.built_in[0][0] += added[2];
      bar.built_in[1][0] += added[3];
      bar.pairs[0].first += added[4];
      bar.rows[1][0] += added[5];
    };
    const auto check_it = [&] {
      check::derivatives("wrong on purpose", total, adjoint, total_tangent, check::in(start));
    };
    if (forgotten < count) {
      expect_noticed("dot product: <y_bar, y_dot> and <x_bar, x_dot>", check_it);
    } else {
      check_it();
    }
  }
  check::tolerances() = check::Tolerances();
}

using Two = std::array<double, 2>;

/// Derivatives of y[0] = x * x in two directions. The second derivative is multiplied by a factor, and `left` is what
/// remains of the second seed.
void expect_directions_refused(const char* kind, double value_factor, double derivative_factor, double left) {
  using namespace check;
  const auto primal = [](double x, double* y) { y[0] = x * x; };
  const auto tangent = [](double x, double* y, double x_dot, double* y_dot) {
    y[0] = x * x;
    y_dot[0] = 2 * x * x_dot;
  };
  const auto adjoint = [](double x, double* y, double& x_bar, double* y_bar) {
    y[0] = x * x;
    x_bar += 2 * x * y_bar[0];
    y_bar[0] = 0;
  };
  const auto wide_tangent = [&](double x, double* y, const Two& x_dot, Two* y_dot) {
    y[0] = x * x * value_factor;
    y_dot[0] = {2 * x * x_dot[0], 2 * x * x_dot[1] * derivative_factor};
  };
  const auto wide_adjoint = [&](double x, double* y, Two& x_bar, Two* y_bar) {
    y[0] = x * x;
    x_bar = {x_bar[0] + 2 * x * y_bar[0][0], x_bar[1] + 2 * x * y_bar[0][1] * derivative_factor};
    y_bar[0] = {0, left};
  };
  const auto check_it = [&] {
    directions<2>("wrong on purpose", primal, adjoint, tangent, wide_adjoint, wide_tangent, in(0.7), out(sample(1)));
  };
  if (kind == nullptr) {
    check_it();
  } else {
    expect_noticed(kind, check_it);
  }
}

void check_wrong_directions() {
  expect_directions_refused(nullptr, 1, 1, 0);
  expect_directions_refused("values beside several directions", 1 + 1e-15, 1, 0);
  expect_directions_refused("tangent", 1, 1 + 1e-15, 0);
  expect_directions_refused("adjoint", 1, 1 + 1e-15, 0);
  expect_directions_refused("consumed adjoints", 1, 1, 1);
  const check::Pairing<2> pairing;
  expect_noticed("dot product of a seed and a direction", [&] {
    pairing.expect_equal({{{{1, 1}}, {{1, 1}}}}, {{{{1, 1}}, {{1, 1.5}}}});
  });
  expect_noticed("the adjoint of an overwritten output is zero", [&] { pairing.expect_zero({{0, 1}}); });
}

/// The right derivatives of a square, except under one schedule.
struct WrongUnderOne {
  bool keeps_memory = false;

  double factor(const backsweep::Schedule& schedule) const {
    if (schedule.name() != "revolve(3)") return 1;
    if (!keeps_memory) return 1 + 1e-15;
    backsweep::Workspace::local().allocate<double>(1);
    backsweep::Workspace::local_blocks().allocate<double>(1);
    return 1;
  }
  void operator()(double x, double& x_bar, double result_bar) const { square_adjoint(x, x_bar, result_bar); }
  void operator()(double x, double& x_bar, double result_bar, const backsweep::Schedule& schedule) const {
    square_adjoint(x, x_bar, result_bar * factor(schedule));
  }
  double operator()(double x, double& x_bar) const { return square_gradient(x, x_bar); }
  double operator()(double x, double& x_bar, const backsweep::Schedule& schedule) const {
    return square_gradient(x, x_bar) * factor(schedule);
  }
};

void check_wrong_schedules() {
  const auto expect_refused = [](const char* kind, bool keeps_memory) {
    const backsweep::Frame frame(backsweep::Workspace::local());
    const backsweep::Frame frame_of_blocks(backsweep::Workspace::local_blocks());
    const WrongUnderOne wrong{keeps_memory};
    expect_noticed(kind, [&] {
      check::derivatives_under_schedules("wrong on purpose", square, wrong, square_tangent, check::in(0.7));
    });
    expect_noticed(kind, [&] { check::gradient_under_schedules("wrong on purpose", square, wrong, check::in(0.7)); });
  };
  expect_refused("revolve(3)", false);
  expect_refused("the workspace is empty after the call", true);
  expect_refused("no block is left after the call", true);
}

/// Whether a failed expectation decides the exit status. All other checks rely on this.
bool is_failure_reported() {
  check::expect(false, "expected");
  const bool is_reported = check::report() == 1;
  return check::forget_failures(0, "expected") && is_reported && check::report() == 0;
}

}  // namespace

int main() {
  if (!is_failure_reported()) return 1;
  CHECK_DERIVATIVES(horner, in(sample(7)), fixed(7), in(sample()));
  CHECK_DERIVATIVES(horner, in(sample(1)), fixed(0), in(sample()));
  CHECK_DERIVATIVES(step, inout(sample(2)), out(sample(1)), in(sample()));
  CHECK_DERIVATIVES(square, in(sample()));
  CHECK_GRADIENT(square, in(sample()));
  CHECK_JACOBIAN(product, in(sample()), in(sample()));
  CHECK_HVP(product, in(sample()), in(sample()));
  CHECK_HESSIAN(product, in(sample()), in(sample()));
  check_wrong_tangents();
  check_wrong_adjoints();
  expect_step_refused("outputs after the adjoint", 0, 0);
  expect_step_refused("adjoint of an overwritten output, which should be left zero", 1, 1);
  check_wrong_matrices();
  check_each_number();
  check_wrong_directions();
  check_wrong_schedules();
  return check::report();
}
