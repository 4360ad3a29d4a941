// Names every exit: break, continue and return become Gotos of exit blocks; switch becomes ifs.
#include "frontend/name_exits.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

/// Where the jumps of the construct being rewritten go.
struct Targets {
  std::string break_label;
  std::string continue_label;
  ir::VarId again = {};  ///< Of a do-while: the flag that `break` clears.
};

class NameExits {
 public:
  NameExits(ir::Function& function, ExitNames& names) : function_(function), names_(names) {}

  ir::VarId run() {
    prepare_result();
    rewrite(function_.body, {});
    return result_;
  }

 private:
  void prepare_result();
  [[nodiscard]] ir::VarId common_result(const std::vector<ir::Expr>& values) const;
  void rewrite(ir::Region& region, const Targets& targets);
  void rewrite_stmt(ir::Stmt& stmt, const Targets& targets, ir::Region& out);
  void jump_out(const ir::Stmt& stmt, const Targets& targets, ir::Region& out);
  void return_value(const ir::Stmt& stmt, const ir::Return& node, ir::Region& out);
  void counted_loop(ir::Stmt& stmt, ir::Region& out);
  void general_loop(ir::Stmt& stmt, ir::Region& out);
  void tested_last(ir::Stmt& stmt, ir::Region& out);
  ir::Region with_continue_block(ir::Region body, const std::string& label);
  void lower_switch(ir::Stmt& stmt, const Targets& targets, ir::Region& out);

  ir::Function& function_;
  ExitNames& names_;
  ir::VarId result_;
};

bool leaves_early(const ir::Region& body) {
  bool found = false;
  ir::walk(body,
           [&](const ir::Stmt& stmt) { found = found || ir::get_if<ir::Goto>(stmt) || ir::get_if<ir::Return>(stmt); });
  return found;
}

// Where all returns give the same local, declared in front of them at the top, it is the result itself.
ir::VarId NameExits::common_result(const std::vector<ir::Expr>& values) const {
  const auto* first = ir::get_if<ir::VarRef>(values.front());
  if (!first || !ir::same_type(function_.var(first->var).type, function_.result)) return {};
  if (function_.var(first->var).role != ir::VarRole::kLocal) return {};
  const bool same = std::ranges::all_of(values, [&](const ir::Expr& value) {
    const auto* ref = ir::get_if<ir::VarRef>(value);
    return ref && ref->var == first->var;
  });
  if (!same) return {};
  for (const ir::Stmt& stmt : function_.body) {
    const auto* declare = ir::get_if<ir::Declare>(stmt);
    if (declare && declare->var == first->var) return first->var;
    if (leaves_early({stmt})) return {};
  }
  return {};
}

void NameExits::prepare_result() {
  std::vector<ir::Expr> values;
  ir::walk(std::as_const(function_.body), [&](const ir::Stmt& stmt) {
    const auto* node = ir::get_if<ir::Return>(stmt);
    if (node && node->value) values.push_back(node->value);
  });
  if (values.empty()) return;
  result_ = common_result(values);
  if (result_.is_valid()) return;
  const bool by_reference = function_.result->kind == ir::TypeKind::kReference;
  const ir::Type type = by_reference ? ir::pointer_to(function_.result->element) : ir::without_const(function_.result);
  result_ = names_.add_local("result", type);
}

void NameExits::rewrite(ir::Region& region, const Targets& targets) {
  ir::Region out;
  out.reserve(region.size());
  for (ir::Stmt& stmt : region) rewrite_stmt(stmt, targets, out);
  region = std::move(out);
}

void NameExits::rewrite_stmt(ir::Stmt& stmt, const Targets& targets, ir::Region& out) {
  if (ir::get_if<ir::Break>(stmt) || ir::get_if<ir::Continue>(stmt)) return jump_out(stmt, targets, out);
  if (const auto* node = ir::get_if<ir::Return>(stmt)) return return_value(stmt, *node, out);
  if (ir::get_if<ir::For>(stmt)) return counted_loop(stmt, out);
  if (const auto* loop = ir::get_if<ir::While>(stmt)) {
    return loop->tests_after ? tested_last(stmt, out) : general_loop(stmt, out);
  }
  if (ir::get_if<ir::Switch>(stmt)) return lower_switch(stmt, targets, out);
  for (ir::Region* inner : ir::regions(stmt)) rewrite(*inner, targets);
  out.push_back(std::move(stmt));
}

void NameExits::jump_out(const ir::Stmt& stmt, const Targets& targets, ir::Region& out) {
  const bool is_break = ir::get_if<ir::Break>(stmt) != nullptr;
  if (is_break && targets.again.is_valid()) {
    out.push_back(ir::assign(ir::var_ref(function_, targets.again), ir::boolean(false)));
  }
  out.push_back(exit_to(is_break ? targets.break_label : targets.continue_label, stmt.span));
}

