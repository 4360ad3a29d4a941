// takes: an adjoint function in the making and the adjoints that begin at zero.  gives: the statements that clear them.
// promises: what cannot be cleared as a whole, because nobody says how far it goes, is refused.
#pragma once

#include <vector>

#include "transform/derivation.h"
#include "transform/shadow.h"

namespace backsweep::transform {

/// A parameter of the primal whose adjoint begins at zero.
struct ClearedParam {
  ir::VarId param;
  ir::VarId shadow;
  bool is_own = false;  ///< Nobody asked for it: memory of the function rather than a parameter.
};

struct ClearedShadows {
  ir::Region start;  ///< In front of everything else.
  bool uses_blocks = false;
};

/// Adjoints that a gradient gives, and those of what carries active values in between. `sweeps` are the function's
/// statements so far; `blocks` is the variable of the workspace that arrays are taken from. Overwrites.
ClearedShadows clear_shadows(Derivation& derivation, const ir::Request& request, const std::vector<ClearedParam>& params,
                             ir::Function& out, Shadows& shadows, ir::VarId blocks, const std::vector<ir::Region*>& sweeps);

}  // namespace backsweep::transform
