// takes: a function and its zones.  gives: the same with pointers into vectors in blocks that end where the vectors change.
// promises: it computes the same.
#pragma once

#include "analysis/zones.h"

namespace backsweep::transform {

/// `double* p = v.data(); ...; v.swap(w);`: the reverse sweep takes the swap back first, and only then is `v.data()` what it
/// was. A block around what stands in front of the swap ends the pointer's life before it, so that the reverse of the block
/// makes it again. Numbers that are declared inside of the block and used behind it are declared in front of it.
void enclose_pointers(ir::Function& function, analysis::FunctionZones& zones);

}  // namespace backsweep::transform
