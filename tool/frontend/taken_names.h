// takes: a parsed SOURCE.  gives: names that nothing in an emitted file may have beside it.
#pragma once

#include <set>
#include <string>

#include "frontend/parse.h"

namespace backsweep::frontend {

/// Macros of the user's own files, which would replace the names of variables.
std::set<std::string> macro_names(const Unit& unit);

/// Functions at namespace scope that the user's own files define.
std::set<DefinedFunction> defined_functions(const Unit& unit);

}  // namespace backsweep::frontend
