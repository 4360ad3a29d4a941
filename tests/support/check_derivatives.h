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
//   matrices  a Jacobian times a direction against the difference of the primal, a Hessian (symmetric bit for bit) or its
//             product with a direction against the difference of the gradient; all of them are overwritten.
// With CHECK_DIRECTIONS defined it compares derivatives for several directions with these: check_directions.h.
// With CHECK_VALUES defined it calls nothing but the primals and prints what they compute, for comparison by eye or
// with another version of the same functions.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace check {

/// Every tolerance of the harness. `difference` is the only loose one.
struct Tolerances {
  double difference = 1e-6;
  double dot_product = 1e-12;
  double step = 2e-3;
};
/// For functions that compute in float somewhere between their double arguments.
inline constexpr Tolerances kSingle{5e-3, 2e-5, 5e-2};

/// What the next checks use. The leaves' own types do not decide, as a function may lose precision inside.
inline Tolerances& tolerances() {
  static Tolerances current;
  return current;
}

inline int& failures() {
  static int count = 0;
  return count;
}

/// The exit status of a check program.
inline int report() {
  if (failures() > 0) std::fprintf(stderr, "%d failed\n", failures());
  return failures() > 0 ? 1 : 0;
}

/// Notes a failure unless `holds`. For what a case asserts beyond its derivatives.
inline void expect(bool holds, const char* what) {
  if (holds) return;
  ++failures();
  std::fprintf(stderr, "failed: %s\n", what);
}

// Samples: the same numbers in every run.

inline double uniform(double from, double to) {
  static std::uint64_t state = 20240229;
  state = state * 6364136223846793005U + 1442695040888963407U;
  return from + (to - from) * (static_cast<double>(state >> 11U) * 0x1p-53);
}

/// An array handed over as a pointer.
template <class T>
struct Buffer {
  std::vector<T> values;
  T* argument() { return values.data(); }
  auto begin() { return values.begin(); }
  auto end() { return values.end(); }
};

/// A built-in two-dimensional array.
template <std::size_t kRows, std::size_t kColumns>
struct Matrix {
  double cells[kRows][kColumns];
  auto argument() { return cells; }
  double* begin() { return cells[0]; }
  double* end() { return cells[0] + kRows * kColumns; }
};

/// A matrix handed over as a pointer to row pointers.
struct Rows {
  std::vector<std::vector<double>> values;
  std::vector<double*> pointers;
  double** argument() {
    pointers.clear();
    for (auto& row : values) pointers.push_back(row.data());
    return pointers.data();
  }
  auto begin() { return values.begin(); }
  auto end() { return values.end(); }
};

/// A number in [0.5, 1.5]: away from zero and from the kinks the cases have.
inline double sample() { return uniform(0.5, 1.5); }

inline std::vector<double> sample_vector(std::size_t count) {
  std::vector<double> values(count);
  for (double& value : values) value = sample();
  return values;
}

template <class T = double>
Buffer<T> sample(std::size_t count) {
  Buffer<T> buffer;
  for (std::size_t i = 0; i < count; ++i) buffer.values.push_back(static_cast<T>(sample()));
  return buffer;
}

template <std::size_t kRows, std::size_t kColumns>
Matrix<kRows, kColumns> sample_matrix() {
  Matrix<kRows, kColumns> matrix;
  for (double& cell : matrix) cell = sample();
  return matrix;
}

inline Rows sample_rows(std::size_t rows, std::size_t columns) {
  Rows matrix;
  for (std::size_t i = 0; i < rows; ++i) matrix.values.push_back(sample_vector(columns));
  return matrix;
}

// Roles: what a parameter is to the derivative.

enum class Role { kFixed, kIn, kOut, kInOut };

template <Role kRole, class T>
struct Argument {
  static constexpr Role role = kRole;
  static constexpr bool is_active = kRole != Role::kFixed;
  static constexpr bool is_input = kRole == Role::kIn || kRole == Role::kInOut;
  static constexpr bool is_output = kRole == Role::kOut || kRole == Role::kInOut;
  T value;
};

