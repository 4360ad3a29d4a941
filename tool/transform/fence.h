// takes: a function in a context.  gives: errors for everything active that cannot be differentiated.
// promises: nothing active that the tool does not understand gets past it.
#pragma once

#include "analysis/needed.h"
#include "diagnostics/sink.h"

namespace backsweep::transform {

/// Reports every statement that is copied without being understood and that active values flow through, and every
/// place where active memory is seen as another type, in the function and in what it calls without a derivative.
void refuse_unknown(analysis::ActivityAnalysis& activity, const analysis::ActiveCode& code, diagnostics::Sink& sink);

/// Reports a call that is not inlined and that moves pointers to active values: their shadows would stay where they are.
void refuse_moved_pointers(const ir::Stmt& stmt, const ir::Function& callee, diagnostics::Sink& sink);

/// Reports a call that is handed memory without a shadow and whose derivative would write to one.
void refuse_memory_without_shadow(const ir::Stmt& stmt, diagnostics::Sink& sink);

/// Refuses a parameter that carries active values and that the request does not name.
void refuse_unlisted(const ir::Variable& param, diagnostics::Sink& sink);

}  // namespace backsweep::transform
