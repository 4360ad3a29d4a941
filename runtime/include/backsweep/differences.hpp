// Central differences along directions, and the search for the components that disagree: the engine of check.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace backsweep {

/// What counts as agreement, and how hard to look.
struct CheckOptions {
  /// Relative error accepted between a derivative and the best central difference.
  double difference_tolerance = 1e-6;
  /// Relative error accepted in the dot-product identity. Long reductions may need 1e-10.
  double dot_product_tolerance = 1e-12;
  /// The slope that a Taylor remainder must show in log-log, where 2 is the theory.
  double taylor_rate = 1.9;
  /// Whether check_gradient asks for that slope. Switch it off beside a kink, where no step shows it.
  bool taylor = true;
  /// Random directions tried.
  int directions = 3;
  /// Unit directions tried besides: all components where there are no more than this, else a random choice.
  int components = 16;
  /// Components named in a message.
  int named = 5;
  /// Size of y for primals that write through a pointer.
  std::size_t outputs = 0;
  /// Seed of the random directions.
  std::uint64_t seed = 42;
};

/// The verdict of a check: true, or false with a message.
struct CheckResult {
  bool passed = true;
  /// One finding per line; what was measured where everything agrees.
  std::string message;
  /// Components that disagree, worst first. Empty where a check of sums alone failed.
  std::vector<std::size_t> components;
  /// The largest relative error against differences.
  double difference_error = 0;
  /// The largest relative error of the dot-product identity.
  double dot_product_error = 0;
  /// The slope of the Taylor remainder; infinite where the remainder is round-off at every step.
  double taylor_rate = std::numeric_limits<double>::infinity();

  explicit operator bool() const noexcept { return passed; }
};

/// Prints the message.
inline std::ostream& operator<<(std::ostream& out, const CheckResult& result) { return out << result.message; }

namespace detail {

using Vector = std::vector<double>;
using VectorFunction = std::function<void(const Vector&, Vector&)>;

inline double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

inline double norm(const Vector& a) { return std::sqrt(dot(a, a)); }

inline Vector moved(const Vector& x, double h, const Vector& v) {
  Vector result(x);
  for (std::size_t i = 0; i < x.size(); ++i) result[i] += h * v[i];
  return result;
}

/// A scalar primal in any accepted form.
template <class F>
double call_scalar(const F& f, const Vector& x) {
  if constexpr (std::is_invocable_r_v<double, const F&, const Vector&>) {
    return f(x);
  } else {
    static_assert(
        std::is_invocable_r_v<double, const F&, const double*>,
        "backsweep: the primal must be callable as double(const std::vector<double>&) or double(const double*)");
    return f(x.data());
  }
}

/// A gradient in any accepted form.
template <class F>
void call_gradient(const F& f, const Vector& x, Vector& x_bar) {
  if constexpr (std::is_invocable_v<const F&, const Vector&, Vector&>) {
    f(x, x_bar);
  } else {
    static_assert(std::is_invocable_v<const F&, const double*, double*>,
                  "backsweep: the gradient must be callable with (x, x_bar) as vectors or pointers");
    f(x.data(), x_bar.data());
  }
}

/// A vector primal in any accepted form; y comes in with `outputs` elements and may be given another size.
template <class F>
VectorFunction vector_function(const F& f, std::size_t outputs) {
  if constexpr (std::is_invocable_r_v<Vector, const F&, const Vector&>) {
    return [&f](const Vector& x, Vector& y) { y = f(x); };
  } else if constexpr (std::is_invocable_v<const F&, const Vector&, Vector&>) {
    return [&f, outputs](const Vector& x, Vector& y) {
      y.assign(outputs, 0.0);
      f(x, y);
    };
  } else {
    static_assert(std::is_invocable_v<const F&, const double*, double*>,
                  "backsweep: the primal must be callable with (x, y) as vectors or pointers, or return a vector");
    return [&f, outputs](const Vector& x, Vector& y) {
      y.assign(outputs, 0.0);
      f(x.data(), y.data());
    };
  }
}

/// A tangent in any accepted form: y_dot from x and x_dot.
template <class F>
void call_tangent(const F& f, const Vector& x, const Vector& x_dot, Vector& y, Vector& y_dot) {
  if constexpr (std::is_invocable_v<const F&, const Vector&, const Vector&, Vector&, Vector&>) {
    f(x, x_dot, y, y_dot);
  } else {
    static_assert(std::is_invocable_v<const F&, const double*, const double*, double*, double*>,
                  "backsweep: the tangent must be callable with (x, x_dot, y, y_dot) as vectors or pointers");
    f(x.data(), x_dot.data(), y.data(), y_dot.data());
  }
}

/// An adjoint in any accepted form: x_bar += J^T y_bar.
template <class F>
void call_adjoint(const F& f, const Vector& x, Vector& y, Vector& x_bar, Vector& y_bar) {
  if constexpr (std::is_invocable_v<const F&, const Vector&, Vector&, Vector&, Vector&>) {
    f(x, y, x_bar, y_bar);
  } else {
    static_assert(std::is_invocable_v<const F&, const double*, double*, double*, double*>,
                  "backsweep: the adjoint must be callable with (x, y, x_bar, y_bar) as vectors or pointers");
    f(x.data(), y.data(), x_bar.data(), y_bar.data());
  }
}

/// How far a derivative along one direction is from differences.
struct Disagreement {
  double derivative = 0;
  double difference = 0;
  double step = 0;
  double error = std::numeric_limits<double>::infinity();
};

/// Random numbers and the list of findings of one check.
class Check {
 public:
  explicit Check(const CheckOptions& options) : options_(options), random_(options.seed) {}

