// takes: a finished adjoint.  gives: the same, with work arrays of loops that keep a row for each iteration.
// promises: the same results, bit for bit.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `for (k < m) { push_replaced(work, 0, n); for (i < n) work[i] = …; … }`, reversed by a loop behind it that ends with the
/// pop: `work` becomes m * n elements long, iteration k works on those from k * n on, and nothing is pushed. Only where the
/// vector has n elements, and where nothing but the two loops uses them.
void expand_arrays(ir::Function& function);

}  // namespace backsweep::transform
