// How many elements lie behind a pointer variable.
#pragma once

#include "plan/checkpoint.h"

namespace backsweep::plan {

/// The number of elements from the pointer's value to the end of its block, the same whenever it is asked for; null where
/// the pointer does not always point to the beginning of a block, or blocks differ in size, or nothing tells.
ir::Expr extent_of_pointer(analysis::FunctionZones& zones, ir::VarId pointer, const Extents& extents);

}  // namespace backsweep::plan
