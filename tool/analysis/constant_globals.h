// Tells tables of constants from globals that carry values.
#pragma once

#include "ir/program.h"

namespace backsweep::analysis {

/// A global that nothing may write: a number, an array or an object that is const.
bool is_constant_global(const ir::Variable& variable);

/// Such a global, or one that is constant by the user's word, or because nothing writes it: derivatives do not pass it.
bool is_inactive_global(const ir::Variable& variable);

}  // namespace backsweep::analysis
