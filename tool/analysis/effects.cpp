// Points-to sets, and what statements, calls and whole functions read and write.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "analysis/array_kills.h"
#include "analysis/zones.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
void FunctionZones::flow_pointers(const ZoneSet& to, const ZoneSet& from, const ir::Type& type) {
  if (ir::is_pointer_like(type)) {
    for (const ZoneId source : from.items()) add_target(to, points_to(source));
  } else if (type->kind == ir::TypeKind::kRecord && type->record) {
    for (const ir::Field& field : type->record->fields) {
      if (!ir::holds_pointers(field.type)) continue;
      ZoneSet to_field;
      ZoneSet from_field;
      for (const ZoneId id : to.items()) to_field.insert(member(id, field.name, field.type));
      for (const ZoneId id : from.items()) from_field.insert(member(id, field.name, field.type));
      flow_pointers(to_field, from_field, field.type);
    }
  } else if (type->element && ir::holds_pointers(type->element)) {
    ZoneSet to_element;
    ZoneSet from_element;
    for (const ZoneId id : to.items()) to_element.insert(element(id));
    for (const ZoneId id : from.items()) from_element.insert(element(id));
    flow_pointers(to_element, from_element, type->element);
  }
}

void FunctionZones::flow_pointer(const ir::Expr& place, const ir::Expr& value) {
  if (!place || !value || !ir::holds_pointers(place->type)) return;
  if (ir::is_pointer_like(place->type)) {
    add_target(of_place(place), targets(value));
  } else if (ir::is_place(value)) {
    flow_pointers(of_place(place), of_place(value), place->type);
  } else {
    ZoneSet anywhere;
    anywhere.insert(unknown());
    add_target(pointers_in(of_place(place), place->type), anywhere);
  }
}

ZoneSet FunctionZones::pointers_in(const ZoneSet& zones, const ir::Type& type) {
  if (ir::is_pointer_like(type)) return zones;
  ZoneSet result;
  for (const ZoneId id : zones.items()) {
    if (type->kind == ir::TypeKind::kRecord && type->record) {
      for (const ir::Field& field : type->record->fields) {
        if (!ir::holds_pointers(field.type)) continue;
        ZoneSet inner;
        inner.insert(member(id, field.name, field.type));
        result.insert(pointers_in(inner, field.type));
      }
    } else if (type->element && ir::holds_pointers(type->element)) {
      ZoneSet inner;
      inner.insert(element(id));
      result.insert(pointers_in(inner, type->element));
    }
  }
  return result;
}

// Pointers into a vector follow its elements to the one that it is swapped with.
void FunctionZones::follow_swapped(const ZoneSet& a, const ZoneSet& b) {
  const std::map<std::int32_t, ZoneSet> before(points_to_.begin(), points_to_.end());
  for (const auto& [pointer, targets] : before) {
    ZoneSet added;
    for (const ZoneId target : targets.items()) {
      for (const ZoneId one : a.items()) {
        for (const ZoneId other : b.items()) {
          if (const ZoneId there = counterpart(target, one, other); there.is_valid()) added.insert(there);
          if (const ZoneId back = counterpart(target, other, one); back.is_valid()) added.insert(back);
        }
      }
    }
    ZoneSet own;
    own.insert(ZoneId{pointer});
    if (!added.is_empty()) add_target(own, added);
  }
}

void FunctionZones::collect_pointers(const ir::Stmt& stmt, const ir::Model& model) {
  const std::vector<ir::Expr>& operands = model.operands;
  switch (model.op) {
    case ir::ModelOp::kReallocate:
      add_target(of_place(operands[0]), targets(operands[1]));
      [[fallthrough]];
    case ir::ModelOp::kAllocate:
    case ir::ModelOp::kAllocateZeroed: {
      ZoneSet block;
      block.insert(heap(stmt, {}, operands[0]->type->element));
      return add_target(of_place(operands[0]), block);
    }
    case ir::ModelOp::kSwap:
    case ir::ModelOp::kMoveAssign:
      flow_pointer(operands[0], operands[1]);
      flow_pointer(operands[1], operands[0]);
      if (operands[0]->type->kind == ir::TypeKind::kVector) follow_swapped(of_place(operands[0]), of_place(operands[1]));
      return;
    case ir::ModelOp::kCopy:
    case ir::ModelOp::kAssignRange:
      if (const ir::Type& type = operands[1]->type->element; ir::holds_pointers(type)) {
        flow_pointers(of_place(ir::index(operands[0], ir::integer(0))), targets(operands[1]), type);
      }
      return;
    default:
      return;  // What is put into elements is among the given values.
  }
}

