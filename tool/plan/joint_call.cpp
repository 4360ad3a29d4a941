// Finds the snapshot of a call: what is live into it, or required in front of it, and overwritten by it.
//
// Snapshots after Dauvergne and Hascoët (The data-flow equations of checkpointing in reverse automatic differentiation,
// 2006), the lazy choice: Snp = Out(C) ∩ (Use(C) ∪ Req). What follows the call need not preserve what the snapshot holds;
// the call's own reverse preserves what is required in front of it.
#include "plan/joint_call.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "analysis/extents.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "plan/exposed_reads.h"
#include "plan/extent_of_pointer.h"
#include "plan/state_places.h"

namespace backsweep::plan {
namespace {

using analysis::Zone;
using analysis::ZoneId;
using analysis::ZoneKind;
using analysis::ZoneSet;

bool is_pointer(const ir::Type& type) { return type && ir::is_pointer_like(type); }

class Finder {
 public:
  Finder(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ZoneSet& required, const Extents& extents)
      : code_(code),
        program_(code.program()),
        zones_(code.zones()),
        stmt_(stmt),
        call_(std::get<ir::Call>(stmt.node)),
        callee_(program_.zones(call_.callee)),
        required_(required),
        extents_(extents) {}

  std::variant<JointCall, Reason> run(bool runs_again) {
    const ir::Stmt* once = runs_again ? runs_once(call_.callee) : nullptr;
    if (once) return Reason{Why::kSideEffect, once};
    written_ = zones_.map_from_callee(stmt_, callee_, callee_.summary().writes);
    ZoneSet live = zones_.map_from_callee(stmt_, callee_, exposed_reads(callee_, callee_.function().body));
    for (const ir::Expr& argument : call_.arguments) live.insert(zones_.reads(argument));
    found_.inputs = live;
    live.insert(required_);
    for (const ZoneId id : written_.items()) add_written(id, live);
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) add_argument(i);
    for (const ZoneId id : callee_.summary().reads.items()) add_inner(id);
    if (reason_) return *reason_;
    finish();
    return std::move(found_);
  }

 private:
  // What shows something, or may get another value the second time; also in the functions that are called.
  const ir::Stmt* runs_once(ir::FunctionId function) {
    if (!seen_.insert(function).second) return nullptr;
    const ir::Stmt* found = nullptr;
    ir::walk(program_.ir().function(function).body, [&](const ir::Stmt& stmt) {
      if (found) return;
      const auto* text = ir::get_if<ir::Opaque>(stmt);
      if (text && (text->has_side_effects || text->may_write_anything)) found = &stmt;
      if (const auto* call = ir::get_if<ir::Call>(stmt)) found = runs_once(call->callee);
    });
    return found;
  }

  void add_written(ZoneId id, const ZoneSet& live) {
    const Zone zone = zones_.zone(id);
    if (is_pointer(zone.type)) return refuse(Why::kMovesPointers, zone.var);
    // The reverse part gives the adjoint the size that the vector has when the call begins.
    const bool is_shape = zone.type && zone.type->kind == ir::TypeKind::kVector;
    // Where a vector moves, pointers into it do not lead there any more.
    if (is_shape && !zones_.pointers_into_vectors_of(zone.type->element).empty()) return refuse(Why::kMovesPointers, zone.var);
    ZoneSet one;
    one.insert(id);
    if (!is_shape && !zones_.with_aliases(one).intersects(live)) return;
    kept_.insert(id);
    if (is_behind_pointer(zones_, id)) {
      if (zones_.zone(zones_.root(id)).kind == ZoneKind::kUnknown) return refuse(Why::kUnknownMemory, {});
      memory_.insert(id);
      return;
    }
    const std::optional<ir::Expr> place = place_of_zone(zones_, id);
    if (!place || !is_snapshot_type((*place)->type)) return refuse(Why::kNoSnapshot, ir::root_var(place ? *place : nullptr));
    add_place(found_.snapshot, {*place, nullptr});
  }

  // Memory that the callee is handed: the whole block where its extent is known here, else what the callee reaches.
  void add_argument(std::size_t number) {
    const ir::Expr& argument = call_.arguments[number];
    if (!is_pointer(argument->type)) {
      for (const ZoneId id : zones_.reads(argument).items()) add_pointer(id);
      return;
    }
    const ZoneSet reached = zones_.leaves(zones_.targets(argument));
    if (!reached.intersects(memory_)) return;
    if (argument->type->element->is_const) return shared_.insert(reached), void();
    if (!is_plain_data(argument->type->element)) return refuse(Why::kNoSnapshot, ir::root_var(argument));
    const auto* pointer = ir::get_if<ir::VarRef>(argument);
    const bool is_plain = pointer && argument->type->kind == ir::TypeKind::kPointer;
    const ir::Expr whole = is_plain ? extent_of_pointer(zones_, pointer->var, extents_) : nullptr;
    if (whole) return add_block(argument, whole, reached);
    const ir::Expr part = reached_through(number);
    if (!part) return refuse(Why::kUnknownExtent, ir::root_var(argument));
    const bool is_value = argument->type->kind == ir::TypeKind::kPointer;
    add_part(is_value ? argument : ir::address_of(ir::deref(argument)), part, reached);
  }

