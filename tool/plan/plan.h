// takes: the facts about one function in one context.  gives: what is saved, recomputed and fused.
// promises: with these decisions every value that reverse code reads is there; nothing is emitted here.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "analysis/needed.h"
#include "plan/block_saves.h"
#include "plan/call.h"
#include "plan/checkpoint.h"
#include "plan/growth.h"
#include "plan/reason.h"

namespace backsweep::plan {

/// What happens to the locals of a region when control leaves it and the reverse sweep enters it again.
struct ScopePlan {
  std::vector<ir::VarId> stored;      ///< Kept at the end of the region, read back at its reverse.
  std::set<ir::VarId> adopted;        ///< Those of `stored` that are declared further out.
  std::vector<ir::VarId> recomputed;  ///< Declared again from their initializer.
};

/// How a loop is reversed in the order of the primal, while an inactive recurrence runs along.
struct Replay {
  struct Entry {
    ir::VarId var;
    ir::Expr init;  ///< Its value in front of the loop; null: kept there.
  };
  std::vector<Entry> entries;  ///< What the iterations hand on. Not those that a loop around, replayed too, provides.
  /// The first statement that changes what is handed on: it and all behind it run after the iteration's reverse. Null:
  /// the reverse reads what is handed on only as it is in the end.
  const ir::Stmt* tail = nullptr;
  bool tail_has_adjoint = false;  ///< It is a loop, replayed as part of the reverse.
};

/// A value left without a way back: the plan failed there.
struct Obstacle {
  const ir::Stmt* stmt = nullptr;
  ir::VarId var;
  std::string reason;
  bool needs_extent = false;  ///< How much memory lies behind the pointer that `reason` names is not known.
  std::string way_out;        ///< May be empty.
};

struct Plan {
  std::map<const ir::Stmt*, std::vector<ir::Expr>> saves;  ///< Places kept before the statement overwrites them.
  std::map<const ir::Stmt*, std::vector<BlockSave>> block_saves;  ///< Of counted loops.
  std::set<const ir::Stmt*> first_shapes;    ///< Vectors filled where they are declared: there is nothing to bring back.
  std::set<const ir::Stmt*> undone_swaps;    ///< Swaps whose operands the reverse sweep reads as they were.
  std::set<const ir::Stmt*> inverted;        ///< Integer and pointer updates undone by the opposite update.
  std::set<const ir::Stmt*> kept_conditions; ///< Ifs whose condition is kept, not evaluated again.
  std::map<const ir::Region*, ScopePlan> scopes;
  std::set<const ir::Stmt*> fused;           ///< Loops whose reverse iteration runs the forward part again: nothing is kept.
  std::map<const ir::Stmt*, std::set<const ir::Stmt*>> kept_statements;  ///< Of a fused loop: its forward part.
  std::set<const ir::Stmt*> in_order;  ///< Loops whose reverse may run in the order of the primal.
  std::map<const ir::Stmt*, Replay> replays;  ///< Fused loops that have to.
  std::set<const ir::Stmt*> fused_to_merge;  ///< Fused in the hope that they merge: else keeping values is cheaper.
  std::map<const ir::Stmt*, analysis::ZoneSet> privates;  ///< Of a fused loop: see Iteration::privates.
  std::set<const ir::Stmt*> merged;  ///< Fused loops that run once, in the reverse sweep: forward part and reverse together.
  std::set<const ir::Stmt*> late;    ///< Statements that wait for the merged loops.
  std::map<const ir::Stmt*, CheckpointPlan> checkpoints;  ///< Loops that run under a schedule.
  std::map<const ir::Stmt*, CallMode> calls;
  std::map<const ir::Stmt*, JointCall> joint_calls;
  std::map<const ir::Stmt*, JointCall> trials;  ///< Split calls that are measured: what a trial run changes.
  std::map<const ir::Stmt*, MeasuredCall> measured;  ///< Those of them that could be joint.
  std::map<const ir::Stmt*, ProfiledSite> profiled;  ///< Calls that a profile knows.
  std::map<const ir::Stmt*, Reason> not_joint;  ///< Calls that were to be joint, and why they are split.
  std::map<const ir::Stmt*, analysis::ZoneSet> required_by_call;  ///< What a callee in two parts must preserve for its caller.
  analysis::ZoneSet required_out;            ///< Needed at the function's end.
  std::set<const ir::Stmt*> deferred_frees;  ///< Memory the reverse sweep needs: given back by the reverse of its allocation.
  std::set<const ir::Stmt*> freed_allocations;  ///< The allocations those belong to.
  Growth growth;                             ///< Buffers that grow by realloc.
  std::set<ir::VarId> freed_buffers;         ///< Those that the reverse of their declaration gives back.
  std::set<const ir::Stmt*> has_reverse;     ///< Statements with anything to do in the reverse sweep.
  std::vector<Obstacle> obstacles;
  std::map<const ir::Stmt*, Reason> not_fused;   ///< Loops that keep values, and why they have to.
  std::map<const ir::Stmt*, Reason> not_merged;  ///< Loops of the top level that run in both sweeps.
};

/// What calls in two parts need at their end, by how they are differentiated and what they bring back.
using NeedsAtEnd = std::map<std::pair<analysis::Context, analysis::ZoneSet>, analysis::ZoneSet>;

struct Options {
  Storage storage = Storage::kAuto;
  bool is_split = false;             ///< Forward and reverse part are separate functions: all locals leave scope between.
  analysis::ZoneSet required_in;     ///< Values at entry that someone before this function needs.
  CallRules calls;
  Extents extents;                   ///< Elements behind pointer parameters, where the request tells.
  std::shared_ptr<NeedsAtEnd> needs_at_end = {};  ///< What plans of callees have found; shared by all below one.
};

Plan make_plan(const analysis::ActiveCode& code, const Options& options);

/// Whether anything below the region is kept from the forward sweep for the reverse sweep.
bool keeps_anything(const Plan& plan, const ir::Region& region);
/// The variable that a message about what the statement writes can name; invalid where there is none.
ir::VarId written_variable(analysis::FunctionZones& zones, const ir::Stmt& stmt);
/// Whether it takes the last element off a vector of numbers: then that is all that is kept.
bool takes_scalar_off(const ir::Model& model);
/// Whether the values of a variable of this type can be kept on the workspace.
bool is_storable(const ir::Type& type);

}  // namespace backsweep::plan
