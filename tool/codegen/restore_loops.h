// General loops that a reader knows as `for`: a variable declared in front, tested in the condition, stepped last.
#pragma once

#include <optional>

#include "ir/program.h"

namespace backsweep::codegen {

/// Puts a Block around `T i = from; while (… i …) { …; i += step; }` (or `i = next(i)`) where i is not mentioned behind
/// the loop.
void restore_loops(ir::Function& function);

/// The parts of such a Block. Valid as long as the block is.
struct ForShape {
  const ir::Declare* declare = nullptr;
  const ir::While* loop = nullptr;
  const ir::Stmt* step = nullptr;  ///< The last statement of the loop's body: an Update or an Assign of the variable.
};

/// The block as a for-loop; nothing where it is a block of another kind.
std::optional<ForShape> for_shape(const ir::Block& block);

}  // namespace backsweep::codegen
