// Assembles adjoint functions from their two sweeps: the ones that were asked for, and the ones that calls need.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analysis/constant_globals.h"
#include "base/words.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/clear_shadows.h"
#include "transform/derivation.h"
#include "transform/expand_arrays.h"
#include "transform/fence.h"
#include "transform/first_touch.h"
#include "transform/global_shadows.h"
#include "transform/join_updates.h"
#include "transform/last_clears.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/outputs.h"
#include "transform/scatter.h"
#include "transform/scratch_vectors.h"
#include "transform/show_once.h"
#include "transform/share_reciprocals.h"
#include "transform/simplify.h"
#include "transform/step_sums.h"
#include "transform/sweeps.h"
#include "transform/widen.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

/// Takes out what only steps the variable: `++count`.
void drop_steps(ir::Region& region, ir::VarId var) {
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) drop_steps(*inner, var);
  }
  const auto is_step = [&](const ir::Stmt& stmt) {
    const auto* update = ir::get_if<ir::Update>(stmt);
    const auto* place = update ? ir::get_if<ir::VarRef>(update->place) : nullptr;
    return place && place->var == var && ir::get_if<ir::Literal>(update->value);
  };
  region.erase(std::remove_if(region.begin(), region.end(), is_step), region.end());
}

class AdjointMaker : public CalleeDerivatives, public Mode {
 public:
  explicit AdjointMaker(Derivation& derivation) : d_(derivation) {}

  ir::FunctionId serve(const ir::Request& request, const std::string& name) override;
  Functions find(const analysis::Context& context, plan::CallMode mode,
                 const analysis::ZoneSet& required_in) override;
  ir::FunctionId quiet(ir::FunctionId function) override;

 private:
  struct Parts {
    ir::Function out;
    std::unique_ptr<Shadows> shadows;
    ir::Region forward;
    ir::Region reverse;
    bool uses_workspace = false;
    ir::VarId workspace;
    bool uses_blocks = false;
    ir::VarId blocks;
    std::set<ir::VarId> restored;
    std::optional<std::size_t> primal_end;  ///< In `reverse`: where the primal has run, if not between the sweeps.
    plan::Plan plan;
    std::size_t record = 0;  ///< Its place among the records of the study.
  };

  /// A by-value parameter's adjoint within the function, added to the caller's at the end.
  struct OwnShadow {
    ir::VarId param;
    ir::Expr caller_bar;
    ir::VarId sum;
  };

  Parts sweep(const analysis::Context& context, const std::string& name, const std::vector<bool>& has_shadow,
              const ir::Type& result_bar, const plan::Options& options);
  void report(const plan::Plan& plan, const ir::Function& primal);
  bool takes_schedule(ir::FunctionId function);
  bool has_schedules();
  ir::VarId add_schedule(ir::Function& out, bool has_default) const;
  int schedule_shares(const analysis::ActiveCode& code);
  void declare_global_shadows(Parts& parts, const analysis::ActiveCode& code, const plan::Options& options);
  std::vector<bool> shadowed_params(const analysis::ActiveCode& code) const;
  ir::VarId add_shadow_param(Parts& parts, ir::VarId param);
  void part_from_statics(ir::Function& reverse, const ir::Function& primal);
  void measure_whole(Parts& parts) const;
  void start_workspace(Parts& parts);
  void finish(ir::Function& function, const std::vector<ir::VarId>& bars, bool is_gradient = false);
  std::vector<ir::VarId> bars_of(const Parts& parts, const ir::Function& primal) const;
  plan::Extents extents_of(const ir::Request& request) const;
  void clear(Parts& parts, const ir::Request& request, const std::set<ir::VarId>& own);
  static void add_behind_primal(Parts& parts, ir::Region made);
  void return_value(Parts& parts, ir::FunctionId function);

