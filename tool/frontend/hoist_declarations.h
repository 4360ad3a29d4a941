// Fourth step of structure_exits: declarations stand where all uses see them, after statement lists have been split.
#pragma once

#include <optional>

#include "ir/program.h"

namespace backsweep::frontend {

/// Moves each declaration that a use lies outside of to the innermost region around all uses, leaving an assignment
/// behind. Gives a variable that cannot be moved (a reference, an initializer that cannot be assigned).
std::optional<ir::VarId> hoist_declarations(ir::Function& function);

}  // namespace backsweep::frontend
