// takes: a call and what is required in front of it.  gives: how it is reversed, and what is required behind it.
// promises: what its reverse reads is there by then: kept, restored by the callee, or required of the code that follows.
#pragma once

#include <optional>

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

struct PlannedCall {
  std::optional<CallMode> mode;  ///< None where it is not reversed.
  std::optional<JointCall> joint;
  std::optional<Reason> not_joint;       ///< It was to be, and cannot.
  bool saves_result = false;             ///< The old value of what the result overwrites is kept.
  bool has_reverse = false;
  bool breaks_required = false;          ///< Derived by hand, and it overwrites what is required.
  analysis::ZoneSet required_by_callee;  ///< What the callee must preserve for its caller.
  analysis::ZoneSet required;            ///< Behind the call.
};

/// `storage`: what is wanted where the call itself has no mark.
PlannedCall plan_call(const analysis::ActiveCode& code, const ir::Stmt& stmt, const analysis::ZoneSet& required,
                      Storage storage, const Extents& extents);

/// Whether something is kept for calls of this kind.
inline bool keeps_record(CallMode mode) { return mode != CallMode::kRecompute; }

}  // namespace backsweep::plan