void FunctionZones::collect_pointers(const ir::Stmt& stmt) {
  for (const auto& [place, value] : ir::given_values(function_, stmt)) flow_pointer(place, value);
  if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    collect_pointers(stmt, *model);
  } else if (const auto* text = ir::get_if<ir::Opaque>(stmt)) {
    ZoneSet anywhere;
    anywhere.insert(unknown());
    if (text->result && ir::holds_pointers(text->result->type)) {
      add_target(pointers_in(of_place(text->result), text->result->type), anywhere);
    }
    for (const ir::Expr& place : text->writes) {
      if (!ir::is_place(place) || !ir::holds_pointers(place->type)) continue;
      if (text->moves_pointers || !(ir::get_if<ir::VarRef>(place) || ir::is_pointer_like(place->type))) {
        add_target(pointers_in(of_place(place), place->type), anywhere);
      }
    }
  } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
    FunctionZones& callee = program_.zones(call->callee);
    const std::size_t count = callee.zones_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const ZoneId id{static_cast<std::int32_t>(i)};
      const auto known = callee.points_to_.find(id.index);
      if (known == callee.points_to_.end() || !callee.is_visible(id)) continue;
      ZoneSet own;
      for (const ZoneId target : known->second.items()) {
        if (callee.is_visible(target)) own.insert(map_from_callee(stmt, callee, target));
      }
      add_target(map_from_callee(stmt, callee, id), own);
    }
    if (call->result && ir::holds_pointers(call->result->type)) {
      ZoneSet own;
      for (const ZoneId target : callee.result_targets_.items()) own.insert(map_from_callee(stmt, callee, target));
      add_target(pointers_in(of_place(call->result), call->result->type), own);
    }
  } else if (const auto* returned = ir::get_if<ir::Return>(stmt)) {
    if (!returned->value || !ir::holds_pointers(returned->value->type)) return;
    if (ir::is_pointer_like(returned->value->type)) {
      result_targets_.insert(targets(returned->value));
    } else if (ir::is_place(returned->value)) {
      const ZoneSet pointers = pointers_in(of_place(returned->value), returned->value->type);
      for (const ZoneId id : pointers.items()) result_targets_.insert(points_to(id));
    }
  }
}

void FunctionZones::write(const ir::Expr& place, Effects& effects) {
  effects.writes.insert(leaves_of(place));
  effects.reads.insert(address_reads(place));
}

void FunctionZones::model_effects(const ir::Stmt& stmt, const ir::Model& model, Effects& effects) {
  const auto& operands = model.operands;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use != ir::Use::kWrite) effects.reads.insert(reads(expr));
    if (use != ir::Use::kRead) write(expr, effects);
  });
  effects.kills.insert(kills_of_block(*this, model));
  switch (model.op) {
    case ir::ModelOp::kCopy:
      effects.reads.insert(leaves(targets(operands[1])));
      effects.writes.insert(leaves(targets(operands[0])));
      break;
    case ir::ModelOp::kFill:
      effects.writes.insert(leaves(targets(operands[0])));
      break;
    case ir::ModelOp::kAssignRange:
      effects.reads.insert(leaves(targets(operands[1])));
      effects.kills.insert(kills(operands[0]));
      break;
    case ir::ModelOp::kReallocate:
      effects.reads.insert(leaves(targets(operands[1])));
      effects.writes.insert(leaves(targets(operands[0])));
      effects.has_side_effects = true;
      break;
    case ir::ModelOp::kAllocate:
    case ir::ModelOp::kAllocateZeroed:
      effects.writes.insert(leaves(heap(stmt, {}, operands[0]->type->element)));
      effects.has_side_effects = true;
      break;
    case ir::ModelOp::kFree:
      effects.frees.insert(leaves(targets(operands[0])));
      effects.has_side_effects = true;
      break;
    case ir::ModelOp::kSwap:
    case ir::ModelOp::kResize:
    case ir::ModelOp::kPushBack:
    case ir::ModelOp::kPopBack:
      break;
    case ir::ModelOp::kAssignFill:
    case ir::ModelOp::kClear:
    case ir::ModelOp::kMoveAssign:
      effects.kills.insert(kills(operands[0]));
      break;
  }
}

