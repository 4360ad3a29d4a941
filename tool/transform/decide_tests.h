// takes: a function's body with arguments in the place of parameters.  gives: the same without tests that are decided by
// them: for null, and of integers.
// promises: what runs is the same; what would run behind a null pointer is gone.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `if (count) *count = n;` becomes `*count = n;` where count is the address of a variable, and nothing where it is null.
/// `if (k == 0) return x;` goes where k is 2.
void decide_tests(ir::Region& region);
/// Of a choice whose test is decided the side that is taken; any other as it is.
ir::Expr simpler_choice(const ir::Expr& choice);

}  // namespace backsweep::transform
