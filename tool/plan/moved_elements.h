// takes: a statement that may change a vector's size or buffer.  gives: the pointers that lead into it, and that the reverse
// sweep would follow to elements that are elsewhere.
#pragma once

#include <utility>
#include <vector>

#include "analysis/zones.h"
#include "plan/plan.h"

namespace backsweep::plan {

/// Variables that are, or hold, pointers or references to elements of a vector that the statement grows, swaps or assigns
/// to.
std::vector<ir::VarId> into_reshaped(analysis::FunctionZones& zones, const ir::Stmt& stmt);
/// Of these, those that the reverse of earlier statements reads (`required`), and those used behind it, whose shadows would not
/// follow.
std::vector<ir::VarId> left_behind(analysis::FunctionZones& zones, const ir::Stmt& stmt, const analysis::ZoneSet& required);

/// Statements after which a pointer that the plan keeps for the reverse sweep would lead to where the elements were, each with
/// the pointer: what is kept is an address.
std::vector<std::pair<const ir::Stmt*, ir::VarId>> kept_across_moves(analysis::FunctionZones& zones, const Plan& plan);

}  // namespace backsweep::plan