/// Passed as it is, without an adjoint.
template <class T>
Argument<Role::kFixed, T> fixed(T value) {
  return {std::move(value)};
}
/// Independent.
template <class T>
Argument<Role::kIn, T> in(T value) {
  return {std::move(value)};
}
/// Dependent, wholly overwritten by the primal.
template <class T>
Argument<Role::kOut, T> out(T value) {
  return {std::move(value)};
}
/// Independent on entry, dependent on return.
template <class T>
Argument<Role::kInOut, T> inout(T value) {
  return {std::move(value)};
}

/// The same memory as an earlier argument, and the same adjoint memory.
template <std::size_t kOther>
struct SameAs {
  static constexpr bool is_active = true;
  static constexpr bool is_input = false;
  static constexpr bool is_output = false;
  static constexpr std::size_t other = kOther;
  int value = 0;
};

// Leaves: the floating-point numbers inside a value. A case adds a struct by a function beside it,
//   inline auto members(Particle& p) { return std::tie(p.mass, p.position); }

template <class T, class = void>
struct HasRange : std::is_array<T> {};
template <class T>
struct HasRange<T, std::void_t<decltype(std::declval<T&>().begin())>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};

template <class T, class Visit>
void for_each_leaf(T& value, Visit&& visit) {
  if constexpr (std::is_floating_point_v<T>) {
    visit(value);
  } else if constexpr (HasRange<T>::value) {
    for (auto& element : value) for_each_leaf(element, visit);
  } else if constexpr (IsPair<T>::value) {
    for_each_leaf(value.first, visit);
    for_each_leaf(value.second, visit);
  } else if constexpr (std::is_class_v<T>) {
    std::apply([&](auto&... member) { (for_each_leaf(member, visit), ...); }, members(value));
  }
}

using Flat = std::vector<long double>;

template <class T>
void append_leaves(T& value, Flat& flat) {
  for_each_leaf(value, [&](auto& leaf) { flat.push_back(static_cast<long double>(leaf)); });
}

/// Sets the leaves from flat[position] on and moves position behind them.
template <class T>
void load_leaves(T& value, const Flat& flat, std::size_t& position) {
  for_each_leaf(value, [&](auto& leaf) { leaf = static_cast<std::decay_t<decltype(leaf)>>(flat.at(position++)); });
}

template <class T>
void fill_leaves(T& value, long double filler) {
  for_each_leaf(value, [&](auto& leaf) { leaf = static_cast<std::decay_t<decltype(leaf)>>(filler); });
}

// Calls.

template <class T, class = void>
struct HasArgument : std::false_type {};
template <class T>
struct HasArgument<T, std::void_t<decltype(std::declval<T&>().argument())>> : std::true_type {};

template <class T>
struct IsSameAs : std::false_type {};
template <std::size_t kOther>
struct IsSameAs<SameAs<kOther>> : std::true_type {};

/// What is handed to the function for argument kIndex: a reference, or the pointer a buffer stands for.
template <std::size_t kIndex, class Tuple>
auto pass(Tuple& arguments) {
  using Slot = std::tuple_element_t<kIndex, Tuple>;
  if constexpr (IsSameAs<Slot>::value) {
    return pass<Slot::other>(arguments);
  } else {
    auto& value = std::get<kIndex>(arguments).value;
    if constexpr (HasArgument<std::decay_t<decltype(value)>>::value) {
      using Passed = decltype(value.argument());
      return std::tuple<Passed>(value.argument());
    } else {
      return std::forward_as_tuple(value);
    }
  }
}

template <std::size_t kIndex, class Tuple>
auto pass_if_active(Tuple& arguments) {
  if constexpr (std::tuple_element_t<kIndex, Tuple>::is_active) {
    return pass<kIndex>(arguments);
  } else {
    return std::tuple<>();
  }
}

template <class Tuple, std::size_t... kIndices>
auto pass_all(Tuple& arguments, std::index_sequence<kIndices...>) {
  return std::tuple_cat(pass<kIndices>(arguments)...);
}

template <class Tuple, std::size_t... kIndices>
auto pass_active(Tuple& arguments, std::index_sequence<kIndices...>) {
  return std::tuple_cat(pass_if_active<kIndices>(arguments)...);
}

