// Renames locals whose scope now holds a use of another variable with the same name.
#include "frontend/separate_names.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "frontend/exit_blocks.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

using Vars = std::set<ir::VarId>;

class SeparateNames {
 public:
  explicit SeparateNames(ir::Function& function) : function_(function) {}

  void run() {
    std::vector<ir::VarId> scope(function_.params);
    visit(function_.body, scope);
  }

 private:
  /// `scope`: the variables declared so far in the scope that the region's own declarations join.
  /// Gives the variables mentioned in the region and not declared in it.
  Vars visit(const ir::Region& region, std::vector<ir::VarId>& scope);
  Vars visit_stmt(const ir::Stmt& stmt);
  void settle(ir::VarId declared, const Vars& free_behind, const std::vector<ir::VarId>& scope);

  ir::Function& function_;
};

void SeparateNames::settle(ir::VarId declared, const Vars& free_behind, const std::vector<ir::VarId>& scope) {
  const std::string& name = function_.var(declared).name;
  const auto clashes = [&](ir::VarId other) { return other != declared && function_.var(other).name == name; };
  if (std::ranges::any_of(free_behind, clashes) || std::ranges::any_of(scope, clashes)) {
    function_.var(declared).name = ExitNames(function_).unique(name);
  }
}

/// What a statement mentions that is not declared inside it.
Vars SeparateNames::visit_stmt(const ir::Stmt& stmt) {
  Vars free;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
    ir::walk(expr, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) free.insert(ref->var);
    });
  });
  std::vector<ir::VarId> scope;
  if (const auto* loop = ir::get_if<ir::While>(stmt)) {
    // Condition and body lie in the scope of what stands in front of the condition.
    std::vector<ir::VarId> body_scope;
    free.merge(visit(loop->body, body_scope));
    for (std::size_t i = loop->before_condition.size(); i-- > 0;) {
      const ir::VarId declared = declared_here(loop->before_condition[i]);
      if (declared.is_valid()) settle(declared, free, body_scope);
      free.merge(visit_stmt(loop->before_condition[i]));
      if (declared.is_valid()) free.erase(declared);
    }
    return free;
  }
  if (const auto* loop = ir::get_if<ir::For>(stmt)) {
    const Vars inside = visit(loop->body, scope);
    settle(loop->var, inside, scope);
    free.insert(inside.begin(), inside.end());
    free.erase(loop->var);
    return free;
  }
  for (const ir::Region* inner : ir::regions(stmt)) {
    scope.clear();
    free.merge(visit(*inner, scope));
  }
  return free;
}

Vars SeparateNames::visit(const ir::Region& region, std::vector<ir::VarId>& scope) {
  std::vector<ir::VarId> declared(region.size());
  for (std::size_t i = 0; i < region.size(); ++i) declared[i] = declared_here(region[i]);
  Vars free;
  for (std::size_t i = region.size(); i-- > 0;) {
    free.merge(visit_stmt(region[i]));
    if (!declared[i].is_valid()) continue;
    std::vector<ir::VarId> before = scope;
    for (std::size_t k = 0; k < i; ++k) {
      if (declared[k].is_valid()) before.push_back(declared[k]);
    }
    settle(declared[i], free, before);
    free.erase(declared[i]);
  }
  for (const ir::VarId var : declared) {
    if (var.is_valid()) scope.push_back(var);
  }
  return free;
}

}  // namespace

void separate_names(ir::Function& function) { SeparateNames(function).run(); }

}  // namespace backsweep::frontend
