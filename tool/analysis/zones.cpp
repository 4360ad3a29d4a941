// Interns zones and says what places and pointers of one function mean.
#include "analysis/zones.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
namespace {

bool is_external_variable(const ir::Variable& variable) {
  return variable.role == ir::VarRole::kParam || variable.role == ir::VarRole::kGlobal ||
         variable.role == ir::VarRole::kStatic;
}

bool is_global(const ir::Variable& variable) {
  return variable.role == ir::VarRole::kGlobal || variable.role == ir::VarRole::kStatic;
}

// A size query reads the container's size, not its elements.
bool is_size_query(const ir::OpaqueExpr& node) {
  return node.operands.size() == 1 && node.text.size() == 2 && node.text[0].empty() &&
         (node.text[1] == ".size()" || node.text[1] == ".empty()");
}

}  // namespace

void Effects::merge(const Effects& other) {
  reads.insert(other.reads);
  writes.insert(other.writes);
  frees.insert(other.frees);
  has_side_effects = has_side_effects || other.has_side_effects;
}

namespace {

// What only writes to its operands holds on to none of them.
bool may_keep_addresses(const ir::Stmt& stmt) {
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  return text && (text->has_side_effects || text->result || text->may_write_anything);
}

std::set<ir::VarId> reached_variables(const ir::Function& function) {
  std::set<ir::VarId> result;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const bool keeps_addresses = may_keep_addresses(stmt);
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      if (keeps_addresses) ir::add_mentions(expr, result);
      ir::walk(expr, [&](const ir::Expr& e) {
        if (const auto* address = ir::get_if<ir::AddressOf>(e)) result.insert(ir::root_var(address->place));
        const auto* text = ir::get_if<ir::OpaqueExpr>(e);
        if (text && !is_size_query(*text)) ir::add_mentions(e, result);
      });
    });
  });
  return result;
}

}  // namespace

FunctionZones::FunctionZones(const Program& program, const ir::Function& function)
    : program_(program), function_(function), stable_(function), reached_(reached_variables(function)) {
  for (std::size_t i = 0; i < function.vars.size(); ++i) leaves(variable(ir::VarId{static_cast<std::int32_t>(i)}));
  for (std::size_t i = 0; i < function.vars.size(); ++i) add_initial_targets(ir::VarId{static_cast<std::int32_t>(i)});
}

/// What the pointers in a global lead to when the program begins; which of them leads where, only their types say.
void FunctionZones::add_initial_targets(ir::VarId var) {
  for (const ir::VarId target : function_.var(var).initial_targets) {
    ZoneSet parts = leaves(variable(target));
    for (ZoneId part = variable(target);; part = element(part)) {
      parts.insert(part);
      if (zone(part).type->kind != ir::TypeKind::kArray) break;
    }
    for (const ZoneId pointer : leaves(variable(var)).items()) {
      const ir::Type type = zone(pointer).type;
      for (const ZoneId part : parts.items()) {
        const bool is_fit = ir::is_pointer_like(type) && ir::same_type(zone(part).type, type->element);
        if (is_fit) points_to_[pointer.index].insert(part);
      }
    }
  }
}

ZoneId FunctionZones::intern(const Key& key, Zone zone) {
  const auto [it, is_new] = index_.try_emplace(key, ZoneId{static_cast<std::int32_t>(zones_.size())});
  if (!is_new) return it->second;
  zones_.push_back(std::move(zone));
  if (is_shared(it->second)) shared_.push_back(it->second);
  return it->second;
}

ZoneId FunctionZones::variable(ir::VarId var) {
  const ir::Variable& variable = function_.var(var);
  Zone zone;
  zone.kind = ZoneKind::kVariable;
  zone.var = var;
  zone.type = variable.type;
  if (is_global(variable)) {
    // Globals are one zone per name, so that callers and callees agree on them.
    const std::string name = variable.role == ir::VarRole::kStatic && variable.qualified_name.empty()
                                 ? function_.name + "::" + variable.name
                                 : variable.qualified_name;
    zone.field = name;
    return intern({ZoneKind::kVariable, -1, -1, name}, std::move(zone));
  }
  return intern({ZoneKind::kVariable, var.index, -1, ""}, std::move(zone));
}

