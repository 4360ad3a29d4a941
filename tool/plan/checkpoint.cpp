// Finds the state of a checkpointed loop.
#include "plan/checkpoint.h"

#include <algorithm>
#include <optional>
#include <set>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/covered_arrays.h"
#include "plan/exposed_reads.h"
#include "plan/extent_of_pointer.h"
#include "plan/state_places.h"

namespace backsweep::plan {

using analysis::Zone;
using analysis::ZoneId;
using analysis::ZoneKind;
using analysis::ZoneSet;

namespace {

const ir::Marks* marks_of(const ir::Stmt& stmt) {
  if (const auto* loop = ir::get_if<ir::For>(stmt)) return &loop->marks;
  if (const auto* loop = ir::get_if<ir::While>(stmt)) return &loop->marks;
  return nullptr;
}

bool hides_state(const ir::Program& program, const ir::Stmt& stmt, std::set<ir::FunctionId>& seen) {
  if (const auto* text = ir::get_if<ir::Opaque>(stmt)) {
    return text->result && text->has_side_effects && !text->declares_result && text->writes.empty();
  }
  const auto* call = ir::get_if<ir::Call>(stmt);
  if (!call || !seen.insert(call->callee).second) return false;
  bool found = false;
  ir::walk(program.function(call->callee).body,
           [&](const ir::Stmt& one) { found = found || hides_state(program, one, seen); });
  return found;
}

class StateFinder {
 public:
  StateFinder(const analysis::ActiveCode& code, const ir::Stmt& loop, const ZoneSet& required, const Extents& extents)
      : program_(code.program()), zones_(code.zones()), function_(zones_.function()), loop_(loop), required_(required), extents_(extents) {}

  LoopState find() {
    ir::walk(step_of(loop_), [&](const ir::Stmt& stmt) { note(stmt); });
    const analysis::Effects effects = zones_.effects(loop_);
    ZoneSet written = effects.writes;
    written.erase(own_);
    shown_.erase(computed_);
    written.erase(shown_);
    ZoneSet live = exposed_reads(zones_, step_of(loop_));
    live.erase(covered_arrays(zones_, step_of(loop_)));
    ir::visit_exprs(loop_, [&](const ir::Expr& expr, ir::Use) { live.insert(zones_.reads(expr)); });
    live.insert(required_);
    for (const ZoneId id : written.items()) {
      ZoneSet one;
      one.insert(id);
      if (zones_.with_aliases(one).intersects(live)) state_.zones.insert(id);
    }
    for (const ZoneId id : state_.zones.items()) add(id);
    for (const ZoneId id : effects.reads.items()) add_pointer(id);
    drop_spent_buffer();
    if (state_.obstacles.empty()) refuse_freed();
    state_.inputs.insert(effects.reads);
    state_.inputs.insert(live);
    state_.inputs.erase(written);
    state_.inputs.erase(own_);
    for (const ir::StatePlace& one : state_.places) {
      if (one.count) state_.inputs.insert(zones_.reads(one.count));
    }
    return std::move(state_);
  }

 private:
  void note(const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) own_.insert(zones_.leaves(zones_.variable(s->var)));
    if (const auto* s = ir::get_if<ir::For>(stmt)) own_.insert(zones_.variable(s->var));
    if (const auto* loop = ir::get_if<ir::For>(loop_)) own_.insert(zones_.variable(loop->var));
    if (const auto* text = ir::get_if<ir::Opaque>(stmt)) {
      if (text->declares_result) own_.insert(zones_.leaves_of(text->result));
    }
    if (hides_state(program_.ir(), stmt, seen_)) {
      refuse(stmt, {}, "a second run of the step may get another value from it",
             "take the values in front of the loop, or random numbers from an engine of <random>: snapshots hold it");
    }
    if (ir::get_if<ir::Opaque>(stmt) == nullptr) refuse_shape(stmt);
    if (ir::regions(stmt).empty()) (is_output(stmt) ? shown_ : computed_).insert(zones_.effects(stmt).writes);
    if (ir::regions(stmt).empty()) {
      ZoneSet freed = zones_.effects(stmt).frees;
      freed.erase(allocated_);
      if (!freed.is_empty()) freeing_.push_back(&stmt);
    }
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (!model) return;
    if (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed) {
      allocated_.insert(zones_.leaves(zones_.heap(stmt, {}, model->operands[0]->type->element)));
      own_.insert(allocated_);
    }
  }

