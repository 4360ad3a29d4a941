// Walks and rewrites trees.
#include "ir/walk.h"

#include <algorithm>
#include <cstddef>

#include "ir/build.h"

namespace backsweep::ir {
namespace {

struct Children {
  std::vector<Expr> operator()(const Literal&) const { return {}; }
  std::vector<Expr> operator()(const VarRef&) const { return {}; }
  std::vector<Expr> operator()(const Member& e) const { return {e.base}; }
  std::vector<Expr> operator()(const Index& e) const { return {e.base, e.index}; }
  std::vector<Expr> operator()(const Deref& e) const { return {e.pointer}; }
  std::vector<Expr> operator()(const AddressOf& e) const { return {e.place}; }
  std::vector<Expr> operator()(const Unary& e) const { return {e.operand}; }
  std::vector<Expr> operator()(const Binary& e) const { return {e.left, e.right}; }
  std::vector<Expr> operator()(const Select& e) const { return {e.condition, e.if_true, e.if_false}; }
  std::vector<Expr> operator()(const Cast& e) const { return {e.operand}; }
  std::vector<Expr> operator()(const Intrinsic& e) const { return e.arguments; }
  std::vector<Expr> operator()(const OpaqueExpr& e) const { return e.operands; }
  std::vector<Expr> operator()(const std::monostate&) const { return {}; }
};

struct Rebuild {
  const std::vector<Expr>& to;

  ExprVariant operator()(const Literal& e) const { return e; }
  ExprVariant operator()(const VarRef& e) const { return e; }
  ExprVariant operator()(const Member& e) const { return Member{to[0], e.field, e.is_private}; }
  ExprVariant operator()(const Index&) const { return Index{to[0], to[1]}; }
  ExprVariant operator()(const Deref&) const { return Deref{to[0]}; }
  ExprVariant operator()(const AddressOf&) const { return AddressOf{to[0]}; }
  ExprVariant operator()(const Unary& e) const { return Unary{e.op, to[0]}; }
  ExprVariant operator()(const Binary& e) const { return Binary{e.op, to[0], to[1]}; }
  ExprVariant operator()(const Select&) const { return Select{to[0], to[1], to[2]}; }
  ExprVariant operator()(const Cast& e) const { return Cast{to[0], e.is_implicit}; }
  ExprVariant operator()(const Intrinsic& e) const { return Intrinsic{e.name, to}; }
  ExprVariant operator()(const OpaqueExpr& e) const { return OpaqueExpr{e.text, to}; }
  ExprVariant operator()(const std::monostate& e) const { return e; }
};

using Visitor = std::function<void(Expr&, Use)>;

void visit_all(std::vector<Expr>& exprs, Use use, const Visitor& visit) {
  for (Expr& expr : exprs) visit(expr, use);
}

// Which operands of a library operation are places it changes.
Use model_use(ModelOp op, std::size_t position) {
  switch (op) {
    case ModelOp::kCopy:
    case ModelOp::kFill:
    case ModelOp::kFree:
      return Use::kRead;  // pointers by value: what lies behind them is analysis's business
    case ModelOp::kSwap:
      return Use::kReadWrite;
    case ModelOp::kMoveAssign:
      return position == 0 ? Use::kWrite : Use::kReadWrite;
    case ModelOp::kAllocate:
    case ModelOp::kAllocateZeroed:
    case ModelOp::kReallocate:
    case ModelOp::kAssignFill:
    case ModelOp::kAssignRange:
    case ModelOp::kClear:
      return position == 0 ? Use::kWrite : Use::kRead;
    case ModelOp::kResize:
    case ModelOp::kPushBack:
    case ModelOp::kPopBack:
      return position == 0 ? Use::kReadWrite : Use::kRead;
  }
  return Use::kRead;
}

// One overload per kind: the expressions a statement holds itself.
struct VisitExprs {
  const Visitor& visit;

