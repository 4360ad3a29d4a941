// takes: a parsed SOURCE and a name.  gives: the integer it stands for.
// promises: nothing where the name is no constant; values that only a run can know are not guessed.
#pragma once

#include <optional>
#include <string>

#include "frontend/parse.h"

namespace backsweep::frontend {

/// The value of an integer constant, enumerator or macro that is visible at the end of the SOURCE.
std::optional<long> find_constant(const Unit& unit, const std::string& name);

}  // namespace backsweep::frontend