/// The result of a call as a value; functions without a result give an int.
template <class Function, class Passed>
auto call(Function& function, Passed&& passed) {
  using Result = decltype(std::apply(function, std::forward<Passed>(passed)));
  if constexpr (std::is_void_v<Result>) {
    std::apply(function, std::forward<Passed>(passed));
    return 0;
  } else {
    std::decay_t<Result> result = std::apply(function, std::forward<Passed>(passed));
    return result;
  }
}

template <std::size_t kCount, class Scalar, class WideAdjoint, class WideTangent>
class Directions;

/// What one run of an adjoint or tangent left behind.
struct Run {
  Flat values;
  Flat derivatives;
  Flat consumed;
};

/// One function with its derivatives and the arguments it is checked at.
template <class Primal, class Adjoint, class Tangent, class... Slots>
class Subject {
 public:
  Subject(const char* place, Primal primal, Adjoint adjoint, Tangent tangent, Slots... slots)
      : place_(place), primal_(primal), adjoint_(adjoint), tangent_(tangent), start_(std::move(slots)...) {}

  void check_all() {
    const Flat values = primal_at(inputs());
    const Flat x_dot = random_direction(inputs().size());
    const Run forward = run_tangent(x_dot);
    equal(forward.values, values, "value after the tangent");
    equal(run_tangent(x_dot).derivatives, forward.derivatives, "tangent of a second call");
    check_differences(forward.derivatives, values, x_dot);
    check_adjoint(values, x_dot, forward.derivatives);
  }

  /// For gradients: `adjoint` is f_gradient, which overwrites and returns the value.
  void check_gradient() {
    const Flat x = inputs();
    const Flat values = primal_at(x);
    const Run run = run_gradient(0.0L);
    equal(run.values, values, "value returned by the gradient");
    equal(run_gradient(3.25L).derivatives, run.derivatives, "gradient with other numbers in it before");
    for (int trial = 0; trial < 3; ++trial) {
      const Flat x_dot = random_direction(x.size());
      check_differences({dot(run.derivatives, x_dot)}, values, x_dot);
    }
  }

  /// For Jacobians: `tangent` is f_jacobian.
  void check_jacobian() {
    const Flat x = inputs();
    const Flat values = primal_at(x);
    const Run run = run_matrix(values.size() * x.size(), 3.25);
    equal(run.values, values, "value and outputs after the Jacobian");
    equal(run_matrix(values.size() * x.size(), 0).derivatives, run.derivatives, "Jacobian of a second call");
    for (int trial = 0; trial < 3; ++trial) {
      const Flat x_dot = random_direction(x.size());
      check_differences(product(run.derivatives, x_dot), values, x_dot);
    }
  }

  /// For products of the Hessian with a vector: `adjoint` is f_gradient, `tangent` is f_hvp.
  void check_hvp() {
    const Flat values = value_at_start();
    for (int trial = 0; trial < 3; ++trial) {
      const Flat x_dot = random_direction(inputs().size());
      const Run run = run_hvp(x_dot, 0.0L);
      equal(run.values, values, "value after the product");
      equal(run_hvp(x_dot, 3.25L).derivatives, run.derivatives, "product with other numbers in it before");
      check_products(run.derivatives, x_dot);
    }
  }

  /// For Hessians: `adjoint` is f_gradient, `tangent` is f_hessian.
  void check_hessian() {
    const std::size_t n = inputs().size();
    const Run run = run_matrix(n * n, 3.25);
    Flat value;
    if (!run.values.empty()) value.push_back(run.values.back());
    equal(value, value_at_start(), "value after the Hessian");
    equal(run_matrix(n * n, 0).derivatives, run.derivatives, "Hessian of a second call");
    Flat transposed;
    for (std::size_t i = 0; i < n * n; ++i) transposed.push_back(run.derivatives[i % n * n + i / n]);
    equal(transposed, run.derivatives, "Hessian and its transpose");
    for (int trial = 0; trial < 3; ++trial) {
      const Flat x_dot = random_direction(n);
      check_products(product(run.derivatives, x_dot), x_dot);
    }
  }

