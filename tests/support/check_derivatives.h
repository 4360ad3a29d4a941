// The one harness of the suite: compares emitted derivatives with the function they were emitted from.
//
// takes: a primal, its adjoint and tangent, and one argument per parameter, each with its role.
// gives: messages on standard error, and the exit status through check::report().
// promises: no hand-derived formula is involved. For y = f(x) along random x_dot and y_bar it asserts
//   value     outputs of every version equal the primal's, bit for bit;
//   tangent   y_dot against a fourth-order central difference of the primal;
//   adjoint   <y_bar, y_dot> = <x_bar, x_dot>;  2 y_bar gives exactly 2 x_bar;  x_bar is added to, not overwritten;
//             the adjoint of an overwritten output is consumed (left zero);
//   repeat    a second call gives the same bits;
//   matrices  a Jacobian times a direction against the difference of the primal, a Hessian (symmetric bit for bit) or
//             its product with a direction against the difference of the gradient; all of them are overwritten.
// With CHECK_DIRECTIONS defined it compares derivatives for several directions with these: check_directions.h.
// With CHECK_VALUES defined it calls nothing but the primals and prints what they compute, for comparison by eye or
// with another version of the same functions.
//
// Every check program compiles this header: what does not depend on the types of a case lies in the .cpp files beside
// it, which are compiled once and linked to all.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "arguments.h"
#include "checks.h"
#include "functions.h"
#include "samples.h"
#include "subject.h"

namespace check {

template <class Primal, class Adjoint, class Tangent, class... Slots>
void derivatives(const char* place, Primal primal, Adjoint adjoint, Tangent tangent, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Passed = Concatenation<All, DerivativeTypes<Primal, Slots...>>;
  check_derivatives(Subject(place, {&slots...}, any_function<All>(primal), any_function<Passed>(adjoint),
                            any_function<Passed>(tangent)));
}

template <class Primal, class... Slots>
void values(const char* place, Primal primal, const Slots&... slots) {
  print_values(Subject(place, {&slots...}, any_function<AllTypes<Slots...>>(primal), {}, {}));
}

template <class Primal, class Gradient, class... Slots>
void gradient(const char* place, Primal primal, Gradient function, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Passed = Concatenation<All, ActiveTypes<Slots...>>;
  check_gradient(Subject(place, {&slots...}, any_function<All>(primal), any_function<Passed>(function), {}));
}

template <class Primal, class Jacobian, class... Slots>
void jacobian(const char* place, Primal primal, Jacobian function, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Passed = Concatenation<All, Types<Buffer<double>>>;
  check_jacobian(Subject(place, {&slots...}, any_function<All>(primal), {}, any_function<Passed>(function)));
}

template <class Primal, class Gradient, class Product, class... Slots>
void hvp(const char* place, Primal primal, Gradient gradient, Product function, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Active = ActiveTypes<Slots...>;
  check_hvp(Subject(place, {&slots...}, any_function<All>(primal), any_function<Concatenation<All, Active>>(gradient),
                    any_function<Concatenation<All, Active, Active>>(function)));
}

template <class Primal, class Gradient, class Hessian, class... Slots>
void hessian(const char* place, Primal primal, Gradient gradient, Hessian function, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  check_hessian(Subject(place, {&slots...}, any_function<All>(primal),
                        any_function<Concatenation<All, ActiveTypes<Slots...>>>(gradient),
                        any_function<Concatenation<All, Types<Buffer<double>>>>(function)));
}

}  // namespace check

#ifdef CHECK_DIRECTIONS
#include "check_directions.h"
#endif

#define BACKSWEEP_TEXT_(x) #x
#define BACKSWEEP_TEXT(x) BACKSWEEP_TEXT_(x)
#define BACKSWEEP_PLACE __FILE__ ":" BACKSWEEP_TEXT(__LINE__)
/// A function as an object, whichever of its overloads the arguments choose.
#define BACKSWEEP_CALLABLE(name) \
  [](auto&&... arguments) { return name(static_cast<decltype(arguments)>(arguments)...); }

