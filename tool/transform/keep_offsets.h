// takes: a function and its zones.  gives: the same with changing offsets of pointers in variables of their own.
// promises: it computes the same.
#pragma once

#include "analysis/zones.h"

namespace backsweep::transform {

/// In a loop `double* p = a + j` with a `j` that changes otherwise than a counter becomes `const int p_at = j;
/// double* p = a + p_at`: the reverse sweep makes the pointer and its shadow again from the one number that is kept.
void keep_offsets(ir::Function& function, analysis::FunctionZones& zones);

}  // namespace backsweep::transform
