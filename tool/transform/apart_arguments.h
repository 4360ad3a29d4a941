// takes: functions in normal form.  gives: the same, with parameters marked whose memory nothing else reaches.
// promises: a mark holds at every call from one of the functions; what is not certain is not marked.
#pragma once

#include <set>
#include <vector>

#include "ir/program.h"

namespace backsweep::transform {

/// Marks pointer and reference parameters of functions that only others of `functions` call, not the user: what lies
/// behind them overlaps nothing else that the call reads or writes, wherever it is called. `requested` are called by the
/// user, who may hand in anything.
void mark_apart_arguments(ir::Program& program, const std::set<ir::FunctionId>& functions,
                          const std::vector<ir::FunctionId>& requested);

}  // namespace backsweep::transform
