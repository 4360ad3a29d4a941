// Plans calls: run again inside their adjoint, split, or joint.
#include "plan/call.h"

#include <utility>
#include <variant>

#include "plan/exposed_reads.h"
#include "plan/state_places.h"

namespace backsweep::plan {

using analysis::ZoneSet;

namespace {

class CallPlanner {
 public:
  CallPlanner(const analysis::ActiveCode& code, const ir::Stmt& stmt, const CallRules& rules,
              const NeededAtEnd& needed_at_end)
      : code_(code),
        rules_(rules),
        needed_at_end_(needed_at_end),
        zones_(code.zones()),
        stmt_(stmt),
        call_(std::get<ir::Call>(stmt.node)),
        callee_(code.program().zones(call_.callee)),
        is_by_user_(!code.program().ir().function(call_.callee).adjoint_by_user.empty()),
        inside_(zones_.map_from_callee(stmt, callee_, callee_.summary().writes)) {}

  PlannedCall run(ZoneSet required, Storage storage, const Extents& extents) {
    const bool is_active = code_.has_adjoint(stmt_) && code_.activity().calls.count(&stmt_) != 0;
    const bool overwrites_inside = overwrites(inside_, required);
    const bool writes_required = overwrites(zones_.effects(stmt_).writes, required);
    if (is_active || overwrites_inside) {
      choose(storage);
      required.insert(code_.needed(stmt_).before);
      for (const ir::Expr& argument : call_.arguments) required.insert(read_to_hand_over(argument));
      if (made_.mode == CallMode::kRecompute) required.insert(zones_.effects(stmt_).reads);
      made_.required_by_callee = zones_.map_to_callee(stmt_, callee_, required);
      if (wants_joint_) find_snapshot(required, extents);
      if (is_by_user_ && (overwrites_inside || overwrites_what_it_reads())) find_overwritten(required, overwrites_inside, extents);
    }
    // Also what the call itself, or its reverse part, reads again: `s = step(s)` comes back before the call is reversed.
    const ZoneSet read_again = read_in_reverse();
    made_.saves_result = call_.result && (overwrites(zones_.leaves_of(call_.result), required) ||
                                          overwrites(zones_.leaves_of(call_.result), read_again) || changes_shape());
    // Its reverse part would find what was there in front of the call, not what the call left there.
    const bool is_split = made_.mode == CallMode::kSplit;
    made_.loses_result = is_split && made_.saves_result && overwrites(inside_, zones_.leaves_of(call_.result));
    made_.has_reverse =
        is_active || overwrites_inside || writes_required || made_.saves_result || code_.has_adjoint(stmt_);
    require_behind(std::move(required));
    return std::move(made_);
  }

 private:
  // What the argument of the reverse call is made of; an element needs its vector to have it.
  ZoneSet read_to_hand_over(const ir::Expr& argument) {
    ZoneSet reads = zones_.reads(argument);
    const auto* address = ir::get_if<ir::AddressOf>(argument);
    if (address) reads.insert(zones_.sizes_around(address->place));
    return reads;
  }

  bool overwrites(const ZoneSet& writes, const ZoneSet& required) {
    return zones_.with_aliases(writes).intersects(required);
  }

  // The shadow of what the result overwrites takes the shape that it had.
  bool changes_shape() const {
    return code_.has_adjoint(stmt_) && ir::has_inner_shape(call_.result->type) && code_.has_shadow(call_.result);
  }

  void choose(Storage storage) {
    const analysis::Effects& summary = callee_.summary();
    const bool is_pure = is_by_user_ || (summary.writes.is_empty() && !summary.has_side_effects);
    const bool has_context = code_.activity().calls.count(&stmt_) != 0;
    is_measured_ = rules_.rule == CallRules::Rule::kMeasure;
    const bool asks_to_split = call_.marks.store && !is_measured_ && !is_by_user_ && has_context;
    made_.mode = is_pure && !asks_to_split ? CallMode::kRecompute : CallMode::kSplit;
    if (const auto known = rules_.profile.find(site_of(code_.program().ir(), stmt_)); known != rules_.profile.end()) {
      made_.profiled = known->second;
    }
    wants_joint_ = !is_pure && has_context && (is_measured_ || wants_joint(storage));
  }

