// Last step of structure_exits: names mean their variables again after scopes have been merged and declarations moved.
#pragma once

#include "ir/program.h"

namespace backsweep::frontend {

/// Renames each local that shares its region with another of the same name, or hides one that is used in its scope.
void separate_names(ir::Function& function);

}  // namespace backsweep::frontend
