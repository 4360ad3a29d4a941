// takes: a declaration in a scope that ends.  gives: whether the reverse sweep can make it again from its initializer.
#pragma once

#include "analysis/activity.h"
#include "ir/program.h"
#include "plan/plan.h"

namespace backsweep::plan {

/// Whether the expression keeps its value throughout the function: of literals and of variables that never change.
bool is_stable(analysis::FunctionZones& zones, const ir::Expr& init);

/// What a declaration reads: its initializer, elements and constructor arguments.
analysis::ZoneSet reads_of(analysis::FunctionZones& zones, const ir::Declare& declared);

/// Whether the local is declared once from values that are the same when the reverse sweep enters `region` again, and is
/// a pointer, holds pointers, is cheap, or is meant to be computed again by its own mark or by `storage`.
bool is_recomputable(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& declaration, Storage storage);

/// Whether it is a vector that keeps the size it is declared with, and of which the reverse sweep reads nothing but that.
bool is_needed_for_shape(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& declaration,
                         const analysis::ZoneSet& required);

}  // namespace backsweep::plan