  /// Everything that one run of the adjoint, or of the gradient, gives: for comparison between plans.
  Flat adjoint_results() {
    Flat y_bar = primal_at(inputs());
    for (std::size_t i = 0; i < y_bar.size(); ++i) y_bar[i] = static_cast<long double>(i % 7 + 1) / 8;
    return results_of(run_adjoint(y_bar, Flat(inputs().size(), 0.0L)));
  }
  Flat gradient_results() { return results_of(run_gradient(0.0L)); }

  void print_values() {
    std::printf("%s", place_);
    for (const long double value : primal_at(inputs())) std::printf(" %La", value);
    std::printf("\n");
  }

 private:
  template <std::size_t kCount, class Scalar, class WideAdjoint, class WideTangent>
  friend class Directions;

  using Indices = std::index_sequence_for<Slots...>;
  using Tuple = std::tuple<Slots...>;
  using Result = std::decay_t<decltype(call(std::declval<Primal&>(), pass_all(std::declval<Tuple&>(), Indices())))>;
  static constexpr bool kHasResult = std::is_floating_point_v<Result> || std::is_class_v<Result>;

  static Flat results_of(const Run& run) {
    Flat all = run.derivatives;
    all.insert(all.end(), run.values.begin(), run.values.end());
    return all;
  }

  template <class AnyTuple, class Do>
  static void for_each_slot(AnyTuple& slots, Do&& action) {
    std::apply([&](auto&... slot) { (action(slot), ...); }, slots);
  }

  static Flat leaves_of_inputs(Tuple& slots) {
    Flat flat;
    for_each_slot(slots, [&](auto& slot) {
      if constexpr (std::decay_t<decltype(slot)>::is_input) append_leaves(slot.value, flat);
    });
    return flat;
  }
  static Flat leaves_of_outputs(Tuple& slots) {
    Flat flat;
    for_each_slot(slots, [&](auto& slot) {
      if constexpr (std::decay_t<decltype(slot)>::is_output) append_leaves(slot.value, flat);
    });
    return flat;
  }
  static void load_inputs(Tuple& slots, const Flat& x) {
    std::size_t position = 0;
    for_each_slot(slots, [&](auto& slot) {
      if constexpr (std::decay_t<decltype(slot)>::is_input) load_leaves(slot.value, x, position);
    });
  }

  Flat inputs() { return leaves_of_inputs(start_); }

  /// y = f(x): the leaves of the outputs, then those of the result.
  Flat primal_at(const Flat& x) {
    Tuple slots = start_;
    load_inputs(slots, x);
    Result result = call(primal_, pass_all(slots, Indices()));
    Flat y = leaves_of_outputs(slots);
    append_result(result, y);
    return y;
  }
  /// The arguments as the primal leaves them: an adjoint of an output has the output's shape.
  Tuple state_after_primal() {
    Tuple slots = start_;
    call(primal_, pass_all(slots, Indices()));
    return slots;
  }
  Result result_shape() {
    Tuple slots = start_;
    return call(primal_, pass_all(slots, Indices()));
  }

  static void append_result(Result& result, Flat& flat) {
    if constexpr (kHasResult) append_leaves(result, flat);
  }

  Run run_tangent(const Flat& x_dot) {
    Tuple slots = start_;
    Tuple dots = start_;
    for_each_slot(dots, [](auto& slot) { fill_leaves(slot.value, 7.5L); });
    load_inputs(dots, x_dot);
    auto arguments = std::tuple_cat(pass_all(slots, Indices()), pass_active(dots, Indices()));
    Run run;
    if constexpr (kHasResult) {
      Result result_dot = result_shape();
      fill_leaves(result_dot, 7.5L);
      Result result = call(tangent_, std::tuple_cat(arguments, std::forward_as_tuple(result_dot)));
      run.values = leaves_of_outputs(slots);
      run.derivatives = leaves_of_outputs(dots);
      append_result(result, run.values);
      append_result(result_dot, run.derivatives);
    } else {
      call(tangent_, arguments);
      run.values = leaves_of_outputs(slots);
      run.derivatives = leaves_of_outputs(dots);
    }
    return run;
  }

