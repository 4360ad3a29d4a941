// Which primal values adjoint code reads, statement by statement, from the rule rows.
#include "analysis/needed.h"

#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"

namespace backsweep::analysis {

ZoneSet ActiveCode::aliases(const ZoneSet& zones) const {
  return active_aliases(zones_, activity_.context.passive, zones);
}

bool ActiveCode::is_varied(const ir::Stmt& stmt, const ir::Expr& place) const {
  return aliases(zones_.leaves_of(place)).intersects(activity_.around(stmt).varied_before);
}

bool ActiveCode::is_useful(const ir::Stmt& stmt, const ir::Expr& place) const {
  return aliases(zones_.leaves_of(place)).intersects(activity_.around(stmt).useful_after);
}

bool ActiveCode::depends_on_varied(const ir::Stmt& stmt, const ir::Expr& expr) const {
  if (!expr) return false;
  for (const ir::Expr& place : differentiable_reads(expr)) {
    if (is_varied(stmt, place)) return true;
  }
  return false;
}

bool ActiveCode::has_shadow(const ir::Expr& place) const {
  return zones_.leaves_of(place).intersects(activity_.active);
}

bool ActiveCode::points_to_shadowed(const ir::Expr& pointer) const {
  return leads_to_shadow(zones_.leaves(zones_.targets(pointer)));
}

bool ActiveCode::moves_shadowed_pointers(const ir::Stmt& call) const {
  ZoneSet written = zones_.leaves(zones_.effects(call).writes);
  if (const ir::Expr& result = std::get<ir::Call>(call.node).result) written.erase(zones_.leaves_of(result));
  const std::vector<ZoneId>& items = written.items();
  return std::any_of(items.begin(), items.end(), [&](ZoneId id) {
    return ir::is_pointer_like(zones_.zone(id).type) && leads_to_shadow(zones_.leaves(zones_.points_to(id)));
  });
}

bool ActiveCode::lacks_shadow_behind(const ir::Stmt& call, const ir::Expr& argument) const {
  const ZoneSet handed =
      ir::is_pointer_like(argument->type) ? zones_.leaves(zones_.targets(argument)) : zones_.leaves_of(argument);
  const ActiveCode callee = inside(call);
  const ZoneSet shadowed = zones_.map_from_callee(call, callee.zones(), callee.activity().active);
  const std::vector<ZoneId>& items = handed.items();
  return std::any_of(items.begin(), items.end(), [&](ZoneId id) {
    if (!ir::is_pointer_like(zones_.zone(id).type)) return false;
    const ZoneSet behind = zones_.leaves(zones_.points_to(id));
    return behind.intersects(shadowed) && !leads_to_shadow(behind);
  });
}

bool ActiveCode::reshapes_without_shadow(const ir::Stmt& stmt) const {
  const auto& call = std::get<ir::Call>(stmt.node);
  const ir::Function& callee = program_.ir().function(call.callee);
  for (const ZoneId id : zones_.effects(stmt).writes.items()) {
    const ir::Type& type = zones_.zone(id).type;
    const ZoneSet elements = zones_.leaves(id);
    if (!type || type->kind != ir::TypeKind::kVector || !elements.intersects(activity_.active)) continue;
    if (!aliases(elements).intersects(activity_.around(stmt).varied_before)) continue;
    for (std::size_t i = 0; i < callee.params.size() && i < call.arguments.size(); ++i) {
      const auto* address = ir::get_if<ir::AddressOf>(call.arguments[i]);
      if (!address || !zones_.leaves_of(address->place).intersects(elements)) continue;
      if (!has_adjoint(stmt) || !inside(stmt).variable_has_shadow(callee.params[i])) return true;
    }
  }
  return false;
}

bool ActiveCode::leads_to_shadow(ZoneSet open) const {
  // Objects without active numbers may hold pointers that lead on to some, like the nodes of a list.
  ZoneSet seen;
  while (!open.is_empty()) {
    if (open.intersects(activity_.active)) return true;
    ZoneSet next;
    for (const ZoneId id : open.items()) {
      if (!seen.insert(id) || !ir::is_pointer_like(zones_.zone(id).type)) continue;
      next.insert(zones_.leaves(zones_.points_to(id)));
    }
    open = std::move(next);
    open.erase(seen);
  }
  return false;
}

bool ActiveCode::reaches_shadow(const ir::Expr& place) const {
  if (ir::is_pointer_like(place->type)) return points_to_shadowed(place);
  if (place->type->kind == ir::TypeKind::kArray) return reaches_shadow(ir::index(place, ir::integer(0)));
  if (place->type->kind != ir::TypeKind::kRecord || !place->type->record) return false;
  const std::vector<ir::Field>& fields = place->type->record->fields;
  return std::any_of(fields.begin(), fields.end(), [&](const ir::Field& field) {
    return reaches_shadow(ir::member(place, field.name, field.type));
  });
}

bool ActiveCode::variable_has_shadow(ir::VarId var) const {
  const ZoneSet own = zones_.leaves(zones_.variable(var));
  if (own.intersects(activity_.active)) return true;
  // A pointer (or a record holding one) has a shadow where what it points to has one.
  for (const ZoneId leaf : own.items()) {
    if (!ir::is_pointer_like(zones_.zone(leaf).type)) continue;
    const ir::Type type = zones_.function().var(var).type;
    const ir::Expr ref = ir::var_ref(var, type);
    if (ir::is_pointer_like(type) ? points_to_shadowed(ref) : true) return true;
  }
  return false;
}

bool ActiveCode::has_adjoint(const ir::Stmt& stmt) const {
  if (ir::get_if<ir::Call>(stmt)) {
    const auto& calls = activity_.calls;
    const auto known = calls.find(&stmt);
    const auto* call = ir::get_if<ir::Call>(stmt);
    const bool overwrites = call->result && has_shadow(call->result) && is_useful(stmt, call->result);
    if (known == calls.end()) return overwrites;
    return overwrites || known->second.result_useful ||
           (!known->second.useful_out.is_empty() && zones_.effects(stmt).writes.intersects(activity_.active));
  }
  if (ir::get_if<ir::Opaque>(stmt)) {
    const auto* text = ir::get_if<ir::Opaque>(stmt);
    return text->result && has_shadow(text->result) && is_useful(stmt, text->result);
  }
  if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    const ir::Expr& first = model->operands[0];
    switch (model->op) {
      case ir::ModelOp::kCopy:
      case ir::ModelOp::kFill:
        return points_to_shadowed(first);
      case ir::ModelOp::kFree:
        return false;
      case ir::ModelOp::kSwap:
      case ir::ModelOp::kMoveAssign:
        return has_shadow(first) || has_shadow(model->operands[1]) || reaches_shadow(first);
      case ir::ModelOp::kAllocate:
      case ir::ModelOp::kAllocateZeroed:
      case ir::ModelOp::kReallocate:
        return points_to_shadowed(first);
      case ir::ModelOp::kResize:
      case ir::ModelOp::kAssignFill:
      case ir::ModelOp::kAssignRange:
      case ir::ModelOp::kPushBack:
      case ir::ModelOp::kPopBack:
      case ir::ModelOp::kClear:
        return has_shadow(first);
    }
  }
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    return has_shadow(ir::var_ref(zones_.function(), s->var)) &&
           is_useful(stmt, ir::var_ref(zones_.function(), s->var));
  }
  if (const auto* s = ir::get_if<ir::Assign>(stmt)) return has_shadow(s->place) && is_useful(stmt, s->place);
  if (const auto* s = ir::get_if<ir::Update>(stmt)) {
    return has_shadow(s->place) && is_useful(stmt, s->place) && depends_on_varied(stmt, s->value);
  }
  if (const auto* s = ir::get_if<ir::Return>(stmt)) {
    return s->value && activity_.context.result_useful && depends_on_varied(stmt, s->value);
  }
  return false;
}

