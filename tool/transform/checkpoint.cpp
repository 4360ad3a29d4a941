// Loops that run under a schedule: the object with its state and its step in the forward sweep, the taped and reversed
// step in the reverse sweep.
#include <algorithm>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/show_once.h"
#include "transform/sweeps.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

ir::Type step_type() { return ir::integer_type("std::int64_t", 8, /*is_signed=*/true); }

// Differences of unsigned numbers would wrap around where a loop runs no iteration.
ir::Expr wide(const ir::Expr& value) {
  const bool is_literal = ir::get_if<ir::Literal>(value) != nullptr;
  return is_literal ? value : ir::cast(value, ir::long_type(), /*is_implicit=*/value->type->is_signed);
}

/// Never more than the loop runs; negative where it runs none.
ir::Expr step_count(const ir::For& loop) {
  const ir::Expr& low = loop.is_down ? loop.to : loop.from;
  const ir::Expr& high = loop.is_down ? loop.from : loop.to;
  ir::Expr count = ir::is_zero(low) ? wide(high) : ir::binary(BinaryOp::kSub, wide(high), wide(low));
  const bool is_closed = loop.compare == BinaryOp::kLessEqual || loop.compare == BinaryOp::kGreaterEqual;
  const ir::Expr one = ir::integer(1);
  if (is_closed) count = ir::binary(BinaryOp::kAdd, count, one);
  if (ir::is_one(loop.step)) return count;
  const ir::Expr by = wide(loop.step);
  return ir::binary(BinaryOp::kDiv, ir::binary(BinaryOp::kAdd, count, ir::binary(BinaryOp::kSub, by, one)), by);
}

// Numbers in the object itself, not behind its pointers.
bool has_reals(const ir::Type& type) {
  if (type->kind == ir::TypeKind::kArray || type->kind == ir::TypeKind::kVector) return has_reals(type->element);
  if (type->kind != ir::TypeKind::kRecord || !type->record) return ir::is_real(type);
  const std::vector<ir::Field>& fields = type->record->fields;
  return std::any_of(fields.begin(), fields.end(), [](const ir::Field& field) { return has_reals(field.type); });
}

}  // namespace

ir::Expr Sweeps::share_of_schedule() const {
  const ir::Expr whole = ir::deref(ref(schedule));
  if (schedule_shares <= 1) return whole;
  return ir::opaque({"", ".share(" + std::to_string(schedule_shares) + ")"}, {whole}, whole->type);
}

ir::Expr Sweeps::schedule_of(const ir::Stmt& loop) const {
  const ir::Expr share = share_of_schedule();
  return plan_.checkpoints.at(&loop).mixes ? share : ir::opaque({"", ".without_mixing()"}, {share}, share->type);
}

// The planned state, and the shadows of pointers in it: they move along.
std::vector<ir::StatePlace> Sweeps::state_of(const ir::Stmt& stmt) {
  if (const auto joint = plan_.joint_calls.find(&stmt); joint != plan_.joint_calls.end()) return joint->second.snapshot;
  std::vector<ir::StatePlace> state = plan_.checkpoints.at(&stmt).state;
  const std::size_t count = state.size();
  for (std::size_t i = 0; i < count; ++i) {
    const ir::Expr place = state[i].place;
    const bool is_list = place->type->kind == ir::TypeKind::kArray || place->type->kind == ir::TypeKind::kVector;
    const std::vector<ir::Expr> pointers = pointers_in(is_list ? ir::index(place, ir::integer(0)) : place);
    const bool moves = !state[i].count && (is_list || place->type->kind == ir::TypeKind::kPointer) &&
                       std::any_of(pointers.begin(), pointers.end(), [&](const ir::Expr& one) { return code_.points_to_shadowed(one); });
    if (!moves) continue;
    // The adjoints in it would be put back to what they were in the forward sweep.
    if (is_list && has_reals(place->type)) unsupported(stmt.span, "a checkpointed loop over objects that hold pointers and numbers");
    // A member as it is declared: a conversion of its value would be nothing that can be put back.
    const auto* member = ir::get_if<ir::Member>(place);
    const ir::Expr shadow = member ? ir::member(shadows_.place(member->base), member->field, place->type, member->is_private)
                                   : shadows_.place(place);
    state.push_back({shadow, nullptr});
  }
  return state;
}

// The loop's own variable, computed from the number of the step.
void Sweeps::declare_induction(const ir::Stmt& stmt, ir::VarId step, ir::Region& out) {
  const auto* loop = ir::get_if<ir::For>(stmt);
  if (!loop) return;
  const ir::Type type = ir::without_const(out_.var(loop->var).type);
  ir::Expr way = ir::cast(ref(step), type);
  if (!ir::is_one(loop->step)) way = ir::binary(BinaryOp::kMul, way, ir::cast(loop->step, type, /*is_implicit=*/true));
  const auto hoisted = first_values_.find(&stmt);
  const ir::Expr first = hoisted == first_values_.end() ? loop->from : ref(hoisted->second);
  if (loop->is_down) {
    way = ir::binary(BinaryOp::kSub, first, way);
  } else if (!ir::is_zero(first)) {
    way = ir::binary(BinaryOp::kAdd, first, way);
  }
  out.push_back(ir::declare(loop->var, ir::cast(way, type, /*is_implicit=*/true)));
}

