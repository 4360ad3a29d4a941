// takes: a variable of the file, or a static one, whose shadow a derivative needs.  gives: whether a local can be that shadow,
// and what makes it zero.
#pragma once

#include "diagnostics/sink.h"
#include "ir/program.h"

namespace backsweep::transform {

/// Refuses what cannot be: a variable that carries active values through a call (`is_called`: the function is one that is
/// called by another), containers of containers, and pointers that have led somewhere before the function began.
bool check_global_shadow(const ir::Function& primal, ir::VarId var, bool is_called, diagnostics::Sink& sink);

/// Sets a shadow that `T{}` has made to zero where default member initializers have not. Overwrites.
void zero_global_shadow(const ir::Expr& shadow, const ir::Expr& primal, ir::Region& out, ir::Function& function);

}  // namespace backsweep::transform