bool ActiveCode::has_adjoint(const ir::Region& region) const {
  bool found = false;
  ir::walk(region, [&](const ir::Stmt& stmt) { found = found || has_adjoint(stmt); });
  return found;
}

// Whether a value that matters is read through a pointer in the object.
bool ActiveCode::leads_to_useful(const ir::Stmt& stmt, const ir::Expr& object) const {
  if (!ir::holds_pointers(object->type)) return false;
  const ZoneSet& useful = activity_.around(stmt).useful_after;
  for (const ZoneId pointer : zones_.pointers_in(zones_.of_place(object), object->type).items()) {
    if (zones_.leaves(zones_.points_to(pointer)).intersects(useful)) return true;
  }
  return false;
}

bool ActiveCode::is_active_opaque(const ir::Stmt& stmt) const {
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  if (!text) return false;
  const StmtActivity& around = activity_.around(stmt);
  const auto touched = [&](const ir::Expr& expr) {
    ZoneSet zones = ir::is_pointer_like(expr->type) ? zones_.leaves(zones_.targets(expr)) : ZoneSet{};
    if (ir::is_place(expr)) zones.insert(zones_.leaves_of(expr));
    for (const ir::Expr& place : differentiable_reads(expr)) zones.insert(zones_.leaves_of(place));
    if (text->reads_bits) return aliases(zones);
    // Integers hold no active value, whatever else may lie in memory that somebody has the address of.
    ZoneSet varying;
    for (const ZoneId id : zones.items()) {
      if (can_vary(zones_.zone(id).type)) varying.insert(id);
    }
    return aliases(varying);
  };
  const auto is_matter = [&](const ir::Expr& expr) {
    for (const ZoneId id : touched(expr).items()) {
      if (around.useful_after.contains(id) && can_vary(zones_.zone(id).type)) return true;
    }
    return false;
  };
  const auto is_source = [&](const ir::Expr& expr) {
    for (const ZoneId id : touched(expr).items()) {
      if (around.varied_before.contains(id) && can_vary(zones_.zone(id).type)) return true;
    }
    return false;
  };
  bool reads_active = false;
  bool writes_useful = text->result && (is_matter(text->result) || leads_to_useful(stmt, text->result));
  for (const ir::Expr& operand : text->operands) reads_active = reads_active || is_source(operand);
  for (const ir::Expr& place : text->writes) {
    reads_active = reads_active || is_source(place);
    writes_useful = writes_useful || is_matter(place);
  }
  if (text->may_write_anything && is_among_active(stmt)) return true;
  // Read as another type, an active value leaves what activity follows: whatever becomes of it may matter.
  return reads_active && (writes_useful || text->reads_bits);
}

