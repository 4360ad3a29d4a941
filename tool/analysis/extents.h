// takes: a function and a pointer parameter.  gives: how many elements behind it the function touches.
// promises: nothing where an index cannot be bounded from the parameters; never a guess.
#pragma once

#include "ir/program.h"

namespace backsweep::analysis {

/// An expression over parameters that bounds every access `p[index]` (elements 0 up to it are assumed to exist);
/// null if an access cannot be bounded, does not start at 0, or the pointer goes elsewhere (moved, stored, passed on).
ir::Expr infer_extent(const ir::Function& function, ir::VarId pointer);
/// The same for a pointer that a parameter's object holds (`grid.values`).
ir::Expr infer_extent(const ir::Function& function, const ir::Expr& pointer);

}  // namespace backsweep::analysis
