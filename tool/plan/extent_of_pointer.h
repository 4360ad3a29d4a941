// How many elements lie behind a pointer variable.
#pragma once

#include "plan/checkpoint.h"

namespace backsweep::plan {

/// Whether the pointer walks, by `++p` or `p = p + n`: what lies behind it is no longer what it began with.
bool is_moved(const ir::Function& function, ir::VarId pointer);

/// The number of elements from the pointer's value to the end of its block, the same whenever it is asked for; null where
/// the pointer does not always point to the beginning of a block, or blocks differ in size, or nothing tells.
ir::Expr extent_of_pointer(analysis::FunctionZones& zones, ir::VarId pointer, const Extents& extents);

}  // namespace backsweep::plan
