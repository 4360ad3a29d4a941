// Sums that emitted derivatives take along loops.
#pragma once

#include <cstddef>

// Translation units with and without the macro must not share inline functions.
#ifdef BACKSWEEP_ORDERED_SUMS
#define BACKSWEEP_DETAIL_SUMS ordered_sums
#else
#define BACKSWEEP_DETAIL_SUMS partial_sums
#endif

namespace backsweep {
inline namespace BACKSWEEP_DETAIL_SUMS {

/// `sum` and the first `count` terms of each array. A chain of additions waits for each of them; here eight partial sums
/// run beside one another, in vector registers, which also rounds less. The result depends on nothing but the arguments.
/// With -DBACKSWEEP_ORDERED_SUMS the terms are added one by one: sum += terms[0], sum += more[0], sum += terms[1], …
template <class T, class... More>
[[nodiscard]] inline T add_terms(T sum, std::ptrdiff_t count, const T* terms, const More*... more) {
#ifdef BACKSWEEP_ORDERED_SUMS
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    sum += terms[i];
    ((sum += more[i]), ...);
  }
  return sum;
#else
  constexpr std::ptrdiff_t kLanes = 8;
  T lanes[kLanes] = {};
  const std::ptrdiff_t whole = count - count % kLanes;
  for (std::ptrdiff_t i = 0; i < whole; i += kLanes) {
    for (std::ptrdiff_t k = 0; k < kLanes; ++k) lanes[k] += (terms[i + k] + ... + more[i + k]);
  }
  for (std::ptrdiff_t i = whole; i < count; ++i) lanes[i - whole] += (terms[i] + ... + more[i]);
  for (std::ptrdiff_t width = kLanes / 2; width > 0; width /= 2) {
    for (std::ptrdiff_t k = 0; k < width; ++k) lanes[k] += lanes[k + width];
  }
  return sum + lanes[0];
#endif
}

}  // namespace BACKSWEEP_DETAIL_SUMS
}  // namespace backsweep

#undef BACKSWEEP_DETAIL_SUMS
