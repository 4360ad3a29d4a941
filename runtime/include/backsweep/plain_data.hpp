/// Objects that are their bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <new>
#include <type_traits>
#include <vector>

namespace backsweep {
namespace detail {

/// Types whose bytes are their value: copying the bytes copies the object and nothing has to be destroyed.
/// Wider than std::is_trivially_copyable by std::pair and the like, whose assignment alone is not trivial.
template <class T>
inline constexpr bool kIsPlainData = std::is_trivially_copyable_v<T> ||
                                     (std::is_trivially_copy_constructible_v<T> && std::is_trivially_destructible_v<T>);

}  // namespace detail

/// An object of zero bytes, also of a class that only constructors with arguments make: its members get their values one by
/// one. T must be plain data.
template <class T>
T zeros() noexcept {
  static_assert(detail::kIsPlainData<T>, "backsweep: only plain data can be made of zeros");
  alignas(T) std::byte bytes[sizeof(T)]{};
  return *std::launder(reinterpret_cast<T*>(bytes));
}

namespace detail {

/// `values.resize(n)`, where T need not have a default constructor.
template <class T, class Allocator>
void set_size(std::vector<T, Allocator>& values, std::size_t n) {
  if constexpr (std::is_default_constructible_v<T>) {
    values.resize(n);
  } else {
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(std::min(n, values.size())), values.end());
    values.reserve(n);
    while (values.size() < n) values.push_back(zeros<T>());
  }
}

}  // namespace detail
}  // namespace backsweep
