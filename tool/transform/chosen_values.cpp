// Finds values that branches and choices make constant, and roots that are taken of them.
#include "transform/chosen_values.h"

#include <algorithm>
#include <map>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/poles.h"

namespace backsweep::transform {
namespace {

/// How a variable gets its values.
struct Definitions {
  bool varies = false;     ///< Somewhere.
  bool is_fixed = false;   ///< Somewhere.
  bool is_branch = false;  ///< Some of them stand in a branch.
  bool is_choice = false;  ///< One of them chooses between what varies and what does not.
};

/// What is assigned to the variable by the statement, if that is a number; null otherwise.
ir::Expr assigned_to(const ir::Function& function, const ir::Stmt& stmt, ir::VarId& var) {
  if (const auto* declared = ir::get_if<ir::Declare>(stmt)) {
    var = declared->var;
    return ir::is_real(function.var(var).type) ? declared->init : nullptr;
  }
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* ref = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
  if (!ref || !ir::is_real(function.var(ref->var).type)) return nullptr;
  var = ref->var;
  return assigned->value;
}

/// Whether the function chooses, as std::max does: its partial derivative by the operand is zero on one side.
bool may_leave_out(const ir::Expr& call, std::size_t operand) {
  if (!rules::is_differentiable(call, operand)) return false;
  const ir::Expr partial = rules::partial(call, operand, call);
  const auto* choice = ir::get_if<ir::Select>(partial);
  return choice && (ir::is_zero(choice->if_true) || ir::is_zero(choice->if_false));
}

/// Whether the value is a choice between what varies and what does not.
bool chooses(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ir::Expr& value) {
  std::vector<ir::Expr> sides = ir::children(value);
  const auto is_active = [&](const ir::Expr& side) { return code.depends_on_varied(stmt, side); };
  if (ir::get_if<ir::Select>(value)) {
    sides.erase(sides.begin());
  } else if (!ir::get_if<ir::Intrinsic>(value)) {
    return false;
  } else {
    for (std::size_t i = 0; i < sides.size(); ++i) {
      if (is_active(sides[i]) && !may_leave_out(value, i)) return false;
    }
  }
  return std::any_of(sides.begin(), sides.end(), is_active) && !std::all_of(sides.begin(), sides.end(), is_active);
}

class ChosenFinder {
 public:
  explicit ChosenFinder(const analysis::ActiveCode& code) : code_(code), function_(code.zones().function()) {}

  std::set<ir::VarId> find() {
    visit(function_.body, /*is_branch=*/false);
    std::set<ir::VarId> result;
    for (const auto& [var, one] : found_) {
      if (one.is_choice || (one.varies && one.is_fixed && one.is_branch)) result.insert(var);
    }
    return result;
  }

 private:
  void visit(const ir::Region& region, bool is_branch) {
    for (const ir::Stmt& stmt : region) {
      ir::VarId var;
      if (const ir::Expr value = assigned_to(function_, stmt, var)) {
        define(stmt, var, value, is_branch);
      } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
        const auto* ref = ir::get_if<ir::VarRef>(updated->place);
        if (ref && ir::is_real(function_.var(ref->var).type)) define(stmt, ref->var, updated->value, is_branch);
      }
      const bool is_inner_branch = is_branch || ir::get_if<ir::If>(stmt) != nullptr;
      for (const ir::Region* inner : ir::regions(stmt)) visit(*inner, is_inner_branch);
    }
  }

  void define(const ir::Stmt& stmt, ir::VarId var, const ir::Expr& value, bool is_branch) {
    Definitions& known = found_[var];
    (code_.depends_on_varied(stmt, value) ? known.varies : known.is_fixed) = true;
    known.is_branch = known.is_branch || is_branch;
    known.is_choice = known.is_choice || chooses(code_, stmt, value);
  }

  const analysis::ActiveCode& code_;
  const ir::Function& function_;
  std::map<ir::VarId, Definitions> found_;
};

/// Variables in sums, products and choices that the value is, not those that functions are taken of.
void collect_terms(const ir::Expr& value, std::vector<ir::VarId>& vars) {
  if (!value || ir::is_integer(value->type) || ir::get_if<ir::Intrinsic>(value)) return;
  if (const auto* ref = ir::get_if<ir::VarRef>(value)) vars.push_back(ref->var);
  if (ir::is_place(value)) return;
  for (const ir::Expr& child : ir::children(value)) collect_terms(child, vars);
}

/// Variables below roots. Sums that a loop collects are left out: of many terms hardly all are zero.
class RootFinder {
 public:
  explicit RootFinder(const ir::Function& function) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { visit(expr); });
      ir::VarId var;
      if (const ir::Expr value = assigned_to(function, stmt, var)) collect_terms(value, terms_of_[var]);
    });
    while (!open_.empty()) {
      const ir::VarId var = open_.back();
      open_.pop_back();
      add(terms_of_[var]);
    }
  }

  std::set<ir::VarId> found;

 private:
  void visit(const ir::Expr& expr) {
    ir::walk(expr, [&](const ir::Expr& e) {
      const auto* call = ir::get_if<ir::Intrinsic>(e);
      for (std::size_t i = 0; call && i < call->arguments.size(); ++i) {
        if (!is_root(e, i, e)) continue;
        std::vector<ir::VarId> vars;
        collect_terms(call->arguments[i], vars);
        add(vars);
      }
    });
  }

  void add(const std::vector<ir::VarId>& vars) {
    for (const ir::VarId var : vars) {
      if (found.insert(var).second) open_.push_back(var);
    }
  }

  std::map<ir::VarId, std::vector<ir::VarId>> terms_of_;
  std::vector<ir::VarId> open_;
};

}  // namespace

bool is_root(const ir::Expr& call, std::size_t operand, const ir::Expr& result) {
  if (!ir::get_if<ir::Intrinsic>(call) || !rules::is_differentiable(call, operand)) return false;
  std::vector<ir::Expr> poles;
  collect_poles(rules::partial(call, operand, result), poles);
  return std::any_of(poles.begin(), poles.end(), [&](const ir::Expr& pole) {
    bool reads_result = false;
    ir::walk(pole, [&](const ir::Expr& e) { reads_result = reads_result || ir::same_expr(e, result); });
    return reads_result;
  });
}

ChosenValues::ChosenValues(const analysis::ActiveCode& code)
    : code_(code), chosen_(ChosenFinder(code).find()), under_root_(RootFinder(code.zones().function()).found) {
  const ir::Function& function = code.zones().function();
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    ir::VarId var;
    const ir::Expr value = assigned_to(function, stmt, var);
    if (value && factor(stmt, value)) chosen_.insert(var);
  });
}

ir::Expr ChosenValues::factor(const ir::Stmt& stmt, const ir::Expr& value) const {
  if (const auto* ref = ir::get_if<ir::VarRef>(value)) return chosen_.count(ref->var) != 0 ? value : nullptr;
  if (const auto* node = ir::get_if<ir::Cast>(value)) return factor(stmt, node->operand);
  if (const auto* node = ir::get_if<ir::Unary>(value)) return node->op == ir::UnaryOp::kNegate ? factor(stmt, node->operand) : nullptr;
  if (const auto* node = ir::get_if<ir::Binary>(value)) {
    if (node->op != ir::BinaryOp::kMul && node->op != ir::BinaryOp::kDiv) return nullptr;
    const ir::Expr left = factor(stmt, node->left);
    return left || node->op == ir::BinaryOp::kDiv ? left : factor(stmt, node->right);
  }
  return ir::is_real(value->type) && chooses(code_, stmt, value) ? value : nullptr;
}

}  // namespace backsweep::transform
