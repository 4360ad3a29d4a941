// takes: a lowered function and the terms of a request as text.  gives: the request over its variables.
// promises: nothing of Clang is needed here; every name that does not fit is reported.
#pragma once

#include <optional>
#include <string>

#include "diagnostics/sink.h"
#include "frontend/extents.h"
#include "frontend/request_text.h"
#include "ir/program.h"

namespace backsweep::frontend {

/// The function as a user would type it: `ns::Class::f<double>`.
std::string qualified_name(const ir::Function& function);

/// Fills in the defaults: independents are all parameters that can carry a derivative; dependents the result, or all
/// parameters that can be written through. Sets the extents of raw pointer parameters that the request gives.
std::optional<ir::Request> resolve_request(ir::Program& program, ir::FunctionId function, ir::RequestKind kind,
                                           const RequestText& text, const base::SourceSpan& span,
                                           const ConstantLookup& constants, diagnostics::Sink& sink);

}  // namespace backsweep::frontend
