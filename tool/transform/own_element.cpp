// Recognises the element of an array that an iteration has for itself.
#include "transform/own_element.h"

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

bool mentions_only_own(const ir::Expr& expr, ir::VarId array, ir::VarId counter) {
  long all = 0;
  long own = 0;
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref && ref->var == array) ++all;
    if (is_own_element(e, array, counter)) ++own;
  });
  return all == own;
}

}  // namespace

bool is_own_element(const ir::Expr& place, ir::VarId array, ir::VarId counter) {
  const auto* access = ir::get_if<ir::Index>(place);
  const auto* base = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
  const auto* index = access ? ir::get_if<ir::VarRef>(ir::without_integer_casts(access->index)) : nullptr;
  return base && index && base->var == array && index->var == counter;
}

bool mentions_only_own_element(const ir::Stmt& stmt, ir::VarId array, ir::VarId counter) {
  bool is_fit = true;
  ir::walk(stmt, [&](const ir::Stmt& one) {
    ir::visit_exprs(one, [&](const ir::Expr& expr, ir::Use) { is_fit = is_fit && mentions_only_own(expr, array, counter); });
  });
  return is_fit;
}

}  // namespace backsweep::transform
