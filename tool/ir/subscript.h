// Subscripts as sums of a loop's variable and something else.
#pragma once

#include <optional>

#include "ir/program.h"

namespace backsweep::ir {

/// c in `i + c`, `c + i` or `i - c`, conversions aside; nothing for any other index.
std::optional<Expr> offset_from(const Expr& index, VarId induction);

}  // namespace backsweep::ir