  const CheckOptions& options() const { return options_; }

  Vector random_direction(std::size_t n) {
    std::normal_distribution<double> normal;
    Vector v(n);
    for (double& value : v) value = normal(random_);
    const double length = norm(v);
    for (double& value : v) value /= length > 0 ? length : 1;
    return v;
  }

  /// Components to try one by one.
  std::vector<std::size_t> some_components(std::size_t n) {
    const std::size_t most = static_cast<std::size_t>(std::max(0, options_.components));
    std::vector<std::size_t> chosen;
    if (n <= most) {
      for (std::size_t i = 0; i < n; ++i) chosen.push_back(i);
      return chosen;
    }
    for (std::size_t i = 0; i < most; ++i) chosen.push_back(static_cast<std::size_t>(random_() % n));
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
  }

  void fail(const std::string& finding) {
    result.passed = false;
    add_line(finding);
  }

  void add_line(const std::string& line) {
    if (!result.message.empty()) result.message += '\n';
    result.message += line;
  }

  CheckResult result;

 private:
  CheckOptions options_;
  std::mt19937_64 random_;
};

/// The best of the central differences of phi at 0 against `derivative`.
/// `noise` is the round-off of a difference at its best step: errors below it are agreement.
inline Disagreement sweep_steps(const std::function<double(double)>& phi, double derivative, double noise) {
  Disagreement best;
  best.derivative = derivative;
  best.difference = std::numeric_limits<double>::quiet_NaN();
  if (!std::isfinite(derivative)) return best;
  double h = 0.1;
  for (int decade = 1; decade <= 9; ++decade, h *= 0.1) {
    const double difference = (phi(h) - phi(-h)) / (2 * h);
    if (!std::isfinite(difference)) continue;
    const double distance = std::abs(difference - derivative);
    const double size = std::max(std::abs(difference), std::abs(derivative));
    const double error = distance <= noise ? std::min(1e-12, distance / std::max(size, noise)) : distance / size;
    if (error < best.error) {
      best.error = error;
      best.difference = difference;
      best.step = h;
    }
  }
  return best;
}

inline std::string describe(const std::string& what, const Disagreement& found) {
  std::ostringstream text;
  text.precision(12);
  text << what << ": derivative " << found.derivative << ", central difference ";
  if (std::isfinite(found.difference)) {
    text << found.difference;
    text.precision(2);
    text << " (relative error " << found.error << ", step " << found.step << ")";
  } else {
    text << "not finite at any step";
  }
  return text.str();
}

/// A derivative along a direction beside its central difference.
using AlongDirection = std::function<Disagreement(const Vector& direction)>;

/// Halves the set of components [first, last) of a direction that disagrees until single ones are left.
inline void find_components(Check& check, const AlongDirection& along, const Vector& direction, std::size_t first,
                            std::size_t last, std::vector<std::pair<std::size_t, Disagreement>>& found) {
  if (found.size() >= static_cast<std::size_t>(std::max(1, check.options().named))) return;
  Vector part(direction.size(), 0.0);
  const bool is_single = last - first == 1;
  for (std::size_t i = first; i < last; ++i) part[i] = is_single ? 1 : direction[i];
  const double length = norm(part);
  for (std::size_t i = first; i < last; ++i) part[i] /= length > 0 ? length : 1;
  const Disagreement here = along(part);
  if (here.error <= check.options().difference_tolerance) return;
  if (is_single) {
    found.emplace_back(first, here);
    return;
  }
  const std::size_t middle = first + (last - first) / 2;
  find_components(check, along, direction, first, middle, found);
  find_components(check, along, direction, middle, last, found);
}

/// Tries random directions and single components, and names the components that disagree.
inline void compare_directions(Check& check, const std::string& what, std::size_t n, const AlongDirection& along) {
  const double tolerance = check.options().difference_tolerance;
  std::vector<std::pair<std::size_t, Disagreement>> found;
  Disagreement worst;
  worst.error = -1;
  bool has_failed = false;
  for (int k = 0; k < check.options().directions && !has_failed; ++k) {
    const Vector v = check.random_direction(n);
    const Disagreement here = along(v);
    if (here.error > worst.error) worst = here;
    has_failed = here.error > tolerance;
    if (has_failed && n > 0) find_components(check, along, v, 0, n, found);
  }
  if (found.empty()) {
    for (const std::size_t i : check.some_components(n)) {
      Vector unit(n, 0.0);
      unit[i] = 1;
      const Disagreement here = along(unit);
      if (here.error > worst.error) worst = here;
      if (here.error > tolerance) found.emplace_back(i, here);
    }
  }
  check.result.difference_error = std::max(check.result.difference_error, worst.error);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second.error != b.second.error ? a.second.error > b.second.error : a.first < b.first;
  });
  for (std::size_t k = 0; k < found.size(); ++k) {
    check.result.components.push_back(found[k].first);
    if (k < static_cast<std::size_t>(std::max(1, check.options().named))) {
      check.fail(describe(what + " component " + std::to_string(found[k].first), found[k].second));
    }
  }
  if (has_failed && found.empty()) check.fail(describe(what + " along a random direction", worst));
}

