// takes: a finished derivative.  gives: loops that write each element once where they added to it several times.
// promises: the terms are added in their order.
#pragma once

#include <vector>

#include "ir/program.h"

namespace backsweep::transform {

/// `a[i] += x; …; a[i] -= y;`  ->  `…; a[i] = a[i] + x - y;` in loops that read nothing of what they add to: a compiler that
/// cannot know that loads and stores the element each time. `bars`: the function's derivative parameters.
void join_updates(ir::Function& function, const std::vector<ir::VarId>& bars);

}  // namespace backsweep::transform
