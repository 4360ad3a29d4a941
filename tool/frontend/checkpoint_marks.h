// takes: the loops that --checkpoint names, and the lowered program.  gives: marks at these loops.  promises: what names no
// loop is reported.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "frontend/parse.h"
#include "ir/program.h"

namespace backsweep::frontend {

/// `names`: `function:LINE` each. A function whose body stands in its callers only, as that of one that gets a function,
/// has its loops marked there.
void mark_checkpoints(const std::vector<std::string>& names, const std::vector<Unit>& units, ir::Program& program,
                      diagnostics::Sink& sink);

}  // namespace backsweep::frontend
