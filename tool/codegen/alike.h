// takes: the functions of a run.  gives: the same, of those that are alike one.  promises: nothing that a caller can tell
// apart becomes one.
#pragma once

#include <map>
#include <vector>

#include "ir/program.h"

namespace backsweep::codegen {

/// Functions of one origin whose text is the same but for the names of each other, as a recursion that is reached in
/// several contexts gives them: one stays in `functions`, and calls go to it. All of `kept` stay. Gives what stands for
/// each function that went.
std::map<ir::FunctionId, ir::FunctionId> merge_alike(ir::Program& program, std::vector<ir::FunctionId>& functions,
                                                     const std::vector<ir::FunctionId>& kept);

}  // namespace backsweep::codegen