void NameExits::return_value(const ir::Stmt& stmt, const ir::Return& node, ir::Region& out) {
  if (node.value) {
    const auto* ref = ir::get_if<ir::VarRef>(node.value);
    if (!ref || ref->var != result_) {
      ir::Stmt assignment =
          ir::make_stmt(ir::Assign{ir::var_ref(function_, result_), node.value}, stmt.span, stmt.text);
      assignment.comments = stmt.comments;
      out.push_back(std::move(assignment));
    }
  }
  out.push_back(exit_to(kReturnLabel, stmt.span));
}

ir::Region NameExits::with_continue_block(ir::Region body, const std::string& label) {
  if (!has_goto(body, label)) return body;
  ir::Region result;
  result.push_back(exit_block(label, std::move(body)));
  return result;
}

/// The loop alone, or in a block that its breaks leave.
void add_loop(ir::Stmt stmt, const std::string& break_label, ir::Region& out) {
  if (!has_goto(stmt, break_label)) {
    out.push_back(std::move(stmt));
    return;
  }
  ir::Region content;
  content.push_back(std::move(stmt));
  out.push_back(exit_block(break_label, std::move(content)));
}

void NameExits::counted_loop(ir::Stmt& stmt, ir::Region& out) {
  auto& loop = *ir::get_if<ir::For>(stmt);
  const Targets targets{names_.label("stopped"), names_.label("skipped")};
  rewrite(loop.body, targets);
  loop.body = with_continue_block(std::move(loop.body), targets.continue_label);
  add_loop(std::move(stmt), targets.break_label, out);
}

void NameExits::general_loop(ir::Stmt& stmt, ir::Region& out) {
  auto& loop = *ir::get_if<ir::While>(stmt);
  const Targets targets{names_.label("stopped"), names_.label("skipped")};
  rewrite(loop.before_condition, targets);
  rewrite(loop.body, targets);
  loop.body = with_continue_block(std::move(loop.body), targets.continue_label);
  loop.body = joined(std::move(loop.body), std::move(loop.increment));
  loop.increment.clear();
  if (!loop.before_condition.empty() && (leaves_early(loop.body) || leaves_early(loop.before_condition))) {
    // The condition's own statements must not run again after an exit: make the test an exit itself.
    ir::If test{negated(loop.condition), {}, {}};
    test.then_region.push_back(exit_to(targets.break_label, loop.condition->span));
    loop.before_condition.push_back(ir::make_stmt(std::move(test), loop.condition->span));
    loop.body = joined(std::move(loop.before_condition), std::move(loop.body));
    loop.before_condition.clear();
    loop.condition = ir::boolean(true);
  }
  add_loop(std::move(stmt), targets.break_label, out);
}

// do { body } while (condition);
void NameExits::tested_last(ir::Stmt& stmt, ir::Region& out) {
  auto& loop = *ir::get_if<ir::While>(stmt);
  loop.tests_after = false;
  ir::Region behind = std::move(loop.increment);
  for (ir::Stmt& one : loop.before_condition) behind.push_back(std::move(one));
  loop.increment = {};
  loop.before_condition = {};
  if (is_literal_bool(loop.condition, true)) {
    loop.increment = std::move(behind);
    return general_loop(stmt, out);
  }
  Targets targets{names_.label("stopped"), names_.label("skipped")};
  const bool runs_once = is_literal_bool(loop.condition, false);
  if (!runs_once) {
    targets.again = names_.add_local("again", ir::bool_type());
    behind.push_back(ir::assign(ir::var_ref(function_, targets.again), loop.condition));
  }
  rewrite(loop.body, targets);
  ir::Region body = with_continue_block(std::move(loop.body), targets.continue_label);
  // What follows is evaluated outside of the body's scope: its names mean what they mean there.
  body = joined(std::move(body), std::move(behind));
  if (runs_once) {
    out.push_back(has_goto(body, targets.break_label) ? exit_block(targets.break_label, std::move(body))
                                                      : ir::make_stmt(ir::Block{std::move(body)}, stmt.span));
    return;
  }
  loop.body.clear();
  if (has_goto(body, targets.break_label)) {
    loop.body.push_back(exit_block(targets.break_label, std::move(body)));
  } else {
    loop.body = std::move(body);
  }
  loop.condition = ir::var_ref(function_, targets.again);
  out.push_back(ir::declare(targets.again, ir::boolean(true)));
  out.push_back(std::move(stmt));
}

