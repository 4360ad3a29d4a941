// Keeps what has been evaluated safe from the side effects of what is evaluated next.
#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"
#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

/// Whether assigning to the place changes one variable only, not memory behind a pointer.
bool is_direct(const ir::Expr& place) {
  ir::Expr outermost = place;
  for (ir::Expr whole = ir::whole_of(place); whole; whole = ir::whole_of(whole)) outermost = whole;
  return ir::get_if<ir::VarRef>(outermost) != nullptr;
}

/// Whether a variable of this type keeps its value for good.
bool is_fixed(const ir::Type& type) {
  if (type->kind == ir::TypeKind::kArray) return is_fixed(type->element);
  return type->is_const && type->kind != ir::TypeKind::kReference;
}

bool reads_memory(const ir::Expr& expr, const std::set<std::int32_t>& reachable) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref && is_fixed(e->type)) return;
    const auto* element = ir::get_if<ir::Index>(e);
    found = found || ir::get_if<ir::Deref>(e) || ir::get_if<ir::OpaqueExpr>(e) || (ref && reachable.count(ref->var.index) > 0) ||
            (element && element->base->type->kind == ir::TypeKind::kPointer);
  });
  return found;
}

/// Whether `expr` reads anything that writing a number may change: what holds a pointer holds none. A char may be part of it.
bool reads_beside_pointers(const ir::Expr& expr) {
  if (!ir::is_place(expr)) {
    const std::vector<ir::Expr> children = ir::children(expr);
    return ir::get_if<ir::OpaqueExpr>(expr) || std::any_of(children.begin(), children.end(), reads_beside_pointers);
  }
  if (expr->type->kind != ir::TypeKind::kPointer) return true;
  ir::Expr place = expr;
  for (;;) {
    if (const auto* member = ir::get_if<ir::Member>(place)) {
      place = member->base;
    } else if (const auto* deref = ir::get_if<ir::Deref>(place)) {
      return reads_beside_pointers(deref->pointer);
    } else {
      return !ir::get_if<ir::VarRef>(place);
    }
  }
}

/// Whether all that `expr` reads of the object that the member lies in are other members: `l->items` beside `l->count`.
bool reads_only_beside(const ir::Expr& expr, const ir::Member& written, ir::VarId root) {
  const auto* member = ir::get_if<ir::Member>(expr);
  if (member && ir::same_expr(member->base, written.base)) return member->field != written.field;
  if (const auto* ref = ir::get_if<ir::VarRef>(expr)) return ref->var != root;
  const std::vector<ir::Expr> children = ir::children(expr);
  return std::all_of(children.begin(), children.end(), [&](const ir::Expr& e) { return reads_only_beside(e, written, root); });
}

bool is_number_of_its_own(const ir::Type& type) { return ir::is_real(type) || (ir::is_integer(type) && type->bytes > 1); }

bool reads_globals(const ir::Expr& expr, const ir::Function& function) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    const ir::VarRole role = ref ? function.var(ref->var).role : ir::VarRole::kLocal;
    found = found || ((role == ir::VarRole::kGlobal || role == ir::VarRole::kStatic) && !is_fixed(e->type));
    // What a parameter points to may be a global.
    const auto* deref = ir::get_if<ir::Deref>(e);
    const bool is_plain = deref && deref->pointer->type->element && deref->pointer->type->element->is_const;
    found = found || (deref && !is_plain) || ir::get_if<ir::OpaqueExpr>(e);
  });
  return found;
}

bool is_constant(const ir::Expr& expr) {
  bool found = true;
  ir::walk(expr, [&](const ir::Expr& e) {
    found = found && !ir::get_if<ir::VarRef>(e) && !ir::get_if<ir::OpaqueExpr>(e);
  });
  return found;
}

/// Not the value but where it lies: AddressOf of a place whose own parts do not change.
const ir::Expr& examined(const ir::Expr& expr) {
  const auto* address = ir::get_if<ir::AddressOf>(expr);
  return address ? address->place : expr;
}

}  // namespace

