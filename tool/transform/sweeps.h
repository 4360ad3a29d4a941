// The two sweeps of one function in one context: forward statements that keep what the plan says, and reverse
// statements that read it. Private to transform/.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/needed.h"
#include "diagnostics/sink.h"
#include "plan/plan.h"
#include "transform/chosen_values.h"
#include "transform/shadow.h"

namespace backsweep::transform {

/// Finds or makes the derivative functions that calls need.
class CalleeDerivatives {
 public:
  struct Functions {
    ir::FunctionId adjoint;  ///< kRecompute: forward and reverse in one.
    ir::FunctionId forward;  ///< kSplit, kJoint.
    ir::FunctionId reverse;
    std::vector<bool> has_shadow;  ///< Per parameter of the primal.
    bool has_result_bar = false;
    bool takes_schedule = false;  ///< It holds checkpointed loops.
    bool takes_workspace = true;  ///< Of two parts: something is handed from one to the other.
    /// A callee the user differentiated by hand: its name; all of the above are invalid then.
    std::string by_user;
  };
  virtual ~CalleeDerivatives() = default;
  virtual Functions find(const analysis::Context& context, plan::CallMode mode,
                         const analysis::ZoneSet& required_in) = 0;
  /// What a step calls instead: the function itself, or a copy that shows nothing where the step runs again.
  virtual ir::FunctionId quiet(ir::FunctionId function) = 0;
};

/// The error for a value that has no derivative rule where it is active.
void refuse_rule(diagnostics::Sink& sink, const ir::Stmt& stmt, const ir::Expr& value);

/// One kept value: where the forward sweep puts it and the reverse sweep finds it.
struct Slot {
  enum class Kind { kVariable, kBlock, kStack } kind = Kind::kStack;
  ir::VarId var;    ///< The variable, or the block's pointer.
  ir::Expr index;   ///< kBlock.
  ir::Type type;
  bool is_declared = false;  ///< kVariable: false where the store declares it.
};

class Sweeps {
 public:
  /// `out` starts as a copy of the primal's variables; statements made here refer to them by the same ids.
  Sweeps(const analysis::ActiveCode& code, const plan::Plan& plan, ir::Function& out, Shadows& shadows,
         CalleeDerivatives& callees, diagnostics::Sink& sink);

  /// The function's body in both directions. `seed` is the adjoint of the result (null if there is none).
  void run(const ir::Expr& seed, bool is_split);
  /// Declares the shadow of a local or by-value parameter: zeros in the shape of the variable.
  void declare_shadow(ir::VarId var, ir::Region& out);
  /// Whether some pointer variable may point into the variable: its shadow must then exist when the pointer's does.
  bool is_pointed_to(ir::VarId var);
  /// Has the shadow of a parameter, which is there when the forward sweep begins, follow its changes of shape.
  void follow_shape(ir::VarId param);
  /// Gives the shadow of such a parameter the shape that the forward sweep leaves. Of a vector of the caller's, who may know
  /// the size before the call or that after it: what has grown has an adjoint, if none is given, of zero.
  void fit_grown(ir::VarId param);
  /// Makes the numbers inside zero.
  void clear(const ir::Expr& bar, ir::Region& out);
  /// to_bar += from_bar for every real below; with `clears`, from_bar = 0 as well.
  void move_aggregate(const ir::Expr& to_bar, const ir::Expr& from_bar, bool clears, ir::Region& out);

  ir::Region forward;
  ir::Region reverse;
  bool uses_workspace = false;
  ir::VarId workspace;
  bool uses_blocks = false;
  ir::VarId blocks;
  ir::VarId schedule;       ///< The function's parameter, if it holds checkpointed loops.
  int schedule_shares = 1;  ///< Loops and calls that may hold snapshots at the same time.
  bool measures_calls = false;  ///< Split calls are measured in the forward sweep.
  bool runs_in_steps = false;  ///< Steps of checkpointed loops may call the function.
  std::set<ir::VarId> restored;  ///< Variables that the reverse sweep puts back to an earlier value.
  /// Where in `reverse` all of the primal has run, and nothing is put back yet, if loops run there only.
  std::optional<std::size_t> primal_end;

