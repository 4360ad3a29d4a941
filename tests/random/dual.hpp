// Forward dual numbers: the independent oracle that runs the text of a random program with its reals replaced.
#pragma once

#include <cmath>
#include <type_traits>

/// A value and its derivative along one direction, in the precision of the real that it stands for.
template <class T>
struct Dual {
  T value;
  T slope;

  Dual() = default;
  template <class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0>
  Dual(N number) : value(static_cast<T>(number)), slope(0) {}
  Dual(T given_value, T given_slope) : value(given_value), slope(given_slope) {}
  template <class U, std::enable_if_t<!std::is_same_v<T, U>, int> = 0>
  Dual(const Dual<U>& other) : value(static_cast<T>(other.value)), slope(static_cast<T>(other.slope)) {}

  explicit operator int() const { return static_cast<int>(value); }

  template <class N>
  Dual& operator+=(const N& other) {
    return *this = *this + other;
  }
  template <class N>
  Dual& operator-=(const N& other) {
    return *this = *this - other;
  }
  template <class N>
  Dual& operator*=(const N& other) {
    return *this = *this * other;
  }
  template <class N>
  Dual& operator/=(const N& other) {
    return *this = *this / other;
  }
};

using Double = Dual<double>;
using Float = Dual<float>;

template <class A, class B>
using Wider = Dual<std::common_type_t<A, B>>;

template <class A>
Dual<A> operator-(const Dual<A>& a) {
  return {-a.value, -a.slope};
}
template <class A>
Dual<A> operator+(const Dual<A>& a) {
  return a;
}
template <class A, class B>
Wider<A, B> operator+(const Dual<A>& a, const Dual<B>& b) {
  return {a.value + b.value, a.slope + b.slope};
}
template <class A, class B>
Wider<A, B> operator-(const Dual<A>& a, const Dual<B>& b) {
  return {a.value - b.value, a.slope - b.slope};
}
template <class A, class B>
Wider<A, B> operator*(const Dual<A>& a, const Dual<B>& b) {
  return {a.value * b.value, a.slope * b.value + a.value * b.slope};
}
template <class A, class B>
Wider<A, B> operator/(const Dual<A>& a, const Dual<B>& b) {
  return {a.value / b.value, (a.slope - a.value / b.value * b.slope) / b.value};
}

#define MIXED_OPERATOR(op)                                                        \
  template <class A, class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0> \
  auto operator op(const Dual<A>& a, N b) {                                       \
    return a op Wider<A, N>(b);                                                   \
  }                                                                               \
  template <class A, class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0> \
  auto operator op(N a, const Dual<A>& b) {                                       \
    return Wider<A, N>(a) op b;                                                   \
  }
MIXED_OPERATOR(+)
MIXED_OPERATOR(-)
MIXED_OPERATOR(*)
MIXED_OPERATOR(/)
#undef MIXED_OPERATOR

#define COMPARISON(op)                                                            \
  template <class A, class B>                                                     \
  bool operator op(const Dual<A>& a, const Dual<B>& b) {                          \
    return a.value op b.value;                                                    \
  }                                                                               \
  template <class A, class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0> \
  bool operator op(const Dual<A>& a, N b) {                                       \
    return a.value op b;                                                          \
  }                                                                               \
  template <class A, class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0> \
  bool operator op(N a, const Dual<A>& b) {                                       \
    return a op b.value;                                                          \
  }
COMPARISON(<)
COMPARISON(<=)
COMPARISON(>)
COMPARISON(>=)
COMPARISON(==)
COMPARISON(!=)
#undef COMPARISON

/// The mathematical functions that random programs call, for reals and for dual numbers.
namespace m {

// clang-format off
using std::abs; using std::asinh; using std::atan; using std::atan2; using std::cbrt; using std::cos; using std::cosh;
using std::erf; using std::exp; using std::expm1; using std::fabs; using std::floor; using std::fmax; using std::fmin;
using std::hypot; using std::log; using std::log1p; using std::pow; using std::sin; using std::sinh; using std::sqrt;
using std::tan; using std::tanh; using std::fma;
// clang-format on

#define UNARY(name, derivative)                       \
  template <class A>                                  \
  Dual<A> name(const Dual<A>& a) {                    \
    const A x = a.value;                              \
    const A r = std::name(x);                         \
    static_cast<void>(r);                             \
    return {r, static_cast<A>(derivative) * a.slope}; \
  }
UNARY(abs, x < 0 ? -1 : x > 0 ? 1 : 0)
UNARY(asinh, 1 / std::sqrt(1 + x * x))
UNARY(atan, 1 / (1 + x * x))
UNARY(cbrt, 1 / (3 * r * r))
UNARY(cos, -std::sin(x))
UNARY(cosh, std::sinh(x))
UNARY(erf, 1.1283791670955126 * std::exp(-x * x))
UNARY(exp, r)
UNARY(expm1, std::exp(x))
UNARY(fabs, x < 0 ? -1 : x > 0 ? 1 : 0)
UNARY(floor, 0)
UNARY(log, 1 / x)
UNARY(log1p, 1 / (1 + x))
UNARY(sin, std::cos(x))
UNARY(sinh, std::cosh(x))
UNARY(sqrt, 1 / (2 * r))
UNARY(tan, 1 + r * r)
UNARY(tanh, 1 - r * r)
#undef UNARY

#define BINARY(name, by_x, by_y)                                                   \
  template <class A, class B>                                                      \
  Wider<A, B> name(const Dual<A>& a, const Dual<B>& b) {                           \
    using T = std::common_type_t<A, B>;                                            \
    const T x = a.value;                                                           \
    const T y = b.value;                                                           \
    const T r = std::name(x, y);                                                   \
    static_cast<void>(r);                                                          \
    const T from_x = a.slope == 0 ? 0 : static_cast<T>(by_x) * a.slope;            \
    const T from_y = b.slope == 0 ? 0 : static_cast<T>(by_y) * b.slope;            \
    return {r, from_x + from_y};                                                   \
  }                                                                                \
  template <class A, class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0>  \
  auto name(const Dual<A>& a, N b) {                                               \
    return name(a, Dual<std::conditional_t<std::is_integral_v<N>, double, N>>(b)); \
  }                                                                                \
  template <class A, class N, std::enable_if_t<std::is_arithmetic_v<N>, int> = 0>  \
  auto name(N a, const Dual<A>& b) {                                               \
    return name(Dual<std::conditional_t<std::is_integral_v<N>, double, N>>(a), b); \
  }
BINARY(atan2, y / (x * x + y * y), -x / (x * x + y * y))
BINARY(hypot, x / r, y / r)
BINARY(pow, y* std::pow(x, y - 1), r* std::log(x))
BINARY(fmax, x >= y ? 1 : 0, x >= y ? 0 : 1)
BINARY(fmin, x <= y ? 1 : 0, x <= y ? 0 : 1)
#undef BINARY

template <class A, class B>
auto max(const A& a, const B& b) {
  return a < b ? Double(b) : Double(a);
}
template <class A, class B>
auto min(const A& a, const B& b) {
  return b < a ? Double(b) : Double(a);
}

}  // namespace m
