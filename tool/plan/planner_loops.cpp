// Loops: kept, or fused with their reverse.
#include <algorithm>
#include <map>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/order.h"
#include "plan/planner.h"
#include "plan/recompute.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

/// What the loop overwrites entirely is required behind it only as far as its own reverse reads it.
ZoneSet Planner::flow_for(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required) {
  const Storage was_storage = storage_;
  if (loop.marks.store) storage_ = Storage::kStore;
  if (loop.marks.recompute) storage_ = Storage::kRecompute;
  ZoneSet out = flow_over_kills(stmt, loop, required);
  storage_ = was_storage;
  return out;
}

ZoneSet Planner::flow_over_kills(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required) {
  const ZoneSet& kills = zones_.effects(stmt).kills;
  if (!kills.intersects(required)) return flow_around(stmt, loop, required);
  const std::vector<Obstacle> obstacles = plan_.obstacles;
  const ZoneSet own = flow_around(stmt, loop, {});
  plan_.obstacles = obstacles;
  ZoneSet out = flow_around(stmt, loop, required);
  out.erase(kills);
  out.insert(own);
  return out;
}

/// Elements outside of a saved stretch are still where they were: behind the loop the array is required as before.
ZoneSet Planner::flow_around(const ir::Stmt& stmt, const ir::For& loop, ZoneSet required) {
  plan_.block_saves.erase(&stmt);
  std::vector<BlockSave> saves = find_block_saves(code_, loop, required);
  ZoneSet saved;
  for (const BlockSave& save : saves) saved.insert(save.zones);
  required.erase(zones_.with_aliases(saved));
  ZoneSet out = flow_inside(stmt, loop, required);
  if (saves.empty()) return out;
  for (const BlockSave& save : saves) {
    out.insert(zones_.reads(save.first()));
    out.insert(zones_.reads(save.count));
  }
  plan_.block_saves[&stmt] = std::move(saves);
  plan_.has_reverse.insert(&stmt);
  out.insert(saved);
  return out;
}

ZoneSet Planner::flow_inside(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required) {
  const std::vector<Obstacle> obstacles = plan_.obstacles;
  const bool was_inside = std::exchange(inside_loop_, true);
  const bool has_adopted = still_adopts(loop.body, required);
  ZoneSet around = required;
  while (around.insert(scope(loop.body, around))) {}
  std::set<ir::VarId> adopted;
  if (!has_adopted) adopted = worth_adopting(loop.body, required);
  if (!adopted.empty()) {
    adopted_[&loop.body] = std::move(adopted);
    plan_.obstacles = obstacles;
    around = required;
    while (around.insert(scope(loop.body, around))) {}
  }
  inside_loop_ = was_inside;
  plan_.fused.erase(&stmt);
  plan_.replays.erase(&stmt);
  plan_.in_order.erase(&stmt);
  plan_.saves.erase(&stmt);
  plan_.not_fused.erase(&stmt);
  const bool has_any = has_reverse(loop.body);
  note_reverse(stmt, has_any);
  if (!has_any) return around;
  const bool must_fuse = plan_.obstacles.size() > obstacles.size();
  const ir::Stmt* marked = marked_to_store(loop.body);
  const bool asks_to_store = storage_ == Storage::kStore || marked;
  if (keeps_anything(plan_, loop.body)) plan_.not_fused[&stmt] = {Why::kAsAsked, marked};
  const bool may_fuse = must_fuse || (restores_anything(loop.body) && !asks_to_store);
  std::optional<ZoneSet> fused;
  if (must_fuse || (keeps_anything(plan_, loop.body) && !asks_to_store)) {
    fused = try_fuse(stmt, loop, required, obstacles);
  }
  if (!fused && may_fuse) fused = try_replay(stmt, loop, required, obstacles);
  if (fused) around = *fused;
  if (may_run_in_order(stmt, loop)) plan_.in_order.insert(&stmt);
  for (const ir::Expr& bound : {loop.from, loop.to, loop.step}) around.insert(zones_.reads(bound));
  return around;
}

