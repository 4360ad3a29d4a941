// takes: the file that an instrumented derivative has written, and a budget.  gives: which calls are joint.
// promises: a profile that is not understood, and a budget that no choice keeps, are errors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "plan/call.h"
#include "plan/study.h"

namespace backsweep::driver {

/// The fastest choice within `memory` bytes.
std::optional<plan::CallRules> read_call_profile(const std::string& file, std::uint64_t memory, diagnostics::Sink& sink);

/// An error for each call that is to be joint and that the sources do not have: the profile is one of other sources.
void check_fits(const plan::CallRules& rules, const ir::Program& program, const std::string& file, diagnostics::Sink& sink);

}  // namespace backsweep::driver
