// takes: a loop that adds to neighbouring elements.  gives: loops over the elements, each of which computes its terms.
// promises: bit for bit the same results.
#pragma once

#include "transform/scatter_loop.h"

namespace backsweep::transform {

/// Where what a loop adds to the neighbours is cheap to compute from what it reads,
///
///     for (i = b; i < e; ++i) { t = k * y_bar[i]; x_bar[i - 1] += t; x_bar[i] -= 2 * t; x_bar[i + 1] += t; y_bar[i] = 0; }
///
/// becomes
///
///     for (i = b + 1; i < e - 1; ++i) { x_bar[i] += k * y_bar[i - 1]; x_bar[i] -= 2 * (k * y_bar[i]); … }
///
/// between two short loops over the elements at the ends, and a loop of what is left (`y_bar[i] = 0`), which comes last.
/// Nothing is kept, and each of the loops vectorises. Empty where that does not hold, or does not pay.
ir::Region gather(ir::Function& function, const Aliases& aliases, const Surroundings& around, const ir::Stmt& stmt);

}  // namespace backsweep::transform
