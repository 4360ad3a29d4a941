// The inverse of lowering's flags, for readers: break and return where they say the same.
#pragma once

#include "ir/program.h"

namespace backsweep::codegen {

/// Rewrites the body for printing only; no analysis understands what comes out.
/// * `while (c && !stopped) { … if (d) { …; stopped = true; } else { rest } }` gets a `break` and loses the flag,
///   where nothing else reads the flag and nothing runs behind the exit but a step of the loop's own variable;
/// * `if (c) { …; result = a; } else { …; result = b; } return result;` gets a `return` per branch;
/// * `if (c) { …; break; } else { rest }` loses the else.
void restore_exits(ir::Function& function);

}  // namespace backsweep::codegen