  /// x_bar starts at `before` where it is only added to; outputs and result carry y_bar.
  Run run_adjoint(const Flat& y_bar, const Flat& before) {
    Tuple slots = start_;
    Tuple bars = start_;
    load_inputs(bars, before);
    Tuple after = state_after_primal();
    std::size_t position = 0;
    load_seeds(bars, after, y_bar, position, Indices());
    auto arguments = std::tuple_cat(pass_all(slots, Indices()), pass_active(bars, Indices()));
    if constexpr (kHasResult) {
      Result result_bar = result_shape();
      load_leaves(result_bar, y_bar, position);
      call(adjoint_, std::tuple_cat(arguments, std::forward_as_tuple(result_bar)));
    } else {
      call(adjoint_, arguments);
    }
    Run run;
    run.values = leaves_of_outputs(slots);
    run.derivatives = leaves_of_inputs(bars);
    for_each_slot(bars, [&](auto& slot) {
      using Slot = std::decay_t<decltype(slot)>;
      if constexpr (Slot::is_output && !Slot::is_input) append_leaves(slot.value, run.consumed);
    });
    return run;
  }

  template <std::size_t... kIndices>
  static void load_seeds(Tuple& bars, Tuple& after, const Flat& y_bar, std::size_t& position,
                         std::index_sequence<kIndices...>) {
    (load_seed(std::get<kIndices>(bars), std::get<kIndices>(after), y_bar, position), ...);
  }
  template <class Slot>
  static void load_seed(Slot& bar, Slot& after, const Flat& y_bar, std::size_t& position) {
    if constexpr (Slot::is_output) {
      bar = after;
      load_leaves(bar.value, y_bar, position);
    }
  }

  Run run_gradient(long double before) { return run_gradient(inputs(), before); }
  Run run_gradient(const Flat& x, long double before) {
    Tuple slots = start_;
    load_inputs(slots, x);
    Tuple bars = start_;
    for_each_slot(bars, [&](auto& slot) { fill_leaves(slot.value, before); });
    Result result = call(adjoint_, std::tuple_cat(pass_all(slots, Indices()), pass_active(bars, Indices())));
    Run run;
    append_result(result, run.values);
    run.derivatives = leaves_of_inputs(bars);
    return run;
  }

  Run run_hvp(const Flat& x_dot, long double before) {
    Tuple slots = start_;
    Tuple dots = start_;
    load_inputs(dots, x_dot);
    Tuple bars = start_;
    for_each_slot(bars, [&](auto& slot) { fill_leaves(slot.value, before); });
    Result result = call(tangent_, std::tuple_cat(pass_all(slots, Indices()), pass_active(dots, Indices()),
                                                  pass_active(bars, Indices())));
    Run run;
    append_result(result, run.values);
    run.derivatives = leaves_of_inputs(bars);
    return run;
  }

  /// A Jacobian or Hessian of `size` numbers, each `before` to begin with.
  Run run_matrix(std::size_t size, double before) {
    Tuple slots = start_;
    std::vector<double> matrix(size, before);
    double* const first = matrix.data();
    Result result = call(tangent_, std::tuple_cat(pass_all(slots, Indices()), std::make_tuple(first)));
    Run run;
    run.values = leaves_of_outputs(slots);
    append_result(result, run.values);
    append_leaves(matrix, run.derivatives);
    return run;
  }

  static Flat product(const Flat& matrix, const Flat& vector) {
    Flat result(matrix.size() / vector.size(), 0.0L);
    for (std::size_t i = 0; i < matrix.size(); ++i) result[i / vector.size()] += matrix[i] * vector[i % vector.size()];
    return result;
  }

  /// The returned value alone.
  Flat value_at_start() {
    Result result = result_shape();
    Flat value;
    append_result(result, value);
    return value;
  }

  /// Hessian times x_dot against the difference of the gradient along x_dot.
  void check_products(const Flat& products, const Flat& x_dot) {
    const auto gradient_at = [&](const Flat& x) { return run_gradient(x, 0.0L).derivatives; };
    check_differences(products, gradient_at(inputs()), x_dot, gradient_at);
  }