  // Elements that the callee reaches behind its parameter, in terms of the arguments; null where that is not known.
  ir::Expr reached_through(std::size_t number) {
    const ir::Function& function = callee_.function();
    if (number >= function.params.size()) return nullptr;
    const ir::Variable& param = function.var(function.params[number]);
    if (param.type->kind == ir::TypeKind::kReference) return ir::integer(1);
    return in_caller(param.extent ? param.extent : analysis::infer_extent(function, function.params[number]));
  }

  // The callee's expression over its parameters as one over the arguments; null where it reads anything else.
  ir::Expr in_caller(const ir::Expr& expr) {
    if (!expr) return nullptr;
    const ir::Function& function = callee_.function();
    bool is_known = true;
    const ir::Expr mapped = ir::rewrite(expr, [&](const ir::Expr& part) -> ir::Expr {
      if (const auto* pointed = ir::get_if<ir::Deref>(part)) {
        const auto* address = ir::get_if<ir::AddressOf>(pointed->pointer);
        return address ? address->place : part;
      }
      const auto* ref = ir::get_if<ir::VarRef>(part);
      if (!ref) return part;
      const auto at = std::find(function.params.begin(), function.params.end(), ref->var);
      const auto position = static_cast<std::size_t>(at - function.params.begin());
      is_known = is_known && at != function.params.end() && position < call_.arguments.size();
      if (!is_known) return part;
      const ir::Type type = ir::without_const(function.var(ref->var).type);
      return is_pointer(type) ? call_.arguments[position] : ir::cast(call_.arguments[position], type, /*is_implicit=*/true);
    });
    return is_known && !is_overwritten(zones_.reads(mapped)) ? mapped : nullptr;
  }

  // By the call. Objects of one kind do not change where the language sees another kind written.
  bool is_overwritten(const ZoneSet& reads) {
    for (const ZoneId read : reads.items()) {
      ZoneSet one;
      one.insert(read);
      for (const ZoneId id : zones_.with_aliases(one).items()) {
        if (!written_.contains(id)) continue;
        const ir::Type a = zones_.zone(read).type;
        const ir::Type b = zones_.zone(id).type;
        if (!a || !b || a->kind == b->kind) return true;
      }
    }
    return false;
  }

  // Memory that the callee reaches through a member of an object that it is handed.
  void add_inner(ZoneId id) {
    const Zone zone = callee_.zone(id);
    if (!is_pointer(zone.type)) return;
    const ZoneSet own = zones_.map_from_callee(stmt_, callee_, id);
    if (zone.kind != ZoneKind::kMember || zone.type->kind != ir::TypeKind::kPointer) {
      for (const ZoneId one : own.items()) add_pointer(one);
      return;
    }
    ZoneSet reached;
    for (const ZoneId one : own.items()) reached.insert(zones_.leaves(zones_.points_to(one)));
    if (!reached.intersects(memory_)) return;
    if (zone.type->element->is_const) return shared_.insert(reached), void();
    const std::optional<ir::Expr> place = place_of_zone(callee_, id);
    const bool is_path = place && (*place)->type->kind == ir::TypeKind::kPointer && is_one_object(ir::root_var(*place));
    const ir::Expr count = is_path ? in_caller(analysis::infer_extent(callee_.function(), *place)) : nullptr;
    const ir::Expr pointer = is_path ? in_caller(*place) : nullptr;
    if (!count || !pointer || !is_plain_data(zone.type->element)) {
      if (!reason_) reason_ = Reason{Why::kUnknownExtent, &stmt_, {}};
      return;
    }
    add_part(pointer, count, reached);
  }

