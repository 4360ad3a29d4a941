// Tells where a term is zero times infinity.
#include "transform/poles.h"

#include <algorithm>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"

namespace backsweep::transform {

ir::Expr is_not_zero(const ir::Expr& e) {
  return ir::raw_binary(ir::BinaryOp::kNotEqual, e, ir::zero(e->type), ir::bool_type());
}

void collect_poles(const ir::Expr& expr, std::vector<ir::Expr>& poles) {
  ir::walk(expr, [&](const ir::Expr& e) {
    const ir::Expr pole = rules::pole(e);
    const auto is_same = [&](const ir::Expr& known) { return ir::same_expr(known, pole); };
    if (pole && std::none_of(poles.begin(), poles.end(), is_same)) poles.push_back(pole);
  });
}

ir::Expr seed_or_regular(const ir::Expr& seed, const std::vector<ir::Expr>& poles) {
  ir::Expr regular;
  for (const ir::Expr& pole : poles) {
    regular = regular ? ir::raw_binary(ir::BinaryOp::kAnd, regular, is_not_zero(pole), ir::bool_type()) : is_not_zero(pole);
  }
  return ir::raw_binary(ir::BinaryOp::kOr, is_not_zero(seed), regular, ir::bool_type());
}

}  // namespace backsweep::transform