  Derivation& d_;
  std::map<ir::FunctionId, bool> takes_schedule_;
  std::map<ir::FunctionId, ir::FunctionId> quiet_;  ///< Copies that show nothing where a step runs again.
  bool next_is_root_ = false;  ///< The next function to be swept is the one that was asked for.
  bool is_root_ = false;
  std::map<ir::VarId, ir::VarId> shadow_params_;  ///< Of the request being served.
  std::map<std::tuple<analysis::Context, bool, analysis::ZoneSet, int>, Functions> known_;
};

const ir::Return* returned(const ir::Function& function) {
  return function.body.empty() ? nullptr : ir::get_if<ir::Return>(function.body.back());
}

bool has_loops(const ir::Function& function) {
  bool found = false;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    found = found || ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt);
  });
  return found;
}

ir::VarId local_accumulator(ir::Function& out, const ir::Expr& bar) {
  return add_temporary(out, name_for(out, bar) + "_sum", bar->type);
}

// A copy that the function overwrites has an adjoint of its own; in loops a local sum is faster than memory.
bool needs_own_shadow(analysis::FunctionZones& zones, ir::VarId param) {
  const ir::Function& primal = zones.function();
  const ir::Type& type = primal.var(param).type;
  if (ir::is_pointer_like(type)) return false;
  if (has_loops(primal) && ir::is_real(type)) return true;
  return zones.leaves(zones.variable(param)).intersects(zones.effects(primal.body).writes);
}

}  // namespace

std::vector<bool> AdjointMaker::shadowed_params(const analysis::ActiveCode& code) const {
  std::vector<bool> result;
  const ir::Function& primal = code.zones().function();
  for (const ir::VarId param : primal.params) {
    result.push_back(ir::carries_real(primal.var(param).type) && code.variable_has_shadow(param));
  }
  return result;
}

ir::VarId AdjointMaker::add_shadow_param(Parts& parts, ir::VarId param) {
  const ir::Variable primal = parts.out.var(param);
  ir::Variable shadow;
  shadow.name = unique_name(parts.out, primal.name + "_bar");
  const ir::Type type = shadow_type(primal.type);
  shadow.type = ir::is_pointer_like(type) ? type : ir::reference_to(type);
  shadow.role = ir::VarRole::kParam;
  shadow.is_restrict = primal.is_restrict;
  const ir::VarId id = parts.out.add_var(std::move(shadow));
  parts.out.params.push_back(id);
  parts.shadows->set(param, id);
  return id;
}