ZoneId FunctionZones::member(ZoneId parent, const std::string& field, const ir::Type& type) {
  if (zone(parent).kind == ZoneKind::kUnknown) return parent;
  Zone made;
  made.kind = ZoneKind::kMember;
  made.parent = parent;
  made.field = field;
  made.type = type;
  return intern({ZoneKind::kMember, parent.index, -1, field}, std::move(made));
}

ZoneId FunctionZones::element(ZoneId parent) {
  const ir::Type type = zone(parent).type;
  if (!type || (type->kind != ir::TypeKind::kArray && type->kind != ir::TypeKind::kVector)) return parent;
  Zone made;
  made.kind = ZoneKind::kElement;
  made.parent = parent;
  made.type = type->element;
  return intern({ZoneKind::kElement, parent.index, -1, ""}, std::move(made));
}

ZoneId FunctionZones::pointee(ZoneId pointer) {
  const ir::Type type = zone(pointer).type;
  if (zone(pointer).kind == ZoneKind::kUnknown || !type || !type->element) return unknown();
  // Lists and trees: what a node points to is taken together with the first node of its type on the way there.
  for (ZoneId above = root(pointer); zone(above).kind == ZoneKind::kPointee; above = root(zone(above).parent)) {
    if (ir::same_type(zone(above).type, type->element)) return above;
  }
  Zone made;
  made.kind = ZoneKind::kPointee;
  made.parent = pointer;
  made.type = type->element;
  return intern({ZoneKind::kPointee, pointer.index, -1, ""}, std::move(made));
}

ZoneId FunctionZones::heap(const ir::Stmt& site, ZoneId site_zone, const ir::Type& type) {
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    if (zones_[i].kind == ZoneKind::kHeap && zones_[i].site == &site && zones_[i].site_zone == site_zone) {
      return ZoneId{static_cast<std::int32_t>(i)};
    }
  }
  Zone made;
  made.kind = ZoneKind::kHeap;
  made.site = &site;
  made.site_zone = site_zone;
  made.type = type;
  return intern({ZoneKind::kHeap, static_cast<std::int32_t>(zones_.size()), site_zone.index, ""}, std::move(made));
}

ZoneId FunctionZones::unknown() {
  Zone made;
  made.type = ir::void_type();
  return intern({ZoneKind::kUnknown, -1, -1, ""}, std::move(made));
}

ZoneId FunctionZones::root(ZoneId id) const {
  while (zone(id).kind == ZoneKind::kMember || zone(id).kind == ZoneKind::kElement) id = zone(id).parent;
  return id;
}

bool FunctionZones::is_visible(ZoneId id) const {
  const Zone& bottom = zone(root(id));
  if (bottom.kind != ZoneKind::kVariable) return true;
  return is_global(function_.var(bottom.var));
}

bool FunctionZones::is_single_object(ZoneId id) const {
  while (zone(id).kind == ZoneKind::kMember) id = zone(id).parent;
  const Zone& bottom = zone(id);
  if (bottom.kind == ZoneKind::kVariable) return true;
  if (bottom.kind != ZoneKind::kPointee) return false;
  const Zone& pointer = zone(bottom.parent);
  return pointer.kind == ZoneKind::kVariable && pointer.type->kind == ir::TypeKind::kReference;
}

ZoneSet FunctionZones::leaves(ZoneId id) {
  ZoneSet result;
  const ir::Type type = zone(id).type;
  if (!type || type->kind == ir::TypeKind::kVoid) {
    result.insert(id);
  } else if (type->kind == ir::TypeKind::kArray) {
    result.insert(leaves(element(id)));
  } else if (type->kind == ir::TypeKind::kVector) {
    result.insert(id);
    result.insert(leaves(element(id)));
  } else if (type->kind == ir::TypeKind::kRecord && type->record) {
    for (const ir::Field& field : type->record->fields) result.insert(leaves(member(id, field.name, field.type)));
    if (type->record->fields.empty()) result.insert(id);
  } else {
    result.insert(id);
  }
  return result;
}

ZoneSet FunctionZones::leaves(const ZoneSet& zones) {
  ZoneSet result;
  for (const ZoneId id : zones.items()) result.insert(leaves(id));
  return result;
}

