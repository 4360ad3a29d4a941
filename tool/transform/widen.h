// Vector mode: from a derivative for one direction (or one seed) to the same for several at once.
#pragma once

#include <vector>

#include "transform/derivation.h"

namespace backsweep::transform {

/// Makes a finished derivative function carry `d.directions` directions: every shadow, seed and what is computed from
/// them becomes `std::array<T, N>` for each number, and every statement that assigns them an innermost loop
///
///     for (d = 0; d < N; ++d) y_dot[d] = a * x_dot[d] + b * z_dot[d];
///
/// in which each direction is computed operation by operation as in `function`. Partial derivatives, and all of the
/// primal, are computed once. `shadows` are the variables known to hold derivatives; temporaries are found.
/// What cannot be carried for several directions is an error.
void widen(Derivation& d, ir::Function& function, const std::vector<ir::VarId>& shadows);

}  // namespace backsweep::transform