AdjointMaker::Parts AdjointMaker::sweep(const analysis::Context& context, const std::string& name,
                                        const std::vector<bool>& has_shadow, const ir::Type& result_bar,
                                        const plan::Options& options) {
  const analysis::Activity& activity = d_.activity.find(context);
  const analysis::ActiveCode code(d_.activity, activity);
  const ir::Function& primal = d_.primal.function(context.function);
  refuse_unknown(d_.activity, code, d_.sink);
  const bool is_root = std::exchange(next_is_root_, false);
  Parts parts;
  parts.out = start_from(primal, name);
  parts.shadows = std::make_unique<Shadows>(parts.out, "_bar", null_pointers(d_.zones.zones(context.function)));
  parts.plan = plan::make_plan(code, options);
  report(parts.plan, primal);
  parts.record = d_.study.records.size();
  d_.study.records.push_back({context, name, is_root, options.is_split, options.required_in, parts.plan, {}});
  std::vector<OwnShadow> sums;
  for (std::size_t i = 0; i < primal.params.size(); ++i) {
    if (!has_shadow[i]) continue;
    const ir::VarId param = primal.params[i];
    const ir::VarId shadow = add_shadow_param(parts, param);
    if (!needs_own_shadow(d_.zones.zones(context.function), param)) continue;
    const ir::Expr bar = ir::deref(ir::var_ref(parts.out, shadow));
    const ir::VarId sum = local_accumulator(parts.out, bar);
    parts.shadows->set(param, sum);
    sums.push_back({param, bar, sum});
  }
  ir::Expr seed;
  if (context.result_useful && result_bar) {
    ir::Variable variable;
    variable.name = unique_name(parts.out, primal.name + "_bar");
    if (!std::all_of(variable.name.begin(), variable.name.end(), base::is_word)) {
      variable.name = unique_name(parts.out, "result_bar");
    }
    variable.type = result_bar;
    variable.role = ir::VarRole::kParam;
    const ir::VarId id = parts.out.add_var(std::move(variable));
    parts.out.params.push_back(id);
    seed = ir::place_of(parts.out, id);
  } else if (context.result_useful) {
    seed = ir::real(1, ir::without_const(primal.result));
  }
  ir::VarId schedule;
  if (takes_schedule(context.function)) schedule = add_schedule(parts.out, is_root);
  ir::Variable workspace;
  workspace.name = unique_name(parts.out, "workspace");
  workspace.type = ir::opaque_type("backsweep::Workspace&");
  workspace.role = options.is_split ? ir::VarRole::kParam : ir::VarRole::kLocal;
  parts.workspace = parts.out.add_var(std::move(workspace));
  Sweeps sweeps(code, parts.plan, parts.out, *parts.shadows, *this, d_.sink);
  sweeps.workspace = parts.workspace;
  sweeps.schedule = schedule;
  sweeps.schedule_shares = schedule_shares(code);
  sweeps.measures_calls = options.calls.rule == plan::CallRules::Rule::kMeasure;
  sweeps.runs_in_steps = !is_root && has_schedules();
  ir::Variable blocks;
  blocks.name = unique_name(parts.out, "blocks");
  blocks.type = ir::opaque_type("backsweep::Workspace&");
  parts.blocks = parts.out.add_var(std::move(blocks));
  sweeps.blocks = parts.blocks;
  for (std::size_t i = 0; i < primal.params.size(); ++i) {
    const ir::Type& type = primal.var(primal.params[i]).type;
    const bool is_own = !ir::is_pointer_like(type);
    const bool is_followed = !options.is_split || (is_own && ir::holds_pointers(type));
    if (has_shadow[i] && is_followed && (is_own || is_root)) sweeps.follow_shape(primal.params[i]);
  }
  sweeps.run(seed, options.is_split);
  for (const ir::VarId param : primal.params) sweeps.fit_grown(param);
  parts.forward = std::move(sweeps.forward);
  is_root_ = is_root;
  declare_global_shadows(parts, code, options);
  // A reference to the parameter takes the address of its shadow in the forward sweep already, where that is in sight.
  for (const OwnShadow& one : sums) {
    ir::Region made;
    const bool moves_pointers = ir::holds_pointers(one.caller_bar->type);
    if (moves_pointers && options.is_split) {
      const std::string what = "'" + primal.var(one.param).name + "', an object whose pointers change, in a call that runs forward and in reverse apart,";
      d_.sink.error(diagnostics::Kind::kUnsupported, primal.span, {what});
    }
    if (moves_pointers) {
      // Begins where the caller's points to, and moves along.
      made.push_back(ir::make_stmt(ir::Declare{one.sum, one.caller_bar, /*zeroed=*/false, {}, {}}));
      sweeps.clear(ir::var_ref(parts.out, one.sum), made);
    } else {
      sweeps.declare_shadow(one.param, made);
    }
    if (moves_pointers || (sweeps.is_pointed_to(one.param) && !options.is_split)) {
      ir::prepend(std::move(made), parts.forward);
    } else {
      ir::append(std::move(made), parts.reverse);
    }
  }
  if (sweeps.primal_end) parts.primal_end = parts.reverse.size() + *sweeps.primal_end;
  ir::append(std::move(sweeps.reverse), parts.reverse);
  for (const OwnShadow& one : sums) {
    sweeps.move_aggregate(one.caller_bar, ir::var_ref(parts.out, one.sum), /*clears=*/false, parts.reverse);
  }
  parts.uses_workspace = sweeps.uses_workspace;
  parts.uses_blocks = sweeps.uses_blocks;
  parts.restored = std::move(sweeps.restored);
  return parts;
}

