// takes: a program and what was refused in it.  gives: notes that say by which calls the refused code is reached.
#pragma once

#include <vector>

#include "diagnostics/sink.h"
#include "ir/program.h"

namespace backsweep::driver {

/// Adds to every diagnostic about code of a function that nobody asked for the calls that lead there from a request,
/// innermost first.
void add_call_notes(const ir::Program& program, std::vector<diagnostics::Diagnostic>& diagnostics);

}  // namespace backsweep::driver
