// Turns zones into places that a snapshot can hold.
#include "plan/state_places.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "ir/build.h"

namespace backsweep::plan {

using analysis::Zone;
using analysis::ZoneId;
using analysis::ZoneKind;

namespace {

/// Random number engines and distributions of the standard library: values without pointers.
bool is_random_source(const std::string& spelling) {
  const auto has = [&](const char* text) { return spelling.find(text) != std::string::npos; };
  constexpr std::array<const char*, 6> kNames = {"_engine<",         "_distribution<", "std::mt19937",
                                                 "std::minstd_rand", "std::ranlux",    "std::knuth_b"};
  return spelling.rfind("std::", 0) == 0 && spelling.find('*') == std::string::npos && std::any_of(kNames.begin(), kNames.end(), has);
}

bool is_reference(const analysis::FunctionZones& zones, ZoneId pointer) {
  const Zone& zone = zones.zone(pointer);
  return zone.kind == ZoneKind::kVariable && zone.type->kind == ir::TypeKind::kReference;
}

}  // namespace

bool is_plain_data(const ir::Type& type) {
  switch (type->kind) {
    case ir::TypeKind::kBool:
    case ir::TypeKind::kInteger:
    case ir::TypeKind::kReal:
    case ir::TypeKind::kPointer:
      return true;
    case ir::TypeKind::kArray:
      return type->extent && is_plain_data(type->element);
    case ir::TypeKind::kRecord:
      return type->record && std::all_of(type->record->fields.begin(), type->record->fields.end(),
                                         [](const ir::Field& field) { return is_plain_data(field.type); });
    case ir::TypeKind::kOpaque:
      return is_random_source(type->spelling);
    case ir::TypeKind::kVoid:
    case ir::TypeKind::kReference:
    case ir::TypeKind::kVector:
      return false;
  }
  return false;
}

bool is_behind_pointer(const analysis::FunctionZones& zones, ZoneId id) {
  const Zone& bottom = zones.zone(zones.root(id));
  const bool is_referent = bottom.kind == ZoneKind::kPointee && is_reference(zones, bottom.parent);
  return bottom.kind != ZoneKind::kVariable && !is_referent;
}

std::optional<ir::Expr> place_of_zone(analysis::FunctionZones& zones, ZoneId id) {
  const Zone zone = zones.zone(id);
  const ir::Function& function = zones.function();
  if (zone.kind == ZoneKind::kVariable) return ir::var_ref(function, zone.var);
  if (zone.kind == ZoneKind::kHeap || zone.kind == ZoneKind::kUnknown) return std::nullopt;
  if (zone.kind == ZoneKind::kPointee) {
    const Zone& pointer = zones.zone(zone.parent);
    if (pointer.kind != ZoneKind::kVariable) return std::nullopt;
    return ir::deref(ir::var_ref(function, pointer.var));
  }
  const std::optional<ir::Expr> base = place_of_zone(zones, zone.parent);
  if (!base || zone.kind == ZoneKind::kElement) return base;
  // A container's element has members, but the container is what is kept.
  if ((*base)->type->kind != ir::TypeKind::kRecord) return base;
  const auto& fields = (*base)->type->record->fields;
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const ir::Field& f) { return f.name == zone.field; });
  // An object of plain data is kept whole rather than by its private members.
  if (field == fields.end() || (field->is_private && is_plain_data((*base)->type))) return base;
  return ir::member(*base, zone.field, zone.type, field->is_private);
}

bool holds_place(const std::vector<ir::StatePlace>& places, const ir::StatePlace& one) {
  return std::any_of(places.begin(), places.end(), [&](const ir::StatePlace& known) {
    return ir::same_expr(known.place, one.place) && !known.count == !one.count;
  });
}

void add_place(std::vector<ir::StatePlace>& places, ir::StatePlace one) {
  if (!holds_place(places, one)) places.push_back(std::move(one));
}

}  // namespace backsweep::plan
