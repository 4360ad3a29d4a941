// Gathers what is done for each direction.
#include "transform/direction_loops.h"

#include <algorithm>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

bool is_memory(const ir::Expr& expr) { return ir::is_place(expr) && !ir::get_if<ir::VarRef>(expr); }

bool is_for(const ir::Stmt& stmt, ir::VarId direction) {
  const auto* loop = ir::get_if<ir::For>(stmt);
  return loop && loop->var == direction;
}

}  // namespace

bool is_shared_memory(const ir::Expr& place) {
  if (const auto* node = ir::get_if<ir::Member>(place)) return is_shared_memory(node->base);
  if (const auto* node = ir::get_if<ir::Index>(place)) {
    return node->base->type->kind != ir::TypeKind::kArray || is_shared_memory(node->base);
  }
  return !ir::get_if<ir::VarRef>(place);
}

ir::VarId base_var(const ir::Expr& expr) {
  if (const auto* node = ir::get_if<ir::VarRef>(expr)) return node->var;
  if (const auto* node = ir::get_if<ir::Member>(expr)) return base_var(node->base);
  if (const auto* node = ir::get_if<ir::Index>(expr)) return base_var(node->base);
  if (const auto* node = ir::get_if<ir::Deref>(expr)) return base_var(node->pointer);
  if (const auto* node = ir::get_if<ir::AddressOf>(expr)) return base_var(node->place);
  if (const auto* node = ir::get_if<ir::Cast>(expr)) return base_var(node->operand);
  if (const auto* node = ir::get_if<ir::Select>(expr)) {
    const ir::VarId var = base_var(node->if_true);
    return var.is_valid() ? var : base_var(node->if_false);
  }
  if (const auto* node = ir::get_if<ir::Binary>(expr)) {
    const bool is_left = ir::is_pointer_like(node->left->type);
    if (is_left || ir::is_pointer_like(node->right->type)) return base_var(is_left ? node->left : node->right);
  }
  return {};
}

std::set<ir::VarId> addressed_variables(const ir::Function& function) {
  std::set<ir::VarId> found;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) {
        if (const auto* address = ir::get_if<ir::AddressOf>(e)) found.insert(base_var(address->place));
      });
    });
  });
  return found;
}

DirectionLoops::DirectionLoops(ir::Function& function, int count, const std::set<ir::VarId>& wide)
    : function_(function),
      wide_(wide),
      count_(count),
      direction_(add_temporary(function, "d", ir::size_type())),
      escaped_(addressed_variables(function)) {
  function.var(direction_).role = ir::VarRole::kInduction;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use != ir::Use::kRead) assigned_.insert(base_var(expr));
    });
  });
}

bool DirectionLoops::depends(const ir::Expr& expr) const { return ir::mentions(expr, direction_); }

// Whether only the function's own statements that name the variable write it.
bool DirectionLoops::is_own(ir::VarId var) const {
  const ir::VarRole role = function_.var(var).role;
  return role != ir::VarRole::kGlobal && role != ir::VarRole::kStatic && !escaped_.count(var);
}

// What may stand in the loop as it is: constants, variables, elements of arrays that nothing else reaches.
bool DirectionLoops::is_plain(const ir::Expr& expr) const {
  if (ir::get_if<ir::Literal>(expr)) return true;
  if (const auto* ref = ir::get_if<ir::VarRef>(expr)) return is_own(ref->var);
  if (const auto* node = ir::get_if<ir::Unary>(expr)) return is_plain(node->operand);
  if (const auto* node = ir::get_if<ir::Cast>(expr)) return is_plain(node->operand);
  return is_memory(expr) && !is_shared_memory(expr) && is_own(base_var(expr));
}

// The variable that holds a value which is the same for all directions.
ir::Expr DirectionLoops::shared(const ir::Expr& value, ir::Region& out) {
  if (is_plain(value)) return value;
  for (const auto& [known, var] : known_) {
    if (ir::same_expr(known, value)) return ir::var_ref(function_, var);
  }
  const auto* operation = ir::get_if<ir::Binary>(value);
  const bool is_word = ir::get_if<ir::Intrinsic>(value) || (operation && operation->op == ir::BinaryOp::kDiv);
  const ir::VarId base = is_memory(value) ? base_var(value) : ir::VarId{};
  const std::string name = ir::is_integer(value->type) ? "condition"
                           : base.is_valid() ? function_.var(base).name + "_value"
                           : is_word       ? name_for(function_, value)
                                           : "factor";
  const ir::VarId var = add_temporary(function_, name, value->type);
  out.push_back(ir::declare(var, with_known_calls(value)));
  known_.emplace_back(value, var);
  return ir::var_ref(function_, var);
}

