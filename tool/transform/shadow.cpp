// Builds shadow variables, places and pointers.
#include "transform/shadow.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {

namespace {

// `std::vector<const double *>`: what the pointers of its shadow lead to is written.
std::string without_const(std::string spelling) {
  const std::string word = "const ";
  for (std::size_t at = spelling.find(word); at != std::string::npos; at = spelling.find(word, at)) spelling.erase(at, word.size());
  return spelling;
}

}  // namespace

ir::Type shadow_type(const ir::Type& type) {
  if (!type) return type;
  ir::TypeNode node = *type;
  node.is_const = false;
  if (node.element) node.element = shadow_type(node.element);
  if (node.kind == ir::TypeKind::kVector && ir::is_pointer_like(node.element)) node.spelling = without_const(node.spelling);
  return std::make_shared<const ir::TypeNode>(std::move(node));
}

bool has_plain_shape(const ir::Type& type) {
  return type->kind == ir::TypeKind::kVector ? !ir::has_inner_shape(type->element) : !ir::has_inner_shape(type);
}

namespace {

// The whole object that the pointer leads into: a variable, or what a reference refers to. Null where no name says.
ir::Expr object_behind(const ir::Function& function, const ir::Expr& pointer) {
  ir::VarId root;
  ir::walk(pointer, [&](const ir::Expr& e) {
    if (const auto* address = ir::get_if<ir::AddressOf>(e); address && !root.is_valid()) root = ir::root_var(address->place);
  });
  if (!root.is_valid()) return nullptr;
  const ir::Expr ref = ir::var_ref(function, root);
  return ref->type->kind == ir::TypeKind::kReference ? ir::deref(ref) : ref;
}

}  // namespace

ir::Expr pointer_into_zeros(ir::Function& function, const ir::Expr& pointer, const std::string& name,
                            const std::function<void(const ir::Expr&, ir::Region&)>& clear, ir::Region& out) {
  if (const auto* literal = ir::get_if<ir::Literal>(pointer); literal && literal->spelling == "nullptr") return ir::zero(shadow_type(pointer->type));
  const ir::Expr object = object_behind(function, pointer);
  if (!object || ir::holds_pointers(object->type)) return nullptr;
  const ir::VarId zeros = add_temporary(function, name, shadow_type(object->type));
  if (object->type->kind == ir::TypeKind::kVector && are_made_of_zeros(object->type->element)) {
    out.push_back(ir::make_stmt(ir::Declare{zeros, nullptr, false, {}, sized(ir::size_of(object), object->type->element)}));
  } else if (ir::has_inner_shape(object->type)) {
    out.push_back(ir::declare(zeros, object));
    clear(ir::var_ref(function, zeros), out);
  } else {
    out.push_back(ir::make_stmt(ir::Declare{zeros, nullptr, /*zeroed=*/true, {}, {}}));
    if (!is_zero_by_default(object->type)) clear(ir::var_ref(function, zeros), out);
  }
  Shadows shadows(function, "", {});
  shadows.set(ir::root_var(object), zeros);
  return shadows.pointer(pointer);
}

std::vector<ir::Expr> pointers_in(const ir::Expr& place) {
  if (ir::is_pointer_like(place->type)) return {place};
  std::vector<ir::Expr> result;
  if (place->type->kind == ir::TypeKind::kArray && ir::holds_pointers(place->type)) {
    const auto* extent = place->type->extent ? ir::get_if<ir::Literal>(place->type->extent) : nullptr;
    const long count = extent && extent->value ? static_cast<long>(*extent->value) : 0;
    for (long k = 0; k < count; ++k) {
      const std::vector<ir::Expr> inner = pointers_in(ir::index(place, ir::integer(k)));
      result.insert(result.end(), inner.begin(), inner.end());
    }
  }
  if (place->type->kind != ir::TypeKind::kRecord || !place->type->record) return result;
  for (const ir::Field& field : place->type->record->fields) {
    const std::vector<ir::Expr> inner = pointers_in(ir::member(place, field.name, field.type, field.is_private));
    result.insert(result.end(), inner.begin(), inner.end());
  }
  return result;
}

bool is_zero_by_default(const ir::Type& type) {
  if (type->kind == ir::TypeKind::kArray) return is_zero_by_default(type->element);
  if (type->kind != ir::TypeKind::kRecord || !type->record) return true;
  return type->record->is_zero_by_default &&
         std::all_of(type->record->fields.begin(), type->record->fields.end(),
                     [](const ir::Field& field) { return is_zero_by_default(field.type); });
}

