// Statements that show something to the user come once, however often a step runs.
#pragma once

#include <functional>

#include "ir/program.h"

namespace backsweep::transform {

/// The output under the condition that the thread runs no step of a checkpointed loop again.
ir::Stmt shown_once(const ir::Stmt& output);
/// The same of every output below the region; calls go to what `quiet` gives for their callees.
void show_once(ir::Region& region, const std::function<ir::FunctionId(ir::FunctionId)>& quiet);
/// Whether a run of the function may show something.
bool shows_output(const ir::Program& program, ir::FunctionId function);

}  // namespace backsweep::transform