// Takes what does not depend on the direction out of a value. What only one side of a choice evaluates stays there.
ir::Expr DirectionLoops::take_out(const ir::Expr& value, ir::Region& out) {
  if (!depends(value)) return shared(value, out);
  if (ir::is_place(value) || ir::get_if<ir::OpaqueExpr>(value)) return value;
  if (const auto* choice = ir::get_if<ir::Select>(value)) {
    const bool is_shared = reads_memory(choice->condition) && !depends(choice->condition);
    const ir::Expr condition = is_shared ? shared(choice->condition, out) : choice->condition;
    choice_waits_ = choice_waits_ || reads_shared_values(choice->if_true) || reads_shared_values(choice->if_false);
    return ir::make_expr(ir::Select{condition, choice->if_true, choice->if_false}, value->type, value->span);
  }
  std::vector<ir::Expr> operands = ir::children(value);
  for (ir::Expr& operand : operands) operand = take_out(operand, out);
  return ir::with_children(value, operands);
}

bool DirectionLoops::reads_shared_values(const ir::Expr& expr) const {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    found = found || (ref && !is_own(ref->var)) || (is_memory(e) && is_shared_memory(e) && !wide_.count(base_var(e)));
  });
  return found;
}

ir::Expr DirectionLoops::with_known_calls(const ir::Expr& value) const {
  return ir::rewrite(value, [&](const ir::Expr& e) {
    if (!ir::get_if<ir::Intrinsic>(e)) return e;
    for (const auto& [known, var] : known_) {
      if (ir::same_expr(known, e)) return ir::var_ref(function_, var);
    }
    return e;
  });
}

void DirectionLoops::each(ir::Stmt stmt, ir::Region& out) {
  if (auto* s = ir::get_if<ir::Assign>(stmt)) s->value = take_out(s->value, out);
  if (auto* s = ir::get_if<ir::Update>(stmt)) s->value = take_out(s->value, out);
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
    ir::walk(expr, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) read_by_waiting_.insert(ref->var);
    });
  });
  waiting_.push_back(std::move(stmt));
}

// Whether the waiting statements compute the same behind this one.
bool DirectionLoops::may_wait_for(const ir::Stmt& stmt) const {
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* updated = ir::get_if<ir::Update>(stmt);
  if (!declared && !assigned && !updated) return false;
  bool reads_wide = false;
  const bool is_pointer = declared && ir::is_pointer_like(function_.var(declared->var).type);
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
    ir::walk(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      reads_wide = reads_wide || (ref && wide_.count(ref->var) != 0);
    });
  });
  if (reads_wide && !is_pointer) return false;
  if (declared) return true;
  const ir::Expr& place = assigned ? assigned->place : updated->place;
  const ir::VarId written = base_var(place);
  // The subscripts of waiting places are integers in memory; real numbers in shared memory are read in front, unless only
  // one side of a choice reads them.
  if (is_memory(place) && !ir::is_real(place->type)) return false;
  if (choice_waits_ && ((is_memory(place) && is_shared_memory(place)) || !is_own(written))) return false;
  return written.is_valid() && !read_by_waiting_.count(written);
}

bool DirectionLoops::reads_memory(const ir::Expr& expr) const {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    found = found || is_memory(e) || ir::get_if<ir::OpaqueExpr>(e) || (ref && !is_own(ref->var));
  });
  return found;
}

// Values that the statement changes are known no longer.
void DirectionLoops::forget(const ir::Stmt& stmt) {
  const bool is_simple = ir::get_if<ir::Declare>(stmt) || ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt);
  if (!is_simple) return known_.clear();
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use == ir::Use::kRead) return;
    const ir::VarId var = base_var(expr);
    const bool is_memory_written = is_memory(expr);
    std::erase_if(known_, [&](const auto& known) {
      return (var.is_valid() && ir::mentions(known.first, var)) || (is_memory_written && reads_memory(known.first));
    });
  });
}

// The value of a constant that the primal declares need not be computed again.
void DirectionLoops::learn(const ir::Stmt& stmt) {
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  if (!declared || !declared->init || !ir::is_real(function_.var(declared->var).type)) return;
  if (is_plain(declared->init) || assigned_.count(declared->var) || escaped_.count(declared->var)) return;
  if (!ir::same_type(declared->init->type, function_.var(declared->var).type)) return;
  known_.emplace_back(declared->init, declared->var);
}

void DirectionLoops::once(ir::Stmt stmt, ir::Region& out) {
  if (!may_wait_for(stmt)) flush(out);
  forget(stmt);
  learn(stmt);
  if (auto* declared = ir::get_if<ir::Declare>(stmt); declared && declared->init) {
    // Itself is known by now.
    const auto own = std::find_if(known_.begin(), known_.end(), [&](const auto& one) { return one.second == declared->var; });
    std::pair<ir::Expr, ir::VarId> kept;
    if (own != known_.end()) {
      kept = *own;
      known_.erase(own);
    }
    declared->init = with_known_calls(declared->init);
    if (kept.first) known_.push_back(kept);
  }
  out.push_back(std::move(stmt));
}

