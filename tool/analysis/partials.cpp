// Local partial derivatives: the chain rule within one statement.
#include "analysis/partials.h"

#include <algorithm>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"

namespace backsweep::analysis {
namespace {

void collect(const ir::Expr& value, const ir::Expr& result, const ir::Expr& outer,
             std::vector<LocalPartial>& partials) {
  if (!value || ir::is_integer(value->type)) return;
  if (ir::is_place(value)) {
    const auto known = std::find_if(partials.begin(), partials.end(),
                                    [&](const LocalPartial& one) { return ir::same_expr(one.place, value); });
    if (known == partials.end()) {
      partials.push_back({value, outer});
    } else {
      known->partial = ir::binary(ir::BinaryOp::kAdd, known->partial, outer);
    }
    return;
  }
  if (ir::get_if<ir::OpaqueExpr>(value) || !ir::is_real(value->type)) return;
  const std::vector<ir::Expr> operands = ir::children(value);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool is_condition = ir::get_if<ir::Select>(value) && i == 0;
    if (is_condition || !ir::is_real(operands[i]->type) || !rules::is_differentiable(value, i)) continue;
    const ir::Expr term = rules::pullback(value, i, result ? result : value, ir::cast(outer, value->type));
    if (!ir::is_zero(term)) collect(operands[i], nullptr, term, partials);
  }
}

}  // namespace

std::vector<LocalPartial> local_partials(const ir::Expr& value, const ir::Expr& result) {
  std::vector<LocalPartial> partials;
  if (value && ir::carries_real(value->type)) {
    const ir::Type type = ir::is_real(value->type) ? ir::without_const(value->type) : ir::double_type();
    collect(value, result, ir::real(1, type), partials);
  }
  return partials;
}

}  // namespace backsweep::analysis
