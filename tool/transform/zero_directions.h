// Leaves directions out of loops in which they add nothing but zeros.
#pragma once

#include <set>

#include "ir/program.h"

namespace backsweep::transform {

/// A loop that only adds products of derivatives from before it (`sum_dot[i][d] += a * x_dot[d]`) adds zero in a
/// direction in which these are zero. Where they are few and local, they are looked at in front of the loop, and its
/// inner loops over the directions run over the part that is not zero, in chunks of a length that compilers know:
///
///     const backsweep::DirectionRange nonzero = backsweep::nonzero_directions<4>(&x_dot.at[0][0], 12);
///     for (v…) for (chunk = nonzero.first; chunk < nonzero.last; chunk += 4) for (d = 0; d < 4; ++d)
///       sum_dot[v][chunk + d] += …
///
/// `wide` are the variables that hold `count` directions, `direction` numbers them. Products of zero with what is not
/// finite are left out as well.
void skip_zero_directions(ir::Function& function, const std::set<ir::VarId>& wide, int count, ir::VarId direction);

}  // namespace backsweep::transform
