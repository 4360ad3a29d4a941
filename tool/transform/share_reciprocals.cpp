// Makes derivatives that are divided by one number share a division.
#include "transform/share_reciprocals.h"

#include <algorithm>
#include <functional>
#include <set>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/derivative_variables.h"
#include "transform/direction_loops.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// What is evaluated whenever the expression is: `x == 0 ? 0 : y / x` divides by no zero, and keeps its division.
void walk_unconditional(const ir::Expr& expr, const std::function<void(const ir::Expr&)>& visit) {
  if (!expr) return;
  visit(expr);
  if (const auto* choice = ir::get_if<ir::Select>(expr)) return walk_unconditional(choice->condition, visit);
  for (const ir::Expr& operand : ir::children(expr)) walk_unconditional(operand, visit);
}

class Sharer {
 public:
  Sharer(const Derivation& derivation, ir::Function& function, const std::vector<ir::VarId>& shadows)
      : function_(function), derivatives_(derivation, function, shadows), escaped_(addressed_variables(function)) {}

  void share_in(ir::Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      for (const ir::Expr& divisor : divisors_of(region[i])) {
        if (share_from(region, i, divisor)) ++i;
      }
    }
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) share_in(*inner);
    }
  }

 private:
  // The number below, if a derivative is divided and only this function's statements that name the number change it.
  [[nodiscard]] ir::Expr divisor_of(const ir::Expr& expr) const {
    const auto* quotient = ir::get_if<ir::Binary>(expr);
    if (!quotient || quotient->op != BinaryOp::kDiv || !ir::is_real(expr->type)) return nullptr;
    if (!ir::same_type(quotient->right->type, expr->type) || !derivatives_.is_derivative(quotient->left)) return nullptr;
    return is_own(quotient->right) && !derivatives_.is_derivative(quotient->right) ? quotient->right : nullptr;
  }

  // A variable, or an element of a local array at a fixed place.
  [[nodiscard]] bool is_own(const ir::Expr& expr) const {
    const auto* element = ir::get_if<ir::Index>(expr);
    if (element && (element->base->type->kind != ir::TypeKind::kArray || !ir::get_if<ir::Literal>(element->index))) return false;
    const auto* ref = ir::get_if<ir::VarRef>(element ? element->base : expr);
    if (!ref || escaped_.count(ref->var)) return false;
    const ir::VarRole role = function_.var(ref->var).role;
    return role == ir::VarRole::kLocal || (role == ir::VarRole::kParam && !element && ir::is_real(function_.var(ref->var).type));
  }

  // Of the statement itself and of the loops in it: what stands in a branch may never run.
  static void each_value(const ir::Stmt& stmt, const std::function<void(const ir::Expr&)>& visit) {
    if (is_loop(stmt)) {
      for (const ir::Region* inner : ir::regions(stmt)) {
        for (const ir::Stmt& one : *inner) each_value(one, visit);
      }
    } else if (ir::regions(stmt).empty()) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        if (use == ir::Use::kRead) walk_unconditional(expr, visit);
      });
    }
  }

  static bool is_loop(const ir::Stmt& stmt) { return ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt); }

  [[nodiscard]] std::vector<ir::Expr> divisors_of(const ir::Stmt& stmt) const {
    std::vector<ir::Expr> found;
    each_value(stmt, [&](const ir::Expr& expr) {
      const ir::Expr divisor = divisor_of(expr);
      const auto is_it = [&](const ir::Expr& known) { return ir::same_expr(known, divisor); };
      if (divisor && std::none_of(found.begin(), found.end(), is_it)) found.push_back(divisor);
    });
    return found;
  }

  // How often the statement divides by the number: in loops more than once.
  [[nodiscard]] int divisions(const ir::Stmt& stmt, const ir::Expr& divisor) const {
    int count = 0;
    each_value(stmt, [&](const ir::Expr& expr) {
      const ir::Expr own = divisor_of(expr);
      if (own && ir::same_expr(own, divisor)) count += is_loop(stmt) ? 2 : 1;
    });
    return count;
  }

  static bool changes(const ir::Stmt& stmt, ir::VarId var) {
    bool found = false;
    ir::walk(stmt, [&](const ir::Stmt& one) {
      const auto* declared = ir::get_if<ir::Declare>(one);
      found = found || (declared && declared->var == var);
      ir::visit_exprs(one, [&](const ir::Expr& expr, ir::Use use) {
        found = found || (use != ir::Use::kRead && base_var(expr) == var);
      });
    });
    return found;
  }

  // Shares the divisions from the statement on, up to where the number changes. Whether there were enough of them.
  bool share_from(ir::Region& region, std::size_t first, const ir::Expr& divisor) {
    const ir::VarId var = base_var(divisor);
    int count = 0;
    std::size_t end = first;
    for (; end < region.size() && !changes(region[end], var); ++end) count += divisions(region[end], divisor);
    if (count < 2) return false;
    const ir::VarId reciprocal = add_temporary(function_, "reciprocal", divisor->type);
    for (std::size_t i = first; i < end; ++i) multiply(region[i], divisor, ir::var_ref(function_, reciprocal));
    const ir::Expr value = ir::binary(BinaryOp::kDiv, ir::real(1, divisor->type), divisor);
    region.insert(region.begin() + static_cast<std::ptrdiff_t>(first), ir::declare(reciprocal, value));
    return true;
  }

  // Branches use what is there, too.
  void multiply(ir::Stmt& stmt, const ir::Expr& divisor, const ir::Expr& reciprocal) const {
    const auto product = [&](const ir::Expr& e) {
      const ir::Expr own = divisor_of(e);
      if (!own || !ir::same_expr(own, divisor)) return e;
      return ir::binary(BinaryOp::kMul, ir::get_if<ir::Binary>(e)->left, reciprocal);
    };
    const auto replace = [&](const ir::Expr& expr) { return ir::rewrite(expr, product); };
    ir::map_exprs(stmt, replace);
    for (ir::Region* inner : ir::regions(stmt)) ir::rewrite(*inner, product);
  }

  ir::Function& function_;
  DerivativeVariables derivatives_;
  std::set<ir::VarId> escaped_;
};

}  // namespace

void share_reciprocals(const Derivation& derivation, ir::Function& function, const std::vector<ir::VarId>& shadows) {
  Sharer(derivation, function, shadows).share_in(function.body);
}

}  // namespace backsweep::transform