// By the marks alone: a function that reaches itself must know before its body is done.
bool AdjointMaker::takes_schedule(ir::FunctionId function) {
  const auto [known, is_new] = takes_schedule_.try_emplace(function, false);
  if (!is_new) return known->second;
  bool found = false;
  ir::walk(d_.primal.function(function).body, [&](const ir::Stmt& stmt) {
    const auto* counted = ir::get_if<ir::For>(stmt);
    const auto* general = ir::get_if<ir::While>(stmt);
    const auto* call = ir::get_if<ir::Call>(stmt);
    found = found || (counted && counted->marks.checkpoint) || (general && general->marks.checkpoint) ||
            (call && takes_schedule(call->callee));
  });
  return takes_schedule_[function] = found;
}

// Whether any function of the program may run in a step.
bool AdjointMaker::has_schedules() {
  for (std::size_t i = 0; i < d_.primal.functions.size(); ++i) {
    if (takes_schedule(ir::FunctionId{static_cast<std::int32_t>(i)})) return true;
  }
  return false;
}

ir::FunctionId AdjointMaker::quiet(ir::FunctionId function) {
  if (const auto known = quiet_.find(function); known != quiet_.end()) return known->second;
  if (!shows_output(d_.primal, function)) return quiet_[function] = function;
  const ir::Function& primal = d_.primal.function(function);
  // The id exists before the body: a recursive function calls its own copy.
  const ir::FunctionId id = quiet_[function] = d_.add(start_from(primal, d_.helper_name(primal, "_quiet")));
  ir::Region body = primal.body;
  show_once(body, [this](ir::FunctionId callee) { return quiet(callee); });
  d_.program.function(id).body = std::move(body);
  return id;
}

ir::VarId AdjointMaker::add_schedule(ir::Function& out, bool has_default) const {
  ir::Variable variable;
  variable.name = unique_name(out, d_.options.schedule);
  variable.type = ir::reference_to(ir::with_const(ir::opaque_type("backsweep::Schedule")));
  variable.role = ir::VarRole::kParam;
  if (has_default) variable.default_argument = "backsweep::Schedule::store_all()";
  const ir::VarId id = out.add_var(std::move(variable));
  out.params.push_back(id);
  return id;
}

int AdjointMaker::schedule_shares(const analysis::ActiveCode& code) {
  int count = 0;
  ir::walk(code.zones().function().body, [&](const ir::Stmt& stmt) {
    const auto* call = ir::get_if<ir::Call>(stmt);
    if (plan::is_checkpointed(code, stmt) || (call && takes_schedule(call->callee))) ++count;
  });
  return count;
}

// Globals and statics that carry active values within the function: their shadows are locals of the derivative.
void AdjointMaker::declare_global_shadows(Parts& parts, const analysis::ActiveCode& code, const plan::Options& options) {
  const ir::Function& primal = code.zones().function();
  for (std::size_t i = 0; i < primal.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Variable& variable = primal.vars[i];
    if (variable.role != ir::VarRole::kGlobal && variable.role != ir::VarRole::kStatic) continue;
    if (!parts.shadows->has(var)) continue;
    if (!check_global_shadow(primal, var, /*is_called=*/!is_root_ || options.is_split, d_.sink)) continue;
    const ir::Expr bar = ir::var_ref(parts.out, parts.shadows->variable(var));
    ir::Declare declared{parts.shadows->variable(var), nullptr, /*zeroed=*/true, {}, {}};
    const ir::Expr place = ir::var_ref(parts.out, var);
    // A vector may get its size in the forward sweep.
    const bool is_sized_later = variable.type->kind == ir::TypeKind::kVector && !options.is_split;
    if (is_sized_later && is_zero_by_default(variable.type->element)) {
      parts.forward.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kResize, {bar, ir::size_of(place)}, ir::HeapFamily::kNone}));
    } else if (!is_sized_later && variable.type->kind == ir::TypeKind::kVector) {
      declared = ir::Declare{declared.var, nullptr, false, {}, {ir::size_of(place)}};
    }
    ir::Region made = {ir::make_stmt(std::move(declared))};
    zero_global_shadow(bar, place, is_sized_later ? parts.forward : made, parts.out);
    ir::prepend(std::move(made), options.is_split ? parts.reverse : parts.forward);
  }
}

