// takes: a loop over a ring or a torus that adds to neighbours.  gives: a loop over the elements that fetches their terms.
// promises: the same terms; an element meets them in another order.
#pragma once

#include "ir/program.h"
#include "transform/scatter_loop.h"

namespace backsweep::transform {

/// Where the neighbour of the last element is the first,
///
///     for (i…) { right = i == n - 1 ? 0 : i + 1; t = k * y_bar[i]; x_bar[right] += t; x_bar[i] -= t; y_bar[i] = 0; }
///
/// becomes
///
///     for (i…) { left = i == 0 ? n - 1 : i - 1; t = k * y_bar[i]; x_bar[i] += k * y_bar[left]; x_bar[i] -= t; }
///     for (i…) y_bar[i] = 0;
///
/// as each element is the right neighbour of just one. Empty where that does not hold, or does not pay.
ir::Region gather_periodic(ir::Function& function, const Aliases& aliases, const Surroundings& around, const ir::Stmt& stmt);

}  // namespace backsweep::transform
