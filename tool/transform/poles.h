// takes: terms of derivatives.  gives: where they are infinite, and tests that keep zero times infinity out of them.
// promises: where nothing is zero the test is true whatever the seed is, so that the term may be differentiated once more.
#pragma once

#include <vector>

#include "ir/expr.h"

namespace backsweep::transform {

ir::Expr is_not_zero(const ir::Expr& e);
/// Adds what is zero where the expression has a pole, once each.
void collect_poles(const ir::Expr& expr, std::vector<ir::Expr>& poles);
/// `seed != 0 || (pole != 0 && ...)`.
ir::Expr seed_or_regular(const ir::Expr& seed, const std::vector<ir::Expr>& poles);

}  // namespace backsweep::transform