/// One switch on its way to an if / else-if chain.
class SwitchChain {
 public:
  SwitchChain(ir::Switch& node, ir::Expr selector) : cases_(node.cases), selector_(std::move(selector)) {
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      if (groups_.empty() || !completes(cases_[i - 1].body)) groups_.emplace_back();
      groups_.back().push_back(i);
    }
  }

  /// Whether some case falls into the next.
  [[nodiscard]] bool falls_through() const {
    return std::ranges::any_of(groups_, [](const auto& group) { return group.size() > 1; });
  }

  [[nodiscard]] ir::Region chain() {
    ir::Region result;
    // The group with `default` is the last else.
    const auto fallback = std::ranges::find_if(groups_, [&](const auto& group) { return has_default(group); });
    if (fallback != groups_.end()) result = bodies(*fallback);
    for (std::size_t i = groups_.size(); i-- > 0;) {
      if (has_default(groups_[i])) continue;
      ir::If branch{matches(groups_[i], groups_[i].size()), bodies(groups_[i]), std::move(result)};
      const base::SourceSpan span = branch.then_region.empty() ? base::SourceSpan{} : branch.then_region.front().span;
      result.clear();
      result.push_back(ir::make_stmt(std::move(branch), span));
    }
    return result;
  }

 private:
  using Group = std::vector<std::size_t>;

  [[nodiscard]] bool has_default(const Group& group) const {
    return std::ranges::any_of(group, [&](std::size_t i) { return cases_[i].is_default; });
  }

  [[nodiscard]] ir::Expr any_of(const std::vector<ir::Expr>& values) const {
    ir::Expr result;
    for (const ir::Expr& value : values) {
      const ir::Expr test = ir::binary(ir::BinaryOp::kEqual, selector_, value);
      result = result ? ir::binary(ir::BinaryOp::kOr, result, test) : test;
    }
    return result ? result : ir::boolean(false);
  }

  /// Whether the selector chose one of the first `count` cases of the group, given that it chose one of the group.
  [[nodiscard]] ir::Expr matches(const Group& group, std::size_t count) const {
    const Group first(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(count));
    if (!has_default(first)) return any_of(values_of(first));
    const Group later(group.begin() + static_cast<std::ptrdiff_t>(count), group.end());
    return negated(any_of(values_of(later)));
  }

  [[nodiscard]] std::vector<ir::Expr> values_of(const Group& group) const {
    std::vector<ir::Expr> result;
    for (const std::size_t i : group) result.insert(result.end(), cases_[i].values.begin(), cases_[i].values.end());
    return result;
  }

  /// The bodies of a group: each but the last runs if its case or one above it was chosen.
  [[nodiscard]] ir::Region bodies(const Group& group) {
    ir::Region result;
    for (std::size_t i = 0; i < group.size(); ++i) {
      ir::Region& body = cases_[group[i]].body;
      if (i + 1 == group.size() && group.size() == 1) return std::move(body);
      if (body.empty()) continue;
      const base::SourceSpan span = body.front().span;
      if (i + 1 == group.size()) {
        for (ir::Stmt& stmt : body) result.push_back(std::move(stmt));
      } else {
        result.push_back(ir::make_stmt(ir::If{matches(group, i + 1), std::move(body), {}}, span));
      }
    }
    return result;
  }

  std::vector<ir::SwitchCase>& cases_;
  ir::Expr selector_;
  std::vector<Group> groups_;
};

void NameExits::lower_switch(ir::Stmt& stmt, const Targets& outer, ir::Region& out) {
  auto& node = *ir::get_if<ir::Switch>(stmt);
  // A do-while around the switch does not see its breaks, but its continues.
  const Targets targets{names_.label("stopped"), outer.continue_label};
  for (ir::SwitchCase& one : node.cases) rewrite(one.body, targets);
  const bool is_simple =
      ir::get_if<ir::VarRef>(node.value) != nullptr || ir::get_if<ir::Literal>(node.value) != nullptr;
  ir::Region content;
  ir::Expr selector = node.value;
  if (!is_simple || SwitchChain(node, selector).falls_through()) {
    const ir::VarId var = names_.add_local("selector", ir::with_const(node.value->type));
    content.push_back(ir::make_stmt(ir::Declare{var, node.value, false, {}, {}}, stmt.span, stmt.text));
    selector = ir::var_ref(function_, var);
  }
  for (ir::Stmt& one : SwitchChain(node, selector).chain()) content.push_back(std::move(one));
  if (has_goto(content, targets.break_label)) {
    out.push_back(exit_block(targets.break_label, std::move(content)));
  } else {
    for (ir::Stmt& one : content) out.push_back(std::move(one));
  }
}

}  // namespace

ir::VarId name_exits(ir::Function& function, ExitNames& names) { return NameExits(function, names).run(); }

}  // namespace backsweep::frontend