  void check_adjoint(const Flat& values, const Flat& x_dot, const Flat& y_dot) {
    const Flat y_bar = random_direction(values.size());
    const Flat zero(x_dot.size(), 0.0L);
    const Run run = run_adjoint(y_bar, zero);
    equal(run.values, Flat(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(run.values.size())),
          "outputs after the adjoint");
    equal(run_adjoint(y_bar, zero).derivatives, run.derivatives, "adjoint of a second call");
    equal(run_adjoint(scaled(y_bar, 2), zero).derivatives, scaled(run.derivatives, 2), "adjoint of the doubled seed");
    equal(run.consumed, Flat(run.consumed.size(), 0.0L), "adjoint of an overwritten output, which should be left zero");
    check_dot_product(y_bar, y_dot, run.derivatives, x_dot);
    check_addition(y_bar, run.derivatives);
  }

  void check_dot_product(const Flat& y_bar, const Flat& y_dot, const Flat& x_bar, const Flat& x_dot) {
    const long double scale = magnitude(y_bar, y_dot) + magnitude(x_bar, x_dot);
    const long double left = dot(y_bar, y_dot);
    const long double right = dot(x_bar, x_dot);
    if (std::fabs(left - right) <= tolerances().dot_product * scale) return;
    fail("dot product: <y_bar, y_dot> and <x_bar, x_dot>", 0, left, right);
  }

  /// Only parameters that the primal does not write are added to; for the others the start value is the seed.
  void check_addition(const Flat& y_bar, const Flat& x_bar) {
    const Flat before = random_direction(x_bar.size());
    const Flat added = run_adjoint(y_bar, before).derivatives;
    const std::vector<bool> is_added_to = only_read();
    for (std::size_t i = 0; i < x_bar.size(); ++i) {
      const long double expected = is_added_to[i] ? before[i] + x_bar[i] : x_bar[i];
      const long double scale = 1 + std::fabs(before[i]) + std::fabs(x_bar[i]);
      if (std::fabs(added[i] - expected) <= 4 * tolerances().dot_product * scale) continue;
      fail("adjoint added to what was there before", i, added[i], expected);
    }
  }
  std::vector<bool> only_read() {
    std::vector<bool> flags;
    for_each_slot(start_, [&](auto& slot) {
      using Slot = std::decay_t<decltype(slot)>;
      if constexpr (Slot::is_input) for_each_leaf(slot.value, [&](auto&) { flags.push_back(!Slot::is_output); });
    });
    return flags;
  }

  /// y_dot against (8 (f(x + h) - f(x - h)) - (f(x + 2h) - f(x - 2h))) / 12 h along x_dot; the best of three steps.
  void check_differences(const Flat& y_dot, const Flat& values, const Flat& x_dot) {
    check_differences(y_dot, values, x_dot, [&](const Flat& x) { return primal_at(x); });
  }
  template <class Function>
  void check_differences(const Flat& y_dot, const Flat& values, const Flat& x_dot, const Function& function) {
    std::vector<Flat> differences;
    for (const double step : {tolerances().step, tolerances().step / 8, tolerances().step / 64}) {
      differences.push_back(difference(x_dot, static_cast<long double>(step), function));
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
      fail("derivative and difference of the primal", i, y_dot[i], differences[best_step][i]);
    }
  }
  static long double difference_error(long double derivative, long double difference, long double value) {
    const long double scale =
        std::fmax(std::fmax(std::fabs(derivative), std::fabs(difference)), 1e-5L * std::fabs(value) + 1e-12L);
    return std::fabs(derivative - difference) / scale;
  }
  template <class Function>
  Flat difference(const Flat& x_dot, long double step, const Function& function) {
    const Flat x = inputs();
    const Flat up = function(moved(x, x_dot, step));
    const Flat down = function(moved(x, x_dot, -step));
    const Flat far_up = function(moved(x, x_dot, 2 * step));
    const Flat far_down = function(moved(x, x_dot, -2 * step));
    Flat quotient(up.size());
    for (std::size_t i = 0; i < up.size(); ++i) {
      quotient[i] = (8 * (up[i] - down[i]) - (far_up[i] - far_down[i])) / (12 * step);
    }
    return quotient;
  }