 private:
  /// In a step of a checkpointed loop: which runs for the first time or not, as the schedule says; which runs again.
  enum class Run { kOnce, kAdvance, kAgain };

  struct Level {
    const ir::Stmt* stmt = nullptr;
    const ir::For* counted = nullptr;  ///< A counted loop; null for a while loop.
    ir::Region* before = nullptr;      ///< Where allocations in front of the loop go.
    bool is_before_nested = false;     ///< That place is inside a branch: what is declared there is out of reach later.
    std::vector<ir::VarId> pushed;     ///< Blocks of the nest that starts here, to be pushed behind it.
  };

  /// What statements are made for. Restored when it goes out of scope.
  class Setting {
   public:
    /// Statements of a region by itself: no loop is around it, nothing of a fused loop is left out.
    explicit Setting(Sweeps& sweeps);
    ~Setting();
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

   private:
    Sweeps& sweeps_;
    std::vector<Level> levels_;
    std::size_t scope_depth_;
    const std::set<const ir::Stmt*>* kept_;
    bool plain_forward_;
    bool moves_shadows_;
    bool is_split_;
    bool measures_calls_;
    Run run_;
  };

  // forward.cpp
  void forward_region(const ir::Region& region, ir::Region& out);
  void forward_scope(const ir::Region& region, ir::Region& out);
  void forward_stmt(const ir::Stmt& stmt, ir::Region& out);
  bool is_kept_unset(const ir::Declare& declared) const;
  void forward_plain(const ir::Stmt& stmt, ir::Region& out);
  void forward_if(const ir::Stmt& stmt, const ir::If& branch, ir::Region& out);
  void forward_for(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out);
  void forward_while(const ir::Stmt& stmt, const ir::While& loop, ir::Region& out);
  void forward_call(const ir::Stmt& stmt, ir::Region& out);
  void keep_saves(const ir::Stmt& stmt, ir::Region& out, ir::Region* behind = nullptr);
  void forward_model(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  void push_blocks(const ir::Stmt& loop, ir::Region& out);
  void pop_blocks(const ir::Stmt& loop, ir::Region& out);
  void swap_companions(const ir::Model& model, ir::Region& out);
  void forward_growth(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  ir::VarId buffer_size(ir::VarId buffer);
  void companion(const ir::Stmt& stmt, ir::Region& out);
  void declare_companion(const ir::Declare& declared, ir::Region& out);
  void assign_companion(const ir::Expr& place, const ir::Expr& value, ir::Region& out);
  analysis::ZoneSet find_pointed_to();
  void declare_shadow_early(const ir::Stmt& stmt, ir::Region& out);
  bool keep_in_place(ir::VarId var, ir::Region& out);
  void reshape_early(const ir::Stmt& stmt, ir::Region& out);
  bool exchange_early(const ir::Stmt& stmt, ir::Region& out);
  bool resize_early(const ir::Stmt& stmt, ir::Region& out);
  [[nodiscard]] bool is_on_heap(const ir::Expr& place) const;
  void reshape_on_heap(const ir::Stmt& stmt, ir::Region& out);
  void reshape_in_call(const ir::Stmt& stmt, const ir::Call& call, ir::Region& out);
  void grow_lent(const ir::Stmt& stmt, ir::Region& out);
  [[nodiscard]] analysis::ZoneSet shape_of(ir::VarId var);
  void refuse_reshaped_copy(ir::VarId param);
  [[nodiscard]] bool has_pointers_into(ir::VarId param);

  // reverse.cpp
  void reverse_region(const ir::Region& region, ir::Region& out);
  /// A scope entered again: its locals come back first. `is_same_scope`: they are still there.
  void reverse_scope(const ir::Region& region, ir::Region& out, bool is_same_scope);
  void reverse_stmt(const ir::Stmt& stmt, ir::Region& out);
  void give_back(ir::VarId buffer, ir::Region& out);
  void reverse_plain(const ir::Stmt& stmt, ir::Region& out);
  void reverse_if(const ir::Stmt& stmt, const ir::If& branch, ir::Region& out);
  void reverse_for(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out);
  void reverse_while(const ir::Stmt& stmt, const ir::While& loop, ir::Region& out);
  void reverse_call(const ir::Stmt& stmt, const ir::Call& call, ir::Region& out);
  void clear_result(const ir::Call& call, ir::Region& out);
  ir::Expr zero_result(const ir::Function& callee, ir::Region& out);
  ir::Expr unused_shadow(const ir::Type& type, const ir::Expr& shape, ir::Region& out);
  void reverse_model(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  ir::Expr shadow_argument(const ir::Stmt& stmt, const ir::Expr& argument, ir::Region& out);
  void reverse_block_operation(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  void reverse_allocation(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  void allocate_shadow(const ir::Expr& pointer, const ir::Expr& count, ir::HeapFamily family, ir::Region& out);
  void reverse_copy_of_objects(const ir::Expr& to_bar, const ir::Model& model, ir::Region& out);
  void reverse_pop_back(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  void reverse_push_back(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  void reverse_reshape(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out);
  void resize_shadow(const ir::Expr& bar, const ir::Expr& vector, ir::Region& out);
  /// Gives the vectors in `bar` the sizes that those in `primal` have; elements that stay keep their values.
  void fit_shape(const ir::Expr& bar, const ir::Expr& primal, ir::Region& out);
  /// The shadow becomes zero in the primal's shape.
  void zero_like(const ir::Expr& bar, const ir::Expr& primal, ir::Region& out);
  void zero_members_like(const ir::Expr& bar, const ir::Expr& primal, ir::Region& out);
  /// Adds the adjoint `bar` of a copy of `value` to the adjoints of what the value depends on.
  void give(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& bar, ir::Region& out);
  /// The same for every element of a vector's adjoint, from the one at `from` on.
  void give_from_elements(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& bars, const ir::Expr& from,
                          ir::Region& out);
  void late_statements(const ir::Region& region, ir::Region& out);
  void merged_loop(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out);
  void fused_body(const ir::Region& iteration, const std::set<const ir::Stmt*>* kept, const plan::Replay* replay,
                  ir::Region& out);
  void reverse_replay(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out);
  bool uses_stack(const ir::Region& region) const;
  void load_shadows(const std::vector<std::pair<ir::VarId, Slot>>& kept, ir::VarId local, ir::Region& out);
  void load_local(const ir::Region& region, const std::pair<ir::VarId, Slot>& local, ir::Region& out);
  void restore_locals(const ir::Region& region, ir::Region& out);
  void recompute_locals(const ir::Region& region, bool only_integers, ir::Region& out);
  static std::size_t behind_extents(const ir::Region& region, const ir::Type& type);
  void declare_missing(const ir::Region& region, ir::Region& out);
  void take_size(const ir::Region& region, const ir::Declare& primal, ir::Region& made) const;
  void declare_shadows(const ir::Region& region, ir::Region& out, bool is_same_scope);
  std::ptrdiff_t first_pointer(const ir::Region& region, ir::VarId var) const;
  void restore(const ir::Stmt& stmt, ir::Region& out);
  ir::For reversed(const ir::For& loop) const;

  // joint_calls.cpp
  void forward_joint(const ir::Stmt& stmt, ir::Region& out);
  /// The state at entry, and the forward part of the callee.
  void repeat_joint(const ir::Stmt& stmt, const CalleeDerivatives::Functions& functions, ir::Region& out);
  /// A trial run of a call that could be joint. Gives the object that measures it.
  ir::VarId begin_measurement(const ir::Stmt& stmt, ir::Region& out);
  void keep_on_stack(const std::vector<ir::StatePlace>& places, ir::Region& out);
  void take_from_stack(const std::vector<ir::StatePlace>& places, ir::Region& out);
  void tell(ir::VarId measurement, const std::string& event, ir::Region& out);

  // checkpoint.cpp: loops under a schedule
  void forward_checkpoint(const ir::Stmt& stmt, ir::Region& out);
  void reverse_checkpoint(const ir::Stmt& stmt, ir::Region& out);
  void run_under_schedule(const ir::Stmt& stmt, ir::VarId loop, bool runs_again, ir::Region& out);
  std::set<ir::VarId> hide_early();
  void record_step(const ir::Stmt& stmt, ir::VarId step, ir::Region& out);
  void reverse_under_schedule(const ir::Stmt& stmt, ir::VarId loop, ir::Region& out);
  void reverse_step(const ir::Stmt& stmt, ir::Region& out);
  void reverse_whole_step(const ir::Stmt& stmt, ir::Region& out);
  void keep_state(const ir::Stmt& stmt, ir::Region& out);
  void begin_with_zero(ir::VarId var, ir::Region& out) const;
  void restore_state(const ir::Stmt& stmt, ir::Region& out);
  void declare_induction(const ir::Stmt& stmt, ir::VarId step, ir::Region& out);
  bool moves_outer_pointers(const ir::Stmt& stmt) const;
  void hoist_first_value(const ir::Stmt& stmt, ir::Region& out);
  void forward_output(const ir::Stmt& stmt, ir::Region& out);
  ir::Stmt quiet_call(const ir::Stmt& stmt);
  std::vector<ir::StatePlace> state_of(const ir::Stmt& stmt);
  ir::Expr share_of_schedule() const;
  ir::Expr schedule_of(const ir::Stmt& loop) const;
  ir::VarId new_loop();

  // statement_adjoint.cpp: adjoints of single statements
  /// `guard` is null where the place exists whatever branch of a choice is taken: `i > 0 ? x[i - 1] : 0` reads nothing at 0.
  struct Contribution {
    ir::Expr place;
    ir::Expr value;
    ir::Expr guard;
  };
  /// What a value adds to, and the places that it reads in any case.
  struct Contributions {
    std::vector<ir::Expr> read_anyway;
    std::vector<Contribution> terms;
    bool is_under_root = false;  ///< A root is taken of the value in question: its adjoint may be infinite.
  };
  void adjoint_of_declare(const ir::Stmt& stmt, const ir::Declare& declared, ir::Region& out);
  void adjoint_of_object(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, bool is_fresh,
                         ir::Region& out);
  void adjoint_of_assign(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, bool is_fresh,
                         ir::Region& out);
  void adjoint_of_update(const ir::Stmt& stmt, const ir::Update& update, ir::Region& out);
  void adjoint_of_return(const ir::Stmt& stmt, const ir::Expr& value, ir::Region& out);
  void adjoint_of_opaque(const ir::Stmt& stmt, const ir::Opaque& text, ir::Region& out);
  std::vector<Contribution> contributions_of(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& seed,
                                             const ir::Expr& result, ir::Region& out);
  static void guard_poles(const ir::Expr& value, const ir::Expr& seed, std::vector<Contribution>& terms,
                          const ir::Region& declared, std::size_t from);
  void propagate(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& seed, const ir::Expr& result,
                 const ir::Expr& guard, Contributions& contributions, ir::Region& out);
  void propagate_choice(const ir::Stmt& stmt, const ir::Select& choice, const ir::Expr& seed, const ir::Expr& guard,
                        Contributions& contributions, ir::Region& out);
  [[nodiscard]] bool takes_root_of(const ir::Stmt& stmt) const;
  [[nodiscard]] ir::Expr zero_without_factor(const ir::Stmt& stmt, const ir::Expr& value, std::size_t operand,
                                             const ir::Expr& outcome, const ir::Expr& term) const;
  ir::Expr take_own(std::vector<Contribution>& contributions, const ir::Expr& place);
  void add(const std::vector<Contribution>& contributions, ir::Region& out);
  void for_each_real(const ir::Expr& place, ir::Region& out,
                     const std::function<void(const ir::Expr&, ir::Region&)>& visit);

  // storage.cpp
  Slot make_slot(const ir::Type& type, const std::string& name, ir::Region& out);
  void store(const Slot& slot, const ir::Expr& value, ir::Region& out);
  void load(const Slot& slot, const ir::Expr& place, ir::Region& out);
  /// Declares `var` from the slot.
  void load_declared(const Slot& slot, ir::VarId var, ir::Region& out);
  bool is_rectangular(std::size_t outermost) const;
  Slot make_pushed(const ir::Type& type, const std::string& name);
  Slot make_block(std::size_t outermost, const ir::Type& type, const std::string& name);
  void push_blocks_of(const ir::Stmt& loop, std::vector<ir::VarId> pushed, ir::Region& out);
  void pop_blocks_of(const ir::Stmt& loop, ir::Region& out);
  void release_blocks_of(const ir::Stmt& loop, ir::Region& out);
  ir::Expr trip_count(const ir::For& loop) const;
  ir::Expr trip_index(const ir::For& loop) const;
  ir::VarId the_workspace();
  ir::VarId the_blocks();
  ir::Expr element_of(const Slot& slot) const;

  void comment_reverse(const ir::Stmt& stmt, ir::Region& out, std::size_t from) const;
  ir::Expr ref(ir::VarId var) const;
  void unsupported(const base::SourceSpan& span, const std::string& what);

  const analysis::ActiveCode& code_;
  analysis::FunctionZones& zones_;
  const ir::Function& primal_;
  const plan::Plan& plan_;
  ir::Function& out_;
  Shadows& shadows_;
  CalleeDerivatives& callees_;
  diagnostics::Sink& sink_;
  ir::Expr seed_;
  std::set<const ir::Stmt*> branch_values_;  ///< Statements whose value only branches use.
  ChosenValues chosen_values_;
  bool is_split_ = false;

  std::vector<Level> levels_;                 ///< Loops around, up to the last fused one.
  ir::Region* hoisted_ = nullptr;             ///< Declarations in front of the function or of a fused iteration.
  std::size_t scope_depth_ = 0;               ///< Regions between that front and here.
  const std::set<const ir::Stmt*>* kept_ = nullptr;  ///< Inside a fused loop's forward part: what of it runs again.
  bool plain_forward_ = false;                ///< The forward part of a fused loop: nothing is kept.
  bool moves_shadows_ = false;                ///< Shadows of pointers move along there all the same.
  Run run_ = Run::kOnce;
  std::map<const ir::Stmt*, ir::VarId> checkpointed_;  ///< Objects of loops whose sweeps share them.
  std::map<const ir::Stmt*, ir::VarId> first_values_;  ///< Of induction variables, where the loop changes what gave them.
  std::map<const ir::Stmt*, std::vector<ir::VarId>> pushed_blocks_;  ///< Of nests whose sweeps have no scope in common.
  std::map<const ir::Stmt*, std::vector<Slot>> saves_;
  std::map<const ir::Stmt*, std::vector<Slot>> kept_state_;  ///< Of loops and calls that run again.
  std::map<const ir::Region*, std::vector<std::pair<ir::VarId, Slot>>> kept_locals_;
  std::map<const ir::Region*, std::vector<std::pair<ir::VarId, Slot>>> kept_shadows_;
  std::map<const ir::Stmt*, Slot> conditions_;
  std::map<const ir::Stmt*, Slot> trips_;
  std::map<ir::VarId, ir::VarId> buffer_sizes_;  ///< Elements that growing buffers have room for.
  std::optional<analysis::ZoneSet> pointed_to_;  ///< What pointer variables may point to, once that was asked for.
  std::set<ir::VarId> in_place_;              ///< Locals of branches that are declared in front of both sweeps.
  std::set<ir::VarId> early_;                 ///< Shadows declared beside their variables in the forward sweep.
  bool hides_early_ = false;                  ///< Some steps do not see them.
  std::set<ir::VarId> lent_;                  ///< Vectors of the caller's, whose shadows pointers may point into.
};

}  // namespace backsweep::transform