void AdjointMaker::report(const plan::Plan& plan, const ir::Function& primal) {
  for (const plan::Obstacle& obstacle : plan.obstacles) {
    const std::string what = obstacle.var.is_valid() ? "'" + primal.var(obstacle.var).name + "' here (" + obstacle.reason + ")"
                                                     : "this statement (" + obstacle.reason + ")";
    if (obstacle.needs_extent) {
      const std::string& name = obstacle.reason;
      d_.sink.error(diagnostics::Kind::kNoExtent, obstacle.stmt->span, {name})
          .note(diagnostics::Kind::kWriteExtent, obstacle.stmt->span, {name + "[n]"})
          .note(diagnostics::Kind::kWayOut, obstacle.stmt->span,
                {"or in the code with BACKSWEEP_SIZE(" + name + ", n): snapshots of this loop hold what it points to"});
      continue;
    }
    const base::SourceSpan& span = obstacle.stmt->span.is_known() ? obstacle.stmt->span : primal.span;
    auto& error = d_.sink.error(diagnostics::Kind::kUnsupported, span, {what});
    if (!obstacle.way_out.empty()) error.note(diagnostics::Kind::kWayOut, span, {obstacle.way_out});
  }
}

// The two parts of a function have statics of their own: one that the reverse part reads would hold nothing. Counters are
// only stepped back, which nobody sees there.
void AdjointMaker::part_from_statics(ir::Function& reverse, const ir::Function& primal) {
  for (std::size_t i = 0; i < primal.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Variable& variable = primal.vars[i];
    if (variable.role != ir::VarRole::kStatic || analysis::is_constant_global(variable)) continue;
    drop_steps(reverse.body, var);
    if (!ir::mentions(reverse.body, var)) continue;
    d_.sink
        .error(diagnostics::Kind::kUnsupported, primal.span,
               {"'" + variable.name + "', a static variable that the reverse sweep reads through a call,"})
        .note(diagnostics::Kind::kWayOut, primal.span, {"make it a global variable, or a variable of the caller"});
  }
}

// The object around all that is measured: it learns when the forward sweep is done.
void AdjointMaker::measure_whole(Parts& parts) const {
  if (d_.options.calls.rule != plan::CallRules::Rule::kMeasure) return;
  const ir::VarId whole = add_temporary(parts.out, "measured", ir::opaque_type("backsweep::MeasuredDerivative"));
  const ir::Expr name = ir::literal("\"" + parts.out.name + "\"", std::nullopt, ir::opaque_type("const char*"));
  parts.forward.insert(parts.forward.begin(), ir::make_stmt(ir::Declare{whole, nullptr, false, {}, {name}}));
  const ir::Expr object = ir::var_ref(parts.out, whole);
  parts.forward.push_back(
      ir::make_stmt(ir::Opaque{nullptr, false, {"", ".recorded()"}, {object}, {}, true, false, {}, {}}));
}

void AdjointMaker::start_workspace(Parts& parts) {
  ir::Region start;
  if (parts.uses_workspace) take_workspace(parts.out, parts.workspace, "local", "frame", start);
  if (parts.uses_blocks) take_workspace(parts.out, parts.blocks, "local_blocks", "blocks_frame", start);
  ir::prepend(std::move(start), parts.out.body);
}

// Shadows of variables and parameters, and the adjoint of the result.
std::vector<ir::VarId> AdjointMaker::bars_of(const Parts& parts, const ir::Function& primal) const {
  std::vector<ir::VarId> bars = parts.shadows->all();
  const auto first = parts.out.params.begin() + static_cast<std::ptrdiff_t>(primal.params.size());
  bars.insert(bars.end(), first, parts.out.params.end());
  return bars;
}

