// Loops under a schedule: a step is planned like a function of its own.
#include <functional>
#include <set>
#include <utility>

#include "ir/walk.h"
#include "plan/planner.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

/// A step is planned like a function of its own: what code in front of the loop requires is in the snapshots.
ZoneSet Planner::flow_checkpoint(const ir::Stmt& stmt, ZoneSet required) {
  LoopState state = find_state(code_, stmt, required, options_.extents);
  for (StateObstacle& one : state.obstacles) {
    obstacle(*one.stmt, one.var, std::move(one.reason), one.needs_extent, std::move(one.way_out));
  }
  const bool is_in_place = region_ == same_scope_;
  const std::optional<ZoneSet> recorded = flow_recorded(step_of(stmt));
  if (!recorded) flow_whole(step_of(stmt));
  CheckpointPlan& made = plan_.checkpoints[&stmt] = {std::move(state.places), is_in_place, recorded.has_value(), true};
  if (recorded) made.mixes = !state.is_partial && !reads_temporaries(stmt, *recorded, state.zones);
  note_reverse(stmt, true);
  for (const ZoneId id : state.zones.items()) {
    // Snapshots write to blocks: they may not be given back before the reverse sweep.
    const bool is_block = zones_.zone(zones_.root(id)).kind == analysis::ZoneKind::kHeap;
    ZoneSet one;
    one.insert(id);
    if (is_block) required.insert(one);
    else required.erase(one);
  }
  required.insert(state.inputs);
  // The reverse of the last step finds what the loop has written as it is now.
  if (recorded && is_in_place) required.insert(*recorded);
  return required;
}

bool Planner::reads_temporaries(const ir::Stmt& loop, const ZoneSet& read, const ZoneSet& state) {
  ZoneSet own;
  ir::walk(step_of(loop), [&](const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) own.insert(zones_.leaves(zones_.variable(s->var)));
    if (const auto* s = ir::get_if<ir::For>(stmt)) own.insert(zones_.variable(s->var));
  });
  if (const auto* counted = ir::get_if<ir::For>(loop)) own.insert(zones_.variable(counted->var));
  ZoneSet written = zones_.with_aliases(zones_.effects(loop).writes);
  written.erase(state);
  written.erase(own);
  return written.intersects(read);
}

/// A step whose forward part and reverse run apart, as those of any loop: what later steps overwrite is kept. Gives
/// what the reverse steps read. Memory that a step allocates would leak where a record is thrown away.
std::optional<ZoneSet> Planner::flow_recorded(const ir::Region& step) {
  if (holds_checkpoint(code_, step) || allocates(step)) return std::nullopt;
  const std::vector<Obstacle> obstacles = plan_.obstacles;
  const bool was_inside = std::exchange(inside_loop_, true);
  const ir::Region* was_scope = std::exchange(same_scope_, nullptr);
  ZoneSet around;
  while (around.insert(scope(step, around))) {}
  same_scope_ = was_scope;
  inside_loop_ = was_inside;
  if (plan_.obstacles.size() == obstacles.size()) return around;
  plan_.obstacles = obstacles;
  return std::nullopt;
}

/// A step whose forward part and reverse run in one scope.
void Planner::flow_whole(const ir::Region& step) {
  const bool was_inside = std::exchange(inside_loop_, false);
  const ir::Region* was_scope = std::exchange(same_scope_, &step);
  flow(step, {});
  same_scope_ = was_scope;
  inside_loop_ = was_inside;
  plan_.scopes.erase(&step);
}

/// Also in the functions that are called.
bool Planner::allocates(const ir::Region& region) {
  std::set<ir::FunctionId> seen;
  const std::function<bool(const ir::Region&)> find = [&](const ir::Region& inside) {
    bool found = false;
    ir::walk(inside, [&](const ir::Stmt& stmt) {
      const auto* call = ir::get_if<ir::Call>(stmt);
      const bool is_new = call && !found && seen.insert(call->callee).second;
      found = found || is_allocation(stmt) || (is_new && find(code_.program().ir().function(call->callee).body));
    });
    return found;
  };
  return find(region);
}

}  // namespace backsweep::plan
