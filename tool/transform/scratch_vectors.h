// takes: a finished derivative.  gives: the same, with short-lived vectors of the tool's own in reused memory.
// promises: the same results, bit for bit.
#pragma once

#include <vector>

#include "ir/program.h"

namespace backsweep::transform {

/// Vectors of reals that an iteration declares and only takes elements of become `backsweep::Scratch`: those that a
/// transformation introduced, and the shadows (`bars`). The user's own stay what they are.
void reuse_scratch(ir::Function& function, const std::vector<ir::VarId>& bars);

}  // namespace backsweep::transform