  static Flat moved(const Flat& x, const Flat& direction, long double step) {
    Flat result = x;
    for (std::size_t i = 0; i < x.size(); ++i) result[i] += step * direction[i];
    return result;
  }
  /// Multiples of 1/64: exact in every floating-point type, so that all versions see the same numbers.
  static Flat random_direction(std::size_t size) {
    Flat direction(size);
    for (long double& entry : direction) entry = std::round(uniform(8, 64)) / (uniform(-1, 1) < 0 ? -64 : 64);
    return direction;
  }
  static Flat scaled(const Flat& flat, int factor) {
    Flat result = flat;
    for (long double& entry : result) entry *= factor;
    return result;
  }
  static long double dot(const Flat& a, const Flat& b) {
    long double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  }
  static long double magnitude(const Flat& a, const Flat& b) {
    long double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += std::fabs(a[i] * b[i]);
    return sum;
  }

  void equal(const Flat& got, const Flat& expected, const char* what) {
    if (got.size() != expected.size()) {
      return fail(what, 0, static_cast<long double>(got.size()), static_cast<long double>(expected.size()));
    }
    for (std::size_t i = 0; i < got.size(); ++i) {
      const bool is_same =
          !(got[i] < expected[i]) && !(expected[i] < got[i]) && std::isnan(got[i]) == std::isnan(expected[i]);
      if (!is_same) fail(what, i, got[i], expected[i]);
    }
  }
  void fail(const char* what, std::size_t index, long double got, long double expected) const {
    ++failures();
    std::fprintf(stderr, "%s: %s: component %zu: got %.17Lg, expected %.17Lg\n", place_, what, index, got, expected);
  }

  const char* place_;
  Primal primal_;
  Adjoint adjoint_;
  Tangent tangent_;
  Tuple start_;
};

template <class Primal, class Adjoint, class Tangent, class... Slots>
void derivatives(const char* place, Primal primal, Adjoint adjoint, Tangent tangent, Slots... slots) {
  Subject<Primal, Adjoint, Tangent, Slots...>(place, primal, adjoint, tangent, std::move(slots)...).check_all();
}

/// Stands for a derivative that is not there.
inline constexpr auto kNone = [](auto&&...) {};

template <class Primal, class... Slots>
void values(const char* place, Primal primal, Slots... slots) {
  Subject<Primal, decltype(kNone), decltype(kNone), Slots...>(place, primal, kNone, kNone, std::move(slots)...)
      .print_values();
}

template <class Primal, class Gradient, class... Slots>
void gradient(const char* place, Primal primal, Gradient function, Slots... slots) {
  Subject<Primal, Gradient, Gradient, Slots...>(place, primal, function, function, std::move(slots)...)
      .check_gradient();
}

template <class Primal, class Jacobian, class... Slots>
void jacobian(const char* place, Primal primal, Jacobian function, Slots... slots) {
  Subject<Primal, decltype(kNone), Jacobian, Slots...>(place, primal, kNone, function, std::move(slots)...)
      .check_jacobian();
}

template <class Primal, class Gradient, class Product, class... Slots>
void hvp(const char* place, Primal primal, Gradient gradient, Product function, Slots... slots) {
  Subject<Primal, Gradient, Product, Slots...>(place, primal, gradient, function, std::move(slots)...).check_hvp();
}

