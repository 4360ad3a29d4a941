// Finds memory that is seen as another type than its own: through converted pointers, and by the functions called.
#include <algorithm>

#include "analysis/zones.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
namespace {

ir::Type without_arrays(ir::Type type) {
  while (type && type->kind == ir::TypeKind::kArray) type = type->element;
  return type;
}

/// Whether reals lie in the object itself, not only behind pointers in it.
bool holds_real(const ir::Type& type, std::vector<const ir::Record*>& around) {
  if (!type || ir::is_pointer_like(type)) return false;
  if (type->kind == ir::TypeKind::kReal) return true;
  if (type->kind != ir::TypeKind::kRecord) return holds_real(type->element, around);
  if (!type->record || std::find(around.begin(), around.end(), type->record) != around.end()) return false;
  around.push_back(type->record);
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [&](const ir::Field& field) { return holds_real(field.type, around); });
}

bool holds_real(const ir::Type& type) {
  std::vector<const ir::Record*> around;
  return holds_real(type, around);
}

/// Whether the fields of one record stand among those of the other in the same order: a base class, or the same members.
bool is_part_of(const ir::Record& part, const ir::Record& whole) {
  const auto same = [](const ir::Field& a, const ir::Field& b) { return a.name == b.name && ir::same_type(a.type, b.type); };
  return std::search(whole.fields.begin(), whole.fields.end(), part.fields.begin(), part.fields.end(), same) != whole.fields.end();
}

/// Whether reals in memory of one type are the same reals when it is seen as the other.
bool agree(const ir::Type& one, const ir::Type& other) {
  const ir::Type a = without_arrays(one);
  const ir::Type b = without_arrays(other);
  if (!a || !b || ir::same_type(a, b)) return true;
  if (a->kind == ir::TypeKind::kOpaque || b->kind == ir::TypeKind::kOpaque) return true;
  if (!holds_real(a) && !holds_real(b)) return true;
  if (a->kind != ir::TypeKind::kRecord || b->kind != ir::TypeKind::kRecord) return false;
  return is_part_of(*a->record, *b->record) || is_part_of(*b->record, *a->record);
}

bool is_untyped(const ir::Type& type) { return !type || type->kind == ir::TypeKind::kVoid; }

using Visit = std::function<void(const ir::Expr& place, bool is_written)>;
void visit_accesses(const ir::Expr& expr, const Visit& visit);

/// `is_touched`: the memory itself counts, not only where it is.
void visit_place(const ir::Expr& place, bool is_touched, bool is_written, const Visit& visit) {
  if (const auto* part = ir::get_if<ir::Member>(place)) {
    visit_place(part->base, /*is_touched=*/true, is_written, visit);
  } else if (const auto* element = ir::get_if<ir::Index>(place)) {
    visit_accesses(element->index, visit);
    if (element->base->type->kind != ir::TypeKind::kPointer) {
      visit_place(element->base, is_touched, is_written, visit);
      return;
    }
    if (is_touched) visit(place, is_written);
    visit_accesses(element->base, visit);
  } else if (const auto* pointed = ir::get_if<ir::Deref>(place)) {
    if (is_touched) visit(place, is_written);
    visit_accesses(pointed->pointer, visit);
  } else {
    for (const ir::Expr& child : ir::children(place)) visit_accesses(child, visit);
  }
}

/// Calls `visit` for every place behind a pointer that the value reads.
void visit_accesses(const ir::Expr& expr, const Visit& visit) {
  if (!expr) return;
  if (const auto* address = ir::get_if<ir::AddressOf>(expr)) {
    visit_place(address->place, /*is_touched=*/false, /*is_written=*/false, visit);
  } else if (ir::is_place(expr)) {
    visit_place(expr, /*is_touched=*/true, /*is_written=*/false, visit);
  } else {
    for (const ir::Expr& child : ir::children(expr)) visit_accesses(child, visit);
  }
}

}  // namespace

