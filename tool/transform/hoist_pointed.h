// takes: a function and its zones.  gives: the same with arrays that moving pointers point to declared at its top.
// promises: it computes the same.
#pragma once

#include "analysis/zones.h"

namespace backsweep::transform {

/// A pointer that is assigned, moved or swapped is put back to an address by the reverse sweep: what it may point to
/// must still live there. Locals of inner scopes would be declared anew in the reverse sweep, somewhere else; numbers
/// and arrays of numbers are therefore declared once, at the top. True if anything was moved.
bool hoist_pointed_locals(ir::Function& function, analysis::FunctionZones& zones);

}  // namespace backsweep::transform
