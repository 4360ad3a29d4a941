// Finds values that only branches use.
#include "transform/branch_values.h"

#include "ir/walk.h"

namespace backsweep::transform {
namespace {

using VarSet = std::set<ir::VarId>;

/// Goes backwards, with the variables whose values are used for sure from there on.
class Finder {
 public:
  explicit Finder(const ir::Function& function) : function_(function) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          if (const auto* address = ir::get_if<ir::AddressOf>(e)) ir::add_mentions(address->place, addressed_);
        });
      });
    });
    flow(function.body, {});
  }

  std::set<const ir::Stmt*> found;

 private:
  VarSet flow(const ir::Region& region, VarSet used) {
    for (std::size_t i = region.size(); i-- > 0;) flow(region[i], used);
    return used;
  }

  void flow(const ir::Stmt& stmt, VarSet& used) {
    if (const auto* branch = ir::get_if<ir::If>(stmt)) {
      flow(branch->then_region, used);
      flow(branch->else_region, used);
      return;
    }
    if (!ir::regions(stmt).empty()) return flow_loop(stmt, used);
    if (const auto* declared = ir::get_if<ir::Declare>(stmt); declared && declared->init) {
      return flow_value(stmt, declared->var, declared->init, used);
    }
    if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      const auto* ref = ir::get_if<ir::VarRef>(assigned->place);
      if (ref) return flow_value(stmt, ref->var, assigned->value, used);
    }
    if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
      const auto* ref = ir::get_if<ir::VarRef>(updated->place);
      if (ref && is_own_number(ref->var) && !used.count(ref->var)) return;
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { add_reads(expr, used); });
  }

  // A block runs once, a loop may run again: what its beginning reads its end leaves for it.
  void flow_loop(const ir::Stmt& stmt, VarSet& used) {
    for (std::size_t before = used.size() + 1; before != used.size();) {
      before = used.size();
      for (const ir::Region* inner : ir::regions(stmt)) used = flow(*inner, std::move(used));
    }
  }

  void flow_value(const ir::Stmt& stmt, ir::VarId var, const ir::Expr& value, VarSet& used) {
    if (is_own_number(var) && !used.count(var)) {
      found.insert(&stmt);
      return;
    }
    found.erase(&stmt);
    add_reads(value, used);
  }

  [[nodiscard]] bool is_own_number(ir::VarId var) const {
    const ir::Variable& variable = function_.var(var);
    return variable.role == ir::VarRole::kLocal && ir::is_real(variable.type) && !addressed_.count(var);
  }

  // Reads that carry a derivative, whatever is chosen.
  static void add_reads(const ir::Expr& expr, VarSet& used) {
    if (!expr || ir::is_integer(expr->type) || ir::get_if<ir::Select>(expr)) return;
    if (const auto* ref = ir::get_if<ir::VarRef>(expr)) used.insert(ref->var);
    for (const ir::Expr& child : ir::children(expr)) add_reads(child, used);
  }

  const ir::Function& function_;
  VarSet addressed_;
};

}  // namespace

std::set<const ir::Stmt*> branch_values(const ir::Function& function) { return Finder(function).found; }

}  // namespace backsweep::transform
