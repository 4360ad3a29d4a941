// takes: a statement of a counted loop.  gives: whether it touches the counter's element of an array, and no other.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `array[counter]`.
bool is_own_element(const ir::Expr& place, ir::VarId array, ir::VarId counter);

/// Whether every mention of the array in the statement, and in those inside of it, is that element.
bool mentions_only_own_element(const ir::Stmt& stmt, ir::VarId array, ir::VarId counter);

}  // namespace backsweep::transform
