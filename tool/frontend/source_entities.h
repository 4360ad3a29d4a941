// takes: a parsed SOURCE.  gives: what it declares besides the functions that are lowered, as text that a stand-alone
// file can print again.  promises: source order; nothing of system headers.
#pragma once

#include <vector>

#include "frontend/frontend.h"
#include "frontend/parse.h"

namespace backsweep::frontend {

/// Of the SOURCE itself; of a C file, also of the user's headers that it includes, which C++ may not be able to read.
std::vector<Entity> find_entities(const Unit& unit);

}  // namespace backsweep::frontend