namespace {

// Whether the statement's place is read by `moved`, which goes through shadows but for subscripts, steps and conditions. What
// lies behind a pointer may have any name.
bool reads_overwritten(const ir::Stmt& stmt, const ir::Region& moved) {
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* updated = ir::get_if<ir::Update>(stmt);
  if (!assigned && !updated) return false;
  const ir::Expr& place = assigned ? assigned->place : updated->place;
  if (ir::mentions(moved, ir::root_var(place))) return true;
  if (ir::get_if<ir::VarRef>(place)) return false;
  bool chooses_by_memory = false;
  const auto look = [&](const ir::Expr& chosen_by) {
    ir::walk(chosen_by, [&](const ir::Expr& e) {
      chooses_by_memory = chooses_by_memory || ir::get_if<ir::Member>(e) || ir::get_if<ir::Deref>(e) || ir::get_if<ir::Index>(e);
    });
  };
  ir::walk(std::as_const(moved), [&](const ir::Stmt& one) {
    ir::visit_exprs(one, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) {
        if (const auto* element = ir::get_if<ir::Index>(e)) look(element->index);
        if (const auto* choice = ir::get_if<ir::Select>(e)) look(choice->condition);
        if (const auto* sum = ir::get_if<ir::Binary>(e)) look(sum->right);
      });
    });
  });
  return chooses_by_memory;
}

// Whether an assignment reads what one before it overwrites: `a.p = a.next->p; a.next = a.next->next; a.q = a.next->q`.
bool read_each_other(const ir::Region& moved) {
  std::set<ir::VarId> overwritten;
  for (const ir::Stmt& stmt : moved) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (!assigned) continue;
    const auto is_read = [&](ir::VarId var) { return ir::mentions(assigned->value, var); };
    if (std::any_of(overwritten.begin(), overwritten.end(), is_read)) return true;
    overwritten.insert(ir::root_var(assigned->place));
  }
  return false;
}

// One of several pointers may lead to where the next one is read.
void read_first(ir::Region& moved, ir::Function& function, ir::Region& out) {
  for (ir::Stmt& stmt : moved) {
    auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (!assigned) continue;
    const ir::VarId value = add_temporary(function, "moved_to", assigned->value->type);
    out.push_back(ir::declare(value, assigned->value));
    assigned->value = ir::var_ref(function, value);
  }
}

}  // namespace

void append_with_shadows(const ir::Stmt& stmt, ir::Region moved, ir::Function& function, ir::Region& out) {
  const bool is_disturbed = reads_overwritten(stmt, moved);
  if (read_each_other(moved)) read_first(moved, function, out);
  if (!is_disturbed) {
    out.push_back(stmt);
    std::move(moved.begin(), moved.end(), std::back_inserter(out));
    return;
  }
  std::move(moved.begin(), moved.end(), std::back_inserter(out));
  out.push_back(stmt);
}

std::set<ir::VarId> null_pointers(analysis::FunctionZones& zones) {
  std::set<ir::VarId> result;
  const std::vector<ir::Variable>& vars = zones.function().vars;
  for (std::size_t i = 0; i < vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const bool is_local = vars[i].role == ir::VarRole::kLocal && vars[i].type && vars[i].type->kind == ir::TypeKind::kPointer;
    if (is_local && zones.targets(ir::var_ref(var, vars[i].type)).is_empty()) result.insert(var);
  }
  return result;
}

ir::VarId Shadows::variable(ir::VarId var) {
  const auto known = shadows_.find(var);
  if (known != shadows_.end()) return known->second;
  const ir::Variable primal = function_.var(var);
  ir::Variable shadow;
  shadow.name = unique_name(function_, primal.name + suffix_);
  shadow.type = shadow_type(primal.type);
  shadow.is_temporary = primal.is_temporary;
  shadow.is_restrict = primal.is_restrict;
  shadow.span = primal.span;
  const ir::VarId id = function_.add_var(std::move(shadow));
  shadows_[var] = id;
  return id;
}

std::vector<ir::VarId> Shadows::all() const {
  std::vector<ir::VarId> vars;
  for (const auto& [var, shadow] : shadows_) vars.push_back(shadow);
  return vars;
}