void FunctionZones::call_effects(const ir::Stmt& stmt, const ir::Call& call, Effects& effects) {
  FunctionZones& callee = program_.zones(call.callee);
  for (const ir::Expr& argument : call.arguments) effects.reads.insert(reads(argument));
  effects.reads.insert(map_from_callee(stmt, callee, callee.summary_.reads));
  effects.writes.insert(map_from_callee(stmt, callee, callee.summary_.writes));
  effects.frees.insert(map_from_callee(stmt, callee, callee.summary_.frees));
  effects.has_side_effects = callee.summary_.has_side_effects;
  if (!callee.function_.is_defined) {
    // Only its signature is known: it may read all memory it is given, and write what is not const.
    for (const ir::Expr& argument : call.arguments) {
      if (!ir::is_pointer_like(argument->type)) continue;
      effects.reads.insert(leaves(targets(argument)));
    }
    for (std::size_t i = 0; i < callee.function_.params.size() && i < call.arguments.size(); ++i) {
      const ir::Type& type = callee.function_.var(callee.function_.params[i]).type;
      if (ir::is_pointer_like(type) && !type->element->is_const) effects.writes.insert(leaves(targets(call.arguments[i])));
    }
  }
  for (const ZoneId killed : callee.summary_.kills.items()) {
    const std::vector<ZoneId> own = map_from_callee(stmt, callee, killed).items();
    if (own.size() == 1 && is_single_object(own[0])) effects.kills.insert(own[0]);
  }
  if (call.result) {
    write(call.result, effects);
    effects.kills.insert(kills(call.result));
  }
}

Effects FunctionZones::own_effects(const ir::Stmt& stmt) {
  Effects effects;
  if (const auto* call = ir::get_if<ir::Call>(stmt)) {
    call_effects(stmt, *call, effects);
    return effects;
  }
  if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    model_effects(stmt, *model, effects);
    return effects;
  }
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use != ir::Use::kWrite) effects.reads.insert(reads(expr));
    if (use != ir::Use::kRead) write(expr, effects);
    if (use == ir::Use::kWrite) effects.kills.insert(kills(expr));
  });
  if (const auto* update = ir::get_if<ir::Update>(stmt)) effects.kills.insert(kills(update->place));
  if (const auto* declared = ir::get_if<ir::Declare>(stmt)) {
    const ZoneSet own = leaves(variable(declared->var));
    effects.writes.insert(own);
    effects.kills.insert(own);
  } else if (const auto* loop = ir::get_if<ir::For>(stmt)) {
    effects.writes.insert(variable(loop->var));
  } else if (const auto* text = ir::get_if<ir::Opaque>(stmt)) {
    effects.has_side_effects = text->has_side_effects;
    for (const ir::Expr& operand : text->operands) {
      if (ir::is_pointer_like(operand->type)) effects.reads.insert(leaves(targets(operand)));
    }
    for (const ir::Expr& place : text->writes) {
      if (ir::is_pointer_like(place->type)) effects.writes.insert(leaves(targets(place)));
    }
    if (text->may_write_anything) {
      const ZoneSet anything = reachable(*text);
      effects.reads.insert(anything);
      effects.writes.insert(anything);
      effects.writes.insert(unknown());
    }
  } else if (ir::get_if<ir::Push>(stmt) || ir::get_if<ir::Pop>(stmt)) {
    effects.has_side_effects = true;
  }
  return effects;
}

const Effects& FunctionZones::effects(const ir::Stmt& stmt) {
  const auto known = effects_.find(&stmt);
  if (known != effects_.end()) return known->second;
  Effects result = own_effects(stmt);
  if (const auto* branch = ir::get_if<ir::If>(stmt)) {
    const Effects then_effects = effects(branch->then_region);
    const Effects else_effects = effects(branch->else_region);
    result.merge(then_effects);
    result.merge(else_effects);
    for (const ZoneId id : then_effects.kills.items()) {
      if (else_effects.kills.contains(id)) result.kills.insert(id);
    }
  } else {
    for (const ir::Region* region : ir::regions(stmt)) {
      const Effects inner = effects(*region);
      result.merge(inner);
      if (ir::get_if<ir::Block>(stmt)) result.kills.insert(inner.kills);
    }
    if (const auto* loop = ir::get_if<ir::For>(stmt)) result.kills.insert(kills_of_loop(*this, *loop));
  }
  return effects_.emplace(&stmt, std::move(result)).first->second;
}

