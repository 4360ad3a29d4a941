// Special functions that emitted derivatives need and the standard library lacks.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>

namespace backsweep {
namespace detail {

inline constexpr long double kPi = 3.14159265358979323846264338327950288L;

/// float is worked on in double, so that its results are correct to the last place.
template <class T>
using Working = std::conditional_t<std::is_same_v<T, float>, double, T>;

/// B_2, B_4, … B_20: enough for 64-bit mantissas from x = 16 on.
inline constexpr std::array<long double, 10> kBernoulli = {1.0L / 6,       -1.0L / 30,      1.0L / 42, -1.0L / 30,
                                                           5.0L / 66,      -691.0L / 2730,  7.0L / 6,  -3617.0L / 510,
                                                           43867.0L / 798, -174611.0L / 330};

template <class T>
T digamma_positive(T x) {
  T sum = 0;
  while (x < 16) {
    sum -= 1 / x;
    x += 1;
  }
  const T inverse_square = 1 / (x * x);
  T power = inverse_square;
  T series = 0;
  for (std::size_t k = 0; k < kBernoulli.size(); ++k) {
    series += static_cast<T>(kBernoulli[k]) / static_cast<T>(2 * (k + 1)) * power;
    power *= inverse_square;
  }
  return sum + std::log(x) - 1 / (2 * x) - series;
}

/// (-1)^(n+1) times the n-th derivative of digamma, which is positive for x > 0.
template <class T>
T polygamma_positive(int n, T x) {
  T factorial = 1;
  for (int i = 2; i <= n; ++i) factorial *= static_cast<T>(i);
  T sum = 0;
  while (x < static_cast<T>(16 + n)) {
    sum += factorial / std::pow(x, static_cast<T>(n + 1));
    x += 1;
  }
  T series = factorial / static_cast<T>(n) / std::pow(x, static_cast<T>(n));
  series += factorial / 2 / std::pow(x, static_cast<T>(n + 1));
  // (2k + n - 1)! / (2k)! / x^(2k + n), updated from k to k + 1.
  T term = factorial * static_cast<T>(n + 1) / 2 / std::pow(x, static_cast<T>(n + 2));
  for (std::size_t k = 0; k < kBernoulli.size(); ++k) {
    series += static_cast<T>(kBernoulli[k]) * term;
    const T even = static_cast<T>(2 * (k + 1));
    term *= (even + static_cast<T>(n)) * (even + static_cast<T>(n + 1)) / ((even + 1) * (even + 2)) / (x * x);
  }
  return sum + series;
}

/// The n-th derivative of cot(pi x) with respect to x, as a polynomial in the cotangent. `n` is at most 30.
template <class T>
T cotangent_derivative(int n, T x) {
  const T pi = static_cast<T>(kPi);
  const T c = 1 / std::tan(pi * (x - std::round(x)));
  std::array<T, 34> coefficients{};
  coefficients[1] = 1;
  for (int order = 0; order < n; ++order) {
    // p(c) -> -pi (1 + c^2) p'(c)
    std::array<T, 34> next{};
    for (std::size_t i = 1; i <= static_cast<std::size_t>(order) + 1; ++i) {
      const T slope = -pi * static_cast<T>(i) * coefficients[i];
      next[i - 1] += slope;
      next[i + 1] += slope;
    }
    coefficients = next;
  }
  T value = 0;
  for (std::size_t i = coefficients.size(); i-- > 0;) value = value * c + coefficients[i];
  return value;
}

/// Carlson's R_D by duplication, closed with the fifth-order Taylor series of his 1979 paper.
template <class T>
T carlson_rd(T x, T y, T z) {
  T sum = 0;
  T factor = 1;
  for (int step = 0; step < 60; ++step) {
    const T mean = (x + y + 3 * z) / 5;
    const T spread = std::fmax(std::fabs(mean - x), std::fmax(std::fabs(mean - y), std::fabs(mean - z)));
    if (spread < static_cast<T>(1e-4L) * mean) break;
    const T lambda = std::sqrt(x * y) + std::sqrt(x * z) + std::sqrt(y * z);
    sum += factor / (std::sqrt(z) * (z + lambda));
    factor /= 4;
    x = (x + lambda) / 4;
    y = (y + lambda) / 4;
    z = (z + lambda) / 4;
  }
  const T mean = (x + y + 3 * z) / 5;
  const T dx = (mean - x) / mean;
  const T dy = (mean - y) / mean;
  const T dz = (mean - z) / mean;
  const T ea = dx * dy;
  const T eb = dz * dz;
  const T ec = ea - eb;
  const T ed = ea - 6 * eb;
  const T ef = ed + ec + ec;
  const T series = 1 + ed * (-static_cast<T>(3) / 14 + ed * 9 / 88 - dz * ef * 9 / 52) +
                   dz * (ef / 6 + dz * (-ec * 9 / 22 + dz * ea * 3 / 26));
  return 3 * sum + factor * series / (mean * std::sqrt(mean));
}

}  // namespace detail

/// The derivative of log(gamma(x)), for every real x; not a number at 0, -1, -2, … where it has poles.
template <class T>
T digamma(T x) {
  using W = detail::Working<T>;
  const W value = static_cast<W>(x);
  if (value > 0) return static_cast<T>(std::isinf(value) ? value : detail::digamma_positive(value));
  const W offset = value - std::round(value);
  if (!(offset != 0)) return std::numeric_limits<T>::quiet_NaN();
  const W pi = static_cast<W>(detail::kPi);
  return static_cast<T>(detail::digamma_positive(1 - value) - pi / std::tan(pi * offset));
}

/// The n-th derivative of digamma (n = 0 … 30), for every real x but the poles.
template <class T>
T polygamma(int n, T x) {
  using W = detail::Working<T>;
  if (n <= 0) return digamma(x);
  const W value = static_cast<W>(x);
  const bool is_even = n % 2 == 0;
  if (value > 0) {
    const W size = detail::polygamma_positive(n, value);
    return static_cast<T>(is_even ? -size : size);
  }
  if (n > 30 || !(value - std::round(value) != 0)) return std::numeric_limits<T>::quiet_NaN();
  // psi_n(x) = (-1)^n psi_n(1 - x) - pi (d/dx)^n cot(pi x); (-1)^n psi_n of a positive argument is negative.
  return static_cast<T>(-detail::polygamma_positive(n, 1 - value) -
                        static_cast<W>(detail::kPi) * detail::cotangent_derivative(n, value));
}

/// The m-th derivative of the Legendre polynomial P_n: (2m - 1)!! times the Gegenbauer polynomial C_(n-m)^(m+1/2).
template <class T>
T legendre_derivative(unsigned n, unsigned m, T x) {
  if (m > n) return 0;
  T scale = 1;
  for (unsigned i = 1; i <= m; ++i) scale *= static_cast<T>(2 * i - 1);
  const T lambda = static_cast<T>(m) + static_cast<T>(0.5L);
  T previous = 0;
  T current = 1;
  for (unsigned k = 1; k <= n - m; ++k) {
    const T order = static_cast<T>(k);
    const T next = (2 * x * (order + lambda - 1) * current - (order + 2 * lambda - 2) * previous) / order;
    previous = current;
    current = next;
  }
  return scale * current;
}

/// Legendre's incomplete elliptic integral D(k, phi) = (F - E) / k^2, accurate down to k = 0.
template <class T>
T ellint_d(T k, T phi) {
  using W = detail::Working<T>;
  const W modulus = static_cast<W>(k);
  const W pi = static_cast<W>(detail::kPi);
  const W turns = std::round(static_cast<W>(phi) / pi);
  const W rest = static_cast<W>(phi) - turns * pi;
  const W s = std::sin(rest);
  const W c = std::cos(rest);
  W value = s * s * s / 3 * detail::carlson_rd<W>(c * c, 1 - modulus * modulus * s * s, 1);
  if (turns != 0) value += 2 * turns / 3 * detail::carlson_rd<W>(0, 1 - modulus * modulus, 1);
  return static_cast<T>(value);
}

/// Legendre's complete elliptic integral D(k) = (K - E) / k^2, accurate down to k = 0.
template <class T>
T comp_ellint_d(T k) {
  using W = detail::Working<T>;
  const W modulus = static_cast<W>(k);
  return static_cast<T>(detail::carlson_rd<W>(0, 1 - modulus * modulus, 1) / 3);
}

/// The result of std::modf without its out-parameter, which is std::trunc(x).
template <class T>
T modf_fraction(T x) {
  T whole = 0;
  return std::modf(x, &whole);
}

/// The result of std::frexp without its out-parameter.
template <class T>
T frexp_mantissa(T x) {
  int exponent = 0;
  return std::frexp(x, &exponent);
}

/// What std::frexp writes to its out-parameter.
template <class T>
int frexp_exponent(T x) {
  int exponent = 0;
  static_cast<void>(std::frexp(x, &exponent));
  return exponent;
}

/// What std::remquo writes to its out-parameter; its result is std::remainder(x, y).
template <class T>
int remquo_quotient(T x, T y) {
  int quotient = 0;
  static_cast<void>(std::remquo(x, y, &quotient));
  return quotient;
}

}  // namespace backsweep
