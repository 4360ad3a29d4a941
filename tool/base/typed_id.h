// Small typed indices: cheap to copy, comparable, never mixed up with one another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace backsweep::base {

/// Names one element of a table; `Tag` keeps ids of different tables apart. Default-constructed ids name nothing.
template <class Tag>
struct TypedId {
  std::int32_t index = -1;

  [[nodiscard]] bool is_valid() const { return index >= 0; }
  friend auto operator<=>(TypedId, TypedId) = default;
};

}  // namespace backsweep::base

template <class Tag>
struct std::hash<backsweep::base::TypedId<Tag>> {
  std::size_t operator()(backsweep::base::TypedId<Tag> id) const noexcept {
    return std::hash<std::int32_t>()(id.index);
  }
};