bool ActiveCode::is_among_active(const ir::Stmt& stmt) const {
  const StmtActivity& around = activity_.around(stmt);
  return !around.varied_before.is_empty() && !around.useful_after.is_empty();
}

const View* ActiveCode::active_view(const ir::Stmt& stmt) const {
  const std::vector<View>& views = zones_.views(stmt);
  if (views.empty()) return nullptr;
  const StmtActivity& around = activity_.around(stmt);
  for (const View& view : views) {
    const ZoneSet seen = aliases(zones_.leaves(view.zone));
    if (seen.intersects(around.varied_before)) return &view;
    if (view.is_written && (seen.intersects(activity_.active) || moves_varied(stmt))) return &view;
  }
  return nullptr;
}

// Whether the statement reads, for any purpose, memory that varies.
bool ActiveCode::moves_varied(const ir::Stmt& stmt) const {
  return aliases(zones_.effects(stmt).reads).intersects(activity_.around(stmt).varied_before);
}

ir::Expr ActiveCode::result_place(const ir::Expr& place, const ir::Expr& value) const {
  if (!ir::get_if<ir::VarRef>(place) || !ir::same_type(place->type, value->type)) return nullptr;
  // The value may read the place by another name, a reference or a pointer.
  return aliases(zones_.reads(value)).intersects(zones_.leaves_of(place)) ? nullptr : place;
}

// Declares `c = cos(t)` of variables that both keep their values.
const ir::Intrinsic* ActiveCode::declared_result(const ir::Stmt& stmt) const {
  const auto* s = ir::get_if<ir::Declare>(stmt);
  const auto* call = s ? ir::get_if<ir::Intrinsic>(s->init) : nullptr;
  if (!call || call->arguments.size() != 1 || !ir::same_type(s->init->type, zones_.function().var(s->var).type)) return nullptr;
  const auto* argument = ir::get_if<ir::VarRef>(call->arguments[0]);
  const StableValues& stable = zones_.stable();
  return argument && stable.is_unchanging(argument->var) && stable.is_unchanging(s->var) ? call : nullptr;
}

void ActiveCode::collect_results(const ir::Region& region, ResultsOf above) {
  std::map<ir::VarId, std::vector<const ir::Stmt*>> declared_here;
  for (const ir::Stmt& stmt : region) {
    std::vector<Result> known = results_for(stmt, above);
    if (!known.empty()) results_[&stmt] = std::move(known);
    for (const ir::Region* inner : ir::regions(stmt)) collect_results(*inner, above);
    const ir::Intrinsic* call = declared_result(stmt);
    if (!call) continue;
    const auto& declared = std::get<ir::Declare>(stmt.node);
    const ir::VarId argument = ir::get_if<ir::VarRef>(call->arguments[0])->var;
    above[argument].push_back({declared.init, declared.var});
    // Of sin(t) and cos(t), each is the other's derivative: the first of them reads the second from further down.
    for (const ir::Stmt* other : declared_here[argument]) {
      results_[other].push_back({declared.init, declared.var});
      read_above_[&stmt] = other;
    }
    declared_here[argument].push_back(&stmt);
  }
}

