// Names for variables that a transformation adds, unique in their function.
#pragma once

#include <string>

#include "ir/program.h"

namespace backsweep::transform {

/// `wanted`, or `wanted_2`, `wanted_3`… if a variable of the function is called so already (`mean_3` for another `mean_2`).
std::string unique_name(const ir::Function& function, const std::string& wanted);
/// The variable's name, or one like it if another variable of the function, in whatever scope, has the same.
std::string name_of_its_own(const ir::Function& function, ir::VarId var);
/// Adds a temporary with a unique name near `wanted`.
ir::VarId add_temporary(ir::Function& function, const std::string& wanted, const ir::Type& type);
/// A word for the value of an expression: `exp`, `sqrt`, `quotient`, or the name of the variable it reads.
std::string name_for(const ir::Function& function, const ir::Expr& expr);

}  // namespace backsweep::transform