  void operator()(Declare& s) const {
    visit(s.init, Use::kRead);
    visit_all(s.elements, Use::kRead, visit);
    visit_all(s.arguments, Use::kRead, visit);
  }
  void operator()(Assign& s) const {
    visit(s.value, Use::kRead);
    visit(s.place, Use::kWrite);
  }
  void operator()(Update& s) const {
    visit(s.value, Use::kRead);
    visit(s.place, Use::kReadWrite);
  }
  void operator()(Block&) const {}
  void operator()(If& s) const { visit(s.condition, Use::kRead); }
  void operator()(For& s) const {
    visit(s.from, Use::kRead);
    visit(s.to, Use::kRead);
    visit(s.step, Use::kRead);
    visit_marks(s.marks);
  }
  void operator()(While& s) const {
    visit(s.condition, Use::kRead);
    visit_marks(s.marks);
  }
  void operator()(Call& s) const {
    visit_all(s.arguments, Use::kRead, visit);
    visit(s.result, Use::kWrite);
    visit_marks(s.marks);
  }
  void operator()(Model& s) const {
    for (std::size_t i = 0; i < s.operands.size(); ++i) visit(s.operands[i], model_use(s.op, i));
  }
  void operator()(Opaque& s) const {
    visit_all(s.operands, Use::kRead, visit);
    visit_all(s.writes, Use::kReadWrite, visit);
    visit(s.result, Use::kWrite);
  }
  void operator()(Push& s) const { visit(s.value, Use::kRead); }
  void operator()(Pop& s) const {
    if (s.place) visit(s.place, Use::kWrite);
  }
  void operator()(CheckpointForward& s) const {
    visit(s.schedule, Use::kRead);
    visit_state(s.state);
    visit(s.steps, Use::kRead);
    visit(s.condition, Use::kRead);
  }
  void operator()(CheckpointBackward& s) const { visit_state(s.state); }
  void operator()(Return& s) const { visit(s.value, Use::kRead); }
  void operator()(Break&) const {}
  void operator()(Continue&) const {}
  void operator()(Switch& s) const {
    visit(s.value, Use::kRead);
    for (SwitchCase& one : s.cases) visit_all(one.values, Use::kRead, visit);
  }
  void operator()(Goto&) const {}
  void operator()(Label&) const {}
  void operator()(std::monostate&) const {}