std::vector<ActiveCode::Result> ActiveCode::results_for(const ir::Stmt& stmt, const ResultsOf& above) {
  std::set<ir::VarId> mentioned;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { ir::add_mentions(expr, mentioned); });
  std::vector<Result> result;
  for (const ir::VarId var : mentioned) {
    if (const auto known = above.find(var); known != above.end()) {
      result.insert(result.end(), known->second.begin(), known->second.end());
    }
  }
  return result;
}

ir::Expr ActiveCode::with_results(const ir::Stmt& stmt, const ir::Expr& partial) const {
  const auto known = results_.find(&stmt);
  if (known == results_.end()) return partial;
  return ir::rewrite(partial, [&](const ir::Expr& e) {
    if (!ir::get_if<ir::Intrinsic>(e)) return e;
    for (const Result& one : known->second) {
      if (ir::same_expr(one.value, e)) return ir::var_ref(zones_.function(), one.var);
    }
    return e;
  });
}

void ActiveCode::add_needed(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& result, Needed& needed) const {
  if (ir::is_place(value)) {
    if (is_varied(stmt, value)) needed.before.insert(zones_.address_reads(value));
    return;
  }
  const std::vector<ir::Expr> operands = ir::children(value);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool is_condition = ir::get_if<ir::Select>(value) && i == 0;
    if (is_condition || !depends_on_varied(stmt, operands[i])) continue;
    const ir::Expr partial = with_results(stmt, rules::partial(value, i, result ? result : value));
    ZoneSet reads = zones_.reads(partial);
    if (result) {
      const ZoneSet own = zones_.reads(result);
      if (reads.intersects(own)) needed.after.insert(own);
      reads.erase(own);
    }
    needed.before.insert(reads);
    add_needed(stmt, operands[i], nullptr, needed);
  }
}

void ActiveCode::add_assignment(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value,
                                Needed& needed) const {
  needed.before.insert(zones_.address_reads(place));
  if (value && depends_on_varied(stmt, value)) add_needed(stmt, value, result_place(place, value), needed);
}

// The shadow takes its shape from the variable.
void ActiveCode::add_shape(const ir::Expr& place, Needed& needed) const {
  if (!ir::has_inner_shape(place->type)) return;
  for (const ZoneId leaf : zones_.leaves_of(place).items()) {
    if (zones_.zone(leaf).type->kind == ir::TypeKind::kVector) needed.after.insert(leaf);
  }
}

Needed ActiveCode::needed(const ir::Stmt& stmt) const {
  Needed result;
  if (const auto reader = read_above_.find(&stmt); reader != read_above_.end() && has_adjoint(*reader->second)) {
    result.after.insert(zones_.variable(std::get<ir::Declare>(stmt.node).var));
  }
  if (!has_adjoint(stmt)) return result;
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    const ir::Expr place = ir::var_ref(zones_.function(), s->var);
    add_shape(place, result);
    for (const ir::Expr& extent : ir::variable_extents(place->type)) result.after.insert(zones_.reads(extent));
    add_assignment(stmt, place, s->init, result);
    for (const ir::Expr& one : s->elements) add_needed(stmt, one, nullptr, result);
    for (const ir::Expr& one : s->arguments) add_needed(stmt, one, nullptr, result);
  } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
    add_assignment(stmt, assigned->place, assigned->value, result);
    add_shape(assigned->place, result);
  } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
    result.before.insert(zones_.address_reads(updated->place));
    add_needed(stmt, updated->value, nullptr, result);
  } else if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    const bool allocates = model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed;
    for (const ir::Expr& operand : model->operands) {
      if (allocates && operand == model->operands[0]) {
        // The reverse frees what the statement made.
        result.before.insert(zones_.address_reads(operand));
        result.after.insert(zones_.leaves_of(operand));
        continue;
      }
      result.before.insert(ir::is_place(operand) ? zones_.address_reads(operand) : zones_.reads(operand));
      if (ir::is_integer(operand->type) || ir::is_pointer_like(operand->type)) {
        result.before.insert(zones_.reads(operand));
      }
      if (operand->type->kind == ir::TypeKind::kVector) result.after.insert(zones_.of_place(operand));
    }
  } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
    for (const ir::Expr& argument : call->arguments) result.before.insert(zones_.reads(argument));
    if (call->result) result.before.insert(zones_.address_reads(call->result));
    if (call->result && has_shadow(call->result)) add_shape(call->result, result);
  }
  return result;
}

}  // namespace backsweep::analysis