bool FunctionLowering::changes(const ir::Stmt& stmt, const ir::Expr& expr) const {
  const auto hits = [&](const ir::Expr& place) {
    if (!place) return false;
    const ir::VarId root = ir::root_var(place);
    const auto* member = ir::get_if<ir::Member>(place);
    if (root.is_valid() && !(member ? reads_only_beside(expr, *member, root) : !ir::mentions(expr, root))) return true;
    if (is_direct(place) || !reads_memory(expr, reachable_)) return false;
    return !is_number_of_its_own(place->type) || reads_beside_pointers(expr);
  };
  bool found = false;
  const auto one = [&](const ir::Stmt& s) {
    if (const auto* node = ir::get_if<ir::Assign>(s)) found = found || hits(node->place);
    if (const auto* node = ir::get_if<ir::Update>(s)) found = found || hits(node->place);
    if (const auto* node = ir::get_if<ir::Call>(s)) {
      const bool only_globals = reading_calls_.count(node->callee.index) > 0;
      found = found || hits(node->result) || (only_globals ? reads_globals(expr, function_) : reads_memory(expr, reachable_));
    }
    if (const auto* node = ir::get_if<ir::Opaque>(s)) {
      found = found || hits(node->result) || std::ranges::any_of(node->writes, hits) ||
              (node->may_write_anything && reads_memory(expr, reachable_));
    }
    if (const auto* node = ir::get_if<ir::Model>(s)) found = found || reads_memory(expr, reachable_) || hits(node->operands[0]);
  };
  ir::walk(stmt, [&](const ir::Stmt& s) { one(s); });
  return found;
}

bool FunctionLowering::may_change(const ir::Expr& expr, std::size_t from) const {
  if (!expr || is_constant(expr)) return false;
  const ir::Expr& read = examined(expr);
  return std::any_of(region_->begin() + static_cast<std::ptrdiff_t>(from), region_->end(),
                     [&](const ir::Stmt& stmt) { return changes(stmt, read); });
}

// The variable itself, not what it points to.
bool FunctionLowering::is_assigned(ir::VarId var, std::size_t from) const {
  const bool is_reference = function_.var(var).type->kind == ir::TypeKind::kReference;
  bool found = !is_reference && reachable_.count(var.index) > 0;
  const ir::Region since(region_->begin() + static_cast<std::ptrdiff_t>(from), region_->end());
  ir::walk(since, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      const auto* ref = ir::get_if<ir::VarRef>(expr);
      found = found || (use != ir::Use::kRead && ref && ref->var == var);
    });
  });
  return found;
}

// Of what finds the place, not of what it holds.
bool FunctionLowering::may_move(const ir::Expr& place, std::size_t from) const {
  if (const auto* member = ir::get_if<ir::Member>(place)) return may_move(member->base, from);
  if (const auto* pointed = ir::get_if<ir::Deref>(place)) {
    const auto* pointer = ir::get_if<ir::VarRef>(pointed->pointer);
    return pointer ? is_assigned(pointer->var, from) : may_change(pointed->pointer, from);
  }
  if (const auto* element = ir::get_if<ir::Index>(place)) {
    const bool is_pointer = element->base->type->kind == ir::TypeKind::kPointer;
    return may_change(element->index, from) || (is_pointer ? may_change(element->base, from) : may_move(element->base, from));
  }
  return !ir::get_if<ir::VarRef>(place);
}

std::vector<ir::Expr> FunctionLowering::in_order(const std::vector<std::function<ir::Expr()>>& evaluations) {
  std::vector<ir::Expr> values;
  std::vector<std::size_t> ends;
  for (const std::function<ir::Expr()>& evaluate : evaluations) {
    const std::size_t before = region_->size();
    ir::Expr value = evaluate();
    for (std::size_t i = 0; i < values.size() && region_->size() > before; ++i) {
      if (!may_change(values[i], before)) continue;
      // What the address of a place reads may change, the object itself stays where it is.
      const bool is_address = ir::get_if<ir::AddressOf>(values[i]) != nullptr;
      if (is_address && is_direct(examined(values[i])) && ir::get_if<ir::VarRef>(examined(values[i]))) continue;
      // An array stands for where its elements are.
      const bool is_array = values[i]->type->kind == ir::TypeKind::kArray && !values[i]->type->is_std;
      if (is_array && !may_move(values[i], before)) continue;
      const ir::VarId kept = temporary("before", ir::without_const(ir::strip_reference(values[i]->type)));
      ir::Stmt declaration = ir::declare(kept, values[i]);
      declaration.span = span_;
      declaration.text = text_;
      region_->insert(region_->begin() + static_cast<std::ptrdiff_t>(before), std::move(declaration));
      values[i] = ir::var_ref(function_, kept);
    }
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace backsweep::frontend