Effects FunctionZones::effects(const ir::Region& region) {
  Effects result;
  for (const ir::Stmt& stmt : region) {
    const Effects& one = effects(stmt);
    result.merge(one);
    result.kills.insert(one.kills);
  }
  return result;
}

const Effects& FunctionZones::summary() { return summary_; }

bool FunctionZones::update() {
  const std::size_t zones_before = zones_.size();
  std::size_t changes_before = 0;
  const ZoneSet results_before = result_targets_;
  do {
    changes_before = points_to_changes_;
    ir::walk(function_.body, [&](const ir::Stmt& stmt) { collect_pointers(stmt); });
  } while (points_to_changes_ != changes_before);
  effects_.clear();
  const Effects all = effects(function_.body);
  Effects visible;
  visible.has_side_effects = all.has_side_effects;
  for (const ZoneId id : all.reads.items()) {
    if (is_visible(id)) visible.reads.insert(id);
  }
  for (const ZoneId id : all.writes.items()) {
    if (is_visible(id)) visible.writes.insert(id);
  }
  for (const ZoneId id : all.kills.items()) {
    if (is_visible(id)) visible.kills.insert(id);
  }
  // What the function allocated itself it also keeps for its own reverse part.
  for (const ZoneId id : all.frees.items()) {
    if (is_visible(id) && zone(root(id)).kind != ZoneKind::kHeap) visible.frees.insert(id);
  }
  bool changed = !(visible.reads == summary_.reads) || !(visible.writes == summary_.writes) || !(visible.frees == summary_.frees) ||
                       !(results_before == result_targets_) || zones_.size() != zones_before;
  summary_ = std::move(visible);
  changed = update_sights() || changed;
  return changed;
}

std::vector<ir::FunctionId> callees(const ir::Function& function) {
  std::vector<ir::FunctionId> result;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const auto* call = ir::get_if<ir::Call>(stmt);
    if (call && std::find(result.begin(), result.end(), call->callee) == result.end()) result.push_back(call->callee);
  });
  return result;
}

namespace {

// Callees before callers; functions of a cycle stand next to each other in some order.
void order_from(const ir::Program& program, ir::FunctionId function, std::vector<bool>& seen,
                std::vector<ir::FunctionId>& order) {
  if (seen[static_cast<std::size_t>(function.index)]) return;
  seen[static_cast<std::size_t>(function.index)] = true;
  for (const ir::FunctionId callee : callees(program.function(function))) order_from(program, callee, seen, order);
  order.push_back(function);
}

bool reaches(const ir::Program& program, ir::FunctionId from, ir::FunctionId to, std::vector<bool>& seen) {
  for (const ir::FunctionId callee : callees(program.function(from))) {
    if (callee == to) return true;
    if (seen[static_cast<std::size_t>(callee.index)]) continue;
    seen[static_cast<std::size_t>(callee.index)] = true;
    if (reaches(program, callee, to, seen)) return true;
  }
  return false;
}

}  // namespace

Program::Program(const ir::Program& program) : program_(program) {
  std::vector<ir::FunctionId> order;
  std::vector<bool> seen(program.functions.size());
  for (std::size_t i = 0; i < program.functions.size(); ++i) {
    const ir::FunctionId id{static_cast<std::int32_t>(i)};
    zones_.push_back(std::make_unique<FunctionZones>(*this, program.functions[i]));
    order_from(program, id, seen, order);
    std::vector<bool> visited(program.functions.size());
    recursive_.push_back(reaches(program, id, id, visited));
  }
  // Without recursion one round settles everything; with it, facts grow until they agree.
  bool changed = true;
  for (bool is_first = true; changed; is_first = false) {
    changed = false;
    for (const ir::FunctionId id : order) {
      if (is_first || is_recursive(id)) changed = (zones(id).update() && is_recursive(id)) || changed;
    }
  }
  for (const ir::FunctionId id : order) zones(id).update();
}

Program::~Program() = default;

FunctionZones& Program::zones(ir::FunctionId function) const { return *zones_[static_cast<std::size_t>(function.index)]; }

bool Program::is_recursive(ir::FunctionId function) const { return recursive_[static_cast<std::size_t>(function.index)]; }

}  // namespace backsweep::analysis
