// Values of any type behind one interface, and the floating-point numbers inside them.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace check {

/// The floating-point numbers of some values, one after another.
using Flat = std::vector<long double>;

/// Where the floating-point numbers inside a value are.
class Leaves {
 public:
  void add(float& number);
  void add(double& number);
  void add(long double& number);
  std::size_t size() const { return numbers_.size(); }
  void append_to(Flat& flat) const;
  /// Sets the numbers from flat[position] on and moves position behind them.
  void load(const Flat& flat, std::size_t& position) const;
  void fill(long double filler) const;

 private:
  std::vector<std::variant<float*, double*, long double*>> numbers_;
};

template <class T, class = void>
struct HasRange : std::is_array<T> {};
template <class T>
struct HasRange<T, std::void_t<decltype(std::declval<T&>().begin())>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};
template <class T, class = void>
struct HasArgument : std::false_type {};
template <class T>
struct HasArgument<T, std::void_t<decltype(std::declval<T&>().argument())>> : std::true_type {};

/// Adds the numbers inside `value`. A case adds a struct by a function beside it,
///   inline auto members(Particle& p) { return std::tie(p.mass, p.position); }
template <class T>
void find_leaves(T& value, Leaves& leaves) {
  if constexpr (std::is_floating_point_v<T>) {
    leaves.add(value);
  } else if constexpr (HasRange<T>::value) {
    for (auto& element : value) find_leaves(element, leaves);
  } else if constexpr (IsPair<T>::value) {
    find_leaves(value.first, leaves);
    find_leaves(value.second, leaves);
  } else if constexpr (std::is_class_v<T>) {
    std::apply([&](auto&... member) { (find_leaves(member, leaves), ...); }, members(value));
  }
}

/// A value of a type that only its maker and its user know, or nothing. Copies are deep.
class AnyValue {
 public:
  /// The value itself: Held<T>.
  struct Interface {
    virtual ~Interface();
    virtual Interface* copy() const = 0;
    virtual void add_leaves(Leaves& leaves) = 0;
  };
  template <class T>
  struct Held;

  AnyValue() = default;
  /// Takes over what `held` points to.
  explicit AnyValue(Interface* held);
  AnyValue(const AnyValue& other);
  AnyValue(AnyValue&& other) noexcept;
  AnyValue& operator=(AnyValue other) noexcept;
  ~AnyValue();

  bool is_empty() const;
  Leaves leaves() const;
  template <class T>
  T& as() {
    return static_cast<Held<T>*>(held_)->value;
  }

 private:
  Interface* held_ = nullptr;
};

template <class T>
struct AnyValue::Held final : Interface {
  explicit Held(T held) : value(std::move(held)) {}
  Interface* copy() const override { return new Held(value); }
  void add_leaves(Leaves& leaves) override { find_leaves(value, leaves); }
  T value;
};

template <class T>
AnyValue any_value(T value) {
  return AnyValue(new AnyValue::Held<T>(std::move(value)));
}

}  // namespace check
