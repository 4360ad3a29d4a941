// Rewrites real-valued code so that each value a derivative reads has a name.
#include "transform/normalize.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

bool is_simple(const ir::Expr& expr) {
  if (const auto* node = ir::get_if<ir::Unary>(expr)) return is_simple(node->operand);
  if (const auto* node = ir::get_if<ir::Cast>(expr)) return is_simple(node->operand);
  return ir::get_if<ir::Literal>(expr) || ir::is_place(expr);
}

constexpr int kNestedProducts = 5;
// Of each level of an expression the analyses ask what lies below: without names in between, long sums as generators of
// code write them would take time that grows with the square of their length.
constexpr int kDeepestExpression = 100;

class Normalizer {
 public:
  explicit Normalizer(ir::Function& function) : function_(function) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          if (const auto* address = ir::get_if<ir::AddressOf>(e)) addressed_.insert(ir::root_var(address->place));
        });
      });
    });
  }

  ir::Region region(ir::Region statements) {
    ir::Region result;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      auto* s = ir::get_if<ir::Declare>(statements[i]);
      const bool is_reference = s && s->init && function_.var(s->var).type->kind == ir::TypeKind::kReference;
      if (is_reference) fix_referent(statements, i, result);
      add(std::move(statements[i]), result);
    }
    return result;
  }

 private:
  void add(ir::Stmt stmt, ir::Region& out) {
    for (ir::Region* inner : ir::regions(stmt)) *inner = region(std::move(*inner));
    const std::size_t before = out.size();
    span_ = stmt.span;
    storage_ = stmt.storage;
    text_ = stmt.text;
    fix_own_places(stmt, out);
    if (auto* s = ir::get_if<ir::Declare>(stmt)) {
      if (s->init) s->init = root_value(s->init, ir::var_ref(function_, s->var), out);
      for (ir::Expr& one : s->elements) one = part(one, out);
      for (ir::Expr& one : s->arguments) one = part(one, out);
    } else if (auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      assigned->value = root_value(assigned->value, assigned->place, out);
    } else if (auto* updated = ir::get_if<ir::Update>(stmt)) {
      update(stmt, *updated, out);
    } else if (auto* call = ir::get_if<ir::Call>(stmt)) {
      for (ir::Expr& argument : call->arguments) argument = named(argument, out);
    } else if (auto* loop = ir::get_if<ir::While>(stmt)) {
      hoist_declarations(*loop, out);
    } else if (auto* model = ir::get_if<ir::Model>(stmt)) {
      for (ir::Expr& operand : model->operands) operand = part(operand, out);
    } else if (auto* returned = ir::get_if<ir::Return>(stmt)) {
      if (returned->value && ir::carries_real(returned->value->type) && !is_own_variable(returned->value)) {
        returned->value = bind(part(returned->value, out), "result", out);
      }
    }
    if (out.size() > before) std::swap(out[before].comments, stmt.comments);
    out.push_back(std::move(stmt));
  }

  // `double& r = x[i]; ...; ++i;`: what the reference refers to is said by variables that keep their values, so that the
  // reverse sweep can bind it again.
  void fix_referent(ir::Region& statements, std::size_t at, ir::Region& out) {
    ir::Stmt& stmt = statements[at];
    ir::Expr& init = std::get<ir::Declare>(stmt.node).init;
    const auto* address = ir::get_if<ir::AddressOf>(init);
    if (!address || ir::get_if<ir::VarRef>(address->place)) return;
    changing_.clear();
    changing_memory_.clear();
    for (std::size_t i = at + 1; i < statements.size(); ++i) add_changes(statements[i]);
    if (changing_.empty() && changing_memory_.empty()) return;
    span_ = stmt.span;
    text_ = stmt.text;
    init = ir::make_expr(ir::AddressOf{fixed_place(address->place, out)}, init->type, init->span);
  }

  // `x[x[0] > x[1]] = ...;`: where a statement writes must still be known when what it wrote is put back.
  void fix_own_places(ir::Stmt& stmt, ir::Region& out) {
    std::vector<ir::Expr*> places;
    if (auto* assigned = ir::get_if<ir::Assign>(stmt)) places = {&assigned->place};
    if (auto* updated = ir::get_if<ir::Update>(stmt)) places = {&updated->place};
    if (auto* call = ir::get_if<ir::Call>(stmt); call && call->result) places = {&call->result};
    auto* model = ir::get_if<ir::Model>(stmt);
    if (model && model->op == ir::ModelOp::kSwap) places = {&model->operands[0], &model->operands[1]};
    const bool is_block = model && (model->op == ir::ModelOp::kCopy || model->op == ir::ModelOp::kFill);
    if (places.empty() && !is_block) return;
    changing_.clear();
    changing_memory_.clear();
    add_changes(stmt);
    for (const ir::Expr* place : places) written_.push_back((*place)->type);
    if (is_block) written_.push_back(model->operands[0]->type->element);
    writes_behind_pointer_ = is_block || std::any_of(places.begin(), places.end(), [](const ir::Expr* place) { return ir::is_behind_pointer(*place); });
    for (ir::Expr* place : places) *place = fixed_place(*place, out);
    if (is_block) fix_block(*model, out);
    written_.clear();
  }

  // `std::fill(x, x + k, 0)`: where the block is, and how long.
  void fix_block(ir::Model& model, ir::Region& out) {
    model.operands[0] = fixed_pointer(model.operands[0], out);
    ir::Expr& count = model.operands[model.op == ir::ModelOp::kCopy ? 2 : 1];
    count = fixed_value(count, "count", out);
    if (model.op == ir::ModelOp::kCopy) model.operands[1] = fixed_pointer(model.operands[1], out);
  }

  void add_changes(const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use != ir::Use::kRead) (ir::is_behind_pointer(expr) ? changing_memory_ : changing_).insert(ir::root_var(expr));
      ir::walk(expr, [&](const ir::Expr& e) {
        const auto* address = ir::get_if<ir::AddressOf>(e);
        if (address && !ir::is_behind_pointer(address->place)) changing_.insert(ir::root_var(address->place));
      });
    });
    for (const ir::Region* inner : ir::regions(stmt)) {
      for (const ir::Stmt& one : *inner) add_changes(one);
    }
  }

  // Whether a later statement may change the value: a variable in it, or what it reads behind a pointer.
  bool changes(const ir::Expr& value) const {
    bool found = false;
    ir::walk(value, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) found = found || changing_.count(ref->var) > 0;
      if (ir::is_behind_pointer(e)) found = found || changing_memory_.count(ir::root_var(e)) > 0;
    });
    return found;
  }

  // Whether the statement at hand may: by what it writes, which is of a known type.
  bool overwrites(const ir::Expr& value) const {
    bool found = false;
    ir::walk(value, [&](const ir::Expr& e) {
      if (!ir::is_place(e) || !may_be_written(e->type)) return;
      const ir::VarId root = ir::root_var(e);
      const bool is_part = !ir::get_if<ir::VarRef>(e);
      const bool is_pointed_to = writes_behind_pointer_ && (is_part || addressed_.count(root) > 0);
      found = found || is_pointed_to || ir::is_behind_pointer(e) || changing_.count(root) > 0;
    });
    return found;
  }

  bool may_be_written(const ir::Type& type) const {
    return std::any_of(written_.begin(), written_.end(), [&](const ir::Type& one) {
      return ir::same_type(ir::without_const(one), ir::without_const(type)) || one->kind == ir::TypeKind::kRecord;
    });
  }

  ir::Expr fixed_place(const ir::Expr& place, ir::Region& out) {
    if (const auto* part_of = ir::get_if<ir::Member>(place)) {
      return ir::member(fixed_place(part_of->base, out), part_of->field, place->type, part_of->is_private);
    }
    if (const auto* element = ir::get_if<ir::Index>(place)) {
      const bool is_pointer = element->base->type->kind == ir::TypeKind::kPointer;
      const ir::Expr base = is_pointer ? fixed_value(element->base, "base", out) : fixed_place(element->base, out);
      return ir::index(base, fixed_value(element->index, "at", out));
    }
    if (const auto* pointed = ir::get_if<ir::Deref>(place)) return ir::deref(fixed_pointer(pointed->pointer, out));
    return place;
  }

  ir::Expr fixed_pointer(const ir::Expr& pointer, ir::Region& out) {
    if (const auto* choice = ir::get_if<ir::Select>(pointer)) {
      const ir::Expr condition = fixed_value(choice->condition, "first", out);
      return ir::make_expr(ir::Select{condition, fixed_pointer(choice->if_true, out), fixed_pointer(choice->if_false, out)},
                           pointer->type, pointer->span);
    }
    if (const auto* address = ir::get_if<ir::AddressOf>(pointer)) {
      return ir::make_expr(ir::AddressOf{fixed_place(address->place, out)}, pointer->type, pointer->span);
    }
    const auto* sum = ir::get_if<ir::Binary>(pointer);
    if (sum && ir::is_integer(sum->right->type)) {
      const ir::Expr base = fixed_pointer(sum->left, out);
      return ir::raw_binary(sum->op, base, fixed_value(sum->right, "at", out), pointer->type);
    }
    return fixed_value(pointer, "base", out);
  }

  ir::Expr fixed_value(const ir::Expr& value, const std::string& name, ir::Region& out) {
    const bool is_reference = value->type->kind == ir::TypeKind::kReference;
    const bool is_changed = written_.empty() ? changes(value) : overwrites(value);
    return !is_reference && is_changed ? bind(value, name, out) : value;
  }

  // What the condition's statements declare is read by the body: it lives around the loop.
  void hoist_declarations(ir::While& loop, ir::Region& out) {
    for (ir::Stmt& stmt : loop.before_condition) {
      auto* s = ir::get_if<ir::Declare>(stmt);
      if (!s || !s->elements.empty() || !s->arguments.empty()) continue;
      const ir::Type& type = function_.var(s->var).type;
      if (!ir::is_real(type) && !ir::is_integer(type) && type->kind != ir::TypeKind::kPointer) continue;
      out.push_back(located(ir::Declare{s->var, nullptr, /*zeroed=*/true, {}, {}}));
      function_.var(s->var).type = ir::without_const(type);
      const ir::Expr value = s->init ? s->init : ir::zero(function_.var(s->var).type);
      stmt.node = ir::Assign{ir::var_ref(function_, s->var), value};
    }
  }

  // `x *= e` and `x /= e` of reals read x: written out, one rule serves both. `+=` and `-=` stay.
  void update(ir::Stmt& stmt, ir::Update& s, ir::Region& out) {
    if (!ir::is_real(s.place->type)) return;
    if (s.op == ir::BinaryOp::kAdd || s.op == ir::BinaryOp::kSub) {
      s.value = part(s.value, out);
      return;
    }
    const ir::Expr value = ir::raw_binary(s.op, s.place, part(s.value, out),
                                          ir::wider_real(s.place->type, s.value->type));
    const ir::Expr place = s.place;
    stmt.node = ir::Assign{place, ir::cast(root_value(value, place, out), place->type)};
  }

  // The whole right side: its own result may live in `place` itself, if `place` is a plain variable it does not read.
  ir::Expr root_value(const ir::Expr& value, const ir::Expr& place, ir::Region& out) {
    if (!ir::is_real(value->type)) return value;
    const auto* ref = ir::get_if<ir::VarRef>(place);
    const bool can_hold = ref && ir::same_type(place->type, value->type) && !ir::mentions(value, ref->var);
    if (!can_hold) return part(value, out);
    if (const auto* choice = ir::get_if<ir::Select>(value); choice && !is_simple_choice(*choice)) return part(value, out);
    return over_parts(value, out);
  }

  bool is_simple_choice(const ir::Select& choice) const { return is_simple(choice.if_true) && is_simple(choice.if_false); }

  ir::Expr over_parts(const ir::Expr& value, ir::Region& out) {
    if (ir::is_place(value) || ir::get_if<ir::OpaqueExpr>(value)) return value;
    std::vector<ir::Expr> operands = ir::children(value);
    bool changed = false;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (ir::get_if<ir::Select>(value) && i == 0) continue;
      const ir::Expr operand = part(operands[i], out);
      changed = changed || operand != operands[i];
      operands[i] = operand;
    }
    return changed ? ir::with_children(value, operands) : value;
  }

  // A real subexpression, with everything expensive in it moved to a variable in front of the statement.
  ir::Expr part(const ir::Expr& value, ir::Region& out) {
    if (!ir::is_real(value->type) || ir::is_place(value) || ir::get_if<ir::Literal>(value)) return value;
    if (const auto* choice = ir::get_if<ir::Select>(value); choice && !is_simple_choice(*choice)) {
      return branch(value, *choice, out);
    }
    const ir::Expr rest = over_parts(value, out);
    if (!reads_memory(rest)) return rest;
    if (rules::is_expensive(rest)) return bind(rest, name_for(function_, rest), out);
    if (nested_products(rest) >= kNestedProducts) return bind(rest, "product", out);
    return depth(rest) >= kDeepestExpression ? bind(rest, "part", out) : rest;
  }

  static int depth(const ir::Expr& expr) {
    int inside = 0;
    for (const ir::Expr& operand : ir::children(expr)) inside = std::max(inside, depth(operand));
    return inside + 1;
  }

  // How many products stand one in the other. The derivative by the innermost factor is the product of all others, so that
  // without names the work would grow with the square of this number.
  static int nested_products(const ir::Expr& expr) {
    int inside = 0;
    for (const ir::Expr& operand : ir::children(expr)) {
      if (ir::is_real(operand->type) && !ir::is_place(operand)) inside = std::max(inside, nested_products(operand));
    }
    const auto* node = ir::get_if<ir::Binary>(expr);
    const bool is_product = node && node->op == ir::BinaryOp::kMul && reads_memory(node->left) && reads_memory(node->right);
    return inside + (is_product ? 1 : 0);
  }

  static bool reads_memory(const ir::Expr& expr) {
    bool found = false;
    ir::walk(expr, [&](const ir::Expr& e) { found = found || ir::is_place(e); });
    return found;
  }

  // c ? f(x) : g(x)  ->  if (c) t = f(x); else t = g(x);
  ir::Expr branch(const ir::Expr& value, const ir::Select& choice, ir::Region& out) {
    const ir::VarId chosen = add_temporary(function_, "chosen", value->type);
    const ir::Expr place = ir::var_ref(function_, chosen);
    out.push_back(located(ir::Declare{chosen, nullptr, false, {}, {}}));
    ir::If made;
    made.condition = choice.condition;
    add(located(ir::Assign{place, ir::cast(choice.if_true, value->type)}), made.then_region);
    add(located(ir::Assign{place, ir::cast(choice.if_false, value->type)}), made.else_region);
    out.push_back(located(std::move(made)));
    return place;
  }

  ir::Expr bind(const ir::Expr& value, const std::string& name, ir::Region& out) {
    const ir::VarId var = add_temporary(function_, name, value->type);
    out.push_back(located(ir::Declare{var, value, false, {}, {}}));
    return ir::var_ref(function_, var);
  }

  // An argument of a call: adjoints of by-value reals go to a variable.
  ir::Expr named(const ir::Expr& argument, ir::Region& out) {
    if (!ir::is_real(argument->type)) return argument;
    if (ir::is_place(argument) || ir::get_if<ir::Literal>(argument)) return argument;
    return bind(part(argument, out), "argument", out);
  }

  bool is_own_variable(const ir::Expr& value) const {
    const auto* ref = ir::get_if<ir::VarRef>(value);
    return ref && function_.var(ref->var).role == ir::VarRole::kLocal;
  }

  ir::Stmt located(ir::StmtVariant node) const {
    ir::Stmt made = ir::make_stmt(std::move(node), span_, text_);
    made.storage = storage_;
    return made;
  }

  ir::Function& function_;
  std::set<ir::VarId> changing_;  ///< Of the region at hand: variables that the statements to come may write.
  std::set<ir::VarId> changing_memory_;  ///< Pointers behind which they may write.
  std::set<ir::VarId> addressed_;  ///< Variables that pointers may lead to. They may lead into any array and object.
  bool writes_behind_pointer_ = false;  ///< The statement at hand.
  std::vector<ir::Type> written_;  ///< What the statement at hand writes, while its places are fixed.
  base::SourceSpan span_;
  std::string text_;
  ir::StorageMark storage_ = ir::StorageMark::kNone;
};

}  // namespace

void normalize(ir::Function& function) {
  ir::Region body = std::move(function.body);
  function.body = Normalizer(function).region(std::move(body));
}

}  // namespace backsweep::transform