ZoneSet FunctionZones::of_place(const ir::Expr& place) {
  ZoneSet result;
  if (const auto* ref = ir::get_if<ir::VarRef>(place)) {
    result.insert(variable(ref->var));
  } else if (const auto* member_of = ir::get_if<ir::Member>(place)) {
    for (const ZoneId id : of_place(member_of->base).items()) {
      result.insert(member(id, member_of->field, place->type));
    }
  } else if (const auto* element_of = ir::get_if<ir::Index>(place)) {
    const ir::TypeKind kind = element_of->base->type->kind;
    if (kind == ir::TypeKind::kPointer || kind == ir::TypeKind::kReference) return targets(element_of->base);
    for (const ZoneId id : of_place(element_of->base).items()) result.insert(element(id));
  } else if (const auto* pointed = ir::get_if<ir::Deref>(place)) {
    return targets(pointed->pointer);
  } else if (const auto* converted = ir::get_if<ir::Cast>(place)) {
    return of_place(converted->operand);
  } else if (const auto* choice = ir::get_if<ir::Select>(place)) {
    result = of_place(choice->if_true);
    result.insert(of_place(choice->if_false));
  } else {
    result.insert(unknown());
  }
  return result;
}

/// Of an array whose elements (or theirs) are of the type, those; else the zone itself.
ZoneId FunctionZones::elements_as(ZoneId id, const ir::Type& type) {
  ZoneId inner = id;
  while (zone(inner).type && zone(inner).type->kind == ir::TypeKind::kArray && !ir::same_type(zone(inner).type, type)) {
    inner = element(inner);
  }
  return ir::same_type(zone(inner).type, type) ? inner : id;
}

ZoneSet FunctionZones::targets(const ir::Expr& pointer) {
  if (const auto* address = ir::get_if<ir::AddressOf>(pointer)) return of_place(address->place);
  if (const auto* sum = ir::get_if<ir::Binary>(pointer)) {
    const bool left = sum->left->type->kind == ir::TypeKind::kPointer;
    return targets(left ? sum->left : sum->right);
  }
  if (const auto* converted = ir::get_if<ir::Cast>(pointer)) {
    const ZoneSet seen = targets(converted->operand);
    if (!pointer->type->element) return seen;
    ZoneSet result;
    for (const ZoneId id : seen.items()) result.insert(elements_as(id, pointer->type->element));
    return result;
  }
  if (ir::get_if<ir::Literal>(pointer)) return {};
  ZoneSet result;
  if (const auto* choice = ir::get_if<ir::Select>(pointer)) {
    result = targets(choice->if_true);
    result.insert(targets(choice->if_false));
  } else if (ir::is_place(pointer)) {
    for (const ZoneId id : of_place(pointer).items()) result.insert(points_to(id));
  } else {
    result.insert(unknown());
  }
  return result;
}

ZoneSet FunctionZones::points_to(ZoneId pointer) {
  ZoneSet result;
  const Zone& bottom = zone(root(pointer));
  const bool is_external = bottom.kind == ZoneKind::kPointee || bottom.kind == ZoneKind::kUnknown ||
                           (bottom.kind == ZoneKind::kVariable && is_external_variable(function_.var(bottom.var)));
  for (const auto& [index, known] : points_to_) {
    const ZoneId other{index};
    if (other == pointer || (is_external && may_alias(other, pointer))) result.insert(known);
  }
  if (is_external) result.insert(pointee(pointer));
  return result;
}

ZoneId FunctionZones::counterpart(ZoneId id, ZoneId from, ZoneId to) {
  if (id == from) return to;
  const Zone at = zone(id);
  if (at.kind != ZoneKind::kMember && at.kind != ZoneKind::kElement) return {};
  const ZoneId parent = counterpart(at.parent, from, to);
  if (!parent.is_valid()) return {};
  return at.kind == ZoneKind::kMember ? member(parent, at.field, at.type) : element(parent);
}

