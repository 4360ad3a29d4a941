// takes: a function.  gives: the same one, with other names for pointer parameters that it moves.
// promises: parameters that move in loops, in branches, or whose address is taken stay as they are.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `--x;` at the top of a function, as translated Fortran begins, becomes `double* x_2 = x - 1;`: where a pointer leads to is
/// then the same in both sweeps, and nothing has to be moved back.
void rename_moved_parameters(ir::Function& function);

}  // namespace backsweep::transform