/// Every piece of memory that the statement reaches by pointers, with the type it is seen as.
std::vector<View> FunctionZones::sights(const ir::Stmt& stmt) {
  std::vector<View> result;
  const auto add = [&](const ZoneSet& zones, const ir::Type& type, bool is_written, const base::SourceSpan& span) {
    for (const ZoneId id : zones.items()) {
      if (zone(id).kind != ZoneKind::kUnknown && !is_untyped(type)) result.push_back({id, type, is_written, span});
    }
  };
  const auto add_place = [&](const ir::Expr& place, bool is_written) {
    add(of_place(place), place->type, is_written, place->span);
  };
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    const bool is_written = use != ir::Use::kRead;
    is_written && ir::is_place(expr) ? visit_place(expr, true, true, add_place) : visit_accesses(expr, add_place);
  });
  if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    const auto& operands = model->operands;
    const auto behind = [&](std::size_t at, bool is_written) {
      add(targets(operands[at]), operands[at]->type->element, is_written, operands[at]->span);
    };
    const bool copies = model->op == ir::ModelOp::kCopy;
    if (copies || model->op == ir::ModelOp::kFill) behind(0, /*is_written=*/true);
    if (copies || model->op == ir::ModelOp::kAssignRange || model->op == ir::ModelOp::kReallocate) behind(1, /*is_written=*/false);
  } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
    add_sights_of_call(stmt, *call, result);
  }
  return result;
}

void FunctionZones::add_sights_of_call(const ir::Stmt& stmt, const ir::Call& call, std::vector<View>& result) {
  FunctionZones& callee = program_.zones(call.callee);
  const auto add = [&](const ZoneSet& zones, const ir::Type& type, bool is_written) {
    for (const ZoneId id : zones.items()) {
      if (zone(id).kind != ZoneKind::kUnknown && !is_untyped(type)) result.push_back({id, type, is_written, stmt.span});
    }
  };
  if (!callee.function_.is_defined) {
    for (const ir::Expr& argument : call.arguments) {
      if (!ir::is_pointer_like(argument->type)) continue;
      add(targets(argument), argument->type->element, !argument->type->element->is_const);
    }
    return;
  }
  ZoneSet touched = callee.summary_.reads;
  touched.insert(callee.summary_.writes);
  ZoneSet roots;
  ZoneSet written;
  for (const ZoneId id : touched.items()) roots.insert(callee.root(id));
  for (const ZoneId id : callee.summary_.writes.items()) written.insert(callee.root(id));
  for (const ZoneId id : roots.items()) {
    const Zone seen = callee.zone(id);
    if (seen.kind != ZoneKind::kPointee) continue;
    const ZoneSet own = map_from_callee(stmt, callee, id);
    if (!is_untyped(seen.type)) {
      add(own, seen.type, written.contains(id));
    } else if (const auto known = callee.seen_as_.find(id.index); known != callee.seen_as_.end()) {
      for (const ir::Type& type : known->second) add(own, type, written.contains(id));
    }
  }
}

/// As which types the function sees memory that comes to it without one (`void*`). True if something is new.
bool FunctionZones::update_sights() {
  bool is_new = false;
  ir::walk(function_.body, [&](const ir::Stmt& stmt) {
    for (const View& view : sights(stmt)) {
      if (!is_untyped(zone(view.zone).type)) continue;
      std::vector<ir::Type>& types = seen_as_[view.zone.index];
      const auto same = [&](const ir::Type& known) { return ir::same_type(known, view.type); };
      if (std::any_of(types.begin(), types.end(), same)) continue;
      types.push_back(view.type);
      is_new = true;
    }
  });
  views_.clear();
  return is_new;
}

const std::vector<View>& FunctionZones::views(const ir::Stmt& stmt) {
  const auto known = views_.find(&stmt);
  if (known != views_.end()) return known->second;
  std::vector<View> result;
  for (const View& view : sights(stmt)) {
    const ir::Type own = zone(view.zone).type;
    const auto differs = [&](const ir::Type& other) { return !agree(other, view.type); };
    const std::vector<ir::Type>& others = seen_as_[view.zone.index];
    if (is_untyped(own) ? std::any_of(others.begin(), others.end(), differs) : differs(own)) result.push_back(view);
  }
  return views_.emplace(&stmt, std::move(result)).first->second;
}

}  // namespace backsweep::analysis
