// The state of a loop as a list of regions, each of which can be saved to bytes and brought back.
//
// Takes: the variables that are live into an iteration and written by the loop.
// Gives: one object that knows its size, saves and restores.
// Promises: after `restore` every region holds, to the bit, what it held at `save`.
//
//     variable of the loop                              region
//     number, pointer, array, struct, random engine     value(x)
//     elements behind a pointer                         span(p, count)
//     the same where the loop moves the pointer         live_span(p, count), and value(q) for the one it is swapped
//     with std::vector, also of vectors, of any size         value(v) struct with members of these kinds the regions of
//     its members another container with contiguous elements        span(c.data(), c.size()), where its size stays the
//     same
//
// Where pointers to adjoints move together with p, each is a value(p_bar) of the state.
//
//     auto state = backsweep::state(backsweep::span(u, n), backsweep::value(t), backsweep::value(done));
//     std::vector<std::byte> snapshot(state.bytes());
//     state.save(snapshot.data());   ...   state.restore(snapshot.data());
#pragma once

#include <cstddef>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "backsweep/workspace.hpp"

namespace backsweep {

/// An array behind a pointer that stays the same while the loop runs.
template <class T>
class Span {
 public:
  static_assert(detail::kIsPlainData<T>, "backsweep: a region must be plain data");
  Span(T* data, std::size_t count) noexcept : data_(data), bytes_(count * sizeof(T)) {}
  std::size_t bytes() const noexcept { return bytes_; }
  std::byte* save(std::byte* to) const noexcept {
    if (bytes_ > 0) std::memcpy(to, data_, bytes_);
    return to + bytes_;
  }
  const std::byte* restore(const std::byte* from) const noexcept {
    if (bytes_ > 0) std::memcpy(static_cast<void*>(data_), from, bytes_);
    return from + bytes_;
  }

 private:
  T* data_;
  std::size_t bytes_;
};

/// An array behind a pointer variable that the loop changes, as in `std::swap(u, u_next)`: the pointer is saved too.
template <class T>
class LiveSpan {
 public:
  LiveSpan(T*& data, std::size_t count) noexcept : data_(data), count_(count) {}
  std::size_t bytes() const noexcept { return sizeof(T*) + count_ * sizeof(T); }
  std::byte* save(std::byte* to) const noexcept {
    std::memcpy(to, &data_, sizeof(T*));
    return Span<T>(data_, count_).save(to + sizeof(T*));
  }
  const std::byte* restore(const std::byte* from) const noexcept {
    std::memcpy(&data_, from, sizeof(T*));
    return Span<T>(data_, count_).restore(from + sizeof(T*));
  }

 private:
  T*& data_;
  std::size_t count_;
};

/// A std::vector whose size may change while the loop runs; its elements are storable themselves.
template <class T, class Allocator>
class Contents {
 public:
  static_assert(detail::kIsPlainData<T> || detail::kIsVector<T>,
                "backsweep: the elements of a vector must be plain data or vectors");
  explicit Contents(std::vector<T, Allocator>& values) noexcept : values_(values) {}

  std::size_t bytes() const noexcept {
    std::size_t total = sizeof(std::size_t);
    if constexpr (kIsFlat) return total + values_.size() * sizeof(T);
    for (std::size_t i = 0; i < values_.size(); ++i) total += element_bytes(i);
    return total;
  }

  std::byte* save(std::byte* to) const noexcept {
    const std::size_t n = values_.size();
    std::memcpy(to, &n, sizeof(n));
    to += sizeof(n);
    if constexpr (kIsFlat) return Span<T>(values_.data(), n).save(to);
    for (std::size_t i = 0; i < n; ++i) to = save_element(i, to);
    return to;
  }

  const std::byte* restore(const std::byte* from) const {
    std::size_t n = 0;
    std::memcpy(&n, from, sizeof(n));
    from += sizeof(n);
    detail::set_size(values_, n);
    if constexpr (kIsFlat) return Span<T>(values_.data(), n).restore(from);
    for (std::size_t i = 0; i < n; ++i) from = restore_element(i, from);
    return from;
  }

 private:
  static constexpr bool kIsFlat = detail::kIsPlainData<T> && !std::is_same_v<T, bool>;

  std::size_t element_bytes([[maybe_unused]] std::size_t i) const noexcept {
    if constexpr (detail::kIsVector<T>) {
      return Contents<typename T::value_type, typename T::allocator_type>(values_[i]).bytes();
    } else {
      return sizeof(T);
    }
  }
  std::byte* save_element(std::size_t i, std::byte* to) const noexcept {
    if constexpr (detail::kIsVector<T>) {
      return Contents<typename T::value_type, typename T::allocator_type>(values_[i]).save(to);
    } else {
      const T element = values_[i];
      std::memcpy(to, &element, sizeof(T));
      return to + sizeof(T);
    }
  }
  const std::byte* restore_element(std::size_t i, const std::byte* from) const {
    if constexpr (detail::kIsVector<T>) {
      return Contents<typename T::value_type, typename T::allocator_type>(values_[i]).restore(from);
    } else {
      T element{};
      std::memcpy(&element, from, sizeof(T));
      values_[i] = element;
      return from + sizeof(T);
    }
  }

  std::vector<T, Allocator>& values_;
};

/// The `count` elements behind `data`. The pointer itself is not part of the state.
template <class T, class Integer>
Span<T> span(T* data, Integer count) noexcept {
  return {data, detail::as_count(count)};
}

/// The `count` elements behind a pointer that the loop itself changes, and the pointer.
template <class T, class Integer>
LiveSpan<T> live_span(T*& data, Integer count) noexcept {
  return {data, detail::as_count(count)};
}

/// A variable of plain data: a number, a pointer, an array, a struct of them, a random number engine.
template <class T>
Span<T> value(T& variable) noexcept {
  return {&variable, 1};
}

/// A vector, its size included.
template <class T, class Allocator>
Contents<T, Allocator> value(std::vector<T, Allocator>& values) noexcept {
  return Contents<T, Allocator>(values);
}

/// Several regions as one.
template <class... Regions>
class State {
 public:
  explicit State(Regions... regions) : regions_(std::move(regions)...) {}
  /// What `save` writes now. Changes where a vector changes its size.
  std::size_t bytes() const noexcept {
    return std::apply([](const auto&... region) { return (std::size_t{0} + ... + region.bytes()); }, regions_);
  }
  std::byte* save(std::byte* to) const noexcept {
    std::apply([&to](const auto&... region) { ((to = region.save(to)), ...); }, regions_);
    return to;
  }
  const std::byte* restore(const std::byte* from) const {
    std::apply([&from](const auto&... region) { ((from = region.restore(from)), ...); }, regions_);
    return from;
  }

 private:
  std::tuple<Regions...> regions_;
};

/// The state made of these regions, restored in this order.
template <class... Regions>
State<Regions...> state(Regions... regions) {
  return State<Regions...>(std::move(regions)...);
}

}  // namespace backsweep
