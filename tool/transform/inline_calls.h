// takes: a program.  gives: the same with small calls replaced by their bodies.  promises: it computes the same.
#pragma once

#include <set>
#include <vector>

#include "ir/program.h"
#include "plan/study.h"

namespace backsweep::transform {

/// Inlines calls of small functions into `functions` (callees are treated first). A function that is recursive,
/// constant by the user's word, differentiated by hand or larger than a few loops stays a call.
/// `copies` are functions that stand beside another with the same body: their calls are no further ones of a callee that
/// is larger, but called only once. Calls that `rules` measure or know stay calls. Gives the calls that are gone.
std::vector<plan::Inlined> inline_calls(ir::Program& program, const std::set<ir::FunctionId>& functions,
                                        const std::set<ir::FunctionId>& copies, const plan::CallRules& rules);

}  // namespace backsweep::transform
