// Checks a derivative against its primal: differences, the dot-product identity, Taylor remainders.
//
// Takes: the primal and a derivative as callables over vectors or pointers of double, and a point.
// Gives: a result that converts to bool and says in words which component disagrees, and by how much.
// Promises: the same verdict for the same arguments (fixed seed); no output, no exception of its own.
//
// In a unit test this is three lines:
//
//     const auto f = [&](const std::vector<double>& x) { return energy(x.data(), n); };
//     const auto g = [&](const std::vector<double>& x, std::vector<double>& x_bar) { energy_gradient(x.data(), n,
//     x_bar.data()); }; const backsweep::CheckResult result = backsweep::check_gradient(f, g, x);   EXPECT_TRUE(result)
//     << result;
//
// What is computed. For a random unit direction v scaled to the size of x, the central difference
//
//     d(h) = (f(x + h v) - f(x - h v)) / (2 h),     d(h) = f'(x) v + O(h^2) + round-off / h
//
// is taken for h = 1e-1 ... 1e-9 and the best step counts. The adjoint is held against the tangent by
//
//     <y_bar, J x_dot> = <J^T y_bar, x_dot>
//
// which holds to round-off, and the gradient by its Taylor remainder |f(x + h v) - f(x) - h g.v|, which falls with the
// square of h. The identity cannot see an error that tangent and adjoint share, and a random direction hides a small
// component; so differences are taken as well, and along unit directions too. A direction that disagrees is halved
// until single components are left, and those are named.
//
// Primal of a vector result, in any of these forms, x -> y with m = size of y:
//     std::vector<double> f(const std::vector<double>& x);     void f(const std::vector<double>& x,
//     std::vector<double>& y); void f(const double* x, double* y);                       // with m in
//     CheckOptions::outputs
// Pointer forms exist for every callable: write `const double*` and `double*` for the vectors.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

#include "backsweep/differences.hpp"

