// Arguments of calls that the callee changes while it runs.
#pragma once

#include <set>

#include "analysis/zones.h"

namespace backsweep::transform {

/// Names the value of each argument that reads what its call overwrites: `scale(y, &y)` gets a variable for the first
/// `y`, so that a reverse call is given what the call was given.
void steady_arguments(ir::Program& program, const std::set<ir::FunctionId>& functions);

}  // namespace backsweep::transform
