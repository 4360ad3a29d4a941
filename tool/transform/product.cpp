// Prepares tangents for being differentiated once more.
#include "transform/product.h"

#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/derivation.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

bool is_constant(const ir::Type& type) {
  return type->is_const || (type->kind == ir::TypeKind::kArray && is_constant(type->element));
}

void replace(ir::Function& function, ir::VarId var, const ir::Expr& by) {
  ir::rewrite(function.body, [&](const ir::Expr& expr) {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    return ref && ref->var == var ? by : expr;
  });
}

/// The place with `to` for the pointer behind which it lies, if that is `from`.
ir::Expr moved_behind(const ir::Expr& place, const ir::Expr& from, const ir::Expr& to) {
  if (place == from) return to;
  if (const auto* node = ir::get_if<ir::Deref>(place)) {
    return ir::make_expr(ir::Deref{moved_behind(node->pointer, from, to)}, place->type, place->span);
  }
  if (const auto* node = ir::get_if<ir::Index>(place)) {
    return ir::make_expr(ir::Index{moved_behind(node->base, from, to), node->index}, place->type, place->span);
  }
  const auto* node = ir::get_if<ir::Member>(place);
  return node ? ir::member(moved_behind(node->base, from, to), node->field, place->type, node->is_private) : place;
}

/// Reads memory through a pointer that has become one to const; where the pointer, or the address of what it leads to, goes
/// elsewhere that is cast away.
void read_through(ir::Function& function, ir::VarId pointer, const ir::Type& type) {
  const ir::Expr constant = ir::var_ref(function, pointer);
  const ir::Expr cast = ir::make_expr(ir::Cast{constant, /*is_implicit=*/false}, type);
  replace(function, pointer, cast);
  ir::rewrite(function.body, [&](const ir::Expr& expr) {
    const auto* element = ir::get_if<ir::Index>(expr);
    if (element && element->base == cast) return ir::make_expr(ir::Index{constant, element->index}, expr->type, expr->span);
    const auto* object = ir::get_if<ir::Deref>(expr);
    if (object && object->pointer == cast) return ir::make_expr(ir::Deref{constant}, expr->type, expr->span);
    const auto* address = ir::get_if<ir::AddressOf>(expr);
    return address ? ir::make_expr(ir::AddressOf{moved_behind(address->place, constant, cast)}, expr->type, expr->span) : expr;
  });
  // Where it moves itself it stays a place.
  ir::walk(function.body, [&](ir::Stmt& stmt) {
    if (auto* updated = ir::get_if<ir::Update>(stmt); updated && updated->place == cast) updated->place = constant;
    if (auto* assigned = ir::get_if<ir::Assign>(stmt); assigned && assigned->place == cast) assigned->place = constant;
  });
}

/// Whether all that is done to a reference is to read what it refers to.
bool is_only_read(const ir::Region& body, ir::VarId reference) {
  int others = 0;
  const auto names_it = [&](const ir::Expr& expr) {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    return ref && ref->var == reference;
  };
  ir::walk(body, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) {
        const auto* object = ir::get_if<ir::Deref>(e);
        if (names_it(e)) ++others;
        if (object && names_it(object->pointer)) --others;
      });
    });
  });
  return others == 0 && !ir::may_be_written(body, reference);
}

/// Local references that only read a direction, a pointer to const by now, need no cast: they are constant as well.
void make_references_const(ir::Function& function, ir::VarId pointer) {
  const ir::Expr constant = ir::var_ref(function, pointer);
  const auto without_cast = [&](const ir::Expr& expr) {
    const auto* cast = ir::get_if<ir::Cast>(expr);
    const auto* ref = cast ? ir::get_if<ir::VarRef>(cast->operand) : nullptr;
    return ref && ref->var == pointer ? constant : expr;
  };
  ir::walk(function.body, [&](ir::Stmt& stmt) {
    auto* declared = ir::get_if<ir::Declare>(stmt);
    if (!declared || !declared->init || !ir::mentions(declared->init, pointer)) return;
    const ir::Type type = function.var(declared->var).type;
    if (type->kind != ir::TypeKind::kReference || !is_only_read(function.body, declared->var)) return;
    declared->init = ir::rewrite(declared->init, without_cast);
    function.var(declared->var).type = ir::reference_to(ir::with_const(type->element));
    replace(function, declared->var, ir::var_ref(function, declared->var));
  });
}

/// Lets the body work on a copy of a parameter.
void copy_parameter(ir::Function& function, ir::VarId param) {
  const ir::VarId copy = add_temporary(function, function.var(param).name, function.var(param).type);
  replace(function, param, ir::var_ref(function, copy));
  function.body.insert(function.body.begin(), ir::declare(copy, ir::var_ref(function, param)));
}

/// Directions of what the primal may only read are only read.
void make_directions_const(ir::Function& tangent, const ir::Function& primal, const ir::Request& request) {
  std::size_t next = primal.params.size();
  for (const ir::VarId param : primal.params) {
    if (!is_independent(request, param)) continue;
    const ir::VarId direction = tangent.params[next++];
    const ir::Type& type = primal.var(param).type;
    // A reference that is passed on has to fit where it goes.
    const bool is_passed_on = type->kind != ir::TypeKind::kPointer && ir::may_be_written(tangent.body, direction);
    if (!ir::is_pointer_like(tangent.var(direction).type) || !is_constant(type->element) || is_passed_on) continue;
    const ir::Type own_type = tangent.var(direction).type;
    tangent.var(direction).type = type;
    if (type->kind == ir::TypeKind::kPointer) {
      read_through(tangent, direction, own_type);
      make_references_const(tangent, direction);
    } else {
      replace(tangent, direction, ir::var_ref(tangent, direction));
    }
  }
}

}  // namespace

ir::Expr return_tangent(ir::Function& tangent, const ir::Function& primal, const ir::Request& request) {
  for (const ir::VarId param : tangent.params) {
    const ir::Type& type = tangent.var(param).type;
    const bool is_copy = !ir::is_pointer_like(type) && ir::carries_real(type);
    if (is_copy && ir::may_be_written(tangent.body, param)) copy_parameter(tangent, param);
  }
  const ir::VarId result_dot = tangent.params.back();
  tangent.params.pop_back();
  ir::Stmt returned = std::move(tangent.body.back());
  tangent.body.pop_back();
  ir::Expr value = std::get<ir::Return>(returned.node).value;
  if (!ir::get_if<ir::VarRef>(value) && !ir::get_if<ir::Literal>(value)) {
    const ir::VarId local = add_temporary(tangent, "value", value->type);
    tangent.body.push_back(ir::declare(local, value));
    value = ir::var_ref(tangent, local);
  }
  // The tangent of the result is a local from here on.
  tangent.var(result_dot).type = ir::strip_reference(tangent.var(result_dot).type);
  tangent.var(result_dot).role = ir::VarRole::kLocal;
  const ir::Expr dot = ir::var_ref(tangent, result_dot);
  ir::rewrite(tangent.body, [&](const ir::Expr& expr) {
    const auto* node = ir::get_if<ir::Deref>(expr);
    const auto* ref = node ? ir::get_if<ir::VarRef>(node->pointer) : nullptr;
    return ref && ref->var == result_dot ? dot : expr;
  });
  tangent.body.insert(tangent.body.begin(), ir::declare(result_dot));
  tangent.body.push_back(ir::make_stmt(ir::Return{dot}, returned.span, returned.text));
  tangent.result = dot->type;
  make_directions_const(tangent, primal, request);
  return value;
}

}  // namespace backsweep::transform