void AdjointMaker::finish(ir::Function& function, const std::vector<ir::VarId>& bars, bool is_gradient) {
  simplify(function, bars, d_.pure_functions());
  drop_last_clears(function);
  if (is_gradient) assign_first_touches(function);
  share_reciprocals(d_, function, bars);
  if (d_.directions == 0) {
    gather_scatters(function, bars);
    join_updates(function, bars);
  }
  expand_arrays(function);
  widen(d_, function, bars);
  reuse_scratch(function, bars);
  keep_step_sums(function);
}

/// All adjoints of a gradient begin at zero; of others, those that nobody asked for.
void AdjointMaker::clear(Parts& parts, const ir::Request& request, const std::set<ir::VarId>& own) {
  const bool is_gradient = request.kind == ir::RequestKind::kGradient || request.kind == ir::RequestKind::kHvp;
  std::vector<ClearedParam> params;
  for (const ir::VarId param : d_.primal.function(request.function).params) {
    const auto shadow = shadow_params_.find(param);
    const bool is_own = own.count(param) != 0;
    if (shadow != shadow_params_.end() && (is_gradient || is_own)) params.push_back({param, shadow->second, is_own});
  }
  ClearedShadows cleared =
      clear_shadows(d_, request, params, parts.out, *parts.shadows, parts.blocks, {&parts.forward, &parts.reverse});
  parts.uses_blocks = parts.uses_blocks || cleared.uses_blocks;
  ir::append(std::move(cleared.start), parts.out.body);
}

// Where all of the primal has run, and nothing is put back yet: between the sweeps, or behind the loops that run in the
// reverse sweep only.
void AdjointMaker::add_behind_primal(Parts& parts, ir::Region made) {
  if (!parts.primal_end) return ir::append(std::move(made), parts.forward);
  const auto place = parts.reverse.begin() + static_cast<std::ptrdiff_t>(*parts.primal_end);
  *parts.primal_end += made.size();
  parts.reverse.insert(place, std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
}

void AdjointMaker::return_value(Parts& parts, ir::FunctionId function) {
  const ir::Return* last = returned(d_.primal.function(function));
  if (!last || !last->value) return;
  const auto known = d_.values.find(function);
  ir::Expr value = known == d_.values.end() ? last->value : known->second;
  // Also by the reverse part of a call that got its address.
  analysis::FunctionZones& zones = d_.zones.zones(function);
  const analysis::ZoneSet put_back = restored_zones(zones, parts.plan);
  const auto vars = static_cast<std::int32_t>(zones.function().vars.size());
  bool is_overwritten = false;
  ir::walk(value, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (!ref) return;
    const bool is_put_back = ref->var.index < vars && zones.leaves(zones.variable(ref->var)).intersects(put_back);
    is_overwritten = is_overwritten || is_put_back || parts.restored.count(ref->var) != 0;
  });
  // A value of the primal's own may be put back to an earlier one by the reverse sweep; normal form returns a local.
  const bool is_local = ir::get_if<ir::VarRef>(value) || ir::get_if<ir::Literal>(value);
  if (is_overwritten || !is_local) {
    const ir::VarId copy = add_temporary(parts.out, "value", value->type);
    add_behind_primal(parts, {ir::declare(copy, value)});
    value = ir::var_ref(parts.out, copy);
  }
  parts.reverse.push_back(ir::make_stmt(ir::Return{value}));
}

plan::Extents AdjointMaker::extents_of(const ir::Request& request) const {
  plan::Extents extents;
  for (const auto* terms : {&request.independents, &request.dependents}) {
    for (const ir::RequestTerm& term : *terms) {
      if (!term.param.is_valid() || !term.members.empty() || term.extents.empty()) continue;
      ir::Expr count = term.extents.front();
      for (std::size_t i = 1; i < term.extents.size(); ++i) count = ir::binary(BinaryOp::kMul, count, term.extents[i]);
      extents.try_emplace(term.param, count);
    }
  }
  return extents;
}