ZoneSet FunctionZones::exchanged(const ir::Expr& first, const ir::Expr& second, const ZoneSet& zones) {
  ZoneSet both = leaves_of(first);
  both.insert(leaves_of(second));
  ZoneSet result;
  for (const ZoneId id : both.items()) {
    ZoneSet places;
    places.insert(id);
    if (!with_aliases(places).intersects(zones)) continue;
    for (const ZoneId a : of_place(first).items()) {
      for (const ZoneId b : of_place(second).items()) {
        for (const ZoneId other : {counterpart(id, a, b), counterpart(id, b, a)}) {
          if (other.is_valid()) places.insert(other);
        }
      }
    }
    if (places.items().size() == 1) return both;
    result.insert(places);
  }
  return result;
}

std::vector<ZoneId> FunctionZones::pointers_into_vectors_of(const ir::Type& element) const {
  const auto is_inside = [&](ZoneId id) {
    for (; zone(id).kind == ZoneKind::kMember || zone(id).kind == ZoneKind::kElement; id = zone(id).parent) {
      const ir::Type& around = zone(zone(id).parent).type;
      if (around && around->kind == ir::TypeKind::kVector && ir::same_type(around->element, element)) return true;
    }
    return false;
  };
  std::vector<ZoneId> found;
  for (const auto& [pointer, known] : points_to_) {
    const std::vector<ZoneId> targets = known.items();
    if (std::any_of(targets.begin(), targets.end(), is_inside)) found.push_back(ZoneId{pointer});
  }
  return found;
}

void FunctionZones::add_target(const ZoneSet& pointers, const ZoneSet& targets) {
  for (const ZoneId id : pointers.items()) {
    if (points_to_[id.index].insert(targets)) ++points_to_changes_;
  }
}

bool FunctionZones::is_shared(ZoneId id) const {
  const Zone& bottom = zone(root(id));
  return bottom.kind == ZoneKind::kPointee || bottom.kind == ZoneKind::kUnknown ||
         (bottom.kind == ZoneKind::kVariable && is_global(function_.var(bottom.var)));
}

bool FunctionZones::is_private(ZoneId id) const {
  const Zone& bottom = zone(root(id));
  return bottom.kind == ZoneKind::kVariable && !is_global(function_.var(bottom.var)) && reached_.count(bottom.var) == 0;
}

bool FunctionZones::may_alias(ZoneId a, ZoneId b) const {
  if (a == b) return true;
  const Zone& x = zone(a);
  const Zone& y = zone(b);
  if (x.kind == ZoneKind::kUnknown || y.kind == ZoneKind::kUnknown) return !is_private(a) && !is_private(b);
  if (!ir::same_type(x.type, y.type)) return false;
  if (!is_shared(a) || !is_shared(b)) return false;
  const Zone& x_root = zone(root(a));
  const Zone& y_root = zone(root(b));
  if (x_root.kind == ZoneKind::kVariable && y_root.kind == ZoneKind::kVariable && root(a) != root(b)) return false;
  if (root(a) != root(b)) {
    for (const Zone* bottom : {&x_root, &y_root}) {
      if (bottom->kind != ZoneKind::kPointee) continue;
      const Zone& pointer = zone(bottom->parent);
      if (pointer.kind != ZoneKind::kVariable) continue;
      const ir::Variable& variable = function_.var(pointer.var);
      if (variable.is_restrict || variable.is_apart) return false;
    }
  }
  // Two different fields of one record type never overlap.
  const auto field_of = [&](ZoneId id) {
    while (zone(id).kind == ZoneKind::kElement) id = zone(id).parent;
    return id;
  };
  const Zone& x_field = zone(field_of(a));
  const Zone& y_field = zone(field_of(b));
  if (x_field.kind == ZoneKind::kMember && y_field.kind == ZoneKind::kMember && x_field.field != y_field.field) {
    return !ir::same_type(zone(x_field.parent).type, zone(y_field.parent).type);
  }
  return root(a) != root(b);
}

const ZoneSet& FunctionZones::aliases(ZoneId id) {
  Aliases& known = aliases_[id.index];
  for (; known.compared < shared_.size(); ++known.compared) {
    if (may_alias(id, shared_[known.compared])) known.zones.insert(shared_[known.compared]);
  }
  return known.zones;
}

