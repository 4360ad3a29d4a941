// takes: an emitted function.  gives: the same, which verifies at run time what BACKSWEEP_INDEPENDENT promised.
// promises: nothing is computed differently; the first pair of iterations that meet in an element ends in an exception.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// Puts a backsweep::Promise in front of each promised loop, and tells it of every element that the body reads, writes
/// or adds to. Elements behind `?:`, `&&` and `||`, and what called functions touch, are not seen.
void check_promises(ir::Function& function);

}  // namespace backsweep::transform
