// Removes exits one label at a time, innermost block first: what stands behind a conditional exit moves into the branch
// that goes on; where both branches may go on, or a loop is left, a flag guards it.
#include "frontend/remove_exits.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

class RemoveExits {
 public:
  RemoveExits(ir::Function& function, ExitNames& names) : function_(function), names_(names) {}

  /// Dissolves the exit blocks below `region`.
  void dissolve(ir::Region& region);
  /// The statements without exits to `label`, its flag declared where one is needed.
  ir::Region without_exits(ir::Region list, const std::string& label);
  [[nodiscard]] ir::VarId flag_of(const std::string& label) const {
    const auto found = flags_.find(label);
    return found == flags_.end() ? ir::VarId{} : found->second;
  }

 private:
  ir::Region eliminate(ir::Region list, const std::string& label, bool flag_needed);
  /// Handles a compound statement that exits to the label, and everything behind it.
  void eliminate_if(ir::Stmt& stmt, ir::Region rest, const std::string& label, bool flag_needed, ir::Region& out);
  void eliminate_loop(ir::Stmt& stmt, ir::Region rest, const std::string& label, bool flag_needed, ir::Region& out);
  void guard(ir::Region rest, const std::string& label, bool flag_needed, ir::Region& out);
  /// Makes a While of the counted loop and declares its variable in front of it.
  void open_counted_loop(ir::Stmt& stmt, ir::Region& out);
  ir::Expr flag(const std::string& label);

  ir::Function& function_;
  ExitNames& names_;
  std::map<std::string, ir::VarId> flags_;
};

bool mentions_or_declares(const ir::Stmt& stmt, ir::VarId var) {
  bool found = false;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { found = found || ir::mentions(expr, var); });
  for (const ir::Region* inner : ir::regions(stmt)) {
    for (const ir::Stmt& one : *inner) found = found || mentions_or_declares(one, var);
  }
  return found;
}

/// Evaluating it can neither trap nor read outside of anything.
bool is_safe_anywhere(const ir::Expr& condition) {
  bool safe = true;
  ir::walk(condition, [&](const ir::Expr& e) {
    const auto* operation = ir::get_if<ir::Binary>(e);
    const bool divides = operation && (operation->op == ir::BinaryOp::kDiv || operation->op == ir::BinaryOp::kRem);
    safe = safe && !divides && !ir::get_if<ir::Index>(e) && !ir::get_if<ir::Deref>(e) && !ir::get_if<ir::OpaqueExpr>(e);
  });
  return safe;
}

ir::Expr RemoveExits::flag(const std::string& label) {
  auto [found, is_new] = flags_.try_emplace(label);
  if (is_new) found->second = names_.add_local(ExitNames::purpose_of(label), ir::bool_type());
  return ir::var_ref(function_, found->second);
}

void RemoveExits::dissolve(ir::Region& region) {
  ir::Region out;
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) dissolve(*inner);
    const std::string label = exit_block_label(stmt);
    if (label.empty()) {
      out.push_back(std::move(stmt));
      continue;
    }
    ir::Region body = std::move(ir::get_if<ir::Block>(stmt)->body);
    body.erase(body.begin());
    for (ir::Stmt& one : without_exits(std::move(body), label)) out.push_back(std::move(one));
  }
  region = std::move(out);
}

ir::Region RemoveExits::without_exits(ir::Region list, const std::string& label) {
  ir::Region result = eliminate(std::move(list), label, /*flag_needed=*/false);
  const ir::VarId var = flag_of(label);
  if (var.is_valid()) {
    const auto first =
        std::ranges::find_if(result, [&](const ir::Stmt& stmt) { return mentions_or_declares(stmt, var); });
    result.insert(first, ir::declare(var, ir::boolean(false)));
  }
  return result;
}

ir::Region RemoveExits::eliminate(ir::Region list, const std::string& label, bool flag_needed) {
  ir::Region out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    ir::Stmt& stmt = list[i];
    if (!has_goto(stmt, label)) {
      const bool goes_on = completes(stmt);
      out.push_back(std::move(stmt));
      if (!goes_on) return out;
      continue;
    }
    if (ir::get_if<ir::Goto>(stmt)) {
      if (flag_needed) out.push_back(ir::assign(flag(label), ir::boolean(true)));
      return out;
    }
    const auto behind = list.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    ir::Region rest;
    if (completes(stmt)) rest.assign(std::make_move_iterator(behind), std::make_move_iterator(list.end()));
    if (auto* block = ir::get_if<ir::Block>(stmt)) {
      ir::Region one_list = joined(std::move(block->body), std::move(rest));
      for (ir::Stmt& one : eliminate(std::move(one_list), label, flag_needed)) out.push_back(std::move(one));
    } else if (ir::get_if<ir::If>(stmt)) {
      eliminate_if(stmt, std::move(rest), label, flag_needed, out);
    } else {
      eliminate_loop(stmt, std::move(rest), label, flag_needed, out);
    }
    return out;
  }
  return out;
}

