// Finds flags that only leave a loop, and results that are only returned.
#include "codegen/restore_exits.h"

#include <iterator>
#include <optional>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using ir::Expr;
using ir::Region;
using ir::Stmt;
using ir::VarId;

bool reads(const Expr& expr, VarId var) {
  const auto* ref = ir::get_if<ir::VarRef>(expr);
  return ref && ref->var == var;
}

int count_mentions(const Region& region, VarId var);

int count_mentions(const Stmt& stmt, VarId var) {
  int count = 0;
  ir::visit_exprs(
      stmt, [&](const Expr& expr, ir::Use) { ir::walk(expr, [&](const Expr& e) { count += reads(e, var) ? 1 : 0; }); });
  for (const Region* inner : ir::regions(stmt)) count += count_mentions(*inner, var);
  return count;
}

int count_mentions(const Region& region, VarId var) {
  int count = 0;
  for (const Stmt& stmt : region) count += count_mentions(stmt, var);
  return count;
}

bool is_boolean(const Expr& expr, bool value) {
  return expr->type->kind == ir::TypeKind::kBool && ir::is_literal(expr, value ? 1 : 0);
}

/// `flag = true;`
bool raises(const Stmt& stmt, VarId flag) {
  const auto* assign = ir::get_if<ir::Assign>(stmt);
  return assign && reads(assign->place, flag) && is_boolean(assign->value, true);
}

bool is_not(const Expr& expr, VarId flag) {
  const auto* negation = ir::get_if<ir::Unary>(expr);
  return negation && negation->op == ir::UnaryOp::kNot && reads(negation->operand, flag);
}

/// The flag behind `bool flag = false;` made by lowering; invalid for other statements.
VarId declared_flag(const ir::Function& function, const Stmt& stmt) {
  const auto* declare = ir::get_if<ir::Declare>(stmt);
  if (!declare || !declare->init || !is_boolean(declare->init, false)) return {};
  return function.var(declare->var).is_temporary ? declare->var : VarId{};
}

/// The condition without its `&& !flag`; nothing where the flag stands elsewhere in it.
std::optional<Expr> without_flag(const Expr& condition, VarId flag) {
  if (is_not(condition, flag)) return ir::boolean(true);
  const auto* both = ir::get_if<ir::Binary>(condition);
  if (!both || both->op != ir::BinaryOp::kAnd) return std::nullopt;
  const bool in_left = ir::mentions(both->left, flag);
  if (in_left && ir::mentions(both->right, flag)) return std::nullopt;
  const std::optional<Expr> rest = without_flag(in_left ? both->left : both->right, flag);
  if (!rest) return std::nullopt;
  const Expr& other = in_left ? both->right : both->left;
  if (is_boolean(*rest, true)) return other;
  return in_left ? ir::binary(ir::BinaryOp::kAnd, *rest, other) : ir::binary(ir::BinaryOp::kAnd, other, *rest);
}

/// The variable that the last statement of a loop body steps; invalid if it does something else.
VarId stepped_variable(const Region& body) {
  const auto* step = body.empty() ? nullptr : ir::get_if<ir::Update>(body.back());
  const auto* ref = step ? ir::get_if<ir::VarRef>(step->place) : nullptr;
  return ref && !ir::mentions(step->value, ref->var) ? ref->var : VarId{};
}

/// Whether the variable is declared in front of the loop and not mentioned behind it.
bool is_only_used_in(const Region& region, std::size_t loop_at, VarId var) {
  bool is_declared = false;
  for (std::size_t i = 0; i < region.size(); ++i) {
    const auto* declare = ir::get_if<ir::Declare>(region[i]);
    if (i < loop_at) is_declared = is_declared || (declare && declare->var == var);
    if (i > loop_at && count_mentions(region[i], var) > 0) return false;
  }
  return is_declared;
}

enum class Exit { kBreak, kReturn };

/// Replaces `flag = true` by an exit, and `if (!flag) { rest }` by the rest. Fails (nothing is given) where something
/// else runs behind an exit. A break replaces the flag of one loop; a return that of any nest of loops.
class ExitRestorer {
 public:
  /// `result` is what a return gives; invalid in a void function.
  ExitRestorer(VarId flag, Exit exit, VarId result = {}) : flag_(flag), exit_(exit), result_(result) {}

