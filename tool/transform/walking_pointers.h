// takes: a function in which calls have been inlined.  gives: the same with pointers that walk through counted loops
// standing still, and subscripts in their place.
// promises: the same memory in the same order.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `sum += *w++ * x[k]` in two loops becomes `sum += w[j * n + k] * x[k]`: where each iteration leads need not be kept, and
/// the loop can be fused and merged as any other. So for pointers that one statement of the body moves, always and by the
/// same distance.
void index_walking_pointers(ir::Function& function);

}  // namespace backsweep::transform
