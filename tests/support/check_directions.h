// Compares derivatives that carry several directions with runs of those that carry one: every number bit for bit.
// check_derivatives.h includes it where CHECK_DIRECTIONS is defined as the number of directions; the derivatives for
// several directions are then overloads, or lie in CHECK_DIRECTIONS_SCOPE. Pairing serves cases that are emitted with
// several directions.
#pragma once

#include "check_derivatives.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

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
template <std::size_t kRows, std::size_t kColumns, std::size_t kCount>
struct Wide<Matrix<kRows, kColumns>, kCount> {
  struct Type {
    std::array<double, kCount> cells[kRows][kColumns];
    auto argument() { return cells; }
    auto begin() { return cells[0]; }
    auto end() { return cells[0] + kRows * kColumns; }
  };
  static Type like(const Matrix<kRows, kColumns>&) { return {}; }
};
template <std::size_t kCount>
struct Wide<Rows, kCount> {
  using Number = std::array<double, kCount>;
  struct Type {
    std::vector<std::vector<Number>> values;
    std::vector<Number*> pointers;
    Number** argument() {
      pointers.clear();
      for (auto& row : values) pointers.push_back(row.data());
      return pointers.data();
    }
    auto begin() { return values.begin(); }
    auto end() { return values.end(); }
  };
  static Type like(const Rows& rows) { return {Wide<std::vector<std::vector<double>>, kCount>::like(rows.values), {}}; }
};
template <Role kRole, class T, std::size_t kCount>
struct Wide<Argument<kRole, T>, kCount> {
  using Type = Argument<kRole, typename Wide<T, kCount>::Type>;
  static Type like(const Argument<kRole, T>& slot) { return {Wide<T, kCount>::like(slot.value)}; }
};
template <class... T, std::size_t kCount>
struct Wide<std::tuple<T...>, kCount> {
  using Type = std::tuple<typename Wide<T, kCount>::Type...>;
  static Type like(const std::tuple<T...>& slots) {
    return std::apply([](const auto&... slot) { return Type(Wide<std::decay_t<decltype(slot)>, kCount>::like(slot)...); },
                      slots);
  }
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

/// Of each number its directions, one after another.
inline Flat side_by_side(const std::vector<Flat>& directions) {
  Flat wide;
  for (std::size_t i = 0; i < directions[0].size(); ++i) {
    for (const Flat& direction : directions) wide.push_back(direction[i]);
  }
  return wide;
}

template <std::size_t kCount, class Scalar, class WideAdjoint, class WideTangent>
class Directions {
 public:
  Directions(Scalar scalar, WideAdjoint adjoint, WideTangent tangent)
      : scalar_(std::move(scalar)), adjoint_(adjoint), tangent_(tangent) {}

  void check_all() {
    const std::size_t inputs = scalar_.inputs().size();
    std::vector<Flat> x_dot;
    std::vector<Flat> y_bar;
    for (std::size_t d = 0; d < kCount; ++d) {
      x_dot.push_back(Scalar::random_direction(inputs));
      y_bar.push_back(Scalar::random_direction(scalar_.primal_at(scalar_.inputs()).size()));
    }
    compare([&](std::size_t d) { return scalar_.run_tangent(x_dot[d]); }, run_tangent(x_dot), "tangent");
    const Flat before = Scalar::random_direction(inputs);
    compare([&](std::size_t d) { return scalar_.run_adjoint(y_bar[d], before); }, run_adjoint(y_bar, before), "adjoint");
  }

 private:
  using Indices = typename Scalar::Indices;
  using Tuple = typename Scalar::Tuple;
  using WideTuple = typename Wide<Tuple, kCount>::Type;
  using WideResult = typename Wide<typename Scalar::Result, kCount>::Type;

  template <class One>
  void compare(One&& one, const Run& all, const char* what) {
    std::vector<Flat> derivatives;
    std::vector<Flat> consumed;
    for (std::size_t d = 0; d < kCount; ++d) {
      const Run run = one(d);
      scalar_.equal(all.values, run.values, "values beside several directions");
      derivatives.push_back(run.derivatives);
      consumed.push_back(run.consumed);
    }
    scalar_.equal(all.derivatives, side_by_side(derivatives), what);
    if (!consumed[0].empty()) scalar_.equal(all.consumed, side_by_side(consumed), "consumed adjoints");
  }