 private:
  void visit_marks(Marks& marks) const { visit_all(marks.checkpoint_arguments, Use::kRead, visit); }
  void visit_state(std::vector<StatePlace>& state) const {
    for (StatePlace& one : state) {
      visit(one.place, one.count ? Use::kRead : Use::kReadWrite);
      visit(one.count, Use::kRead);
    }
  }
};

void visit_slots(Stmt& stmt, const Visitor& visit) {
  const Visitor skip_null = [&](Expr& expr, Use use) {
    if (expr) visit(expr, use);
  };
  std::visit(VisitExprs{skip_null}, stmt.node);
}

struct Regions {
  std::vector<Region*> operator()(Block& s) const { return {&s.body}; }
  std::vector<Region*> operator()(If& s) const { return {&s.then_region, &s.else_region}; }
  std::vector<Region*> operator()(For& s) const { return {&s.body}; }
  std::vector<Region*> operator()(While& s) const { return {&s.before_condition, &s.body}; }
  std::vector<Region*> operator()(CheckpointForward& s) const { return {&s.advance, &s.record}; }
  std::vector<Region*> operator()(CheckpointBackward& s) const { return {&s.step_adjoint}; }
  std::vector<Region*> operator()(Switch& s) const {
    std::vector<Region*> result;
    for (SwitchCase& one : s.cases) result.push_back(&one.body);
    return result;
  }
  template <class Kind>
  std::vector<Region*> operator()(Kind&) const { return {}; }
};

}  // namespace

std::vector<Expr> children(const Expr& expr) { return expr ? std::visit(Children{}, expr->node) : std::vector<Expr>{}; }

Expr with_children(const Expr& expr, const std::vector<Expr>& operands) {
  return make_expr(std::visit(Rebuild{operands}, expr->node), expr->type, expr->span);
}

void walk(const Expr& expr, const std::function<void(const Expr&)>& visit) {
  if (!expr) return;
  visit(expr);
  for (const Expr& child : children(expr)) walk(child, visit);
}

Expr rewrite(const Expr& expr, const std::function<Expr(const Expr&)>& change) {
  if (!expr) return expr;
  const std::vector<Expr> old_children = children(expr);
  std::vector<Expr> new_children;
  new_children.reserve(old_children.size());
  bool changed = false;
  for (const Expr& child : old_children) {
    new_children.push_back(rewrite(child, change));
    changed = changed || new_children.back() != child;
  }
  return change(changed ? with_children(expr, new_children) : expr);
}

void visit_exprs(const Stmt& stmt, const std::function<void(const Expr&, Use)>& visit) {
  // The visitor below is handed constant references only: nothing is changed.
  visit_slots(const_cast<Stmt&>(stmt), [&](Expr& expr, Use use) { visit(expr, use); });
}

void map_exprs(Stmt& stmt, const std::function<Expr(const Expr&)>& map) {
  visit_slots(stmt, [&](Expr& expr, Use) { expr = map(expr); });
}

std::vector<Region*> regions(Stmt& stmt) { return std::visit(Regions{}, stmt.node); }

namespace {

void add_initial_values(const Expr& place, const Declare& declared, std::vector<std::pair<Expr, Expr>>& out) {
  if (declared.init) out.emplace_back(place, declared.init);
  if (place->type->kind == TypeKind::kRecord && place->type->record) {
    const std::vector<Field>& fields = place->type->record->fields;
    for (std::size_t i = 0; i < std::min(fields.size(), declared.elements.size()); ++i) {
      out.emplace_back(member(place, fields[i].name, fields[i].type, fields[i].is_private), declared.elements[i]);
    }
  } else if (place->type->element) {
    for (const Expr& one : declared.elements) out.emplace_back(index(place, integer(0)), one);
    if (declared.arguments.size() > 1) out.emplace_back(index(place, integer(0)), declared.arguments[1]);
  }
}

// What an operation puts into elements of its first operand; null for others.
Expr value_put_in(const Model& model) {
  switch (model.op) {
    case ModelOp::kPushBack:
      return model.operands[1];
    case ModelOp::kFill:
    case ModelOp::kAssignFill:
    case ModelOp::kResize:
      return model.operands.size() > 2 ? model.operands[2] : nullptr;
    default:
      return nullptr;
  }
}

}  // namespace

std::vector<std::pair<Expr, Expr>> given_values(const Function& function, const Stmt& stmt) {
  std::vector<std::pair<Expr, Expr>> result;
  if (const auto* declared = get_if<Declare>(stmt)) add_initial_values(var_ref(function, declared->var), *declared, result);
  if (const auto* assigned = get_if<Assign>(stmt)) result.emplace_back(assigned->place, assigned->value);
  const auto* model = get_if<Model>(stmt);
  const Expr value = model ? value_put_in(*model) : nullptr;
  if (value) result.emplace_back(index(model->operands[0], integer(0)), value);
  return result;
}

std::vector<const Region*> regions(const Stmt& stmt) {
  const std::vector<Region*> mutable_regions = regions(const_cast<Stmt&>(stmt));
  return {mutable_regions.begin(), mutable_regions.end()};
}

void walk(const Region& region, const std::function<void(const Stmt&)>& visit) {
  for (const Stmt& stmt : region) walk(stmt, visit);
}

void walk(const Stmt& stmt, const std::function<void(const Stmt&)>& visit) {
  visit(stmt);
  for (const Region* inner : regions(stmt)) walk(*inner, visit);
}

void walk(Region& region, const std::function<void(Stmt&)>& visit) {
  for (Stmt& stmt : region) {
    visit(stmt);
    for (Region* inner : regions(stmt)) walk(*inner, visit);
  }
}

void rewrite(Region& region, const std::function<Expr(const Expr&)>& change) {
  walk(region, [&](Stmt& stmt) { map_exprs(stmt, [&](const Expr& expr) { return rewrite(expr, change); }); });
}

VarId root_var(const Expr& place) {
  if (const auto* ref = get_if<VarRef>(place)) return ref->var;
  if (const auto* e = get_if<Member>(place)) return root_var(e->base);
  if (const auto* e = get_if<Index>(place)) return root_var(e->base);
  if (const auto* e = get_if<Deref>(place)) return root_var(e->pointer);
  if (const auto* e = get_if<AddressOf>(place)) return root_var(e->place);
  if (const auto* e = get_if<Cast>(place)) return root_var(e->operand);
  if (const auto* e = get_if<Binary>(place)) {
    return place->type && place->type->kind == TypeKind::kPointer ? root_var(e->left) : VarId{};
  }
  return {};
}

bool mentions(const Expr& expr, VarId var) {
  bool found = false;
  walk(expr, [&](const Expr& e) {
    const auto* ref = get_if<VarRef>(e);
    found = found || (ref && ref->var == var);
  });
  return found;
}

bool mentions(const Stmt& stmt, VarId var) {
  bool found = false;
  visit_exprs(stmt, [&](const Expr& expr, Use) { found = found || mentions(expr, var); });
  for (const Region* inner : regions(stmt)) found = found || mentions(*inner, var);
  return found;
}

bool mentions(const Region& region, VarId var) {
  return std::any_of(region.begin(), region.end(), [&](const Stmt& stmt) { return mentions(stmt, var); });
}

bool throws(const Stmt& stmt) {
  const auto* text = get_if<Opaque>(stmt);
  const auto* block = get_if<Block>(stmt);
  return text ? text->throws : block && throws(block->body);
}

bool throws(const Region& region) {
  return std::any_of(region.begin(), region.end(), [](const Stmt& stmt) { return throws(stmt); });
}

void add_mentions(const Expr& expr, std::set<VarId>& vars) {
  walk(expr, [&](const Expr& e) {
    if (const auto* ref = get_if<VarRef>(e)) vars.insert(ref->var);
  });
}

std::set<VarId> mentioned(const Stmt& stmt) {
  std::set<VarId> vars;
  const auto add = [&](const Stmt& one) {
    visit_exprs(one, [&](const Expr& expr, Use) { add_mentions(expr, vars); });
    if (const auto* declared = get_if<Declare>(one)) vars.insert(declared->var);
  };
  add(stmt);
  for (const Region* region : regions(stmt)) walk(*region, add);
  return vars;
}

bool is_address_taken(const Region& region, VarId var) {
  return std::any_of(region.begin(), region.end(), [&](const Stmt& stmt) { return is_address_taken(stmt, var); });
}

bool is_address_taken(const Stmt& stmt, VarId var) {
  bool found = false;
  walk(stmt, [&](const Stmt& inner) {
    visit_exprs(inner, [&](const Expr& expr, Use) {
      walk(expr, [&](const Expr& e) {
        const auto* address = get_if<AddressOf>(e);
        found = found || (address && root_var(address->place) == var);
      });
    });
  });
  return found;
}

bool may_be_written(const Region& region, VarId var) {
  bool found = is_address_taken(region, var);
  walk(region, [&](const Stmt& stmt) {
    visit_exprs(stmt, [&](const Expr& expr, Use use) { found = found || (use != Use::kRead && root_var(expr) == var); });
  });
  return found;
}

bool is_only_indexed(const Region& region, VarId var) {
  int others = 0;
  const auto names_it = [&](const Expr& expr) {
    const auto* ref = get_if<VarRef>(expr);
    return ref && ref->var == var;
  };
  walk(region, [&](const Stmt& stmt) {
    visit_exprs(stmt, [&](const Expr& expr, Use) {
      walk(expr, [&](const Expr& e) {
        if (names_it(e)) ++others;
        const auto* access = get_if<Index>(e);
        if (access && names_it(access->base)) --others;
      });
    });
  });
  return others == 0;
}

}  // namespace backsweep::ir
