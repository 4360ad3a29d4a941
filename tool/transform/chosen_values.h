// takes: the active code of a function.  gives: variables that hold what varies on some ways only.
// promises: on the others their tangent is zero, whatever their value is.
#pragma once

#include <set>

#include "analysis/needed.h"

namespace backsweep::transform {

/// `y = x > 0 ? x : 0;`, `y = std::max(x, 0.0);`, `if (x < 0) y = 0;`: where y is a constant, a root of it has no tangent,
/// though its derivative by y is infinite at zero.
std::set<ir::VarId> chosen_values(const analysis::ActiveCode& code);

}  // namespace backsweep::transform
