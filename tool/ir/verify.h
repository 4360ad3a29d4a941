// takes: a program.  gives: what is wrong with it, empty if nothing.  promises: a program that verifies is what later phases expect.
#pragma once

#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::ir {

/// Checks types, places, ids, declarations before use, counted-loop rules, no jumps, Return only last.
/// A message names function and statement: a failure is a bug of the tool, never of the user.
std::vector<std::string> verify(const Program& program);
std::vector<std::string> verify(const Program& program, const Function& function);

}  // namespace backsweep::ir
