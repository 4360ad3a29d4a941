// Declarations and first values as one statement.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `double y; …; y = f(x);` with nothing about y between becomes `…; double y = f(x);`: a real whose declaration says
/// what it is can be computed again instead of stored. Calls leave such pairs where they are inlined.
void join_declarations(ir::Function& function);

}  // namespace backsweep::transform