namespace backsweep {

/// Whether `gradient` is the gradient of the scalar function `f` at x.
///
/// f(x) returns the value; gradient(x, x_bar) overwrites x_bar, which comes in filled with NaN so that an element left
/// out is found. If gradient returns a value it must be that of f exactly. Compared are directional derivatives g.v
/// with central differences, and the Taylor remainder where CheckOptions::taylor says so.
template <class Primal, class Gradient>
CheckResult check_gradient(const Primal& f, const Gradient& gradient, const std::vector<double>& x,
                           const CheckOptions& options = {}) {
  using detail::Vector;
  detail::Check check(options);
  Vector x_bar(x.size(), std::numeric_limits<double>::quiet_NaN());
  detail::call_gradient(gradient, x, x_bar);
  if (x_bar.size() != x.size()) {
    check.fail("gradient has " + std::to_string(x_bar.size()) + " components, x has " + std::to_string(x.size()));
    return check.result;
  }
  const double scale = detail::step_scale(x);
  const double noise = detail::difference_noise(detail::call_scalar(f, x), scale);
  const auto along = [&](const Vector& v) {
    double derivative = 0;
    for (std::size_t i = 0; i < v.size(); ++i) derivative += v[i] != 0 ? x_bar[i] * v[i] : 0;
    const auto phi = [&](double h) { return detail::call_scalar(f, detail::moved(x, h * scale, v)) / scale; };
    return detail::sweep_steps(phi, derivative, noise);
  };
  detail::compare_directions(check, "gradient", x.size(), along);
  if (check.result.passed && options.taylor && !x.empty()) {
    const Vector v = check.random_direction(x.size());
    const auto phi = [&](double h) { return detail::call_scalar(f, detail::moved(x, h * scale, v)); };
    const double slope = detail::taylor_slope(phi, scale * detail::dot(x_bar, v));
    check.result.taylor_rate = slope;
    if (slope < options.taylor_rate) {
      std::ostringstream text;
      text.precision(3);
      text << "Taylor remainder falls with rate " << slope
           << ", expected 2: the gradient is inexact, or f has a kink near x";
      check.fail(text.str());
    }
  }
  detail::summarise(check);
  return check.result;
}

/// Whether `tangent` is the directional derivative of the vector function `f` at x.
///
/// tangent(x, x_dot, y, y_dot) overwrites y with f(x) and y_dot with J x_dot. Compared are y with f(x), exactly, and
/// every component of y_dot with central differences along random directions and along single inputs.
template <class Primal, class Tangent>
CheckResult check_tangent(const Primal& f, const Tangent& tangent, const std::vector<double>& x,
                          const CheckOptions& options = {}) {
  using detail::Vector;
  detail::Check check(options);
  const detail::VectorFunction primal = detail::vector_function(f, options.outputs);
  Vector value(options.outputs);
  primal(x, value);
  const std::size_t m = value.size();
  const double scale = detail::step_scale(x);
  bool has_value = true;
  // Every output is tested by itself; the worst stands for the direction.
  std::size_t worst_output = 0;
  const auto along = [&](const Vector& v) {
    Vector y(m);
    Vector y_dot(m, std::numeric_limits<double>::quiet_NaN());
    detail::call_tangent(tangent, x, v, y, y_dot);
    has_value = has_value && y == value;
    detail::Disagreement worst;
    worst.error = 0;
    std::vector<Vector> up;
    std::vector<Vector> down;
    double h = 0.1;
    for (int decade = 1; decade <= 9; ++decade, h *= 0.1) {
      primal(detail::moved(x, h * scale, v), up.emplace_back(m));
      primal(detail::moved(x, -h * scale, v), down.emplace_back(m));
    }
    for (std::size_t j = 0; j < m; ++j) {
      const auto phi = [&](double step) {
        const auto decade = static_cast<std::size_t>(std::lround(-std::log10(std::abs(step)))) - 1;
        return (step > 0 ? up : down)[decade][j] / scale;
      };
      const double noise = detail::difference_noise(detail::norm(value), scale);
      const detail::Disagreement here = detail::sweep_steps(phi, j < y_dot.size() ? y_dot[j] : 0, noise);
      if (here.error > worst.error) {
        worst = here;
        worst_output = j;
      }
    }
    return worst;
  };
  detail::compare_directions(check, "tangent with respect to", x.size(), along);
  if (!check.result.passed) check.add_line("worst in output component " + std::to_string(worst_output));
  if (!has_value) check.fail("the tangent's value differs from the primal's");
  detail::summarise(check);
  return check.result;
}

namespace detail {

/// J^T y_bar from an adjoint that adds: the sum is started from zero. Checks the promises about adding on the way.
template <class Adjoint>
Vector product_of_adjoint(Check& check, const Adjoint& adjoint, const Vector& x, const Vector& value,
                          const Vector& y_bar) {
  const std::size_t m = value.size();
  const auto run = [&](double start, double factor) {
    Vector y(m);
    Vector x_bar(x.size(), start);
    Vector seed(y_bar);
    for (double& s : seed) s *= factor;
    call_adjoint(adjoint, x, y, x_bar, seed);
    if (y != value) check.fail("the adjoint leaves other outputs than the primal");
    return x_bar;
  };
  const Vector x_bar = run(0, 1);
  const Vector doubled = run(0, 2);
  for (std::size_t i = 0; i < x.size(); ++i) {
    // Powers of two commute with rounding, so this holds to the last bit.
    if (doubled[i] != 2 * x_bar[i] && std::isfinite(doubled[i])) {
      check.result.components.push_back(i);
      check.fail("adjoint component " + std::to_string(i) + " does not double with its seed");
      break;
    }
  }
  // Started from a large value an adjoint that overwrites shows at once, and one that adds only loses digits.
  const double start = 1024 * std::max(1.0, norm(x_bar));
  const Vector added = run(start, 1);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::abs(added[i] - (start + x_bar[i])) > 1e-9 * start) {
      check.result.components.push_back(i);
      check.fail("adjoint component " + std::to_string(i) + " is not added to what was there");
      break;
    }
  }
  return x_bar;
}

}  // namespace detail

/// Whether `adjoint` is the transpose of `tangent`, and both are derivatives of `f` at x.
///
/// adjoint(x, y, x_bar, y_bar) writes y = f(x) and adds J^T y_bar to x_bar; it may consume y_bar. Compared are
/// <y_bar, J x_dot> with <x_bar, x_dot> to round-off for random seeds, and <x_bar, v> with central differences of
/// <y_bar, f>. Also that x_bar is added to, and doubles exactly with its seed.
template <class Primal, class Tangent, class Adjoint>
CheckResult check_adjoint(const Primal& f, const Tangent& tangent, const Adjoint& adjoint, const std::vector<double>& x,
                          const CheckOptions& options = {}) {
  using detail::Vector;
  detail::Check check(options);
  const detail::VectorFunction primal = detail::vector_function(f, options.outputs);
  Vector value(options.outputs);
  primal(x, value);
  const double scale = detail::step_scale(x);
  for (int k = 0; k < std::max(1, options.directions) && check.result.passed; ++k) {
    const Vector y_bar = check.random_direction(value.size());
    const Vector x_bar = detail::product_of_adjoint(check, adjoint, x, value, y_bar);
    if constexpr (!std::is_same_v<Tangent, std::nullptr_t>) {
      const Vector x_dot = check.random_direction(x.size());
      Vector y(value.size());
      Vector y_dot(value.size());
      detail::call_tangent(tangent, x, x_dot, y, y_dot);
      detail::compare_sums(check, "dot product <y_bar, J x_dot> = <J^T y_bar, x_dot>", detail::dot(y_bar, y_dot),
                           detail::dot(x_bar, x_dot), detail::norm(y_dot));
    }
    if (k > 0) continue;
    const double noise = detail::difference_noise(detail::norm(value), scale);
    const auto along = [&](const Vector& v) {
      const auto phi = [&](double h) {
        Vector y(value.size());
        primal(detail::moved(x, h * scale, v), y);
        return detail::dot(y_bar, y) / scale;
      };
      double derivative = 0;
      for (std::size_t i = 0; i < v.size(); ++i) derivative += v[i] != 0 ? x_bar[i] * v[i] : 0;
      return detail::sweep_steps(phi, derivative, noise);
    };
    detail::compare_directions(check, "adjoint", x.size(), along);
  }
  detail::summarise(check);
  return check.result;
}

