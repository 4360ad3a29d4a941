// takes: a function in which calls have been inlined.  gives: the same with std::pair and std::tuple taken apart.
// promises: the same values; what is handed on as a whole stays one.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// Locals of such a type, with members that are numbers or pointers, become a variable for each member: no helper that
/// returns two numbers leaves an object behind, and codegen gives each value the name that a structured binding has for it.
void split_products(ir::Function& function);

}  // namespace backsweep::transform
