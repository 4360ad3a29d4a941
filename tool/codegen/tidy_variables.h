// One variable per declaration, and none that nobody uses.
#pragma once

#include "ir/program.h"

namespace backsweep::codegen {

/// A variable that is declared in several places (a forward and a reverse loop, say) becomes one variable for each, so
/// that each is named, const and used on its own.
void separate_variables(ir::Function& function);

/// A pointer that gets another value right behind its declaration needs none there.
void drop_overwritten_pointers(ir::Function& function);

/// Takes away declarations of scalars, pointers and references that nothing mentions.
void drop_unused_variables(const ir::Program& program, ir::Function& function);

}  // namespace backsweep::codegen
