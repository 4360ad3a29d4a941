// Which of several directions are there at all: emitted tangents leave out those in which everything is zero.
#pragma once

#include <array>
#include <cstddef>

namespace backsweep {

/// Directions in blocks of equal size: those from `first` to before `last`.
struct DirectionBlocks {
  std::size_t first = 0;
  std::size_t last = 0;
};

namespace detail {

template <class T, std::size_t kCount>
void mark_directions(std::array<bool, kCount>& is_there, const std::array<T, kCount>* derivatives, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    // Neither more nor less than zero: a derivative that is not a number is there.
    for (std::size_t d = 0; d < kCount; ++d) is_there[d] = is_there[d] || !(derivatives[i][d] == 0);
  }
}

}  // namespace detail

/// The blocks of kBlock directions, kCount in all, outside of which all the derivatives are zero: `count` numbers from
/// `derivatives` on, and so on in pairs.
template <std::size_t kBlock, class T, std::size_t kCount, class... More>
DirectionBlocks nonzero_directions(const std::array<T, kCount>* derivatives, std::size_t count, More... more) {
  static_assert(kCount % kBlock == 0);
  std::array<bool, kCount> is_there{};
  detail::mark_directions(is_there, derivatives, count);
  DirectionBlocks blocks;
  if constexpr (sizeof...(More) > 0) {
    const DirectionBlocks others = nonzero_directions<kBlock>(more...);
    for (std::size_t d = others.first * kBlock; d < others.last * kBlock; ++d) is_there[d] = true;
  }
  std::size_t first = 0;
  while (first < kCount && !is_there[first]) ++first;
  std::size_t last = kCount;
  while (last > first && !is_there[last - 1]) --last;
  blocks.first = first / kBlock;
  blocks.last = first == last ? blocks.first : (last + kBlock - 1) / kBlock;
  return blocks;
}

}  // namespace backsweep
