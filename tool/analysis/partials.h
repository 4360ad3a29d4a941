// takes: a value.  gives: the places it is a differentiable function of, with the derivative for each.
// promises: the derivatives of the rule rows, put together by the chain rule; nothing is decided here.
#pragma once

#include <vector>

#include "ir/expr.h"

namespace backsweep::analysis {

struct LocalPartial {
  ir::Expr place;
  ir::Expr partial;  ///< d value / d place, over the same places.
};

/// One entry per place, in order of first use; none where the derivative is zero or has no closed form.
/// `result`: an expression for the value itself that derivatives may use (exp, sqrt); null if there is none.
std::vector<LocalPartial> local_partials(const ir::Expr& value, const ir::Expr& result);

}  // namespace backsweep::analysis