  // A step may run again, and a snapshot be restored, after it has run.
  void refuse_freed() {
    for (const ir::Stmt* stmt : freeing_) {
      const auto* model = ir::get_if<ir::Model>(*stmt);
      refuse(*stmt, model ? ir::root_var(model->operands[0]) : ir::VarId{},
             "a step frees memory from in front of the loop, and may run again", "free it behind the loop, or use std::vector");
    }
  }

  // Pointers into a vector lead to its adjoint as well, which cannot move while it holds the adjoints of later steps.
  void refuse_shape(const ir::Stmt& stmt) {
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (!ir::regions(stmt).empty() || ir::get_if<ir::Declare>(stmt) || (model && model->op == ir::ModelOp::kSwap)) return;
    for (const ZoneId id : zones_.effects(stmt).writes.items()) {
      const Zone& zone = zones_.zone(id);
      const bool is_shape = zone.kind == ZoneKind::kVariable && zone.type->kind == ir::TypeKind::kVector;
      if (!is_shape || own_.contains(id) || !is_pointed_to(id)) continue;
      refuse(stmt, zone.var, "pointers lead into it, and its size may change in a checkpointed loop",
             "give it its size in front of the loop, or index it instead of keeping pointers");
    }
  }

  bool is_pointed_to(ZoneId vector) { return pointer_into(zones_.leaves(zones_.element(vector))).is_valid(); }

  ir::VarId pointer_to(ZoneId id) {
    ZoneSet one;
    one.insert(id);
    return pointer_into(one);
  }

  ir::VarId pointer_into(const ZoneSet& memory) {
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      const ZoneId id{static_cast<std::int32_t>(i)};
      const Zone& zone = zones_.zone(id);
      const bool is_pointer = zone.kind == ZoneKind::kVariable && zone.type->kind == ir::TypeKind::kPointer;
      if (is_pointer && zones_.leaves(zones_.points_to(id)).intersects(memory)) return zone.var;
    }
    return {};
  }

  void add(ZoneId id) {
    if (is_behind_pointer(zones_, id)) {
      if (zones_.zone(zones_.root(id)).kind == ZoneKind::kUnknown) {
        refuse(loop_, {}, "it writes memory that cannot be told", "reach the memory by a pointer parameter or a local");
      }
      memory_.insert(id);
      return;
    }
    const std::optional<ir::Expr> place = place_of_zone(zones_, id);
    if (!place || !is_snapshot_type((*place)->type)) {
      return refuse(loop_, ir::root_var(place ? *place : nullptr), "a snapshot cannot hold it",
                    "snapshots hold numbers, pointers, arrays, structs of these, std::vector and engines of <random>");
    }
    const bool is_pointer = ir::is_pointer_like((*place)->type);
    if (is_pointer && zones_.leaves(zones_.points_to(id)).intersects(allocated_)) {
      return refuse(loop_, ir::root_var(*place), "a step allocates memory that later steps use: a snapshot cannot bring it back",
                    "allocate it in front of the loop, or use std::vector");
    }
    add({*place, nullptr});
  }

  void add(ir::StatePlace one) { add_place(state_.places, std::move(one)); }

  // Of two buffers that change places one is overwritten before anything is read from it.
  void drop_spent_buffer() {
    const std::optional<Exchange> pair = exchanged_buffers(zones_, step_of(loop_));
    if (!pair) return;
    const ZoneSet memory = zones_.with_aliases(zones_.leaves(zones_.targets(ir::var_ref(function_, pair->spent))));
    ZoneSet outside = required_;
    ir::visit_exprs(loop_, [&](const ir::Expr& expr, ir::Use) { outside.insert(zones_.reads(expr)); });
    const auto is_of = [](const ir::StatePlace& one, ir::VarId var) {
      const auto* ref = ir::get_if<ir::VarRef>(one.place);
      return one.count && ref && ref->var == var;
    };
    const auto spent = std::find_if(state_.places.begin(), state_.places.end(),
                                    [&](const ir::StatePlace& one) { return is_of(one, pair->spent); });
    const bool holds_live = std::any_of(state_.places.begin(), state_.places.end(),
                                        [&](const ir::StatePlace& one) { return is_of(one, pair->live); });
    if (spent == state_.places.end() || !holds_live || outside.intersects(memory)) return;
    state_.places.erase(spent);
    state_.is_partial = true;
  }