void DirectionLoops::flush(ir::Region& out) {
  if (waiting_.empty()) return;
  ir::For loop;
  loop.var = direction_;
  loop.from = ir::integer(0, ir::size_type());
  loop.to = ir::integer(count_, ir::size_type());
  loop.step = ir::integer(1, ir::size_type());
  for (std::size_t i = waiting_.size(); i-- > 1;) {
    // One line of the primal gives several statements.
    if (waiting_[i].comments == waiting_[i - 1].comments) waiting_[i].comments.clear();
  }
  loop.body = std::move(waiting_);
  out.push_back(ir::make_stmt(std::move(loop)));
  waiting_.clear();
  read_by_waiting_.clear();
  choice_waits_ = false;
}

namespace {

struct Mentions {
  int all = 0;
  int by_direction = 0;
};

void count_mentions(const ir::Stmt& stmt, ir::VarId var, ir::VarId direction, Mentions& count) {
  if (const auto* s = ir::get_if<ir::Declare>(stmt); s && s->var == var) ++count.all;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
    ir::walk(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (ref && ref->var == var) ++count.all;
      const auto* element = ir::get_if<ir::Index>(e);
      const auto* base = element ? ir::get_if<ir::VarRef>(element->base) : nullptr;
      const auto* subscript = element ? ir::get_if<ir::VarRef>(element->index) : nullptr;
      if (base && base->var == var && subscript && subscript->var == direction) ++count.by_direction;
    });
  });
  for (const ir::Region* inner : ir::regions(stmt)) {
    for (const ir::Stmt& one : *inner) count_mentions(one, var, direction, count);
  }
}

// The only statement behind the declaration that mentions the variable, if it is a loop over directions that uses one
// element a direction; null otherwise.
ir::For* only_loop(ir::Region& region, std::size_t declared, ir::VarId var, ir::VarId direction) {
  ir::For* found = nullptr;
  for (std::size_t i = declared + 1; i < region.size(); ++i) {
    Mentions count;
    count_mentions(region[i], var, direction, count);
    if (count.all == 0) continue;
    if (found || !is_for(region[i], direction) || count.all != count.by_direction) return nullptr;
    found = ir::get_if<ir::For>(region[i]);
  }
  return found;
}

// Makes the first assignment in the loop the declaration. False where the loop reads the variable first.
bool declare_in(ir::Region& body, ir::VarId var, bool is_zeroed, ir::VarId made, const ir::Type& type) {
  for (std::size_t i = 0; i < body.size(); ++i) {
    Mentions count;
    count_mentions(body[i], var, {}, count);
    if (count.all == 0) continue;
    const auto* assigned = ir::get_if<ir::Assign>(body[i]);
    if (assigned && base_var(assigned->place) == var && count.all == 1) {
      body[i].node = ir::Declare{made, ir::cast(assigned->value, type, /*is_implicit=*/true), false, {}, {}};
      return true;
    }
    if (!is_zeroed) return false;
    body.insert(body.begin() + static_cast<std::ptrdiff_t>(i), ir::make_stmt(ir::Declare{made, nullptr, /*zeroed=*/true, {}, {}}));
    return true;
  }
  return false;
}

void narrow(ir::Function& function, ir::Region& region, ir::VarId direction) {
  for (std::size_t i = 0; i < region.size(); ++i) {
    for (ir::Region* inner : ir::regions(region[i])) narrow(function, *inner, direction);
    const auto* declared = ir::get_if<ir::Declare>(region[i]);
    if (!declared || declared->init || !declared->elements.empty()) continue;
    const ir::VarId var = declared->var;
    const ir::Type& wide = function.var(var).type;
    if (wide->kind != ir::TypeKind::kArray || !ir::is_real(wide->element)) continue;
    const ir::Type type = wide->element;
    ir::For* loop = only_loop(region, i, var, direction);
    if (!loop) continue;
    // A variable of its own: other scopes may declare the same one.
    ir::Variable variable = function.var(var);
    variable.type = type;
    const ir::VarId made = function.add_var(std::move(variable));
    if (!declare_in(loop->body, var, declared->zeroed, made, type)) continue;
    ir::rewrite(loop->body, [&](const ir::Expr& e) {
      const auto* element = ir::get_if<ir::Index>(e);
      const auto* base = element ? ir::get_if<ir::VarRef>(element->base) : nullptr;
      return base && base->var == var ? ir::var_ref(function, made) : e;
    });
    region.erase(region.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

}  // namespace

void narrow_locals(ir::Function& function, ir::VarId direction) { narrow(function, function.body, direction); }

}  // namespace backsweep::transform
