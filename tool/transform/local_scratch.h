// takes: a function that others call, and its zones.  gives: the static variables that serve as scratch space, as locals.
// promises: the function computes the same.
#pragma once

#include <vector>

#include "analysis/zones.h"

namespace backsweep::transform {

/// Static variables that each call overwrites before it reads them: nothing is kept from one call to the next. Numbers,
/// and arrays of numbers small enough for the stack.
std::vector<ir::VarId> find_scratch(const ir::Function& function, analysis::FunctionZones& zones);

/// Makes the variable a local: its adjoint need not outlive a call then.
void make_local(ir::Function& function, ir::VarId scratch);

}  // namespace backsweep::transform
