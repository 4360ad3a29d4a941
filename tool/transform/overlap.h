// Raw pointers that may overlap: derivatives for the case that they do not, and the check which case it is.
#pragma once

#include <vector>

#include "plan/study.h"
#include "transform/derivation.h"

namespace backsweep::transform {

/// The parameters of a request behind which memory of known extent lies, which other parameters may reach too.
std::vector<ir::VarId> may_overlap(const ir::Function& primal, const ir::Request& request);

/// The function under another name for itself, with the parameters' memory apart from everything else.
ir::Function taken_apart(const ir::Function& primal, const std::vector<ir::VarId>& params);

/// Whether all that may overlap the parameters' memory is known: each other, and what the request does not list, which is
/// apart by the user's word. Memory behind other pointers, and globals, are not.
bool is_checkable(analysis::FunctionZones& zones, const ir::Request& request, const std::vector<ir::VarId>& params);

/// Whether the first plan keeps less between the sweeps than the second, or merges more.
bool is_cheaper(const plan::Record& one, const plan::Record& other);

/// Puts the check in front of `fast`, the derivative for memory that is apart: where two of the parameters overlap, of which
/// the primal writes one, or their shadows do, it calls `general` with its own arguments. `zones` are those of the primal.
/// Returns whether there is anything to check, and `general` is used.
bool add_overlap_check(ir::Function& fast, ir::FunctionId general, analysis::FunctionZones& zones,
                       const ir::Request& request, const std::vector<ir::VarId>& params);

}  // namespace backsweep::transform
