// The arguments that a function is checked at, each with its role.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "samples.h"
#include "values.h"

namespace check {

/// What a parameter is to the derivative; kResult is what the function returns.
enum class Role { kFixed, kIn, kOut, kInOut, kSameAs, kResult };

/// The value of one parameter or of the result. For kSameAs the slot that has it is named instead.
struct Slot {
  AnyValue value;
  Role role;
  std::size_t other = 0;

  bool is_active() const;
  bool is_input() const;
  bool is_output() const;
};

/// A slot whose type is known.
template <Role kRole, class T>
struct Argument : Slot {};

/// The same memory as an earlier argument, and the same adjoint memory.
template <std::size_t kOther>
struct SameAs : Slot {
  SameAs() : Slot{AnyValue(), Role::kSameAs, kOther} {}
};

/// Passed as it is, without an adjoint.
template <class T>
Argument<Role::kFixed, T> fixed(T value) {
  return {{any_value(std::move(value)), Role::kFixed}};
}
/// Independent.
template <class T>
Argument<Role::kIn, T> in(T value) {
  return {{any_value(std::move(value)), Role::kIn}};
}
/// Dependent, wholly overwritten by the primal.
template <class T>
Argument<Role::kOut, T> out(T value) {
  return {{any_value(std::move(value)), Role::kOut}};
}
/// Independent on entry, dependent on return.
template <class T>
Argument<Role::kInOut, T> inout(T value) {
  return {{any_value(std::move(value)), Role::kInOut}};
}

/// The commonest arguments are compiled with the harness.
#define CHECK_COMMON_ARGUMENTS(prefix)                                              \
  prefix template struct AnyValue::Held<int>;                                       \
  prefix template struct AnyValue::Held<double>;                                    \
  prefix template struct AnyValue::Held<Buffer<double>>;                            \
  prefix template struct AnyValue::Held<std::vector<double>>;                       \
  prefix template AnyValue any_value(double);                                       \
  prefix template Argument<Role::kFixed, int> fixed(int);                           \
  prefix template Argument<Role::kIn, double> in(double);                           \
  prefix template Argument<Role::kIn, Buffer<double>> in(Buffer<double>);           \
  prefix template Argument<Role::kIn, std::vector<double>> in(std::vector<double>); \
  prefix template Argument<Role::kOut, Buffer<double>> out(Buffer<double>);         \
  prefix template Argument<Role::kInOut, Buffer<double>> inout(Buffer<double>);
CHECK_COMMON_ARGUMENTS(extern)

/// A list of types. The sum of two is their concatenation.
template <class... T>
struct Types {
  using Indices = std::index_sequence_for<T...>;
};
template <class... A, class... B>
Types<A..., B...> operator+(Types<A...>, Types<B...>);
template <class... Lists>
using Concatenation = decltype((Types<>() + ... + Lists()));

/// The type of the value behind a slot, one of `All`.
template <class Slot, class... All>
struct TypeBehind;
template <Role kRole, class T, class... All>
struct TypeBehind<Argument<kRole, T>, All...> {
  using Type = T;
  using IfActive = std::conditional_t<kRole == Role::kFixed, Types<>, Types<T>>;
};
template <std::size_t kOther, class... All>
struct TypeBehind<SameAs<kOther>, All...> {
  using Type = typename TypeBehind<std::tuple_element_t<kOther, std::tuple<All...>>, All...>::Type;
  using IfActive = Types<Type>;
};

/// The types of all values, and those of the active ones: the types of their adjoints.
template <class... Slots>
using AllTypes = Types<typename TypeBehind<Slots, Slots...>::Type...>;
template <class... Slots>
using ActiveTypes = Concatenation<typename TypeBehind<Slots, Slots...>::IfActive...>;

}  // namespace check