ZoneSet Planner::flow_while(const ir::Stmt& stmt, const ir::While& loop, const ZoneSet& required) {
  const bool was_inside = std::exchange(inside_loop_, true);
  ZoneSet around = required;
  ZoneSet at_exit;
  do {
    at_exit = flow(loop.before_condition, around);
  } while (around.insert(scope(loop.body, at_exit)));
  inside_loop_ = was_inside;
  note_reverse(stmt, has_reverse(loop.body) || has_reverse(loop.before_condition));
  if (plan_.has_reverse.count(&stmt)) plan_.not_fused[&stmt] = {Why::kNotCounted};
  else plan_.not_fused.erase(&stmt);
  at_exit.insert(around);
  return at_exit;
}

/// A declaration whose value is stored by the user's wish, in a loop that might be fused.
const ir::Stmt* Planner::marked_to_store(const ir::Region& body) const {
  const auto planned = plan_.scopes.find(&body);
  for (const ir::Stmt& stmt : body) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (declared && planned != plan_.scopes.end() && stmt.storage == ir::StorageMark::kStore) {
      const std::vector<ir::VarId>& stored = planned->second.stored;
      if (std::find(stored.begin(), stored.end(), declared->var) != stored.end()) return &stmt;
    }
    for (const ir::Region* inner : ir::regions(stmt)) {
      if (const ir::Stmt* found = marked_to_store(*inner)) return found;
    }
  }
  return nullptr;
}

/// Scalars from further out that an iteration overwrites several times: what it leaves is kept at its end instead, as if
/// it had declared them.
std::set<ir::VarId> Planner::worth_adopting(const ir::Region& body, const ZoneSet& required) {
  std::map<ir::VarId, int> saves;
  count_saves(body, 1, saves);
  std::set<ir::VarId> declared;
  ir::walk(body, [&](const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) declared.insert(s->var);
  });
  std::set<ir::VarId> result;
  for (const auto& [var, count] : saves) {
    ZoneSet own;
    own.insert(zones_.variable(var));
    const ir::Variable& variable = function_.var(var);
    const bool is_scalar = ir::is_real(variable.type) || ir::is_integer(variable.type);
    const bool is_alone = variable.role == ir::VarRole::kLocal && zones_.with_aliases(own) == own;
    if (count > 1 && is_scalar && is_alone && !declared.count(var) && !required.intersects(own)) result.insert(var);
  }
  return result;
}

/// Whether what an earlier visit has found worth adopting may be adopted again. To decide anew takes two rounds, and twice as
/// many for each loop further in.
bool Planner::still_adopts(const ir::Region& body, const ZoneSet& required) {
  const auto known = adopted_.find(&body);
  if (known == adopted_.end()) return false;
  ZoneSet own;
  for (const ir::VarId var : known->second) own.insert(zones_.variable(var));
  if (!required.intersects(own)) return true;
  adopted_.erase(known);
  return false;
}

/// A save in an inner loop counts for many.
void Planner::count_saves(const ir::Region& region, int weight, std::map<ir::VarId, int>& saves) {
  constexpr int kManyTrips = 8;
  constexpr int kMost = 1 << 20;
  for (const ir::Stmt& stmt : region) {
    if (const auto known = plan_.saves.find(&stmt); known != plan_.saves.end()) {
      for (const ir::Expr& place : known->second) {
        if (const auto* ref = ir::get_if<ir::VarRef>(place)) saves[ref->var] += weight;
      }
    }
    const bool is_loop = ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt);
    for (const ir::Region* inner : ir::regions(stmt)) count_saves(*inner, is_loop && weight < kMost ? weight * kManyTrips : weight, saves);
  }
}

/// Values that the reverse of the region's statements brings back by other means than its own iteration's variables.
bool Planner::restores_anything(const ir::Region& body) {
  bool found = keeps_anything(plan_, body);
  ir::walk(body, [&](const ir::Stmt& stmt) { found = found || plan_.inverted.count(&stmt) != 0; });
  return found;
}

