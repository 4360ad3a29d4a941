// takes: a finished derivative.  gives: the same without waste.  promises: bit for bit the same results.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// * Adjoints of scalars start with their first contribution instead of zero and an addition.
/// * Assignments to locals that nobody reads are dropped, and variables nobody uses.
/// * Empty loops, branches and blocks disappear.
void simplify(ir::Function& function);

}  // namespace backsweep::transform