/// The length to which unit directions are scaled, so that a step is relative to the point.
inline double step_scale(const Vector& x) {
  return std::max(1.0, x.empty() ? 0.0 : norm(x) / std::sqrt(static_cast<double>(x.size())));
}

/// The round-off of a central difference of values of this size at its best step, epsilon^(2/3) times a reserve.
inline double difference_noise(double value, double scale) { return 1e-10 * std::abs(value) / scale + 1e-14 / scale; }

/// The best slope of the Taylor remainder over three halvings that stay above round-off.
inline double taylor_slope(const std::function<double(double)>& phi, double derivative) {
  const double value = phi(0);
  const double floor = 1e3 * std::numeric_limits<double>::epsilon() * std::max(std::abs(value), 1e-290);
  std::vector<double> remainders;
  double h = 0.1;
  for (int k = 0; k < 30; ++k, h *= 0.5) remainders.push_back(std::abs(phi(h) - value - h * derivative));
  double best = -std::numeric_limits<double>::infinity();
  bool is_measurable = false;
  for (std::size_t k = 0; k + 3 < remainders.size(); ++k) {
    if (!(remainders[k + 3] >= floor) || !std::isfinite(remainders[k])) continue;
    is_measurable = true;
    double slope = std::numeric_limits<double>::infinity();
    for (std::size_t j = k; j < k + 3; ++j) slope = std::min(slope, std::log2(remainders[j] / remainders[j + 1]));
    best = std::max(best, slope);
  }
  return is_measurable ? best : std::numeric_limits<double>::infinity();
}

inline void summarise(Check& check) {
  if (!check.result.passed) return;
  std::ostringstream text;
  text.precision(2);
  text << "agrees: difference error " << check.result.difference_error << ", dot product error "
       << check.result.dot_product_error << ", Taylor rate " << check.result.taylor_rate;
  check.add_line(text.str());
}

/// Whether two sums that should be equal are, up to the round-off of terms of size `terms`.
inline void compare_sums(Check& check, const std::string& what, double left, double right, double terms) {
  const double size = std::max({std::abs(left), std::abs(right), terms * 1e-3});
  const double error = size > 0 ? std::abs(left - right) / size : 0;
  check.result.dot_product_error = std::max(check.result.dot_product_error, error);
  if (error <= check.options().dot_product_tolerance) return;
  std::ostringstream text;
  text.precision(17);
  text << what << ": " << left << " against " << right;
  text.precision(2);
  text << " (relative error " << error << ")";
  check.fail(text.str());
}

}  // namespace detail

}  // namespace backsweep