  // Whether the callee does nothing with the pointer to the object but to look at its members.
  bool is_one_object(ir::VarId param) {
    int uses = 0;
    int members = 0;
    ir::walk(callee_.function().body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& whole, ir::Use) {
        ir::walk(whole, [&](const ir::Expr& expr) {
          const auto* ref = ir::get_if<ir::VarRef>(expr);
          if (ref && ref->var == param) ++uses;
          const auto* member = ir::get_if<ir::Member>(expr);
          const auto* object = member ? ir::get_if<ir::Deref>(member->base) : nullptr;
          const auto* pointer = object ? ir::get_if<ir::VarRef>(object->pointer) : nullptr;
          if (pointer && pointer->var == param) ++members;
        });
      });
    });
    return uses == members;
  }

  void add_part(const ir::Expr& pointer, const ir::Expr& count, const ZoneSet& reached) {
    add_place(found_.snapshot, {pointer, count});
    shared_.insert(reached);
    parts_.insert(reached);
  }

  // Memory that is reached through a pointer in memory.
  void add_pointer(ZoneId id) {
    const Zone zone = zones_.zone(id);
    if (!is_pointer(zone.type)) return;
    const ZoneSet reached = zones_.leaves(zones_.points_to(id));
    if (!reached.intersects(memory_)) return;
    if (zone.kind != ZoneKind::kVariable) return refuse(Why::kUnknownExtent, zone.var);
    const ir::Expr pointer = ir::var_ref(zones_.function(), zone.var);
    if (zone.type->kind == ir::TypeKind::kReference) {
      add_place(found_.snapshot, {ir::deref(pointer), nullptr});
      return shared_.insert(reached), void();
    }
    if (zone.type->element->is_const) return shared_.insert(reached), void();
    const ir::Expr count = extent_of_pointer(zones_, zone.var, extents_);
    if (!count || !is_plain_data(zone.type->element)) return refuse(Why::kUnknownExtent, zone.var);
    add_block(pointer, count, reached);
  }

  void add_block(const ir::Expr& pointer, const ir::Expr& count, const ZoneSet& reached) {
    add_place(found_.snapshot, {pointer, count});
    if (!is_one_block(reached)) shared_.insert(reached);
  }

  // Whether the zones are parts of one object in memory.
  bool is_one_block(const ZoneSet& reached) {
    std::optional<ZoneId> bottom;
    for (const ZoneId id : reached.items()) {
      const ZoneId root = zones_.root(id);
      if (bottom && !(*bottom == root)) return false;
      bottom = root;
    }
    if (!bottom || zones_.zone(*bottom).kind != ZoneKind::kHeap) return true;
    const ir::Region& body = zones_.function().body;
    const auto is_site = [&](const ir::Stmt& stmt) { return &stmt == zones_.zone(*bottom).site; };
    return std::any_of(body.begin(), body.end(), is_site);
  }

  void finish() {
    // Parts of an array hold all that the call touches of it, unless it is read by other ways as well.
    ZoneSet found_again = kept_;
    found_again.erase(read_apart());
    found_.inputs.erase(found_again);
    found_.held = kept_;
    found_.held.erase(shared_);
    // Blocks with an adjoint live until that is done; others may not be given back before the snapshot is.
    for (const ZoneId id : kept_.items()) {
      const bool is_block = zones_.zone(zones_.root(id)).kind == ZoneKind::kHeap;
      if (!is_block || code_.activity().active.contains(id)) continue;
      ZoneSet one;
      one.insert(id);
      found_.held.erase(one);
      found_.inputs.insert(one);
    }
    for (const ir::StatePlace& one : found_.snapshot) {
      found_.inputs.insert(one.count ? zones_.reads(one.place) : zones_.address_reads(one.place));
      if (one.count) found_.inputs.insert(zones_.reads(one.count));
    }
  }

  // Zones of which the snapshot may lack elements that the call reads.
  ZoneSet read_apart() {
    ZoneSet result;
    for (const ir::Expr& argument : call_.arguments) {
      if (!is_pointer(argument->type) || !argument->type->element->is_const) continue;
      const ZoneSet reached = zones_.leaves(zones_.targets(argument));
      if (reached.intersects(shared_)) result.insert(reached);
    }
    ZoneSet not_in_parts = shared_;
    not_in_parts.erase(parts_);
    result.insert(not_in_parts);
    return result;
  }

  void refuse(Why why, ir::VarId var) {
    if (!reason_) reason_ = Reason{why, &stmt_, var};
  }

  const analysis::ActiveCode& code_;
  const analysis::Program& program_;
  analysis::FunctionZones& zones_;
  const ir::Stmt& stmt_;
  const ir::Call& call_;
  analysis::FunctionZones& callee_;
  const ZoneSet& required_;
  const Extents& extents_;
  ZoneSet written_;
  ZoneSet kept_;    ///< What of it goes into the snapshot.
  ZoneSet memory_;  ///< What of that is behind pointers.
  ZoneSet parts_;   ///< Zones of which the snapshot holds what the callee reaches.
  ZoneSet shared_;  ///< Zones of which the snapshot need not hold everything.
  std::set<ir::FunctionId> seen_;
  std::optional<Reason> reason_;
  JointCall found_;
};

}  // namespace

std::variant<JointCall, Reason> find_joint(const analysis::ActiveCode& code, const ir::Stmt& stmt,
                                           const ZoneSet& required, const Extents& extents, bool runs_again) {
  return Finder(code, stmt, required, extents).run(runs_again);
}

}  // namespace backsweep::plan