template <class Primal, class Gradient, class Hessian, class... Slots>
void hessian(const char* place, Primal primal, Gradient gradient, Hessian function, Slots... slots) {
  Subject<Primal, Gradient, Hessian, Slots...>(place, primal, gradient, function, std::move(slots)...).check_hessian();
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

/// Checks `name`, `name_adjoint` and `name_tangent` at the arguments that follow.
#define CHECK_DERIVATIVES(name, ...) CHECK_DERIVATIVES_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_gradient`: value, overwriting, and differences of `name` in several directions.
#define CHECK_GRADIENT(name, ...) CHECK_GRADIENT_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_jacobian`: value, outputs, overwriting, and differences of `name` in several directions. Outputs come in
/// the order of the parameters, then the result.
#define CHECK_JACOBIAN(name, ...) CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_hvp` against differences of `name_gradient`.
#define CHECK_HVP(name, ...) CHECK_HVP_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)
/// Checks `name_hessian` against differences of `name_gradient`, and that it is symmetric.
#define CHECK_HESSIAN(name, ...) CHECK_HESSIAN_OF(BACKSWEEP_CALLABLE(name), name, __VA_ARGS__)

#ifdef CHECK_DIRECTIONS

#define CHECK_DERIVATIVES_OF(primal, name, ...)                                                                        \
  do {                                                                                                                 \
    using namespace check;                                                                                             \
    directions<CHECK_DIRECTIONS>(BACKSWEEP_PLACE, primal, BACKSWEEP_CALLABLE(name##_adjoint),                          \
                                 BACKSWEEP_CALLABLE(name##_tangent),                                                   \
                                 BACKSWEEP_CALLABLE(CHECK_DIRECTIONS_SCOPE name##_adjoint),                            \
                                 BACKSWEEP_CALLABLE(CHECK_DIRECTIONS_SCOPE name##_tangent), __VA_ARGS__);              \
  } while (false)
#define CHECK_GRADIENT_OF(primal, name, ...)
#define CHECK_ALSO(...)

#elif !defined(CHECK_VALUES)

/// CHECK_DERIVATIVES where the primal is not called by that name: a member function, a C function, a template.
#define CHECK_DERIVATIVES_OF(primal, name, ...)                                                                  \
  do {                                                                                                           \
    using namespace check;                                                                                       \
    derivatives(BACKSWEEP_PLACE, primal, BACKSWEEP_CALLABLE(name##_adjoint), BACKSWEEP_CALLABLE(name##_tangent), \
                __VA_ARGS__);                                                                                    \
  } while (false)
/// CHECK_GRADIENT likewise.
#define CHECK_GRADIENT_OF(primal, name, ...)                                             \
  do {                                                                                   \
    using namespace check;                                                               \
    gradient(BACKSWEEP_PLACE, primal, BACKSWEEP_CALLABLE(name##_gradient), __VA_ARGS__); \
  } while (false)
#define CHECK_JACOBIAN_OF(primal, name, ...)                                             \
  do {                                                                                   \
    using namespace check;                                                               \
    jacobian(BACKSWEEP_PLACE, primal, BACKSWEEP_CALLABLE(name##_jacobian), __VA_ARGS__); \
  } while (false)
#define CHECK_HVP_OF(primal, name, ...)                                                                    \
  do {                                                                                                     \
    using namespace check;                                                                                 \
    hvp(BACKSWEEP_PLACE, primal, BACKSWEEP_CALLABLE(name##_gradient), BACKSWEEP_CALLABLE(name##_hvp), __VA_ARGS__); \
  } while (false)
#define CHECK_HESSIAN_OF(primal, name, ...)                                                                      \
  do {                                                                                                           \
    using namespace check;                                                                                       \
    hessian(BACKSWEEP_PLACE, primal, BACKSWEEP_CALLABLE(name##_gradient), BACKSWEEP_CALLABLE(name##_hessian),     \
            __VA_ARGS__);                                                                                        \
  } while (false)
/// Statements of a case that use its derivatives in another way.
#define CHECK_ALSO(...) __VA_ARGS__

#else

#define CHECK_DERIVATIVES_OF(primal, name, ...)                    \
  do {                                                             \
    using namespace check;                                         \
    values("line " BACKSWEEP_TEXT(__LINE__), primal, __VA_ARGS__); \
  } while (false)
#define CHECK_GRADIENT_OF CHECK_DERIVATIVES_OF
#define CHECK_JACOBIAN_OF CHECK_DERIVATIVES_OF
#define CHECK_HVP_OF CHECK_DERIVATIVES_OF
#define CHECK_HESSIAN_OF CHECK_DERIVATIVES_OF
#define CHECK_ALSO(...)

#endif
