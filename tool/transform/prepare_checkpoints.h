// Brings loops that are marked for checkpointing into the shape that their emitted form has.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// A while loop gets a condition without statements of its own: they run once before the loop and again at the end of
/// every step. A block that holds such a loop directly dissolves, so that the loop's state lives as long as its object.
void prepare_checkpoints(ir::Function& function);

}  // namespace backsweep::transform
