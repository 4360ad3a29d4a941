// takes: a finished derivative.  gives: the same, with sums that run through the loops of a checkpointed step in locals of it.
// promises: the same values in the same order.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// A step is a lambda that captures by reference: a compiler must store `sum += …` in each iteration, as the elements that
/// the loop writes might be `sum`. `double sum_step = sum; for (…) sum_step += …; sum = sum_step;` stays in a register.
void keep_step_sums(ir::Function& function);

}  // namespace backsweep::transform
