// takes: a loop of a finished derivative.  gives: two loops, the first of which holds an inner loop and nothing else.
// promises: the same results; nothing is given where what runs behind the inner loop has to do with it.
#pragma once

#include "ir/program.h"
#include "transform/aliases.h"

namespace backsweep::transform {

/// `for (i…) { for (j…) …; rest }`  ->  `for (i…) for (j…) …;  for (i…) rest`
ir::Region split_behind_inner(const Aliases& aliases, const ir::Stmt& stmt);

}  // namespace backsweep::transform
