// Separates loops over directions into those that compute and those that add.
#pragma once

#include <set>

#include "ir/program.h"

namespace backsweep::transform {

/// A loop over directions that adds to memory what it computes of other memory keeps its terms first:
///
///     std::array<double, N> term;
///     for (d…) term[d] = a * x_dot[i][d];
///     for (d…) y_dot[j][d] += term[d];
///
/// Neither loop stores to what it may read. A compiler that unrolls loops of known length before it would vectorise them
/// cannot ask at run time whether the two overlap, and computes number by number otherwise. `wide` are the variables that
/// hold `count` directions, `direction` numbers them. The same operations as before; few directions stay as they are.
void separate_terms(ir::Function& function, const std::set<ir::VarId>& wide, int count, ir::VarId direction);

}  // namespace backsweep::transform
