// Finds variables through which the same memory may be reached.
#include "transform/aliases.h"

#include <algorithm>

#include "ir/walk.h"

namespace backsweep::transform {

Aliases::Aliases(const ir::Function& function, const std::vector<ir::VarId>& bars) : function_(function), bars_(bars) {
  std::vector<ir::VarId> values;
  std::vector<ir::VarId> derivatives;
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Variable& variable = function.vars[i];
    const bool is_global = variable.role == ir::VarRole::kGlobal || variable.role == ir::VarRole::kStatic;
    const bool is_handed_in = variable.role == ir::VarRole::kParam && !variable.is_restrict && !variable.is_apart &&
                              (ir::is_pointer_like(variable.type) || ir::holds_pointers(variable.type));
    if (!is_global && !is_handed_in) continue;
    (std::find(bars.begin(), bars.end(), var) == bars.end() ? values : derivatives).push_back(var);
  }
  join(values);
  join(derivatives);
  ir::walk(function.body, [&](const ir::Stmt& stmt) { note(stmt); });
}

void Aliases::join(const std::vector<ir::VarId>& vars) {
  for (const ir::VarId var : vars) {
    if (!same(var, vars.front())) parent_[root(var)] = root(vars.front());
  }
}

bool Aliases::is_of_derivatives(ir::VarId var) const {
  return std::any_of(bars_.begin(), bars_.end(), [&](ir::VarId bar) {
    return function_.var(bar).role == ir::VarRole::kParam && same(bar, var);
  });
}

ir::VarId Aliases::root(ir::VarId var) const {
  const auto found = parent_.find(var);
  return found == parent_.end() ? var : root(found->second);
}

void Aliases::note(const ir::Stmt& stmt) {
  std::vector<ir::VarId> mentioned;
  bool makes_pointer = false;
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  if (declared) {
    mentioned.push_back(declared->var);
    makes_pointer = ir::holds_pointers(function_.var(declared->var).type);
  }
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    makes_pointer = makes_pointer || (use != ir::Use::kRead && ir::holds_pointers(expr->type));
    ir::walk(expr, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e); ref && is_memory(ref->var)) mentioned.push_back(ref->var);
    });
  });
  if (makes_pointer) join(mentioned);
}

bool Aliases::is_memory(ir::VarId var) const {
  const ir::Type& type = function_.var(var).type;
  return !ir::is_real(type) && !ir::is_integer(type);
}

}  // namespace backsweep::transform
