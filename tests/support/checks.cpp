// Compares derivatives with differences of the primal, and with each other.
#include "checks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "samples.h"

namespace check {

namespace {

/// What went wrong, in the order in which it was noticed.
std::vector<std::string>& noted() {
  static std::vector<std::string> failures;
  return failures;
}

}  // namespace

Tolerances& tolerances() {
  static Tolerances current;
  return current;
}

void expect(bool holds, const char* what) {
  if (holds) return;
  noted().emplace_back(what);
  std::fprintf(stderr, "failed: %s\n", what);
}

void fail(const char* place, const char* what, std::size_t index, long double got, long double expected) {
  noted().emplace_back(what);
  std::fprintf(stderr, "%s: %s: component %zu: got %.17Lg, expected %.17Lg\n", place, what, index, got, expected);
}

std::size_t failures() { return noted().size(); }

bool forget_failures(std::size_t count, const char* what) {
  const auto first = noted().begin() + static_cast<std::ptrdiff_t>(count);
  const bool is_among = std::find(first, noted().end(), what) != noted().end();
  noted().erase(first, noted().end());
  return is_among;
}

int report() {
  if (failures() > 0) std::fprintf(stderr, "%zu failed\n", failures());
  return failures() > 0 ? 1 : 0;
}

namespace {

/// Multiples of 1/64: exact in every floating-point type, so that all versions see the same numbers.
Flat random_direction(std::size_t size) {
  Flat direction(size);
  for (long double& entry : direction) entry = std::round(uniform(8, 64)) / (uniform(-1, 1) < 0 ? -64 : 64);
  return direction;
}

/// x + step * direction
Flat moved(const Flat& x, const Flat& direction, long double step) {
  Flat result = x;
  for (std::size_t i = 0; i < x.size(); ++i) result[i] += step * direction[i];
  return result;
}

Flat scaled(const Flat& flat, int factor) {
  Flat result = flat;
  for (long double& entry : result) entry *= factor;
  return result;
}

long double dot(const Flat& a, const Flat& b) {
  long double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

long double magnitude(const Flat& a, const Flat& b) {
  long double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::fabs(a[i] * b[i]);
  return sum;
}

Flat product(const Flat& matrix, const Flat& vector) {
  Flat result(matrix.size() / vector.size(), 0.0L);
  for (std::size_t i = 0; i < matrix.size(); ++i) result[i / vector.size()] += matrix[i] * vector[i % vector.size()];
  return result;
}

/// Of each number its directions, one after another.
Flat side_by_side(const std::vector<Flat>& directions) {
  Flat wide;
  for (std::size_t i = 0; i < directions[0].size(); ++i) {
    for (const Flat& direction : directions) wide.push_back(direction[i]);
  }
  return wide;
}

/// The result of a function that returns one number.
Flat last(const Flat& values) { return values.empty() ? Flat() : Flat{values.back()}; }

void expect_equal(const Subject& subject, const Flat& got, const Flat& expected, const char* what) {
  if (got.size() != expected.size()) {
    return fail(subject.place(), what, 0, static_cast<long double>(got.size()),
                static_cast<long double>(expected.size()));
  }
  for (std::size_t i = 0; i < got.size(); ++i) {
    const bool is_same =
        !(got[i] < expected[i]) && !(expected[i] < got[i]) && std::isnan(got[i]) == std::isnan(expected[i]);
    if (!is_same) fail(subject.place(), what, i, got[i], expected[i]);
  }
}

/// The same terms added in another order.
void expect_reordered(const Subject& subject, const Flat& got, const Flat& expected, const char* what) {
  if (got.size() != expected.size()) return expect_equal(subject, got, expected, what);
  long double scale = 0;
  for (const long double value : expected) scale = std::max(scale, std::fabs(value));
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (!(std::fabs(got[i] - expected[i]) <= 1e-13L * scale)) fail(subject.place(), what, i, got[i], expected[i]);
  }
}

using Map = std::function<Flat(const Flat& x)>;

/// (8 (f(x + h) - f(x - h)) - (f(x + 2h) - f(x - 2h))) / 12 h along x_dot
Flat difference(const Map& f, const Flat& x, const Flat& x_dot, long double step) {
  const Flat up = f(moved(x, x_dot, step));
  const Flat down = f(moved(x, x_dot, -step));
  const Flat far_up = f(moved(x, x_dot, 2 * step));
  const Flat far_down = f(moved(x, x_dot, -2 * step));
  Flat quotient(up.size());
  for (std::size_t i = 0; i < up.size(); ++i) {
    quotient[i] = (8 * (up[i] - down[i]) - (far_up[i] - far_down[i])) / (12 * step);
  }
  return quotient;
}

long double difference_error(long double derivative, long double difference, long double value) {
  const long double scale =
      std::fmax(std::fmax(std::fabs(derivative), std::fabs(difference)), 1e-5L * std::fabs(value) + 1e-12L);
  return std::fabs(derivative - difference) / scale;
}

/// y_dot against the difference of f along x_dot; the best of three steps.
void expect_differences(const Subject& subject, const Map& f, const Flat& y_dot, const Flat& x_dot) {
  const Flat x = subject.inputs();
  const Flat values = f(x);
  std::vector<Flat> differences;
  for (const double step : {tolerances().step, tolerances().step / 8, tolerances().step / 64}) {
    differences.push_back(difference(f, x, x_dot, static_cast<long double>(step)));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    long double best = difference_error(y_dot[i], differences[0][i], values[i]);
    std::size_t best_step = 0;
    for (std::size_t k = 1; k < differences.size(); ++k) {
      const long double error = difference_error(y_dot[i], differences[k][i], values[i]);
      if (!(error < best)) continue;
      best = error;
      best_step = k;
    }
    if (best <= tolerances().difference) continue;
    fail(subject.place(), "derivative and difference of the primal", i, y_dot[i], differences[best_step][i]);
  }
}
void expect_differences(const Subject& subject, const Flat& y_dot, const Flat& x_dot) {
  expect_differences(
      subject, [&](const Flat& x) { return subject.primal_at(x); }, y_dot, x_dot);
}

/// Hessian times x_dot against the difference of the gradient along x_dot.
void expect_products(const Subject& subject, const Flat& products, const Flat& x_dot) {
  expect_differences(
      subject, [&](const Flat& x) { return subject.run_gradient(x, 0.0L).derivatives; }, products, x_dot);
}

void expect_dot_product(const Subject& subject, const Flat& y_bar, const Flat& y_dot, const Flat& x_bar,
                        const Flat& x_dot) {
  const long double scale = magnitude(y_bar, y_dot) + magnitude(x_bar, x_dot);
  const long double left = dot(y_bar, y_dot);
  const long double right = dot(x_bar, x_dot);
  if (std::fabs(left - right) <= tolerances().dot_product * scale) return;
  fail(subject.place(), "dot product: <y_bar, y_dot> and <x_bar, x_dot>", 0, left, right);
}

/// Only parameters that the primal does not write are added to; for the others the start value is the seed.
void expect_addition(const Subject& subject, const Flat& y_bar, const Flat& x_bar) {
  const Flat before = random_direction(x_bar.size());
  const Flat added = subject.run_adjoint(y_bar, before).derivatives;
  const std::vector<bool> is_added_to = subject.only_read();
  for (std::size_t i = 0; i < x_bar.size(); ++i) {
    const long double expected = is_added_to[i] ? before[i] + x_bar[i] : x_bar[i];
    const long double scale = 1 + std::fabs(before[i]) + std::fabs(x_bar[i]);
    if (std::fabs(added[i] - expected) <= 4 * tolerances().dot_product * scale) continue;
    fail(subject.place(), "adjoint added to what was there before", i, added[i], expected);
  }
}

void check_adjoint(const Subject& subject, const Flat& values, const Flat& x_dot, const Flat& y_dot) {
  const Flat y_bar = random_direction(values.size());
  const Flat zero(x_dot.size(), 0.0L);
  const Run run = subject.run_adjoint(y_bar, zero);
  // The adjoint does not give the result, which comes last.
  Flat outputs = values;
  outputs.resize(std::min(values.size(), run.values.size()));
  expect_equal(subject, run.values, outputs, "outputs after the adjoint");
  expect_equal(subject, subject.run_adjoint(y_bar, zero).derivatives, run.derivatives, "adjoint of a second call");
  expect_equal(subject, subject.run_adjoint(scaled(y_bar, 2), zero).derivatives, scaled(run.derivatives, 2),
               "adjoint of the doubled seed");
  expect_equal(subject, run.consumed, Flat(run.consumed.size(), 0.0L),
               "adjoint of an overwritten output, which should be left zero");
  expect_dot_product(subject, y_bar, y_dot, run.derivatives, x_dot);
  expect_addition(subject, y_bar, run.derivatives);
}

}  // namespace

void check_derivatives(const Subject& subject) {
  const Flat values = subject.primal_at(subject.inputs());
  const Flat x_dot = random_direction(subject.inputs().size());
  const Run forward = subject.run_tangent(x_dot);
  expect_equal(subject, forward.values, values, "value after the tangent");
  expect_equal(subject, subject.run_tangent(x_dot).derivatives, forward.derivatives, "tangent of a second call");
  expect_differences(subject, forward.derivatives, x_dot);
  check_adjoint(subject, values, x_dot, forward.derivatives);
}

void check_gradient(const Subject& subject) {
  const Flat x = subject.inputs();
  const Run run = subject.run_gradient(x, 0.0L);
  expect_equal(subject, run.values, subject.primal_at(x), "value returned by the gradient");
  expect_equal(subject, subject.run_gradient(x, 3.25L).derivatives, run.derivatives,
               "gradient with other numbers in it before");
  for (int trial = 0; trial < 3; ++trial) {
    const Flat x_dot = random_direction(x.size());
    expect_differences(subject, {dot(run.derivatives, x_dot)}, x_dot);
  }
}

void check_jacobian(const Subject& subject) {
  const Flat x = subject.inputs();
  const Flat values = subject.primal_at(x);
  const Run run = subject.run_matrix(values.size() * x.size(), 3.25);
  expect_equal(subject, run.values, values, "value and outputs after the Jacobian");
  expect_equal(subject, subject.run_matrix(values.size() * x.size(), 0).derivatives, run.derivatives,
               "Jacobian of a second call");
  for (int trial = 0; trial < 3; ++trial) {
    const Flat x_dot = random_direction(x.size());
    expect_differences(subject, product(run.derivatives, x_dot), x_dot);
  }
}

void check_hvp(const Subject& subject) {
  const Flat value = last(subject.primal_at(subject.inputs()));
  for (int trial = 0; trial < 3; ++trial) {
    const Flat x_dot = random_direction(subject.inputs().size());
    const Run run = subject.run_hvp(x_dot, 0.0L);
    expect_equal(subject, last(run.values), value, "value after the product");
    expect_equal(subject, subject.run_hvp(x_dot, 3.25L).derivatives, run.derivatives,
                 "product with other numbers in it before");
    expect_products(subject, run.derivatives, x_dot);
  }
}

void check_hessian(const Subject& subject) {
  const std::size_t n = subject.inputs().size();
  const Run run = subject.run_matrix(n * n, 3.25);
  expect_equal(subject, last(run.values), last(subject.primal_at(subject.inputs())), "value after the Hessian");
  expect_equal(subject, subject.run_matrix(n * n, 0).derivatives, run.derivatives, "Hessian of a second call");
  Flat transposed;
  for (std::size_t i = 0; i < n * n; ++i) transposed.push_back(run.derivatives[i % n * n + i / n]);
  expect_equal(subject, transposed, run.derivatives, "Hessian and its transpose");
  for (int trial = 0; trial < 3; ++trial) {
    const Flat x_dot = random_direction(n);
    expect_products(subject, product(run.derivatives, x_dot), x_dot);
  }
}

namespace {

/// `all` is a run with several directions, `single` one run for each.
void expect_same_directions(const Subject& subject, const Run& all, const std::vector<Run>& single, const char* what,
                            bool is_reordered = false) {
  std::vector<Flat> derivatives;
  std::vector<Flat> consumed;
  for (const Run& run : single) {
    expect_equal(subject, all.values, run.values, "values beside several directions");
    derivatives.push_back(run.derivatives);
    consumed.push_back(run.consumed);
  }
  const auto expect = is_reordered ? expect_reordered : expect_equal;
  expect(subject, all.derivatives, side_by_side(derivatives), what);
  expect_equal(subject, all.consumed, side_by_side(consumed), "consumed adjoints");
}

}  // namespace

void check_directions(const Subject& one, const Subject& all, std::size_t count, bool is_reordered) {
  const Flat x = one.inputs();
  std::vector<Flat> x_dot;
  std::vector<Flat> y_bar;
  for (std::size_t d = 0; d < count; ++d) {
    x_dot.push_back(random_direction(x.size()));
    y_bar.push_back(random_direction(one.primal_at(x).size()));
  }
  const Flat before = random_direction(x.size());
  std::vector<Run> tangents;
  std::vector<Run> adjoints;
  for (std::size_t d = 0; d < count; ++d) {
    tangents.push_back(one.run_tangent(x_dot[d]));
    adjoints.push_back(one.run_adjoint(y_bar[d], before));
  }
  expect_same_directions(one, all.run_tangent(side_by_side(x_dot)), tangents, "tangent");
  expect_same_directions(one, all.run_adjoint(side_by_side(y_bar), side_by_side(std::vector<Flat>(count, before))),
                         adjoints, "adjoint", is_reordered);
}

void print_values(const Subject& subject) {
  std::printf("%s", subject.place());
  for (const long double value : subject.primal_at(subject.inputs())) std::printf(" %La", value);
  std::printf("\n");
}

}  // namespace check
