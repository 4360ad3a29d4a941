// takes: loops that reach neighbours around a ring.  gives: the same, cut into runs in which these lie beside one another.
// promises: bit for bit the same results.
#pragma once

#include "ir/program.h"
#include "transform/turned_counter.h"

namespace backsweep::transform {

/// `for (i = 0; i < n; ++i) { left = i == 0 ? n - 1 : i - 1; … }` loads x[left] element by element. As
///
///     while (i_first < n) {
///       i_end = i_first == 0 ? 1 : n;
///       i_previous_by = (i_first == 0 ? n - 1 : i_first - 1) - i_first;
///       for (i = i_first; i < i_end; ++i) { left = i + i_previous_by; … }
///       i_first = i_end;
///     }
///
/// the loop inside vectorises.
void cut_turns(ir::Function& function);

/// The same of one loop over a part of what its counter runs through; empty where there is nothing to cut.
ir::Region cut_turns(ir::Function& function, const ir::Stmt& stmt, const CounterRange& range);

/// Whether the statements only compute with numbers, so that their loop may be vectorised.
bool is_arithmetic(const ir::Region& body);

}  // namespace backsweep::transform
