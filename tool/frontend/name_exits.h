// First step of structure_exits: break, continue, return and switch become exit blocks, Gotos and ifs.
#pragma once

#include "frontend/exit_blocks.h"

namespace backsweep::frontend {

/// The label that stands for the end of the function.
inline constexpr char kReturnLabel[] = "#returned#0";

/// Rewrites the body. Every Return becomes an assignment to the variable it gives (invalid in a void function) and a
/// Goto of kReturnLabel. For and While keep their kind; increments are folded into the body, do-while loops are turned
/// around.
ir::VarId name_exits(ir::Function& function, ExitNames& names);

}  // namespace backsweep::frontend
