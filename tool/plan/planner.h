// takes: active code and options.  gives: a plan.
// promises: every value that reverse code reads is kept or computed again, or an obstacle says why not.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plan/iteration.h"
#include "plan/plan.h"

namespace backsweep::plan {

/// Moves a set of required zones along the forward flow; see plan.cpp. Each kind of statement has a file of its own.
class Planner {
 public:
  /// What earlier plans of the function have found out.
  struct Known {
    std::set<const ir::Stmt*> kept;   ///< Loops that are not fused, as they would not merge.
    std::set<const ir::Stmt*> freed;  ///< Allocations without a shadow whose memory the reverse sweep gives back.
  };
  Planner(const analysis::ActiveCode& code, const Options& options, const Known& known);

  Plan make();

 private:
  using ZoneId = analysis::ZoneId;
  using ZoneSet = analysis::ZoneSet;

  // planner_statements.cpp
  ZoneSet flow(const ir::Region& region, ZoneSet required);
  ZoneSet flow(const ir::Stmt& stmt, ZoneSet required);
  ZoneSet flow_plain(const ir::Stmt& stmt, ZoneSet required);
  [[nodiscard]] analysis::Needed needed_by(const ir::Stmt& stmt) const;
  ZoneSet flow_growth(const ir::Stmt& stmt, ZoneSet required);
  ZoneSet flow_if(const ir::Stmt& stmt, const ir::If& branch, const ZoneSet& required);
  ZoneSet scope(const ir::Region& region, ZoneSet required);
  bool changes_shape(const ir::Stmt& stmt);
  bool is_first_shape(const ir::Stmt& stmt) const;
  void refuse_moved_elements(const ir::Stmt& stmt, const ZoneSet& required);
  bool is_unbounded_growth(const ir::Stmt& stmt);
  static bool is_allocation(const ir::Stmt& stmt);
  [[nodiscard]] const ir::Stmt* given_back_late(const ir::Region& region) const;
  void defer_free(const ir::Stmt& stmt, const ir::Model& model, const ZoneSet& required);
  [[nodiscard]] bool frees_known(const ZoneSet& targets);
  bool keep_overwritten(const ir::Stmt& stmt, const ZoneSet& required);
  ZoneSet read_to_restore(const ir::Stmt& stmt);
  void keep_opaque(const ir::Stmt& stmt, const ir::Opaque& text, const ZoneSet& required);
  bool is_invertible(const ir::Stmt& stmt);
  bool reads_real(const ZoneSet& reads);
  std::vector<ir::VarId> overwritten_params(const ZoneSet& required);
  ZoneSet pointers_in(const ZoneSet& zones);
  bool lead_to_ended(const ZoneSet& pointers, const ir::Region* ending = nullptr);
  bool outlives(ir::VarId local, const ir::Region* ending) const;
  bool overwrites(const ZoneSet& writes, const ZoneSet& required);
  bool has_reverse(const ir::Region& region);
  void note_reverse(const ir::Stmt& stmt, bool has_any);
  void obstacle(const ir::Stmt& stmt, ir::VarId var, std::string reason, bool needs_extent = false,
                std::string way_out = {});
  void obstacle_of_ended(const ir::Stmt& stmt, ir::VarId pointer);

  // planner_loops.cpp
  ZoneSet flow_for(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required);
  ZoneSet flow_over_kills(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required);
  ZoneSet flow_around(const ir::Stmt& stmt, const ir::For& loop, ZoneSet required);
  ZoneSet flow_inside(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required);
  ZoneSet flow_while(const ir::Stmt& stmt, const ir::While& loop, const ZoneSet& required);
  const ir::Stmt* marked_to_store(const ir::Region& body) const;
  bool still_adopts(const ir::Region& body, const ZoneSet& required);
  std::set<ir::VarId> worth_adopting(const ir::Region& body, const ZoneSet& required);
  void count_saves(const ir::Region& region, int weight, std::map<ir::VarId, int>& saves);
  bool restores_anything(const ir::Region& body);
  bool may_run_in_order(const ir::Stmt& stmt, const ir::For& loop);
  std::optional<ZoneSet> try_fuse(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required,
                                  const std::vector<Obstacle>& obstacles);
  ZoneSet note_fused(const ir::Stmt& stmt, const ir::For& loop, const Iteration& iteration, ZoneSet required);
  std::nullopt_t not_fused(const ir::Stmt& loop, Reason reason);
  const ir::Stmt* first_writer(const ir::Region& region, const ZoneSet& of);

  // planner_replays.cpp
  std::optional<ZoneSet> try_replay(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required,
                                    const std::vector<Obstacle>& obstacles);
  bool plan_replay(const ir::Region& body, const Iteration& iteration, Replay& replay);
  bool has_adjoint_inside(const ir::Stmt& stmt);
  bool writes_only(const ir::Stmt& loop, const Iteration& iteration);
  void forget(const ir::Stmt& stmt);
  ir::Expr value_before(const ir::Stmt& loop, ir::VarId var);
  bool is_repeatable(const ir::Expr& init);

  // planner_checkpoints.cpp
  ZoneSet flow_checkpoint(const ir::Stmt& stmt, ZoneSet required);
  bool reads_temporaries(const ir::Stmt& loop, const ZoneSet& read, const ZoneSet& state);
  std::optional<ZoneSet> flow_recorded(const ir::Region& step);
  void flow_whole(const ir::Region& step);
  bool allocates(const ir::Region& region);

  // planner_calls.cpp
  ZoneSet flow_call(const ir::Stmt& stmt, const ir::Call& call, const ZoneSet& required);
  std::optional<ZoneSet> needs_of_callee(const ir::Stmt& stmt, const ZoneSet& preserved);
  ZoneSet visible_at_end(const analysis::ActiveCode& inside, const ZoneSet& preserved) const;
  void forget_call(const ir::Stmt& stmt);

  const analysis::ActiveCode& code_;
  analysis::FunctionZones& zones_;
  const ir::Function& function_;
  const Options& options_;
  const Known& known_;
  Plan plan_;
  const ir::Region* region_ = nullptr;      ///< The one whose statements are being planned.
  const ir::Region* same_scope_ = nullptr;  ///< The one whose two sweeps run in one scope.
  bool inside_loop_ = false;
  std::map<const ir::Region*, std::set<ir::VarId>> adopted_;  ///< Per loop body: see worth_adopting.
  Storage storage_;                                           ///< What holds here: an annotation's word, or the option's.
  std::set<ir::VarId> provided_;                              ///< What replayed loops around hand on.
};

/// Each variable is told of once at a statement.
void add_obstacle(Obstacle obstacle, Plan& plan);
/// The statement may move elements of a vector that the pointer points to, which the reverse sweep reads.
Obstacle moves_elements(const ir::Stmt& stmt, ir::VarId pointer);
/// Whether the call leaves a record for its reverse part.
bool is_recorded_call(const Plan& plan, const ir::Stmt& stmt);

}  // namespace backsweep::plan
