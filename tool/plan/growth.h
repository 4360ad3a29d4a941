// Buffers that realloc lets grow: one block for a whole sweep.
#pragma once

#include <map>
#include <set>

#include "analysis/zones.h"

namespace backsweep::plan {

/// Local pointers whose block only ever grows. The forward sweep never shrinks such a block, its elements keep their
/// places, and the pointer's latest address serves the whole reverse sweep, which gives the block back last.
struct Growth {
  std::map<ir::VarId, const ir::Stmt*> buffers;  ///< With their declarations.
  std::set<const ir::Stmt*> steps;               ///< `p = realloc(p, n)` of such a buffer.
};

/// A buffer is declared once, gets its memory from realloc(itself) or from allocations outside of inner loops, and no
/// other pointer reaches its block.
Growth find_growth(analysis::FunctionZones& zones);

}  // namespace backsweep::plan