void RemoveExits::guard(ir::Region rest, const std::string& label, bool flag_needed, ir::Region& out) {
  if (rest.empty()) return;
  const base::SourceSpan span = rest.front().span;
  rest = eliminate(std::move(rest), label, flag_needed);
  if (rest.empty()) return;
  out.push_back(ir::make_stmt(ir::If{negated(flag(label)), std::move(rest), {}}, span));
}

void RemoveExits::eliminate_if(ir::Stmt& stmt, ir::Region rest, const std::string& label, bool flag_needed,
                               ir::Region& out) {
  auto& branch = *ir::get_if<ir::If>(stmt);
  const bool then_goes_on = completes(branch.then_region);
  const bool else_goes_on = completes(branch.else_region);
  const bool both_go_on = then_goes_on && else_goes_on && !rest.empty();
  if (!both_go_on) {
    ir::Region& taken = then_goes_on ? branch.then_region : branch.else_region;
    taken = joined(std::move(taken), std::move(rest));
    rest.clear();
  }
  const bool needed = flag_needed || both_go_on;
  branch.then_region = eliminate(std::move(branch.then_region), label, needed);
  branch.else_region = eliminate(std::move(branch.else_region), label, needed);
  out.push_back(std::move(stmt));
  guard(std::move(rest), label, flag_needed, out);
}

void RemoveExits::open_counted_loop(ir::Stmt& stmt, ir::Region& out) {
  auto counted = std::move(*ir::get_if<ir::For>(stmt));
  ir::Variable& variable = function_.var(counted.var);
  variable.role = ir::VarRole::kLocal;
  variable.type = ir::without_const(variable.type);
  const ir::Expr place = ir::var_ref(function_, counted.var);
  ir::While loop;
  loop.condition = ir::binary(counted.compare, place, counted.to);
  loop.body = std::move(counted.body);
  loop.marks = std::move(counted.marks);
  // Nobody reads the variable behind the loop, so it may step after an exit too: it stays affine in the iteration.
  const ir::BinaryOp step = counted.is_down ? ir::BinaryOp::kSub : ir::BinaryOp::kAdd;
  loop.increment.push_back(ir::make_stmt(ir::Update{place, step, counted.step}, stmt.span));
  stmt.node = std::move(loop);
  out.push_back(ir::make_stmt(ir::Declare{counted.var, counted.from, false, {}, {}}, stmt.span));
}

/// `while (c) { if (d) exit; rest }` as `while (c && !d) { rest }`, where leaving the loop is the same as that exit.
void test_leading_exits_in_condition(ir::While& loop, const std::string& label) {
  while (!loop.body.empty()) {
    auto* branch = ir::get_if<ir::If>(loop.body.front());
    if (!branch || branch->then_region.size() != 1 || !branch->else_region.empty()) return;
    const auto* jump = ir::get_if<ir::Goto>(branch->then_region.front());
    if (!jump || jump->label != label) return;
    loop.condition = both(loop.condition, negated(branch->condition));
    loop.body.erase(loop.body.begin());
  }
}

void RemoveExits::eliminate_loop(ir::Stmt& stmt, ir::Region rest, const std::string& label, bool flag_needed,
                                 ir::Region& out) {
  if (ir::get_if<ir::For>(stmt)) open_counted_loop(stmt, out);
  auto& loop = *ir::get_if<ir::While>(stmt);
  if (rest.empty() && !flag_needed) test_leading_exits_in_condition(loop, label);
  if (has_goto(loop.body, label)) {
    loop.body = eliminate(std::move(loop.body), label, /*flag_needed=*/true);
    const ir::Expr goes_on = negated(flag(label));
    loop.condition = is_safe_anywhere(loop.condition) ? both(loop.condition, goes_on) : both(goes_on, loop.condition);
  }
  out.push_back(std::move(stmt));
  guard(std::move(rest), label, flag_needed, out);
}

/// Increments behind their bodies; no branch empty where the other is not.
void tidy(ir::Region& region) {
  ir::Region out;
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) tidy(*inner);
    if (auto* loop = ir::get_if<ir::While>(stmt)) {
      for (ir::Stmt& step : loop->increment) loop->body.push_back(std::move(step));
      loop->increment.clear();
    }
    if (auto* branch = ir::get_if<ir::If>(stmt)) {
      if (branch->then_region.empty() && branch->else_region.empty()) continue;
      if (branch->then_region.empty()) {
        branch->condition = negated(branch->condition);
        std::swap(branch->then_region, branch->else_region);
      }
    }
    out.push_back(std::move(stmt));
  }
  region = std::move(out);
}

}  // namespace

ir::VarId remove_exits(ir::Function& function, ExitNames& names, const std::string& function_label) {
  RemoveExits removal(function, names);
  removal.dissolve(function.body);
  function.body = removal.without_exits(std::move(function.body), function_label);
  tidy(function.body);
  return removal.flag_of(function_label);
}

}  // namespace backsweep::frontend