  /// The loop at this place of the region without the flag.
  [[nodiscard]] std::optional<ir::While> restored_loop(const Region& region, std::size_t at) const {
    const auto* loop = ir::get_if<ir::While>(region[at]);
    if (!loop || !loop->before_condition.empty()) return std::nullopt;
    const std::optional<Expr> condition = without_flag(loop->condition, flag_);
    if (!condition) return std::nullopt;
    Region body = loop->body;
    std::optional<Stmt> step;
    if (const VarId var = stepped_variable(body); var.is_valid() && is_only_used_in(region, at, var)) {
      step = std::move(body.back());
      body.pop_back();
    }
    std::optional<Region> changed = restored(body);
    if (!changed) return std::nullopt;
    if (step) changed->push_back(std::move(*step));
    return ir::While{{}, *condition, std::move(*changed), loop->marks, {}, false};
  }

  [[nodiscard]] std::optional<Region> restored(const Region& region) const {
    Region out;
    for (std::size_t i = 0; i < region.size(); ++i) {
      if (count_mentions(region[i], flag_) == 0) {
        out.push_back(region[i]);
        continue;
      }
      if (raises(region[i], flag_)) {
        const bool is_last = i + 1 == region.size();
        return is_last && add_exit(out, region[i]) ? std::optional(std::move(out)) : std::nullopt;
      }
      std::optional<Stmt> changed = restored_stmt(region, i);
      const std::optional<Region> rest = guarded(region, i + 1);
      if (!changed || !rest) return std::nullopt;
      out.push_back(std::move(*changed));
      out.insert(out.end(), rest->begin(), rest->end());
      return out;
    }
    return out;
  }

 private:
  bool add_exit(Region& out, const Stmt& stmt) const {
    if (exit_ == Exit::kBreak) {
      out.push_back(ir::make_stmt(ir::Break{}, stmt.span));
      return true;
    }
    if (!result_.is_valid()) {
      out.push_back(ir::make_stmt(ir::Return{}, stmt.span));
      return true;
    }
    auto* assign = out.empty() ? nullptr : ir::get_if<ir::Assign>(out.back());
    if (!assign || !reads(assign->place, result_)) return false;
    out.back().node = ir::Return{assign->value};
    return true;
  }

  [[nodiscard]] std::optional<Stmt> restored_stmt(const Region& region, std::size_t at) const {
    Stmt changed = region[at];
    if (const auto* branch = ir::get_if<ir::If>(region[at])) {
      std::optional<Region> then_region = restored(branch->then_region);
      std::optional<Region> else_region = restored(branch->else_region);
      if (!then_region || !else_region || ir::mentions(branch->condition, flag_)) return std::nullopt;
      changed.node = ir::If{branch->condition, std::move(*then_region), std::move(*else_region)};
      return changed;
    }
    if (exit_ == Exit::kBreak) return std::nullopt;
    std::optional<ir::While> loop = restored_loop(region, at);
    if (!loop) return std::nullopt;
    changed.node = std::move(*loop);
    return changed;
  }

  /// What stands behind a statement that may exit: nothing, or all of it under `if (!flag)`.
  [[nodiscard]] std::optional<Region> guarded(const Region& region, std::size_t first) const {
    if (first == region.size()) return Region{};
    const auto* guard = ir::get_if<ir::If>(region[first]);
    if (!guard || !is_not(guard->condition, flag_) || !guard->else_region.empty() || first + 1 != region.size()) {
      return std::nullopt;
    }
    return restored(guard->then_region);
  }

  VarId flag_;
  Exit exit_;
  VarId result_;
};

class Restorer {
 public:
  explicit Restorer(ir::Function& function) : function_(function) {}

  void restore() {
    restore_breaks(function_.body);
    restore_returns_in_loops();
    restore_returns();
    drop_else(function_.body);
  }

 private:
  void restore_breaks(Region& region) {
    for (Stmt& stmt : region) {
      for (Region* inner : ir::regions(stmt)) restore_breaks(*inner);
    }
    for (std::size_t i = 0; i < region.size(); ++i) {
      if (const VarId flag = declared_flag(function_, region[i]); flag.is_valid() && try_break(region, i, flag)) --i;
    }
  }

