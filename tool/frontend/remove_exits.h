// Third step of structure_exits: exit blocks become nesting, and flags where nesting does not reach.
#pragma once

#include "frontend/exit_blocks.h"

namespace backsweep::frontend {

/// Removes every exit block and Goto, those of `function_label` (the end of the function) included.
/// Gives the flag that says whether the function's end was reached early; invalid where none was needed.
ir::VarId remove_exits(ir::Function& function, ExitNames& names, const std::string& function_label);

}  // namespace backsweep::frontend
