// takes: a call and what is required in front of it.  gives: how it is reversed, and what is required behind it.
// promises: what its reverse reads is there by then: kept, restored by the callee, or required of the code that follows.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/needed.h"
#include "plan/joint_call.h"

namespace backsweep::plan {

enum class Storage { kAuto, kStore, kRecompute };

/// How a call is reversed.
enum class CallMode {
  kRecompute,  ///< It writes nothing but its result: the reverse sweep runs its forward part again inside its adjoint.
  kSplit,      ///< Its forward part keeps what its reverse part, a function of its own, needs.
  kJoint,      ///< It runs as it is; the reverse sweep puts back what it overwrote and runs both parts.
};

/// A call as the source shows it, whatever functions it ended up in.
struct CallSite {
  std::string place;  ///< file:line:column, the file without its directory.
  std::string callee;
  friend auto operator<=>(const CallSite&, const CallSite&) = default;
};
CallSite site_of(const ir::Program& program, const ir::Stmt& call);

/// What an instrumented run has measured of a site, and what follows from that.
struct ProfiledSite {
  bool is_joint = false;
  std::uint64_t calls = 0;
  std::uint64_t snapshot_bytes = 0;  ///< Of one call, at most.
  std::uint64_t record_bytes = 0;    ///< Of one call with all calls in it, at most.
  double primal_seconds = 0;         ///< Of all calls.
};

/// What decides how calls without a mark are reversed.
struct CallRules {
  enum class Rule {
    kByStorage,  ///< Joint where values are to be recomputed.
    kJoint,      ///< Joint wherever that can be.
    kMeasure,    ///< Split whatever the marks say, and a snapshot is taken to be measured.
  };
  Rule rule = Rule::kByStorage;
  std::optional<unsigned> inline_limit;      ///< Callees of more statements stay calls; nothing: as the tool finds best.
  std::map<CallSite, ProfiledSite> profile;  ///< Goes before the rule.
};

/// A call whose snapshot and record are measured.
struct MeasuredCall {
  std::vector<ir::StatePlace> snapshot;  ///< Of the joint call.
  std::vector<ir::StatePlace> rest;      ///< What else must be put back after a trial run.
};

struct PlannedCall {
  std::optional<CallMode> mode;  ///< None where it is not reversed.
  std::optional<JointCall> joint;  ///< Also of a split call that is measured.
  std::optional<Reason> not_joint;       ///< It was to be, and cannot.
  std::optional<ProfiledSite> profiled;
  bool loses_result = false;             ///< The call writes what its result overwrites, which its reverse part cannot get back.
  bool saves_result = false;             ///< The old value of what the result overwrites is kept.
  bool has_reverse = false;
  bool breaks_required = false;          ///< Derived by hand, and what it overwrites cannot be brought back.
  analysis::ZoneSet required_by_callee;  ///< What the callee must preserve for its caller.
  analysis::ZoneSet required;            ///< Behind the call.
};

/// What a callee in two parts needs of its caller's memory when its first part is done, its own zones; `preserved` is what
/// it brings back. Nothing where that is not known.
using NeededAtEnd =
    std::function<std::optional<analysis::ZoneSet>(const ir::Stmt& call, const analysis::ZoneSet& preserved)>;

/// `storage`: what is wanted where the call itself has no mark.
PlannedCall plan_call(const analysis::ActiveCode& code, const ir::Stmt& stmt, const analysis::ZoneSet& required,
                      Storage storage, const CallRules& rules, const Extents& extents, const NeededAtEnd& needed_at_end);

/// `trial`: what a measured call changes; `joint`: the snapshot were it joint.
MeasuredCall measured_call(const JointCall& trial, const JointCall& joint);

/// Whether something is kept for calls of this kind.
inline bool keeps_record(CallMode mode) { return mode != CallMode::kRecompute; }

}  // namespace backsweep::plan