// A first value that the steps change is taken before.
void Sweeps::hoist_first_value(const ir::Stmt& stmt, ir::Region& out) {
  const auto* loop = ir::get_if<ir::For>(stmt);
  if (!loop) return;
  const analysis::ZoneSet written = zones_.with_aliases(zones_.effects(stmt).writes);
  if (zones_.reads(loop->step).intersects(written)) {
    return unsupported(stmt.span, "a checkpointed loop that changes its own increment");
  }
  if (!zones_.reads(loop->from).intersects(written)) return;
  const ir::VarId first = add_temporary(out_, out_.var(loop->var).name + "_first", out_.var(loop->var).type);
  out.push_back(ir::declare(first, ir::cast(loop->from, out_.var(first).type, /*is_implicit=*/true)));
  first_values_[&stmt] = first;
}

// Whether a step changes where a pointer from outside of the loop leads: its shadow goes along, whether the step is recorded
// or not.
bool Sweeps::moves_outer_pointers(const ir::Stmt& stmt) const {
  std::set<ir::VarId> own;
  for (const ir::Region* region : ir::regions(stmt)) {
    ir::walk(*region, [&](const ir::Stmt& one) {
      if (const auto* declared = ir::get_if<ir::Declare>(one)) own.insert(declared->var);
    });
  }
  const std::vector<analysis::ZoneId> writes = zones_.effects(stmt).writes.items();
  return std::any_of(writes.begin(), writes.end(), [&](analysis::ZoneId id) {
    const analysis::Zone& zone = zones_.zone(id);
    if (!ir::is_pointer_like(zone.type)) return false;
    const analysis::Zone& root = zones_.zone(zones_.root(id));
    if (root.kind == analysis::ZoneKind::kVariable && own.count(root.var)) return false;
    return zones_.leaves(zones_.points_to(id)).intersects(code_.activity().active);
  });
}

void Sweeps::run_under_schedule(const ir::Stmt& stmt, ir::VarId loop, bool runs_again, ir::Region& out) {
  the_workspace();
  the_blocks();
  hoist_first_value(stmt, out);
  ir::CheckpointForward made;
  made.loop = loop;
  made.schedule = schedule_of(stmt);
  made.state = state_of(stmt);
  made.step = add_temporary(out_, "step", step_type());
  made.runs_again = runs_again;
  declare_induction(stmt, made.step, made.advance);
  {
    const Setting setting(*this);
    plain_forward_ = true;
    moves_shadows_ = made.state.size() > plan_.checkpoints.at(&stmt).state.size() || moves_outer_pointers(stmt);
    run_ = Run::kAdvance;
    forward_scope(plan::step_of(stmt), made.advance);
  }
  made.has_record = plan_.checkpoints.at(&stmt).has_record;
  if (made.has_record) {
    made.recorded_step = add_temporary(out_, "step", step_type());
    record_step(stmt, made.recorded_step, made.record);
  }
  if (const auto* counted = ir::get_if<ir::For>(stmt)) made.steps = step_count(*counted);
  else made.condition = std::get<ir::While>(stmt.node).condition;
  ir::Stmt copy = ir::make_stmt(std::move(made), stmt.span, stmt.text);
  copy.comments = stmt.comments;
  out.push_back(std::move(copy));
  // The steps leave adjoints alone. Where the loop runs again they are in use, and have their shape.
  if (!runs_again && !plain_forward_) reshape_early(stmt, out);
}

// What a step changes is not followed: adjoints of what outlives it are there already.
std::set<ir::VarId> Sweeps::hide_early() {
  hides_early_ = true;
  return std::exchange(early_, {});
}

// The forward part of a step by itself: what its reverse reads goes to the workspace.
void Sweeps::record_step(const ir::Stmt& stmt, ir::VarId step, ir::Region& out) {
  const Setting setting(*this);
  is_split_ = true;
  run_ = Run::kAdvance;
  std::set<ir::VarId> outer_early = hide_early();
  declare_induction(stmt, step, out);
  forward_scope(plan::step_of(stmt), out);
  early_ = std::move(outer_early);
}

// The reverse part of a recorded step.
void Sweeps::reverse_step(const ir::Stmt& stmt, ir::Region& out) {
  const Setting setting(*this);
  is_split_ = true;
  run_ = Run::kAgain;
  std::set<ir::VarId> outer_early = hide_early();
  reverse_scope(plan::step_of(stmt), out, /*is_same_scope=*/false);
  early_ = std::move(outer_early);
}