ir::FunctionId AdjointMaker::serve(const ir::Request& request, const std::string& name) {
  const ir::Function& primal = d_.primal.function(request.function);
  // A product of the Hessian is the gradient of a tangent.
  const bool is_gradient = request.kind == ir::RequestKind::kGradient || request.kind == ir::RequestKind::kHvp;
  d_.directions = is_gradient ? 0 : request.directions;
  const analysis::Context context = d_.context_of(request);
  // By the contract: one adjoint per independent and, unless it is a gradient, dependent parameter.
  std::vector<bool> has_shadow;
  for (const ir::VarId param : primal.params) {
    const bool has_place = is_gradient ? is_independent(request, param) : is_listed(request, param);
    has_shadow.push_back(has_place && ir::carries_real(primal.var(param).type));
  }
  const analysis::ActiveCode code(d_.activity, d_.activity.find(context));
  const std::vector<bool> needs_shadow = shadowed_params(code);
  // What carries active values in between has an adjoint that nobody asked for: of an output beside the result, of work
  // space, of a direction that the primal overwrites.
  std::set<ir::VarId> own;
  for (std::size_t i = 0; i < primal.params.size(); ++i) {
    if (!needs_shadow[i] || has_shadow[i]) continue;
    if (d_.directions > 0) refuse_unlisted(primal.var(primal.params[i]), d_.sink);
    has_shadow[i] = true;
    own.insert(primal.params[i]);
  }
  plan::Options options;
  options.storage = d_.options.storage;
  options.calls = d_.options.calls;
  options.extents = extents_of(request);
  next_is_root_ = true;
  Parts parts = sweep(context, name, has_shadow, is_gradient ? nullptr : shadow_type(primal.result), options);
  shadow_params_.clear();
  std::size_t next = primal.params.size();
  for (std::size_t i = 0; i < primal.params.size(); ++i) {
    if (!has_shadow[i]) continue;
    shadow_params_[primal.params[i]] = parts.out.params[next++];
  }
  if (!is_gradient) parts.out.result = ir::void_type();
  KeptOutputs outputs = keep_outputs(d_, request, parts.plan, parts.out, parts.blocks);
  parts.uses_blocks = parts.uses_blocks || outputs.uses_blocks;
  d_.study.records[parts.record].outputs = std::move(outputs.copies);
  ir::append(std::move(parts.forward), outputs.start);
  parts.forward = std::move(outputs.start);
  add_behind_primal(parts, std::move(outputs.keep));
  measure_whole(parts);
  ir::append(std::move(outputs.put_back), parts.reverse);
  clear(parts, request, own);
  if (is_gradient) return_value(parts, request.function);
  start_workspace(parts);
  ir::append(std::move(parts.forward), parts.out.body);
  ir::append(std::move(parts.reverse), parts.out.body);
  const std::vector<ir::VarId> bars = bars_of(parts, primal);
  finish(parts.out, bars, is_gradient);
  return d_.add(std::move(parts.out));
}

