// Two ways to say the same: statements that can be differentiated, and text that is copied where no active value comes by.
#pragma once

#include "ir/program.h"

namespace backsweep::ir {

/// Stands for both until it is known which values are active. All analyses take it for a branch that may go either way.
Stmt alternatives(Region differentiable, Region copied);
bool is_alternatives(const Stmt& stmt);

}  // namespace backsweep::ir
