// takes: statements and a pointer variable.  gives: whether the variable itself changes in them.
// promises: what happens to the memory that it leads to does not count.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// Whether the variable is given another value below `region`.
bool is_assigned(const ir::Region& region, ir::VarId var);
/// Whether its address is taken there.
bool is_taken(const ir::Region& region, ir::VarId var);

}  // namespace backsweep::transform