#define BACKSWEEP_CHECK(how, ...)      \
  do {                                 \
    using namespace check;             \
    how(BACKSWEEP_PLACE, __VA_ARGS__); \
  } while (false)

/// Checks `name`, `name_adjoint` and `name_tangent` at the arguments that follow.
#define CHECK_DERIVATIVES(name, ...) CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_gradient`: value, overwriting, and differences of `name` in several directions.
#define CHECK_GRADIENT(name, ...) CHECK_GRADIENT_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_jacobian`: value, outputs, overwriting, and differences of `name` in several directions. Outputs come
/// in the order of the parameters, then the result.
#define CHECK_JACOBIAN(name, ...) CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_hvp` against differences of `name_gradient`.
#define CHECK_HVP(name, ...) CHECK_HVP_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_hessian` against differences of `name_gradient`, and that it is symmetric.
#define CHECK_HESSIAN(name, ...) CHECK_HESSIAN_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)

#ifdef CHECK_DIRECTIONS

#define CHECK_DERIVATIVES_OF(primal, name, ...)                                                                  \
  BACKSWEEP_CHECK(directions<CHECK_DIRECTIONS>, primal, BACKSWEEP_CALLABLE(name##_adjoint),                      \
                  BACKSWEEP_CALLABLE(name##_tangent), BACKSWEEP_CALLABLE(CHECK_DIRECTIONS_SCOPE name##_adjoint), \
                  BACKSWEEP_CALLABLE(CHECK_DIRECTIONS_SCOPE name##_tangent), __VA_ARGS__)
#define CHECK_GRADIENT_OF(primal, name, ...)
#define CHECK_ALSO(...)

#elif !defined(CHECK_VALUES)

/// CHECK_DERIVATIVES where the primal is not called by that name: a member function, a C function, a template.
#define CHECK_DERIVATIVES_OF(primal, name, ...)                                                                \
  BACKSWEEP_CHECK(derivatives, primal, BACKSWEEP_CALLABLE(name##_adjoint), BACKSWEEP_CALLABLE(name##_tangent), \
                  __VA_ARGS__)
/// The others likewise.
#define CHECK_GRADIENT_OF(primal, name, ...) \
  BACKSWEEP_CHECK(gradient, primal, BACKSWEEP_CALLABLE(name##_gradient), __VA_ARGS__)
#define CHECK_JACOBIAN_OF(primal, name, ...) \
  BACKSWEEP_CHECK(jacobian, primal, BACKSWEEP_CALLABLE(name##_jacobian), __VA_ARGS__)
#define CHECK_HVP_OF(primal, name, ...) \
  BACKSWEEP_CHECK(hvp, primal, BACKSWEEP_CALLABLE(name##_gradient), BACKSWEEP_CALLABLE(name##_hvp), __VA_ARGS__)
#define CHECK_HESSIAN_OF(primal, name, ...) \
  BACKSWEEP_CHECK(hessian, primal, BACKSWEEP_CALLABLE(name##_gradient), BACKSWEEP_CALLABLE(name##_hessian), __VA_ARGS__)
/// Statements of a case that use its derivatives in another way.
#define CHECK_ALSO(...) __VA_ARGS__

#else

#undef BACKSWEEP_PLACE
#define BACKSWEEP_PLACE "line " BACKSWEEP_TEXT(__LINE__)
#define CHECK_DERIVATIVES_OF(primal, name, ...) BACKSWEEP_CHECK(values, primal, __VA_ARGS__)
#define CHECK_GRADIENT_OF CHECK_DERIVATIVES_OF
#define CHECK_JACOBIAN_OF CHECK_DERIVATIVES_OF
#define CHECK_HVP_OF CHECK_DERIVATIVES_OF
#define CHECK_HESSIAN_OF CHECK_DERIVATIVES_OF
#define CHECK_ALSO(...)

#endif
