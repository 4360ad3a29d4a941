// takes: a loop.  gives: whether the reverse of its iterations may run in any order.
// promises: yes means that the adjoints of two iterations commute, up to the rounding of sums.
#pragma once

#include "analysis/needed.h"

namespace backsweep::plan {

/// No iteration overwrites what another reads or overwrites, unless it is private to each; iterations may meet in sums,
/// and in what they only read. `restored`: zones to which the reverse sweep gives their old values back.
bool is_order_free(const analysis::ActiveCode& code, const ir::Stmt& loop, const analysis::ZoneSet& restored);

}  // namespace backsweep::plan
