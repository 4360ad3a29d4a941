// takes: a function in a context.  gives: errors for everything active that cannot be differentiated.
// promises: nothing active that the tool does not understand gets past it.
#pragma once

#include "analysis/needed.h"
#include "diagnostics/sink.h"

namespace backsweep::transform {

/// Reports every statement that is copied without being understood and that active values flow through.
void refuse_unknown(const analysis::ActiveCode& code, diagnostics::Sink& sink);

}  // namespace backsweep::transform
