// takes: values, what each costs to keep and to compute again, and which are needed.  gives: the cheapest ones to keep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace backsweep::plan {

/// A value that the reverse sweep may read. Costs are in additions.
struct CutValue {
  /// Costs as high as this are avoided wherever there is a way.
  static constexpr std::int64_t kImpossible = std::int64_t{1} << 40;

  std::int64_t store = kImpossible;
  std::int64_t recompute = kImpossible;  ///< From its operands, once these are there.
  std::vector<std::size_t> operands;     ///< Indices of values.
  bool is_needed = false;                ///< By the reverse sweep itself.
};

/// Which values to store, so that all that are needed can be read: the minimum of the sum of `store` over those and of
/// `recompute` over what must be computed again for it. Values are computed again where that costs the same.
///
/// A minimum cut: each value is an edge of capacity `store`, entered from the source by one of capacity `recompute`
/// and, without limit, from the end of each of its operands; needed values lead into the sink. Cutting a value's own
/// edge stores it, cutting the one from the source computes it again.
std::vector<bool> cheapest_to_store(const std::vector<CutValue>& values);

}  // namespace backsweep::plan