// The forward part of a step and its reverse in one scope.
void Sweeps::reverse_whole_step(const ir::Stmt& stmt, ir::Region& out) {
  const Run was_run = std::exchange(run_, Run::kAgain);
  std::set<ir::VarId> outer_early = hide_early();
  fused_body(plan::step_of(stmt), nullptr, nullptr, out);
  early_.merge(outer_early);
  run_ = was_run;
}

void Sweeps::reverse_under_schedule(const ir::Stmt& stmt, ir::VarId loop, ir::Region& out) {
  ir::CheckpointBackward made;
  made.loop = loop;
  made.state = state_of(stmt);
  made.step = add_temporary(out_, "step", step_type());
  declare_induction(stmt, made.step, made.step_adjoint);
  ir::Region body;
  if (plan_.checkpoints.at(&stmt).has_record) {
    reverse_step(stmt, body);
  } else {
    reverse_whole_step(stmt, body);
  }
  std::move(body.begin(), body.end(), std::back_inserter(made.step_adjoint));
  for (const ir::StatePlace& one : made.state) {
    if (const ir::VarId root = ir::root_var(one.place); root.is_valid()) restored.insert(root);
  }
  out.push_back(ir::make_stmt(std::move(made)));
}

ir::VarId Sweeps::new_loop() {
  return add_temporary(out_, "loop", ir::opaque_type("backsweep::CheckpointedLoop"));
}

void Sweeps::forward_checkpoint(const ir::Stmt& stmt, ir::Region& out) {
  if (plan_.checkpoints.at(&stmt).is_in_place) {
    const ir::VarId loop = checkpointed_[&stmt] = new_loop();
    return run_under_schedule(stmt, loop, /*runs_again=*/false, out);
  }
  keep_state(stmt, out);
  const bool was_plain = std::exchange(plain_forward_, true);
  const bool moved_shadows = std::exchange(moves_shadows_, true);
  forward_stmt(stmt, out);
  moves_shadows_ = moved_shadows;
  plain_forward_ = was_plain;
}

void Sweeps::reverse_checkpoint(const ir::Stmt& stmt, ir::Region& out) {
  if (plan_.checkpoints.at(&stmt).is_in_place) return reverse_under_schedule(stmt, checkpointed_.at(&stmt), out);
  restore_state(stmt, out);
  ir::Block made;
  const ir::VarId loop = new_loop();
  run_under_schedule(stmt, loop, /*runs_again=*/true, made.body);
  reverse_under_schedule(stmt, loop, made.body);
  out.push_back(ir::make_stmt(std::move(made)));
}

// Where the loop's object cannot live from one sweep to the other: the state at entry is kept, as any other value.
void Sweeps::keep_state(const ir::Stmt& stmt, ir::Region& out) {
  for (const ir::StatePlace& one : state_of(stmt)) {
    begin_with_zero(ir::root_var(one.place), out);
    if (one.count) {
      out.push_back(push_scalars(ref(the_workspace()), one.place, one.count));
      continue;
    }
    Slot slot = make_slot(one.place->type, name_for(out_, one.place), out);
    store(slot, one.place, out);
    kept_state_[&stmt].push_back(std::move(slot));
  }
}

// A number, or an array of numbers, that is declared without a value must have one before it can be kept.
void Sweeps::begin_with_zero(ir::VarId var, ir::Region& out) const {
  if (!var.is_valid()) return;
  const ir::Type& type = out_.var(var).type;
  if (!ir::is_number(type) && !is_copied_by_elements(type)) return;
  for (ir::Stmt& stmt : out) {
    auto* declared = ir::get_if<ir::Declare>(stmt);
    if (!declared || declared->var != var || declared->init || !declared->elements.empty() || !declared->arguments.empty()) continue;
    declared->zeroed = ir::variable_extents(type).empty();
  }
}

void Sweeps::restore_state(const ir::Stmt& stmt, ir::Region& out) {
  const std::vector<ir::StatePlace> state = state_of(stmt);
  std::vector<Slot>& slots = kept_state_[&stmt];
  std::size_t next = slots.size();
  for (auto one = state.rbegin(); one != state.rend(); ++one) {
    if (!one->count) {
      load(slots[--next], one->place, out);
      continue;
    }
    out.push_back(pop_scalars(ref(the_workspace()), one->place, one->count));
  }
}

// What the user sees comes once, however often a step runs.
void Sweeps::forward_output(const ir::Stmt& stmt, ir::Region& out) {
  if (run_ != Run::kAgain) out.push_back(shown_once(stmt));
}

ir::Stmt Sweeps::quiet_call(const ir::Stmt& stmt) {
  ir::Stmt copy = stmt;
  auto& callee = std::get<ir::Call>(copy.node).callee;
  if (run_ != Run::kOnce) callee = callees_.quiet(callee);
  return copy;
}

}  // namespace backsweep::transform
