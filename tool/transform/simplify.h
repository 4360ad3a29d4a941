// takes: a finished derivative.  gives: the same without waste.  promises: bit for bit the same results.
#pragma once

#include <functional>
#include <vector>

#include "ir/program.h"

namespace backsweep::transform {

/// Whether a function does nothing but compute its result: a call whose result nobody reads may go.
using IsPure = std::function<bool(ir::FunctionId)>;

/// * Adjoints of scalars start with their first contribution instead of zero and an addition.
/// * Assignments to locals that nobody reads are dropped, and variables nobody uses.
/// * Additions to one element of a variable in `derivatives` are joined; what the primal computes is rounded as there.
/// * Empty loops, branches and blocks disappear.
void simplify(ir::Function& function, const std::vector<ir::VarId>& derivatives, const IsPure& is_pure);

}  // namespace backsweep::transform