CalleeDerivatives::Functions AdjointMaker::find(const analysis::Context& context, plan::CallMode mode,
                                                const analysis::ZoneSet& required_in) {
  const bool has_parts = plan::keeps_record(mode);
  const auto key = std::make_tuple(context, has_parts, has_parts ? required_in : analysis::ZoneSet{}, d_.directions);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const ir::Function& primal = d_.primal.function(context.function);
  const analysis::Activity& activity = d_.activity.find(context);
  const analysis::ActiveCode code(d_.activity, activity);
  Functions functions;
  functions.has_shadow = shadowed_params(code);
  functions.takes_schedule = takes_schedule(context.function);
  functions.has_result_bar = activity.context.result_useful && !ir::is_pointer_like(primal.result) &&
                             ir::carries_real(primal.result);
  plan::Options options;
  options.storage = d_.options.storage;
  options.calls = d_.options.calls;
  options.is_split = has_parts;
  options.required_in = required_in;
  const ir::Type result_bar = functions.has_result_bar ? shadow_type(ir::strip_reference(primal.result)) : nullptr;
  if (!primal.adjoint_by_user.empty()) {
    functions.has_shadow.clear();
    for (const ir::VarId param : primal.params) functions.has_shadow.push_back(ir::carries_real(primal.var(param).type));
    functions.has_result_bar = ir::carries_real(primal.result);
    functions.takes_schedule = false;
    ir::Function by_user = declared_by_user(primal, primal.adjoint_by_user);
    add_shadow_parameters(by_user, functions.has_shadow, /*is_tangent=*/false);
    d_.program.functions.push_back(std::move(by_user));
    functions.adjoint = ir::FunctionId{static_cast<std::int32_t>(d_.program.functions.size() - 1)};
    d_.first_shadow[functions.adjoint] = primal.params.size();
    return known_[key] = functions;
  }
  // The ids exist before the bodies: a recursive function calls its own derivative.
  const auto reserve = [&](const std::string& suffix) {
    ir::Function empty = start_from(primal, d_.helper_name(primal, suffix));
    return d_.add(std::move(empty));
  };
  if (!has_parts) {
    functions.adjoint = reserve("_adjoint");
    d_.first_shadow[functions.adjoint] = primal.params.size();
    known_[key] = functions;
    Parts parts = sweep(activity.context, d_.program.function(functions.adjoint).name, functions.has_shadow, result_bar, options);
    parts.out.result = ir::void_type();
    start_workspace(parts);
    ir::append(std::move(parts.forward), parts.out.body);
    ir::append(std::move(parts.reverse), parts.out.body);
    const std::vector<ir::VarId> bars = bars_of(parts, primal);
    finish(parts.out, bars);
    d_.program.function(functions.adjoint) = std::move(parts.out);
    return functions;
  }
  functions.forward = reserve("_forward");
  functions.reverse = reserve("_reverse");
  d_.first_shadow[functions.reverse] = primal.params.size();
  known_[key] = functions;
  Parts parts = sweep(activity.context, d_.program.function(functions.forward).name, functions.has_shadow, result_bar, options);
  const std::vector<ir::VarId> bars = bars_of(parts, primal);
  ir::Function forward = parts.out;
  forward.name = d_.program.function(functions.forward).name;
  forward.params = primal.params;
  forward.body = std::move(parts.forward);
  if (const ir::Return* last = returned(primal); last && last->value) {
    forward.body.push_back(ir::make_stmt(ir::Return{last->value}));
  }
  ir::Function reverse = std::move(parts.out);
  reverse.name = d_.program.function(functions.reverse).name;
  reverse.result = ir::void_type();
  ir::append(std::move(parts.reverse), reverse.body);
  // A recursive call has been given it by now.
  functions.takes_workspace = d_.zones.is_recursive(context.function) || parts.uses_workspace;
  for (ir::Function* part : {&forward, &reverse}) {
    if (functions.takes_workspace) part->params.push_back(parts.workspace);
    if (!ir::mentions(part->body, parts.blocks)) continue;
    const ir::Expr blocks = ir::opaque({"backsweep::Workspace::local_blocks()"}, {}, part->var(parts.blocks).type);
    part->body.insert(part->body.begin(), ir::declare(parts.blocks, blocks));
  }
  part_from_statics(reverse, primal);
  finish(forward, bars);
  finish(reverse, bars);
  const auto first_bar = reverse.params.begin() + static_cast<std::ptrdiff_t>(primal.params.size());
  const auto last_bar = first_bar + std::count(functions.has_shadow.begin(), functions.has_shadow.end(), true);
  if (std::any_of(first_bar, last_bar, [&](ir::VarId bar) { return ir::mentions(forward.body, bar); })) {
    d_.sink.error(diagnostics::Kind::kUnsupported, primal.span, {"a pointer that moves in a function that cannot be inlined"})
        .note(diagnostics::Kind::kWayOut, primal.span, {"raise --inline-limit where it is not recursive, or keep an index"});
  }
  d_.program.function(functions.forward) = std::move(forward);
  d_.program.function(functions.reverse) = std::move(reverse);
  return known_[key] = functions;
}

std::unique_ptr<Mode> make_adjoint_mode(Derivation& derivation) { return std::make_unique<AdjointMaker>(derivation); }

}  // namespace backsweep::transform