/// Whether `adjoint` is that of `f`, where there is no tangent: differences alone.
template <class Primal, class Adjoint>
CheckResult check_adjoint(const Primal& f, const Adjoint& adjoint, const std::vector<double>& x,
                          const CheckOptions& options = {}) {
  return check_adjoint(f, nullptr, adjoint, x, options);
}

/// Whether `jacobian` is the Jacobian of the vector function `f` at x, row-major: J[j * n + i] = dy_j / dx_i.
///
/// jacobian(x, J) overwrites J, which comes in with m * n elements. Otherwise as check_tangent.
template <class Primal, class Jacobian>
CheckResult check_jacobian(const Primal& f, const Jacobian& jacobian, const std::vector<double>& x,
                           const CheckOptions& options = {}) {
  using detail::Vector;
  Vector value(options.outputs);
  detail::vector_function(f, options.outputs)(x, value);
  Vector matrix(value.size() * x.size(), std::numeric_limits<double>::quiet_NaN());
  detail::call_gradient(jacobian, x, matrix);
  const auto tangent = [&](const Vector& at, const Vector& x_dot, Vector& y, Vector& y_dot) {
    y = value;
    for (std::size_t j = 0; j < value.size(); ++j) {
      y_dot[j] = 0;
      for (std::size_t i = 0; i < at.size(); ++i) y_dot[j] += x_dot[i] != 0 ? matrix[j * at.size() + i] * x_dot[i] : 0;
    }
  };
  return check_tangent(f, tangent, x, options);
}

/// Whether `hvp` is the Hessian-vector product of the scalar function whose gradient is `gradient`.
///
/// hvp(x, direction, product) overwrites product = H direction; gradient(x, x_bar) overwrites x_bar. Compared are the
/// products with central differences of the gradient, and w.(H v) = v.(H w) to round-off. Check the gradient first.
template <class Gradient, class Product>
CheckResult check_hvp(const Gradient& gradient, const Product& hvp, const std::vector<double>& x,
                      const CheckOptions& options = {}) {
  using detail::Vector;
  const auto product = [&](const Vector& at, const Vector& direction, Vector& result) {
    if constexpr (std::is_invocable_v<const Product&, const Vector&, const Vector&, Vector&>) {
      hvp(at, direction, result);
    } else {
      hvp(at.data(), direction.data(), result.data());
    }
  };
  const auto f = [&](const Vector& at, Vector& x_bar) { detail::call_gradient(gradient, at, x_bar); };
  const auto tangent = [&](const Vector& at, const Vector& direction, Vector& x_bar, Vector& result) {
    detail::call_gradient(gradient, at, x_bar);
    product(at, direction, result);
  };
  CheckOptions with_size = options;
  with_size.outputs = x.size();
  const CheckResult differences = check_tangent(f, tangent, x, with_size);
  detail::Check check(options);
  const Vector v = check.random_direction(x.size());
  const Vector w = check.random_direction(x.size());
  Vector hv(x.size());
  Vector hw(x.size());
  product(x, v, hv);
  product(x, w, hw);
  check.result = differences;
  detail::compare_sums(check, "symmetry w.(H v) = v.(H w)", detail::dot(w, hv), detail::dot(v, hw), detail::norm(hv));
  return check.result;
}

/// Whether `hessian` is the dense row-major Hessian of the scalar function whose gradient is `gradient`.
///
/// hessian(x, H) overwrites H, which comes in with n * n elements. Otherwise as check_hvp.
template <class Gradient, class Hessian>
CheckResult check_hessian(const Gradient& gradient, const Hessian& hessian, const std::vector<double>& x,
                          const CheckOptions& options = {}) {
  using detail::Vector;
  const std::size_t n = x.size();
  Vector matrix(n * n, std::numeric_limits<double>::quiet_NaN());
  detail::call_gradient(hessian, x, matrix);
  const auto hvp = [&](const Vector&, const Vector& direction, Vector& product) {
    for (std::size_t j = 0; j < n; ++j) {
      product[j] = 0;
      for (std::size_t i = 0; i < n; ++i) product[j] += direction[i] != 0 ? matrix[j * n + i] * direction[i] : 0;
    }
  };
  return check_hvp(gradient, hvp, x, options);
}

}  // namespace backsweep
