// Second step of structure_exits: the user's gotos become exit blocks (forward) and loops (backward).
#pragma once

#include <optional>

#include "frontend/exit_blocks.h"
#include "frontend/structure_exits.h"

namespace backsweep::frontend {

/// Rewrites the body so that no user label is left; gives the first goto that enters a region from outside.
std::optional<IrreducibleGoto> structure_gotos(ir::Function& function, ExitNames& names);

}  // namespace backsweep::frontend
