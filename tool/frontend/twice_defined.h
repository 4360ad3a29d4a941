// takes: the parsed SOURCEs of a run.  gives: what two of them define, so that no file can include both.
#pragma once

#include <vector>

#include "diagnostics/sink.h"
#include "frontend/parse.h"

namespace backsweep::frontend {

/// Refuses what one SOURCE defines and a later one defines again. C files are not included, and may.
void refuse_twice_defined(const std::vector<Unit>& units, diagnostics::Sink& sink);

}  // namespace backsweep::frontend
