// Loops that overwrite a stretch of an array: its old contents are kept in one piece.
#pragma once

#include <vector>

#include "analysis/needed.h"
#include "ir/build.h"

namespace backsweep::plan {

/// Elements that a counted loop overwrites one by one, saved in front of the loop and put back behind its reverse.
struct BlockSave {
  ir::Expr array;  ///< A pointer, an array or a vector.
  ir::Expr start;  ///< Index of the first element.
  ir::Expr count;  ///< Elements; none where negative.
  /// The array is a vector whose memory can be kept as it is, as the loop writes to other memory just as well: it
  /// overwrites the stretch without reading from it, and pointers into such vectors are of use in front of the loop only,
  /// or made behind it.
  bool is_replaced = false;
  analysis::ZoneSet zones;

  /// Pointer to the first element.
  [[nodiscard]] ir::Expr first() const { return ir::address_of(ir::index(array, start)); }
};

/// The stretches among what the loop overwrites of `required`: one assignment `a[i + c] = …` per iteration writes each,
/// and nothing in the loop's reverse reads them.
std::vector<BlockSave> find_block_saves(const analysis::ActiveCode& code, const ir::For& loop,
                                        const analysis::ZoneSet& required);

}  // namespace backsweep::plan