  // Marks are the user's word; a profile knows more than a rule.
  bool wants_joint(Storage storage) const {
    if (call_.marks.recompute || call_.marks.store) return call_.marks.recompute;
    if (made_.profiled) return made_.profiled->is_joint;
    return storage == Storage::kRecompute || rules_.rule == CallRules::Rule::kJoint;
  }

  void find_snapshot(const ZoneSet& required, const Extents& extents) {
    std::variant<JointCall, Reason> found = find_joint(code_, stmt_, required, extents, /*runs_again=*/true);
    if (const auto* reason = std::get_if<Reason>(&found)) {
      made_.not_joint = *reason;
      return;
    }
    if (!is_measured_) made_.mode = CallMode::kJoint;
    made_.joint = std::get<JointCall>(std::move(found));
  }

  // Of a function that cannot be seen nobody knows what it reads.
  bool overwrites_what_it_reads() const {
    if (!callee_.function().is_defined) return callee_.summary().writes.intersects(callee_.summary().reads);
    const ZoneSet read = exposed_reads(callee_, callee_.function().body);
    return callee_.with_aliases(callee_.summary().writes).intersects(read);
  }

  // What the user wrote for the reverse of the call finds memory as it was in front of the call.
  void find_overwritten(const ZoneSet& required, bool overwrites_required, const Extents& extents) {
    std::variant<JointCall, Reason> found = find_joint(code_, stmt_, required, extents, /*runs_again=*/false);
    if (auto* joint = std::get_if<JointCall>(&found)) {
      made_.joint = std::move(*joint);
      made_.joint->is_required = overwrites_required;
    } else {
      made_.breaks_required = overwrites_required || callee_.function().is_defined;
    }
  }

  // What the reverse of the call finds in memory.
  ZoneSet read_in_reverse() {
    if (made_.mode == CallMode::kJoint) return made_.joint->inputs;
    return made_.mode == CallMode::kSplit ? read_by_reverse_part() : ZoneSet();
  }

  // What the callee's reverse part reads of visible memory it either restores itself or needs preserved.
  ZoneSet read_by_reverse_part() {
    if (const std::optional<ZoneSet> at_end = needed_at_end_(stmt_, made_.required_by_callee)) {
      return zones_.leaves(zones_.map_from_callee(stmt_, callee_, *at_end));
    }
    ZoneSet all = zones_.effects(stmt_).reads;
    all.insert(inside_);
    return all;
  }

  void require_behind(ZoneSet required) {
    const analysis::Effects& effects = zones_.effects(stmt_);
    if (made_.mode == CallMode::kJoint || (made_.joint && is_by_user_)) {
      required.insert(made_.joint->inputs);
      required.erase(made_.joint->held);
      if (call_.result) required.erase(zones_.kills(call_.result));
    } else if (made_.mode == CallMode::kSplit) {
      required.insert(read_by_reverse_part());
    } else {
      required.erase(effects.kills);
    }
    required.insert(code_.needed(stmt_).after);
    made_.required = std::move(required);
  }

  const analysis::ActiveCode& code_;
  const CallRules& rules_;
  const NeededAtEnd& needed_at_end_;
  analysis::FunctionZones& zones_;
  const ir::Stmt& stmt_;
  const ir::Call& call_;
  analysis::FunctionZones& callee_;
  const bool is_by_user_;  ///< Its adjoint is written by hand.
  const ZoneSet inside_;  ///< What the callee writes.
  bool wants_joint_ = false;
  bool is_measured_ = false;
  PlannedCall made_;
};

}  // namespace

CallSite site_of(const ir::Program& program, const ir::Stmt& call) {
  const std::size_t slash = call.span.file.rfind('/');
  const std::string file = slash == std::string::npos ? call.span.file : call.span.file.substr(slash + 1);
  return {file + ":" + std::to_string(call.span.line) + ":" + std::to_string(call.span.column),
          program.function(std::get<ir::Call>(call.node).callee).name};
}

PlannedCall plan_call(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ZoneSet& required, Storage storage,
                      const CallRules& rules, const Extents& extents, const NeededAtEnd& needed_at_end) {
  return CallPlanner(code, stmt, rules, needed_at_end).run(required, storage, extents);
}

MeasuredCall measured_call(const JointCall& trial, const JointCall& joint) {
  MeasuredCall made{joint.snapshot, {}};
  for (const ir::StatePlace& one : trial.snapshot) {
    if (!holds_place(made.snapshot, one)) made.rest.push_back(one);
  }
  return made;
}

}  // namespace backsweep::plan
