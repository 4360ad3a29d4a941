// takes: a scope that ends.  gives: which of its locals are stored for the reverse sweep, and which are made again from
// their initializers.
#pragma once

#include "analysis/activity.h"
#include "ir/program.h"
#include "plan/plan.h"

namespace backsweep::plan {

/// Whether the expression keeps its value throughout the function: of literals and of variables that never change.
bool is_stable(analysis::FunctionZones& zones, const ir::Expr& init);

/// What a declaration reads: its initializer, elements and constructor arguments.
analysis::ZoneSet reads_of(analysis::FunctionZones& zones, const ir::Declare& declared);

/// Whether the local is declared once from values that are the same when the reverse sweep enters `region` again.
bool can_recompute(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& declaration);

/// Of the locals that the reverse of the region reads (`required`), and of those that these are computed from, the ones
/// that are best stored: so that bytes and repeated operations cost least together, or as the annotations of statements
/// and `storage` demand. The others can be declared again.
std::set<ir::VarId> worth_storing(analysis::FunctionZones& zones, const ir::Region& region,
                                  const analysis::ZoneSet& required, Storage storage);

/// Whether it is a vector that keeps the size it is declared with, and of which the reverse sweep reads nothing but that.
bool is_needed_for_shape(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& declaration,
                         const analysis::ZoneSet& required);

}  // namespace backsweep::plan
