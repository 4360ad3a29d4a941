// takes: a call that writes memory.  gives: what has to be kept so that it can run again.
// promises: with the snapshot put back, and the inputs unchanged, the call computes what it computed the first time.
#pragma once

#include <variant>
#include <vector>

#include "analysis/needed.h"
#include "plan/checkpoint.h"
#include "plan/reason.h"

namespace backsweep::plan {

/// Joint reversal: the forward sweep keeps what the call overwrites and then runs it as it is; the reverse sweep puts
/// that back and runs its forward and its reverse part together.
struct JointCall {
  std::vector<ir::StatePlace> snapshot;
  analysis::ZoneSet held;    ///< Zones that the snapshot holds entirely: nobody behind the call has to preserve them.
  analysis::ZoneSet inputs;  ///< What the second run and the snapshot itself find where it is.
  bool is_required = false;  ///< The reverse code of statements in front of the call reads what it overwrites.
};

/// `required`: what the reverse code of statements in front of the call reads. `runs_again`: whether the call itself does,
/// or only what its user wrote for its reverse. A reason where it cannot be.
std::variant<JointCall, Reason> find_joint(const analysis::ActiveCode& code, const ir::Stmt& stmt,
                                           const analysis::ZoneSet& required, const Extents& extents, bool runs_again);

}  // namespace backsweep::plan
