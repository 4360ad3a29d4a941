// Loops that overwrite a stretch of an array: its old contents are kept in one piece.
#pragma once

#include <vector>

#include "analysis/needed.h"

namespace backsweep::plan {

/// Elements that a counted loop overwrites one by one, saved in front of the loop and put back behind its reverse.
struct BlockSave {
  ir::Expr first;  ///< Pointer to the first element.
  ir::Expr count;  ///< Elements; none where negative.
  analysis::ZoneSet zones;
};

/// The stretches among what the loop overwrites of `required`: one assignment `a[i + c] = …` per iteration writes each,
/// and nothing in the loop's reverse reads them.
std::vector<BlockSave> find_block_saves(const analysis::ActiveCode& code, const ir::For& loop,
                                        const analysis::ZoneSet& required);

}  // namespace backsweep::plan
