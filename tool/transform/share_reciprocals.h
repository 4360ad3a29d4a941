// takes: a finished derivative.  gives: the same, in which derivatives divided by one number share a division.
// promises: no value of the primal changes; derivatives by rounding.
#pragma once

#include <vector>

#include "transform/derivation.h"

namespace backsweep::transform {

/// `for (i…) { share = x_bar[i] / s; … }`  ->  `const double reciprocal = 1 / s;  for (i…) { share = x_bar[i] * reciprocal; … }`
/// and the same where several statements of a block divide derivatives by one number that does not change between them.
/// `shadows` are the variables known to hold derivatives. Of one direction and of several the same divisions are shared.
void share_reciprocals(const Derivation& derivation, ir::Function& function, const std::vector<ir::VarId>& shadows);

}  // namespace backsweep::transform
