// Decides what is kept: "to be recorded" analysis along the forward flow, scopes at their end, loops whole.
//
// A set of required zones flows forward: what the reverse code of the statements passed so far reads. A statement that
// overwrites a required zone keeps the old value (Hascoët, Naumann, Pascual, "To be recorded" analysis in reverse-mode
// AD, 2005); a scope that ends keeps the required values of its locals or computes them again.
#include "plan/plan.h"

#include <algorithm>
#include <utility>

#include "ir/walk.h"
#include "plan/merge.h"
#include "plan/moved_elements.h"
#include "plan/planner.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

bool is_storable(const ir::Type& type) {
  switch (type->kind) {
    case ir::TypeKind::kVoid:
    case ir::TypeKind::kReference:
    case ir::TypeKind::kOpaque:
      return false;
    case ir::TypeKind::kBool:
    case ir::TypeKind::kInteger:
    case ir::TypeKind::kReal:
    case ir::TypeKind::kPointer:
      return true;
    case ir::TypeKind::kArray:
      return type->extent && is_storable(type->element);
    case ir::TypeKind::kVector:
      return is_storable(type->element);
    case ir::TypeKind::kRecord:
      return type->record && !type->record->is_union &&
             std::all_of(type->record->fields.begin(), type->record->fields.end(),
                         [](const ir::Field& field) { return is_storable(field.type); });
  }
  return false;
}

namespace {

bool keeps_at_end(const Plan& plan, const ir::Region& region) {
  const auto known = plan.scopes.find(&region);
  return known != plan.scopes.end() && !known->second.stored.empty();
}

}  // namespace

bool is_recorded_call(const Plan& plan, const ir::Stmt& stmt) {
  const auto known = plan.calls.find(&stmt);
  return known != plan.calls.end() && keeps_record(known->second);
}

ir::VarId written_variable(analysis::FunctionZones& zones, const ir::Stmt& stmt) {
  ir::VarId var;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use != ir::Use::kRead && !var.is_valid()) var = ir::root_var(expr);
  });
  // What a call or a block operation writes behind its arguments.
  for (const ZoneId id : zones.effects(stmt).writes.items()) {
    if (var.is_valid()) break;
    analysis::ZoneId at = zones.root(id);
    while (zones.zone(at).kind == analysis::ZoneKind::kPointee) at = zones.root(zones.zone(at).parent);
    var = zones.zone(at).var;
  }
  return var;
}

bool takes_scalar_off(const ir::Model& model) {
  if (model.op != ir::ModelOp::kPopBack) return false;
  const ir::Type& element = model.operands[0]->type->element;
  return ir::is_real(element) || ir::is_integer(element);
}

bool keeps_anything(const Plan& plan, const ir::Region& region) {
  bool found = keeps_at_end(plan, region);
  ir::walk(region, [&](const ir::Stmt& stmt) {
    found = found || plan.saves.count(&stmt) != 0 || plan.block_saves.count(&stmt) != 0 || plan.kept_conditions.count(&stmt) != 0 ||
            ir::get_if<ir::While>(stmt) != nullptr || is_recorded_call(plan, stmt);
    for (const ir::Region* inner : ir::regions(stmt)) found = found || keeps_at_end(plan, *inner);
  });
  return found;
}

Planner::Planner(const analysis::ActiveCode& code, const Options& options, const Known& known)
    : code_(code), zones_(code.zones()), function_(code.zones().function()), options_(options), known_(known),
      storage_(options.storage) {}

Plan Planner::make() {
  plan_.growth = find_growth(zones_);
  if (!options_.is_split) same_scope_ = &function_.body;
  ZoneSet required = options_.required_in;
  required = options_.is_split ? scope(function_.body, required) : flow(function_.body, required);
  plan_.required_out = required;
  return std::move(plan_);
}

// Each variable is told of once at a statement.
void add_obstacle(Obstacle obstacle, Plan& plan) {
  const auto is_same = [&](const Obstacle& known) { return known.stmt == obstacle.stmt && known.var == obstacle.var; };
  if (std::none_of(plan.obstacles.begin(), plan.obstacles.end(), is_same)) plan.obstacles.push_back(std::move(obstacle));
}

Obstacle moves_elements(const ir::Stmt& stmt, ir::VarId pointer) {
  return {&stmt, pointer, "it may move the elements that this points to, which the reverse sweep reads", false,
          "use an index instead, or take the pointer where the vector is no longer grown or swapped"};
}

namespace {

/// Whether the plan has memory without a shadow given back by the reverse of an allocation that was not known to do so: what
/// comes behind the allocation must keep the pointer for it, and no other free may have given back the same memory already.
bool learns_of_freed(const analysis::ActiveCode& code, const Plan& plan, std::set<const ir::Stmt*>& freed) {
  bool is_new = false;
  for (const ir::Stmt* allocation : plan.freed_allocations) {
    const bool has_shadow = code.zones().effects(*allocation).writes.intersects(code.activity().active);
    if (!has_shadow && freed.insert(allocation).second) is_new = true;
  }
  return is_new;
}

/// The snapshots of the same calls in a plan where they are joint.
void measure_calls(const analysis::ActiveCode& code, Options options, const std::set<const ir::Stmt*>& freed, Plan& plan) {
  options.calls.rule = CallRules::Rule::kJoint;
  const Planner::Known at_start{{}, freed};
  const Plan joint = Planner(code, options, at_start).make();
  for (const auto& [stmt, trial] : plan.trials) {
    const auto known = joint.joint_calls.find(stmt);
    if (known != joint.joint_calls.end()) plan.measured[stmt] = measured_call(trial, known->second);
  }
}

}  // namespace

Plan make_plan(const analysis::ActiveCode& code, const Options& asked) {
  Options options = asked;
  if (!options.needs_at_end) options.needs_at_end = std::make_shared<NeedsAtEnd>();
  Planner::Known known;
  std::map<const ir::Stmt*, Reason> not_merged;
  for (;;) {
    Plan plan = Planner(code, options, known).make();
    if (learns_of_freed(code, plan, known.freed)) continue;
    // Steps of a checkpointed loop run in both sweeps: nothing can wait for the second.
    if (!options.is_split && plan.checkpoints.empty()) merge_loops(code, plan);
    const std::size_t before = known.kept.size();
    for (const ir::Stmt* loop : plan.fused_to_merge) {
      if (!plan.fused.count(loop) || plan.merged.count(loop)) continue;
      known.kept.insert(loop);
      if (const auto reason = plan.not_merged.find(loop); reason != plan.not_merged.end()) not_merged.insert(*reason);
    }
    if (known.kept.size() != before) continue;
    plan.not_merged.insert(not_merged.begin(), not_merged.end());
    for (const auto& [stmt, pointer] : kept_across_moves(code.zones(), plan)) {
      add_obstacle(moves_elements(*stmt, pointer), plan);
    }
    if (options.calls.rule == CallRules::Rule::kMeasure) measure_calls(code, options, known.freed, plan);
    return plan;
  }
}

}  // namespace backsweep::plan
