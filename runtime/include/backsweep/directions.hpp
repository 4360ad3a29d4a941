// Which of several directions are there at all: emitted tangents leave out those in which everything is zero.
#pragma once

#include <array>
#include <cstddef>

namespace backsweep {

/// Some of several directions, one after another: those from `first` to before `last`.
struct DirectionRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

namespace detail {

template <std::size_t kCount>
void mark_directions(std::array<bool, kCount>& /*is_there*/) {}

template <std::size_t kCount, class T, class... More>
void mark_directions(std::array<bool, kCount>& is_there, const std::array<T, kCount>* derivatives, std::size_t count,
                     More... more) {
  for (std::size_t i = 0; i < count; ++i) {
    // Neither more nor less than zero: a derivative that is not a number is there.
    for (std::size_t d = 0; d < kCount; ++d) is_there[d] = is_there[d] || !(derivatives[i][d] == 0);
  }
  mark_directions(is_there, more...);
}

}  // namespace detail

/// The range outside of which all the derivatives are zero: `count` numbers of kCount directions from `derivatives` on,
/// and so on in pairs. It begins with the first direction that is there, or as far before it as is needed for whole
/// chunks of kChunk directions.
template <std::size_t kChunk, class T, std::size_t kCount, class... More>
DirectionRange nonzero_directions(const std::array<T, kCount>* derivatives, std::size_t count, More... more) {
  static_assert(kCount % kChunk == 0);
  std::array<bool, kCount> is_there{};
  detail::mark_directions(is_there, derivatives, count, more...);
  std::size_t first = 0;
  while (first < kCount && !is_there[first]) ++first;
  std::size_t last = kCount;
  while (last > first && !is_there[last - 1]) --last;
  const std::size_t length = (last - first + kChunk - 1) / kChunk * kChunk;
  DirectionRange range;
  range.first = first + length > kCount ? kCount - length : first;
  range.last = range.first + length;
  return range;
}

}  // namespace backsweep
