// takes: a gradient function.  gives: the same without clearing arrays that a loop fills next.
// promises: every element still gets a value; what is added to nothing is assigned.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `std::fill_n(x_bar, n, 0.0); … for (i = 0; i < n; ++i) x_bar[i] += e;`  ->  `… for (…) x_bar[i] = e;`
void assign_first_touches(ir::Function& function);

}  // namespace backsweep::transform
