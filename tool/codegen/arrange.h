// Where declarations stand: at the first assignment, not at the top of the block.
#pragma once

#include "ir/program.h"

namespace backsweep::codegen {

/// Moves `double y;` down to the statement of its region that first mentions y, where that overwrites y, and joins the
/// two where they can be one. Says the same: nothing between the two places mentions y.
void arrange_declarations(ir::Function& function);

}  // namespace backsweep::codegen
