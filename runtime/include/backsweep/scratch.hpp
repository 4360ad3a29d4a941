/// Arrays for one iteration, out of memory that the next one uses again.
#pragma once

#include <algorithm>
#include <cstddef>

#include "backsweep/workspace.hpp"

namespace backsweep {

/// `count` values of plain data that live until the end of the scope. Unlike a std::vector it takes no memory from the
/// system once one as large has lived, and leaves its values uninitialised unless it is given one for all of them.
///
///     for (int step = 0; step < steps; ++step) {
///       backsweep::Scratch<double> flux(cells);
///       ...
///     }
///
/// Belongs to the thread that made it; scopes end in the opposite order in which they began, as those of C++ do.
/// Throws std::bad_alloc where the values do not fit into memory.
template <class T>
class Scratch {
 public:
  explicit Scratch(std::size_t count)
      : frame_(Workspace::local_scratch()), data_(Workspace::local_scratch().allocate<T>(count)), size_(count) {}
  Scratch(std::size_t count, const T& value) : Scratch(count) { std::fill_n(data_, count, value); }

  T& operator[](std::size_t i) noexcept { return data_[i]; }
  const T& operator[](std::size_t i) const noexcept { return data_[i]; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  T* data() noexcept { return data_; }
  const T* data() const noexcept { return data_; }

 private:
  Frame frame_;
  T* data_;
  std::size_t size_;
};

}  // namespace backsweep