ir::Expr Shadows::place(const ir::Expr& place) {
  if (const auto* ref = ir::get_if<ir::VarRef>(place)) {
    const ir::Expr shadow = ir::var_ref(function_, variable(ref->var));
    // The shadow of a by-value parameter is the caller's: a reference.
    const bool is_callers = shadow->type->kind == ir::TypeKind::kReference &&
                            function_.var(ref->var).type->kind != ir::TypeKind::kReference;
    return is_callers ? ir::deref(shadow) : shadow;
  }
  if (const auto* node = ir::get_if<ir::Member>(place)) {
    return ir::member(this->place(node->base), node->field, shadow_type(place->type), node->is_private);
  }
  if (const auto* node = ir::get_if<ir::Index>(place)) {
    const bool is_pointer = node->base->type->kind == ir::TypeKind::kPointer;
    return ir::index(is_pointer ? pointer(node->base) : this->place(node->base), node->index);
  }
  if (const auto* node = ir::get_if<ir::Deref>(place)) {
    const ir::Expr shadow = pointer(node->pointer);
    // The tangent of what a const reference refers to is passed by value.
    return ir::is_pointer_like(shadow->type) ? ir::deref(shadow) : shadow;
  }
  return place;
}

ir::Expr Shadows::pointer(const ir::Expr& value) {
  const auto* ref = ir::get_if<ir::VarRef>(value);
  const bool is_null = ref ? null_pointers_.count(ref->var) != 0 && !has(ref->var) : ir::get_if<ir::Literal>(value) != nullptr;
  if (is_null && value->type->kind == ir::TypeKind::kPointer) return ir::zero(shadow_type(value->type));
  if (const auto* node = ir::get_if<ir::AddressOf>(value)) return ir::address_of(place(node->place));
  if (ir::is_place(value)) return place(value);
  if (const auto* node = ir::get_if<ir::Cast>(value)) {
    const ir::Expr operand = pointer(node->operand);
    const ir::Type type = shadow_type(value->type);
    if (type->kind == ir::TypeKind::kPointer && ir::get_if<ir::Literal>(operand)) return ir::zero(type);
    return ir::same_type(operand->type, type) ? operand : ir::make_expr(ir::Cast{operand, node->is_implicit}, type);
  }
  if (const auto* node = ir::get_if<ir::Binary>(value)) {
    const bool left = node->left->type->kind == ir::TypeKind::kPointer;
    return ir::raw_binary(node->op, left ? pointer(node->left) : node->left, left ? node->right : pointer(node->right),
                          shadow_type(value->type));
  }
  if (const auto* node = ir::get_if<ir::Select>(value)) {
    return ir::make_expr(ir::Select{node->condition, pointer(node->if_true), pointer(node->if_false)},
                         shadow_type(value->type));
  }
  return value;
}

bool are_made_of_zeros(const ir::Type& element) {
  if (!ir::is_default_constructible(element)) return element->kind == ir::TypeKind::kRecord && ir::may_be_blank(element);
  return !ir::has_inner_shape(element) && is_zero_by_default(element);
}

std::vector<ir::Expr> sized(const ir::Expr& size, const ir::Type& element) {
  if (ir::is_default_constructible(element) || !are_made_of_zeros(element)) return {size};
  return {size, ir::opaque({"backsweep::zeros<" + element->record->name + ">()"}, {}, element)};
}

ir::Stmt declared_like(const ir::Function& function, ir::VarId shadow, const ir::Expr& primal) {
  return ir::declare(shadow, ir::may_be_blank(function.var(shadow).type) ? nullptr : primal);
}

void hold_value(ir::Function& function, ir::VarId reference, const std::vector<ir::Region*>& regions) {
  function.var(reference).role = ir::VarRole::kLocal;
  function.var(reference).type = ir::strip_reference(function.var(reference).type);
  const ir::Expr value = ir::var_ref(function, reference);
  const auto direct = [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref && ref->var == reference) return ir::address_of(value);
    const auto* pointed = ir::get_if<ir::Deref>(e);
    const auto* address = pointed ? ir::get_if<ir::AddressOf>(pointed->pointer) : nullptr;
    return address && ir::same_expr(address->place, value) ? value : e;
  };
  for (ir::Region* region : regions) ir::rewrite(*region, direct);
}

}  // namespace backsweep::transform