/// Whether the reverse of the iterations may run in any order: nothing is undone that only makes sense backwards.
bool Planner::may_run_in_order(const ir::Stmt& stmt, const ir::For& loop) {
  if (holds_checkpoint(code_, loop.body)) return false;
  if (plan_.replays.count(&stmt)) return true;
  const bool is_fused = plan_.fused.count(&stmt) != 0;
  ZoneSet restored;
  bool is_bound = false;
  ir::walk(loop.body, [&](const ir::Stmt& one) {
    if (is_fused) return;
    is_bound = is_bound || plan_.inverted.count(&one) || plan_.undone_swaps.count(&one) || plan_.block_saves.count(&one) ||
               is_recorded_call(plan_, one) || ir::get_if<ir::While>(one) || ir::get_if<ir::Model>(one);
    if (const auto saved = plan_.saves.find(&one); saved != plan_.saves.end()) {
      for (const ir::Expr& place : saved->second) restored.insert(zones_.leaves_of(place));
    }
  });
  return !is_bound && is_order_free(code_, stmt, restored);
}

/// A loop whose iterations can each be run again at reverse time: what the forward part of an iteration reads is not
/// written by the loop, and it writes nothing that outlives the iteration.
/// `obstacles`: those known before the loop; if keeping values met others, fusing is the only way.
std::optional<ZoneSet> Planner::try_fuse(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required,
                                         const std::vector<Obstacle>& obstacles) {
  if (holds_checkpoint(code_, loop.body)) return std::nullopt;
  const Iteration iteration(code_, loop.body);
  if (!iteration.is_repeatable()) return not_fused(stmt, *iteration.prevented_by());
  if (const ir::Stmt* freed = given_back_late(loop.body)) return not_fused(stmt, {Why::kSideEffect, freed});
  if (overwrites(zones_.effects(loop.body).writes, required)) {
    const ir::Stmt* writer = first_writer(loop.body, required);
    return not_fused(stmt, {Why::kNeededBefore, writer, writer ? written_variable(zones_, *writer) : ir::VarId{}});
  }
  const bool must_fuse = plan_.obstacles.size() > obstacles.size();
  const bool is_worth_keeping =
      !must_fuse && iteration.is_expensive() && storage_ != Storage::kRecompute;
  const bool may_merge = !inside_loop_ && !options_.is_split && !known_.kept.count(&stmt);
  plan_.fused_to_merge.erase(&stmt);
  if (is_worth_keeping && !may_merge) return not_fused(stmt, {Why::kWorthKeeping, iteration.expensive()});
  if (is_worth_keeping) plan_.fused_to_merge.insert(&stmt);
  plan_.obstacles = obstacles;
  const bool was_inside = std::exchange(inside_loop_, true);
  flow(loop.body, {});
  inside_loop_ = was_inside;
  return note_fused(stmt, loop, iteration, required);
}

/// Returns what is required in front of the loop.
ZoneSet Planner::note_fused(const ir::Stmt& stmt, const ir::For& loop, const Iteration& iteration, ZoneSet required) {
  plan_.not_fused.erase(&stmt);
  plan_.scopes.erase(&loop.body);
  plan_.fused.insert(&stmt);
  plan_.kept_statements[&stmt] = iteration.kept();
  plan_.privates[&stmt] = iteration.privates();
  required.insert(iteration.inputs());
  return required;
}

std::nullopt_t Planner::not_fused(const ir::Stmt& loop, Reason reason) {
  plan_.not_fused[&loop] = reason;
  return std::nullopt;
}

const ir::Stmt* Planner::first_writer(const ir::Region& region, const ZoneSet& of) {
  const ir::Stmt* found = nullptr;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    if (!found && ir::regions(stmt).empty() && overwrites(zones_.effects(stmt).writes, of)) found = &stmt;
  });
  return found;
}

}  // namespace backsweep::plan