  static void load_inputs(WideTuple& slots, const std::vector<Flat>& directions) {
    const Flat flat = side_by_side(directions);
    std::size_t position = 0;
    Scalar::for_each_slot(slots, [&](auto& slot) {
      if constexpr (std::decay_t<decltype(slot)>::is_input) load_leaves(slot.value, flat, position);
    });
  }
  template <class Selected>
  static Flat leaves(WideTuple& slots, Selected&& is_selected) {
    Flat flat;
    Scalar::for_each_slot(slots, [&](auto& slot) {
      if constexpr (decltype(is_selected(slot))::value) append_leaves(slot.value, flat);
    });
    return flat;
  }
  static constexpr auto kInputs = [](auto& slot) { return std::bool_constant<std::decay_t<decltype(slot)>::is_input>(); };
  static constexpr auto kOutputs = [](auto& slot) { return std::bool_constant<std::decay_t<decltype(slot)>::is_output>(); };
  static constexpr auto kConsumed = [](auto& slot) {
    using Slot = std::decay_t<decltype(slot)>;
    return std::bool_constant<Slot::is_output && !Slot::is_input>();
  };

  Run run_tangent(const std::vector<Flat>& x_dot) {
    Tuple slots = scalar_.start_;
    WideTuple dots = Wide<Tuple, kCount>::like(slots);
    Scalar::for_each_slot(dots, [](auto& slot) { fill_leaves(slot.value, 7.5L); });
    load_inputs(dots, x_dot);
    auto arguments = std::tuple_cat(pass_all(slots, Indices()), pass_active(dots, Indices()));
    Run run;
    if constexpr (Scalar::kHasResult) {
      WideResult result_dot = Wide<typename Scalar::Result, kCount>::like(scalar_.result_shape());
      auto result = call(tangent_, std::tuple_cat(arguments, std::forward_as_tuple(result_dot)));
      run.values = Scalar::leaves_of_outputs(slots);
      run.derivatives = leaves(dots, kOutputs);
      append_leaves(result, run.values);
      append_leaves(result_dot, run.derivatives);
    } else {
      call(tangent_, arguments);
      run.values = Scalar::leaves_of_outputs(slots);
      run.derivatives = leaves(dots, kOutputs);
    }
    return run;
  }

  template <std::size_t... kIndices>
  static void load_seeds(WideTuple& bars, const Tuple& after, const Flat& flat, std::size_t& position,
                         std::index_sequence<kIndices...>) {
    (load_seed(std::get<kIndices>(bars), std::get<kIndices>(after), flat, position), ...);
  }
  template <class Bar, class After>
  static void load_seed(Bar& bar, const After& after, const Flat& flat, std::size_t& position) {
    if constexpr (Bar::is_output) {
      bar = Wide<After, kCount>::like(after);
      load_leaves(bar.value, flat, position);
    }
  }

  Run run_adjoint(const std::vector<Flat>& y_bar, const Flat& before) {
    Tuple slots = scalar_.start_;
    const Tuple after = scalar_.state_after_primal();
    WideTuple bars = Wide<Tuple, kCount>::like(slots);
    load_inputs(bars, std::vector<Flat>(kCount, before));
    std::size_t position = 0;
    const Flat seeds = side_by_side(y_bar);
    load_seeds(bars, after, seeds, position, Indices());
    auto arguments = std::tuple_cat(pass_all(slots, Indices()), pass_active(bars, Indices()));
    if constexpr (Scalar::kHasResult) {
      WideResult result_bar = Wide<typename Scalar::Result, kCount>::like(scalar_.result_shape());
      load_leaves(result_bar, seeds, position);
      call(adjoint_, std::tuple_cat(arguments, std::forward_as_tuple(result_bar)));
    } else {
      call(adjoint_, arguments);
    }
    Run run;
    run.values = Scalar::leaves_of_outputs(slots);
    run.derivatives = leaves(bars, kInputs);
    run.consumed = leaves(bars, kConsumed);
    return run;
  }

  Scalar scalar_;
  WideAdjoint adjoint_;
  WideTangent tangent_;
};

template <std::size_t kCount, class Primal, class Adjoint, class Tangent, class WideAdjoint, class WideTangent, class... Slots>
void directions(const char* place, Primal primal, Adjoint adjoint, Tangent tangent, WideAdjoint wide_adjoint,
                WideTangent wide_tangent, Slots... slots) {
  using Scalar = Subject<Primal, Adjoint, Tangent, Slots...>;
  Directions<kCount, Scalar, WideAdjoint, WideTangent>(Scalar(place, primal, adjoint, tangent, std::move(slots)...),
                                                       wide_adjoint, wide_tangent)
      .check_all();
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
        expect(std::fabs(left - right) <= 100 * tolerances().dot_product * scale, "dot product of a seed and a direction");
      }
    }
  }
  void expect_zero(const Numbers& numbers) const {
    for (const auto& number : numbers) {
      for (const double entry : number) expect(!(entry < 0) && !(entry > 0), "the adjoint of an overwritten output is zero");
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