  /// `bool flag = false; [declarations] while (…)` with the flag gone.
  bool try_break(Region& region, std::size_t at, VarId flag) {
    std::size_t loop_at = at + 1;
    while (loop_at < region.size() && ir::get_if<ir::Declare>(region[loop_at])) ++loop_at;
    if (loop_at == region.size() || count_mentions(region, flag) != count_mentions(region[loop_at], flag)) return false;
    std::optional<ir::While> loop = ExitRestorer(flag, Exit::kBreak).restored_loop(region, loop_at);
    if (!loop) return false;
    region[loop_at].node = std::move(*loop);
    region.erase(region.begin() + static_cast<std::ptrdiff_t>(at));
    return true;
  }

  /// The variable of `return result;` at the end, where lowering made it; invalid otherwise.
  [[nodiscard]] VarId returned_variable() const {
    const auto* last = function_.body.empty() ? nullptr : ir::get_if<ir::Return>(function_.body.back());
    const auto* ref = last && last->value ? ir::get_if<ir::VarRef>(last->value) : nullptr;
    const bool is_made =
        ref && function_.var(ref->var).is_temporary && function_.result->kind != ir::TypeKind::kReference;
    return is_made ? ref->var : VarId{};
  }

  /// Returns out of loops: the flag guards everything up to the final return.
  void restore_returns_in_loops() {
    Region& body = function_.body;
    const VarId result = returned_variable();
    const bool is_void = function_.result->kind == ir::TypeKind::kVoid;
    if (!result.is_valid() && !is_void) return;
    for (std::size_t i = 0; i < body.size(); ++i) {
      const VarId flag = declared_flag(function_, body[i]);
      if (!flag.is_valid()) continue;
      Region guarded(body.begin(), result.is_valid() ? body.end() - 1 : body.end());
      guarded.erase(guarded.begin() + static_cast<std::ptrdiff_t>(i));
      std::optional<Region> changed = ExitRestorer(flag, Exit::kReturn, result).restored(guarded);
      if (!changed || count_mentions(*changed, flag) > 0) continue;
      // Without a value behind the loops the result would have to be there already.
      if (result.is_valid() && !return_at_tails(*changed, result)) continue;
      if (result.is_valid() && !erase_result(*changed, result)) continue;
      body = std::move(*changed);
      return;
    }
  }

  /// Takes the declaration of the result away; fails if anything else mentions it.
  static bool erase_result(Region& body, VarId result) {
    if (count_mentions(body, result) > 0) return false;
    for (auto it = body.begin(); it != body.end(); ++it) {
      const auto* declare = ir::get_if<ir::Declare>(*it);
      if (!declare || declare->var != result) continue;
      body.erase(it);
      return true;
    }
    return false;
  }

  /// The result's branches get returns of their own.
  void restore_returns() {
    Region& body = function_.body;
    const VarId result = returned_variable();
    if (!result.is_valid()) return;
    Region shorter(body.begin(), body.end() - 1);
    if (return_at_tails(shorter, result) && erase_result(shorter, result)) body = std::move(shorter);
  }

  static bool return_at_tails(Region& region, VarId result) {
    if (region.empty()) return false;
    Stmt& tail = region.back();
    if (auto* assign = ir::get_if<ir::Assign>(tail); assign && reads(assign->place, result)) {
      tail.node = ir::Return{assign->value};
      return true;
    }
    auto* branch = ir::get_if<ir::If>(tail);
    return branch && return_at_tails(branch->then_region, result) && return_at_tails(branch->else_region, result);
  }

  static bool leaves(const Region& region) {
    if (region.empty()) return false;
    return ir::get_if<ir::Break>(region.back()) || ir::get_if<ir::Return>(region.back());
  }

  /// What stands in the else of a branch that leaves goes behind it.
  static void drop_else(Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      auto* branch = ir::get_if<ir::If>(region[i]);
      if (!branch || !leaves(branch->then_region) || branch->else_region.empty()) continue;
      Region rest = std::exchange(branch->else_region, {});
      region.insert(region.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::make_move_iterator(rest.begin()),
                    std::make_move_iterator(rest.end()));
    }
    for (Stmt& stmt : region) {
      for (Region* inner : ir::regions(stmt)) drop_else(*inner);
    }
  }

  ir::Function& function_;
};

}  // namespace

void restore_exits(ir::Function& function) { Restorer(function).restore(); }

}  // namespace backsweep::codegen