ZoneSet FunctionZones::with_aliases(const ZoneSet& zones) {
  ZoneSet result = zones;
  for (const ZoneId id : zones.items()) {
    if (zone(id).kind != ZoneKind::kUnknown) {
      result.insert(aliases(id));
      continue;
    }
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      const ZoneId other{static_cast<std::int32_t>(i)};
      if (!is_private(other)) result.insert(other);
    }
  }
  return result;
}

void FunctionZones::add_reads(const ir::Expr& expr, ZoneSet& reads) {
  if (!expr) return;
  if (ir::is_place(expr)) {
    reads.insert(leaves_of(expr));
    reads.insert(address_reads(expr));
    return;
  }
  if (const auto* address = ir::get_if<ir::AddressOf>(expr)) {
    reads.insert(address_reads(address->place));
    return;
  }
  if (const auto* text = ir::get_if<ir::OpaqueExpr>(expr); text && is_size_query(*text)) {
    for (const ZoneId id : of_place(text->operands[0]).items()) reads.insert(id);
    reads.insert(address_reads(text->operands[0]));
    return;
  }
  // What text is handed a pointer for, it reads.
  if (const auto* text = ir::get_if<ir::OpaqueExpr>(expr)) {
    for (const ir::Expr& operand : text->operands) {
      if (operand->type->kind == ir::TypeKind::kPointer) reads.insert(leaves(targets(operand)));
    }
  }
  for (const ir::Expr& child : ir::children(expr)) add_reads(child, reads);
}

ZoneSet FunctionZones::reads(const ir::Expr& expr) {
  ZoneSet result;
  add_reads(expr, result);
  return result;
}

ZoneSet FunctionZones::address_reads(const ir::Expr& place) {
  ZoneSet result;
  if (const auto* member_of = ir::get_if<ir::Member>(place)) {
    return address_reads(member_of->base);
  }
  if (const auto* element_of = ir::get_if<ir::Index>(place)) {
    const bool is_pointer = element_of->base->type->kind == ir::TypeKind::kPointer;
    result = is_pointer ? reads(element_of->base) : address_reads(element_of->base);
    add_reads(element_of->index, result);
  } else if (const auto* pointed = ir::get_if<ir::Deref>(place)) {
    add_reads(pointed->pointer, result);
  } else if (!ir::get_if<ir::VarRef>(place)) {
    for (const ir::Expr& child : ir::children(place)) add_reads(child, result);
  }
  return result;
}

ZoneSet FunctionZones::sizes_around(const ir::Expr& place) {
  ZoneSet result;
  for (ir::Expr at = place; at;) {
    const auto* element = ir::get_if<ir::Index>(at);
    const auto* member_of = ir::get_if<ir::Member>(at);
    at = element ? element->base : member_of ? member_of->base : nullptr;
    if (element && at->type->kind == ir::TypeKind::kVector) result.insert(reads(ir::size_of(at)));
  }
  return result;
}

ZoneSet FunctionZones::kills(const ir::Expr& place) {
  const std::vector<ZoneId> zones = of_place(place).items();
  if (zones.size() != 1 || !is_single_object(zones[0])) return {};
  return leaves(zones[0]);
}

namespace {
const ir::Call& call_of(const ir::Stmt& stmt) { return std::get<ir::Call>(stmt.node); }

std::optional<std::size_t> position_of(const ir::Function& function, ir::VarId param) {
  const auto it = std::find(function.params.begin(), function.params.end(), param);
  if (it == function.params.end()) return std::nullopt;
  return static_cast<std::size_t>(it - function.params.begin());
}
}  // namespace

/// A block that the callee hands out: one zone for each call. What a recursion handed through this very call before is
/// that zone again, or there would be one for every depth.
ZoneId FunctionZones::heap_from_callee(const ir::Stmt& call, FunctionZones& callee, ZoneId id) {
  FunctionZones* holder = &callee;
  Zone made = callee.zone(id);
  for (ZoneId at = id; made.site_zone.is_valid(); made = holder->zone(at)) {
    if (made.site == &call) return at;
    holder = &program_.zones(call_of(*made.site).callee);
    at = made.site_zone;
  }
  return heap(call, id, callee.zone(id).type);
}

