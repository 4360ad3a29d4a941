// Compares derivatives that carry several directions with runs of those that carry one: every number bit for bit.
// check_derivatives.h includes it where CHECK_DIRECTIONS is defined as the number of directions; the derivatives for
// several directions are then overloads, or lie in CHECK_DIRECTIONS_SCOPE. Pairing serves cases that are emitted with
// several directions.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "check_derivatives.h"

namespace check {

/// The type that holds kCount directions of a T, and an object of it in the shape of another.
template <class T, std::size_t kCount, class = void>
struct Wide {
  using Type = T;
  static Type like(const T& value) { return value; }
};
template <class T, std::size_t kCount>
struct Wide<T, kCount, std::enable_if_t<std::is_floating_point_v<T>>> {
  using Type = std::array<T, kCount>;
  static Type like(const T&) { return {}; }
};
template <class T, std::size_t kCount>
struct Wide<std::vector<T>, kCount> {
  using Type = std::vector<typename Wide<T, kCount>::Type>;
  static Type like(const std::vector<T>& values) {
    Type wide;
    for (const auto& value : values) wide.push_back(Wide<T, kCount>::like(value));
    return wide;
  }
};
template <class T, std::size_t kSize, std::size_t kCount>
struct Wide<std::array<T, kSize>, kCount> {
  using Type = std::array<typename Wide<T, kCount>::Type, kSize>;
  static Type like(const std::array<T, kSize>& values) {
    Type wide;
    for (std::size_t i = 0; i < kSize; ++i) wide[i] = Wide<T, kCount>::like(values[i]);
    return wide;
  }
};
template <class T, std::size_t kCount>
struct Wide<Buffer<T>, kCount> {
  using Type = Buffer<typename Wide<T, kCount>::Type>;
  static Type like(const Buffer<T>& buffer) { return {Wide<std::vector<T>, kCount>::like(buffer.values)}; }
};
template <std::size_t kRows, std::size_t kColumns, class T, std::size_t kCount>
struct Wide<Matrix<kRows, kColumns, T>, kCount> {
  using Type = Matrix<kRows, kColumns, typename Wide<T, kCount>::Type>;
  static Type like(const Matrix<kRows, kColumns, T>&) { return {}; }
};
template <class T, std::size_t kCount>
struct Wide<Rows<T>, kCount> {
  using Type = Rows<typename Wide<T, kCount>::Type>;
  static Type like(const Rows<T>& rows) { return {Wide<std::vector<std::vector<T>>, kCount>::like(rows.values), {}}; }
};

/// For the structs that are emitted: the vectors in a member get the sizes of those in the user's.
template <std::size_t kCount, class WideMember, class Member>
void take_shape(WideMember& wide, const Member& member) {
  if constexpr (std::is_array_v<Member>) {
    for (std::size_t i = 0; i < std::extent_v<Member>; ++i) take_shape<kCount>(wide[i], member[i]);
  } else if constexpr (!std::is_pointer_v<Member>) {
    wide = Wide<Member, kCount>::like(member);
  }
}

template <std::size_t kCount, class T>
AnyValue widened(AnyValue& value) {
  return any_value(Wide<T, kCount>::like(value.as<T>()));
}

/// The types of the derivatives of some values, and how they are made.
template <std::size_t kCount, class List>
struct WideDerivatives;
template <std::size_t kCount, class... T>
struct WideDerivatives<kCount, Types<T...>> {
  using List = Types<typename Wide<T, kCount>::Type...>;
  static constexpr Shaper kShapers[] = {&widened<kCount, T>...};
};

#ifdef CHECK_REORDERED
constexpr bool kReordered = true;
#else
constexpr bool kReordered = false;
#endif

template <std::size_t kCount, class Primal, class Adjoint, class Tangent, class WideAdjoint, class WideTangent,
          class... Slots>
void directions(const char* place, Primal primal, Adjoint adjoint, Tangent tangent, WideAdjoint wide_adjoint,
                WideTangent wide_tangent, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Derivatives = DerivativeTypes<Primal, Slots...>;
  using Made = WideDerivatives<kCount, Derivatives>;
  using WideTypes = typename Made::List;
  const AnyFunction any_primal = any_function<All>(primal);
  check_directions(Subject(place, {&slots...}, any_primal, any_function<Concatenation<All, Derivatives>>(adjoint),
                           any_function<Concatenation<All, Derivatives>>(tangent)),
                   Subject(place, {&slots...}, any_primal, any_function<Concatenation<All, WideTypes>>(wide_adjoint),
                           any_function<Concatenation<All, WideTypes>>(wide_tangent), Made::kShapers),
                   kCount, kReordered);
}

/// For cases that are emitted with several directions: the dot product of every seed with every direction.
template <std::size_t kCount>
class Pairing {
 public:
  using Numbers = std::vector<std::array<double, kCount>>;
  using Pairs = std::vector<std::pair<Numbers, Numbers>>;

  static Numbers zeros(std::size_t count) { return Numbers(count); }
  static Numbers directions(std::size_t count) {
    Numbers numbers(count);
    for (auto& number : numbers) {
      for (double& entry : number) entry = std::round(uniform(-64, 64)) / 64;
    }
    return numbers;
  }

  /// Sum of <y_bar, y_dot> = sum of <x_bar, x_dot>, for each seed and each direction.
  void expect_equal(const Pairs& outputs, const Pairs& inputs) const {
    for (std::size_t seed = 0; seed < kCount; ++seed) {
      for (std::size_t d = 0; d < kCount; ++d) {
        const double left = sum(outputs, seed, d);
        const double right = sum(inputs, seed, d);
        const double scale = 1 + std::fabs(left) + std::fabs(right);
        expect(std::fabs(left - right) <= 100 * tolerances().dot_product * scale,
               "dot product of a seed and a direction");
      }
    }
  }
  void expect_zero(const Numbers& numbers) const {
    for (const auto& number : numbers) {
      for (const double entry : number)
        expect(!(entry < 0) && !(entry > 0), "the adjoint of an overwritten output is zero");
    }
  }

 private:
  static double sum(const Pairs& pairs, std::size_t seed, std::size_t direction) {
    double total = 0;
    for (const auto& [bar, dot] : pairs) {
      for (std::size_t i = 0; i < bar.size(); ++i) total += bar[i][seed] * dot[i][direction];
    }
    return total;
  }
};

}  // namespace check
