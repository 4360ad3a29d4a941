// Whether two pieces of memory have anything in common: emitted code asks before it relies on the answer.
#pragma once

#include <cstddef>
#include <functional>

namespace backsweep {

/// Whether the `n` elements behind `a` and the `m` elements behind `b` share memory. Nothing is behind a pointer with a
/// count of zero or less. Total on all pointers: std::less orders those of different objects too.
template <class A, class B, class N, class M>
bool overlap(const A* a, N n, const B* b, M m) noexcept {
  if (n <= N{0} || m <= M{0}) return false;
  const std::less<const void*> before;
  return before(a, b + static_cast<std::ptrdiff_t>(m)) && before(b, a + static_cast<std::ptrdiff_t>(n));
}

}  // namespace backsweep
