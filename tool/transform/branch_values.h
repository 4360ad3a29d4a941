// takes: a function.  gives: the statements whose value nothing but branches uses.
// promises: of every other value the derivative is asked for, whichever way control goes.
#pragma once

#include <set>

#include "ir/program.h"

namespace backsweep::transform {

/// Where such a value has no derivative, as a root of zero in front of the test that guards it, its adjoint is zero on the
/// way that does not use it, and zero times infinity must not reach what it was computed from.
std::set<const ir::Stmt*> branch_values(const ir::Function& function);

}  // namespace backsweep::transform
