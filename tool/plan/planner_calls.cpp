// Calls: run again within their adjoint, split, or joint.
#include <utility>

#include "ir/walk.h"
#include "plan/planner.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

ZoneSet Planner::flow_call(const ir::Stmt& stmt, const ir::Call& call, const ZoneSet& required) {
  const auto needed_at_end = [&](const ir::Stmt& at, const ZoneSet& preserved) { return needs_of_callee(at, preserved); };
  PlannedCall made = plan_call(code_, stmt, required, storage_, options_.calls, options_.extents, needed_at_end);
  forget_call(stmt);
  const ZoneSet& freed = zones_.effects(stmt).frees;
  if (freed.intersects(required) || freed.intersects(code_.activity().active)) {
    obstacle(stmt, {}, "it frees memory that the reverse sweep reads");
  }
  refuse_moved_elements(stmt, required);
  if (made.breaks_required) obstacle(stmt, {}, "what it overwrites cannot be brought back for its hand-written derivative");
  if (made.loses_result) obstacle(stmt, {}, "its result goes where it writes through an argument, too");
  if (made.mode) {
    plan_.calls[&stmt] = *made.mode;
    plan_.required_by_call[&stmt] = std::move(made.required_by_callee);
  }
  if (made.joint) (made.mode == CallMode::kSplit ? plan_.trials : plan_.joint_calls)[&stmt] = *std::move(made.joint);
  if (made.profiled) plan_.profiled.insert({&stmt, *made.profiled});
  if (made.not_joint) plan_.not_joint.insert({&stmt, *made.not_joint});
  if (made.saves_result) plan_.saves[&stmt] = {call.result};
  note_reverse(stmt, made.has_reverse);
  return std::move(made.required);
}

/// Visible zones of the callee that its reverse part reads, or that it was told to preserve, as its own plan has it.
std::optional<ZoneSet> Planner::needs_of_callee(const ir::Stmt& stmt, const ZoneSet& preserved) {
  const auto context = code_.activity().calls.find(&stmt);
  const ir::FunctionId callee = std::get<ir::Call>(stmt.node).callee;
  if (context == code_.activity().calls.end() || code_.program().is_recursive(callee)) return std::nullopt;
  const auto known = options_.needs_at_end->find({context->second, preserved});
  if (known != options_.needs_at_end->end()) return known->second;
  const analysis::ActiveCode inside = code_.inside(stmt);
  ZoneSet needs = visible_at_end(inside, preserved);
  ZoneSet anything;
  for (const ZoneId id : needs.items()) {
    if (inside.zones().zone(id).kind == analysis::ZoneKind::kUnknown) anything.insert(id);
  }
  // Preserving what nobody knows is not yet reading it.
  if (!anything.is_empty() && !visible_at_end(inside, {}).intersects(anything)) needs.erase(anything);
  return options_.needs_at_end->insert_or_assign({context->second, preserved}, needs).first->second;
}

ZoneSet Planner::visible_at_end(const analysis::ActiveCode& inside, const ZoneSet& preserved) const {
  Options options;
  options.storage = options_.storage;
  options.is_split = true;
  options.required_in = preserved;
  options.calls = options_.calls;
  options.needs_at_end = options_.needs_at_end;
  ZoneSet visible;
  for (const ZoneId id : make_plan(inside, options).required_out.items()) {
    if (inside.zones().is_visible(id)) visible.insert(id);
  }
  return visible;
}

void Planner::forget_call(const ir::Stmt& stmt) {
  plan_.saves.erase(&stmt);
  plan_.calls.erase(&stmt);
  plan_.joint_calls.erase(&stmt);
  plan_.trials.erase(&stmt);
  plan_.profiled.erase(&stmt);
  plan_.not_joint.erase(&stmt);
}

}  // namespace backsweep::plan
