// Tells derivatives from values in a finished derivative.
#include "transform/derivative_variables.h"

#include <algorithm>

#include "ir/walk.h"
#include "transform/direction_loops.h"

namespace backsweep::transform {
namespace {

/// Whether there are void pointers in it, which may lead to derivatives whatever they are called.
bool holds_untyped(const ir::Type& type, std::vector<const ir::Record*>& visiting) {
  if (!type) return false;
  if (type->kind == ir::TypeKind::kPointer && type->element->kind == ir::TypeKind::kVoid) return true;
  if (type->kind != ir::TypeKind::kRecord) return holds_untyped(type->element, visiting);
  if (!type->record || std::find(visiting.begin(), visiting.end(), type->record) != visiting.end()) return false;
  visiting.push_back(type->record);
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [&](const ir::Field& field) { return holds_untyped(field.type, visiting); });
}

}  // namespace

DerivativeVariables::DerivativeVariables(const Derivation& derivation, const ir::Function& function,
                                         const std::vector<ir::VarId>& shadows)
    : d_(derivation), function_(function) {
  for (const ir::VarId var : shadows) add(var);
  for (std::size_t before = 0; before != vars.size();) {
    before = vars.size();
    ir::walk(function.body, [&](const ir::Stmt& stmt) { visit(stmt); });
  }
}

bool DerivativeVariables::is_derivative(const ir::Expr& expr) const {
  if (!expr || ir::is_integer(expr->type)) return false;
  if (ir::is_place(expr) || ir::is_pointer_like(expr->type)) return vars.count(base_var(expr)) != 0;
  const std::vector<ir::Expr> operands = ir::children(expr);
  return std::any_of(operands.begin(), operands.end(), [&](const ir::Expr& e) { return is_derivative(e); });
}

void DerivativeVariables::add(ir::VarId var) {
  if (!var.is_valid()) return;
  const ir::Type& type = function_.var(var).type;
  std::vector<const ir::Record*> visiting;
  if (ir::carries_real(type) || holds_untyped(type, visiting)) vars.insert(var);
}

void DerivativeVariables::visit(const ir::Stmt& stmt) {
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    bool flows = is_derivative(s->init);
    for (const ir::Expr& one : s->elements) flows = flows || is_derivative(one);
    if (flows) add(s->var);
  } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
    if (is_derivative(assigned->value)) add(base_var(assigned->place));
  } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
    if (is_derivative(updated->value)) add(base_var(updated->place));
  } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
    visit(*call);
  } else if (const auto* text = ir::get_if<ir::Opaque>(stmt)) {
    const auto flows = [&](const ir::Expr& e) { return is_derivative(e); };
    if (!std::any_of(text->operands.begin(), text->operands.end(), flows)) return;
    for (const ir::Expr& place : text->writes) add(base_var(place));
  }
}

void DerivativeVariables::visit(const ir::Call& call) {
  const auto first = d_.first_shadow.find(call.callee);
  if (first == d_.first_shadow.end()) return;
  for (std::size_t i = first->second; i < call.arguments.size(); ++i) {
    const ir::Expr& argument = call.arguments[i];
    if (ir::is_pointer_like(argument->type) || argument->type->kind == ir::TypeKind::kRecord) add(base_var(argument));
  }
}

}  // namespace backsweep::transform
