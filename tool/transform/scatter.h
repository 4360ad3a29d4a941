// takes: a finished derivative.  gives: the same, with loops that add to neighbouring elements cut into two steps.
// promises: bit for bit the same results.
#pragma once

#include <vector>

#include "ir/program.h"

namespace backsweep::transform {

/// The reverse of a stencil adds to x_bar[i - 1], x_bar[i], x_bar[i + 1] in one iteration; no compiler vectorises that.
/// Such a loop runs in blocks: the terms of a block go to small local arrays (its iterations are independent of one
/// another then), and one loop per offset adds them, in an order in which each element gets its terms as before.
/// `bars` are the variables known to hold derivatives.
void gather_scatters(ir::Function& function, const std::vector<ir::VarId>& bars);

}  // namespace backsweep::transform
