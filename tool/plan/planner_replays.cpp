// Loops that are reversed in the order of the primal, with an inactive recurrence that runs along.
#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/order.h"
#include "plan/planner.h"
#include "plan/recompute.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

namespace {

bool is_expensive_inside(const ir::Stmt& stmt, const Iteration& iteration) {
  bool found = iteration.kept().count(&stmt) != 0 && is_expensive_to_repeat(stmt);
  for (const ir::Region* region : ir::regions(stmt)) {
    ir::walk(*region, [&](const ir::Stmt& one) {
      found = found || (iteration.kept().count(&one) != 0 && is_expensive_to_repeat(one));
    });
  }
  return found;
}

}  // namespace

/// A loop whose iterations meet only in an inactive recurrence, besides sums: it is reversed in the order of the primal,
/// and the recurrence runs along.
std::optional<ZoneSet> Planner::try_replay(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required,
                                           const std::vector<Obstacle>& obstacles) {
  if (holds_checkpoint(code_, loop.body)) return std::nullopt;
  const Iteration iteration(code_, loop.body, /*may_carry=*/true);
  const ZoneSet& carried = iteration.carried();
  if (carried.is_empty() || !iteration.is_repeatable() || given_back_late(loop.body)) return std::nullopt;
  if (overwrites(zones_.effects(loop.body).writes, required) || !is_order_free(code_, stmt, {})) return std::nullopt;
  Replay replay;
  const Plan before = plan_;
  const std::set<ir::VarId> were_provided = provided_;
  for (const analysis::ZoneId id : carried.items()) {
    const ir::VarId var = zones_.zone(id).var;
    if (!provided_.insert(var).second) continue;
    replay.entries.push_back({var, value_before(stmt, var)});
  }
  plan_.obstacles = obstacles;
  // Without a tail first: everything runs in front of the reverse.
  bool is_planned = plan_replay(loop.body, iteration, replay);
  for (const ir::Stmt& one : loop.body) {
    if (is_planned || replay.tail || !zones_.effects(one).writes.intersects(carried)) continue;
    replay.tail = &one;
    is_planned = plan_replay(loop.body, iteration, replay);
  }
  provided_ = were_provided;
  if (!is_planned || plan_.obstacles.size() > obstacles.size()) {
    plan_ = before;
    return std::nullopt;
  }
  ZoneSet out = note_fused(stmt, loop, iteration, required);
  for (const Replay::Entry& entry : replay.entries) {
    if (entry.init) out.insert(zones_.reads(entry.init));
    else plan_.saves[&stmt].push_back(ir::var_ref(function_, entry.var));
  }
  plan_.replays[&stmt] = std::move(replay);
  return out;
}

/// The iteration's reverse reads what it is handed as it is in front of the tail; without a tail as it is in the end.
bool Planner::plan_replay(const ir::Region& body, const Iteration& iteration, Replay& replay) {
  const ZoneSet& carried = iteration.carried();
  const bool was_inside = std::exchange(inside_loop_, true);
  const ir::Region* around = std::exchange(region_, &body);
  ZoneSet required;
  ZoneSet reads_of_tail;
  bool is_behind = false;
  bool is_fit = true;
  for (const ir::Stmt& one : body) {
    const bool is_tail = &one == replay.tail;
    is_behind = is_behind || is_tail;
    const bool has_adjoint = code_.has_adjoint(one) || has_adjoint_inside(one);
    if (!(is_tail && has_adjoint) && is_expensive_inside(one, iteration)) is_fit = false;
    if (!is_behind) {
      required = flow(one, std::move(required));
      continue;
    }
    forget(one);
    if (iteration.kept().count(&one)) reads_of_tail.insert(zones_.effects(one).reads);
    if (!has_adjoint) continue;
    if (!is_tail || required.intersects(carried)) is_fit = false;
    if (!is_fit) break;
    replay.tail_has_adjoint = true;
    flow(one, {});
    is_fit = plan_.replays.count(&one) != 0 && plan_.replays.at(&one).entries.empty() && writes_only(one, iteration);
  }
  region_ = around;
  inside_loop_ = was_inside;
  // What the reverse of the statements in front puts back is gone for the tail, and for the next iteration.
  reads_of_tail.insert(carried);
  for (const ir::Stmt& one : body) {
    if (&one == replay.tail) break;
    const auto restored = [&](const ir::Stmt& at) {
      if (plan_.saves.count(&at) || plan_.inverted.count(&at)) is_fit = is_fit && !zones_.effects(at).writes.intersects(reads_of_tail);
    };
    ir::walk(one, restored);
  }
  return is_fit;
}

bool Planner::has_adjoint_inside(const ir::Stmt& stmt) {
  const std::vector<const ir::Region*> inner = ir::regions(stmt);
  return std::any_of(inner.begin(), inner.end(), [&](const ir::Region* region) { return code_.has_adjoint(*region); });
}

/// What of the loop runs again changes nothing but its own variables and what is carried.
bool Planner::writes_only(const ir::Stmt& loop, const Iteration& iteration) {
  bool is_fit = true;
  ZoneSet own = iteration.carried();
  for (const ir::Region* region : ir::regions(loop)) {
    ir::walk(*region, [&](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) own.insert(zones_.leaves(zones_.variable(s->var)));
    });
    ir::walk(*region, [&](const ir::Stmt& stmt) {
      if (!iteration.kept().count(&stmt) || !ir::regions(stmt).empty()) return;
      ZoneSet writes = zones_.effects(stmt).writes;
      writes.erase(own);
      is_fit = is_fit && writes.is_empty();
    });
  }
  return is_fit;
}

/// Inactive code that runs once more: nothing is planned for it.
void Planner::forget(const ir::Stmt& stmt) {
  ir::walk(stmt, [&](const ir::Stmt& at) {
    plan_.saves.erase(&at);
    plan_.block_saves.erase(&at);
    plan_.inverted.erase(&at);
    plan_.undone_swaps.erase(&at);
    plan_.kept_conditions.erase(&at);
    plan_.has_reverse.erase(&at);
    for (const ir::Region* inner : ir::regions(at)) plan_.scopes.erase(inner);
  });
}

/// What the variable was given in front of the loop, if it can be computed once more; null otherwise.
ir::Expr Planner::value_before(const ir::Stmt& loop, ir::VarId var) {
  const ZoneSet own = zones_.leaves(zones_.variable(var));
  ir::Expr value;
  for (const ir::Stmt& stmt : *region_) {
    if (&stmt == &loop) return value;
    if (!zones_.effects(stmt).writes.intersects(own)) continue;
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    value = declared ? declared->init : assigned && ir::get_if<ir::VarRef>(assigned->place) ? assigned->value : nullptr;
    if (!is_repeatable(value)) value = nullptr;
  }
  return nullptr;
}

bool Planner::is_repeatable(const ir::Expr& init) { return init && !is_costly(init) && is_stable(zones_, init); }

}  // namespace backsweep::plan
