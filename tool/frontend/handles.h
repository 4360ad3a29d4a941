// takes: a lowered function and its variables that give access to others: iterators, smart pointers, views.
// gives: statements of copied text that list, beside such a variable, what may be reached through it.
// promises: no other statement changes.
#pragma once

#include <cstdint>
#include <set>

#include "ir/program.h"

namespace backsweep::frontend {

void connect_handles(ir::Function& function, const std::set<std::int32_t>& handles);

}  // namespace backsweep::frontend
