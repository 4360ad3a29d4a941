// takes: a whole program.  gives: calls of functions without a body that reach only what they are given.
// promises: where memory could reach them on other ways that the program shows, nothing changes.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// A function without a visible body that is given neither pointers that lead on nor gives one back is taken to reach what
/// it is given and nothing else, unless some function of the program names a variable of a file, which it may reach as
/// well. Transform warns of those that active values come by.
void confine_unseen_calls(ir::Program& program);

}  // namespace backsweep::transform
