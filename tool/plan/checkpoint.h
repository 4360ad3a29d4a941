// What a snapshot of a checkpointed loop holds: the places that are live into an iteration and written by the loop.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/needed.h"

namespace backsweep::plan {

/// A loop that runs under a schedule. Its step is planned like a function of its own.
struct CheckpointPlan {
  std::vector<ir::StatePlace> state;
  /// Both sweeps see the loop's object. Otherwise the state at entry is kept, and the reverse sweep runs the whole loop.
  bool is_in_place = false;
};

/// Elements behind pointer parameters, where the request or the callers tell.
using Extents = std::map<ir::VarId, ir::Expr>;

/// What is in the way of checkpointing a loop.
struct StateObstacle {
  const ir::Stmt* stmt = nullptr;
  ir::VarId var;
  std::string reason;
  bool needs_extent = false;  ///< How much memory lies behind `var`, or the pointer that `reason` names, is not known.
};

struct LoopState {
  std::vector<ir::StatePlace> places;
  analysis::ZoneSet zones;   ///< What the places hold.
  analysis::ZoneSet inputs;  ///< What the steps read and the loop leaves alone.
  std::vector<StateObstacle> obstacles;
};

/// Whether the user wants the loop to run under a schedule, and derivatives flow through it.
bool is_checkpointed(const analysis::ActiveCode& code, const ir::Stmt& stmt);
/// Whether anything below is such a loop.
bool holds_checkpoint(const analysis::ActiveCode& code, const ir::Region& region);
/// The region that one step runs.
const ir::Region& step_of(const ir::Stmt& loop);

/// `required`: what the reverse code of statements in front of the loop reads.
LoopState find_state(const analysis::ActiveCode& code, const ir::Stmt& loop, const analysis::ZoneSet& required,
                     const Extents& extents);

/// Whether the runtime can keep a value of this type whole: plain data, and vectors of it.
bool is_snapshot_type(const ir::Type& type);
/// Whether a second run may get another value: from rand() or a clock, in the statement or in functions that it calls.
bool hides_state(const ir::Program& program, const ir::Stmt& stmt);
/// Whether the statement only shows something to the user: it gives no value and writes nothing.
bool is_output(const ir::Stmt& stmt);

}  // namespace backsweep::plan