ZoneSet FunctionZones::reached_from(ZoneSet start) {
  std::vector<ZoneId> open = start.items();
  while (!open.empty()) {
    const ZoneSet parts = leaves(open.back());
    open.pop_back();
    for (const ZoneId pointer : parts.items()) {
      if (!ir::is_pointer_like(zone(pointer).type)) continue;
      for (const ZoneId target : points_to(pointer).items()) {
        if (start.insert(target)) open.push_back(target);
      }
    }
  }
  return start;
}

// A callee takes all nodes of a list or tree together that it reaches from one: see pointee().
ZoneSet FunctionZones::with_linked(ZoneSet nodes, const ir::Type& type) {
  if (!links_to_itself(type)) return nodes;
  for (const ZoneId target : reached_from(nodes).items()) {
    if (ir::same_type(zone(target).type, type)) nodes.insert(target);
  }
  return nodes;
}

ZoneSet FunctionZones::reachable(const ir::Opaque& text) {
  ZoneSet result;
  for (const ir::Expr& operand : text.operands) {
    if (ir::is_pointer_like(operand->type)) result.insert(targets(operand));
    else if (ir::is_place(operand)) result.insert(of_place(operand));
  }
  return leaves(reached_from(std::move(result)));
}

ZoneSet FunctionZones::map_from_callee(const ir::Stmt& call, FunctionZones& callee, ZoneId id) {
  const Zone from = callee.zone(id);
  ZoneSet result;
  const auto argument_of = [&](ir::VarId var) -> ir::Expr {
    const std::optional<std::size_t> position = position_of(callee.function(), var);
    return position && *position < call_of(call).arguments.size() ? call_of(call).arguments[*position] : nullptr;
  };
  switch (from.kind) {
    case ZoneKind::kVariable: {
      if (is_global(callee.function().var(from.var))) {
        Zone same = from;
        same.kind = ZoneKind::kVariable;
        for (std::size_t i = 0; i < function_.vars.size(); ++i) {
          const ir::VarId own{static_cast<std::int32_t>(i)};
          if (is_global(function_.vars[i]) && zone(variable(own)).field == from.field) result.insert(variable(own));
        }
        if (result.is_empty()) result.insert(unknown());
        return result;
      }
      const ir::Expr argument = argument_of(from.var);
      if (argument && ir::is_place(argument)) return of_place(argument);
      return result;
    }
    case ZoneKind::kMember:
      for (const ZoneId parent : map_from_callee(call, callee, from.parent).items()) {
        result.insert(member(parent, from.field, from.type));
      }
      return result;
    case ZoneKind::kElement:
      for (const ZoneId parent : map_from_callee(call, callee, from.parent).items()) result.insert(element(parent));
      return result;
    case ZoneKind::kPointee: {
      const Zone pointer = callee.zone(from.parent);
      if (pointer.kind == ZoneKind::kVariable && !is_global(callee.function().var(pointer.var))) {
        const ir::Expr argument = argument_of(pointer.var);
        if (argument) return with_linked(targets(argument), from.type);
      }
      for (const ZoneId own : map_from_callee(call, callee, from.parent).items()) result.insert(points_to(own));
      return with_linked(std::move(result), from.type);
    }
    case ZoneKind::kHeap:
      result.insert(heap_from_callee(call, callee, id));
      return result;
    case ZoneKind::kUnknown:
      break;
  }
  result.insert(unknown());
  return result;
}

ZoneSet FunctionZones::map_from_callee(const ir::Stmt& call, FunctionZones& callee, const ZoneSet& zones) {
  ZoneSet result;
  for (const ZoneId id : zones.items()) result.insert(map_from_callee(call, callee, id));
  return leaves(result);
}

ZoneSet FunctionZones::map_to_callee(const ir::Stmt& call, FunctionZones& callee, const ZoneSet& zones) {
  const ZoneSet wanted = with_aliases(zones);
  ZoneSet result;
  for (std::size_t i = 0; i < callee.size(); ++i) {
    const ZoneId id{static_cast<std::int32_t>(i)};
    if (!callee.is_visible(id)) continue;
    ZoneSet own = leaves(map_from_callee(call, callee, id));
    if (own.intersects(wanted)) result.insert(callee.leaves(id));
  }
  return result;
}

}  // namespace backsweep::analysis