  // Memory that the loop writes is reached through pointers that it reads: each covers what lies behind it at entry.
  void add_pointer(ZoneId id) {
    const Zone zone = zones_.zone(id);
    if (own_.contains(id) || !zone.type || !ir::is_pointer_like(zone.type)) return;
    if (!zones_.leaves(zones_.points_to(id)).intersects(memory_)) return;
    if (zone.kind != ZoneKind::kVariable && zone.kind != ZoneKind::kMember) {
      return refuse(loop_, pointer_to(id),
                    "it writes rows that pointers in memory lead to: a snapshot does not know how long these are",
                    "keep the rows in one block, in an array of arrays or in std::vector: snapshots hold these");
    }
    if (zone.kind != ZoneKind::kVariable) {
      return state_.obstacles.push_back({&loop_, {}, zone.field, true, {}});
    }
    const ir::Expr pointer = ir::var_ref(function_, zone.var);
    if (zone.type->kind == ir::TypeKind::kReference) return add({ir::deref(pointer), nullptr});
    if (is_moved(function_, zone.var)) {
      return refuse(loop_, zone.var, "the pointer moves on: a snapshot would hold what lies behind it at that time",
                    "leave the pointer where it is, and count in an index");
    }
    const ir::Expr count = extent_of_pointer(zones_, zone.var, extents_);
    if (!count || !is_plain_data(zone.type->element)) {
      return state_.obstacles.push_back({&loop_, zone.var, function_.var(zone.var).name, true, {}});
    }
    add({pointer, count});
  }

  void refuse(const ir::Stmt& stmt, ir::VarId var, std::string reason, std::string way_out) {
    state_.obstacles.push_back({&stmt, var, std::move(reason), false, std::move(way_out)});
  }

  const analysis::Program& program_;
  analysis::FunctionZones& zones_;
  const ir::Function& function_;
  const ir::Stmt& loop_;
  const ZoneSet& required_;
  const Extents& extents_;
  ZoneSet own_;     ///< What an iteration declares or allocates.
  std::vector<const ir::Stmt*> freeing_;  ///< What frees memory that the step did not allocate.
  ZoneSet allocated_;
  ZoneSet memory_;  ///< State behind pointers.
  ZoneSet shown_;     ///< Streams that output goes to: it comes once, however often a step runs.
  ZoneSet computed_;  ///< What all other statements write.
  std::set<ir::FunctionId> seen_;
  LoopState state_;
};

}  // namespace

bool is_snapshot_type(const ir::Type& type) {
  if (type->kind == ir::TypeKind::kVector) return is_snapshot_type(type->element);
  return is_plain_data(type);
}

bool is_stream(const ir::Type& type) {
  if (ir::is_pointer_like(type)) return is_stream(type->element);
  return type->kind == ir::TypeKind::kOpaque && type->spelling.rfind("std::", 0) == 0 &&
         type->spelling.find("stream") != std::string::npos;
}

bool is_output(const ir::Stmt& stmt) {
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  const auto is_shown = [](const ir::Expr& place) { return is_stream(place->type); };
  return text && text->has_side_effects && !text->result && !text->may_write_anything &&
         std::all_of(text->writes.begin(), text->writes.end(), is_shown);
}

bool hides_state(const ir::Program& program, const ir::Stmt& stmt) {
  std::set<ir::FunctionId> seen;
  return hides_state(program, stmt, seen);
}

const ir::Region& step_of(const ir::Stmt& loop) {
  if (const auto* counted = ir::get_if<ir::For>(loop)) return counted->body;
  return std::get<ir::While>(loop.node).body;
}

bool is_checkpointed(const analysis::ActiveCode& code, const ir::Stmt& stmt) {
  const ir::Marks* marks = marks_of(stmt);
  return marks && marks->checkpoint && code.has_adjoint(step_of(stmt));
}

bool holds_checkpoint(const analysis::ActiveCode& code, const ir::Region& region) {
  bool found = false;
  ir::walk(region, [&](const ir::Stmt& stmt) { found = found || is_checkpointed(code, stmt); });
  return found;
}

LoopState find_state(const analysis::ActiveCode& code, const ir::Stmt& loop, const ZoneSet& required,
                     const Extents& extents) {
  return StateFinder(code, loop, required, extents).find();
}

}  // namespace backsweep::plan
