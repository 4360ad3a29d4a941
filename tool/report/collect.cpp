// Reads remarks off plans.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <tuple>
#include <utility>

#include "analysis/needed.h"
#include "ir/build.h"
#include "ir/text.h"
#include "ir/walk.h"
#include "report/marks.h"
#include "report/report.h"
#include "report/wording.h"

namespace backsweep::report {
namespace {

constexpr long kTripsBytes = 8;
constexpr char kCannotWait[] = "it cannot wait for the reverse sweep: ";

/// Variables as the source names them: inlining renames those of the bodies it brings in. Where a name means two
/// variables then, `a` of `square` becomes `square::a`.
class SourceNames {
 public:
  explicit SourceNames(const plan::Study& study) : study_(study) {}

  /// The function without its body, its variables under their names in the source.
  ir::Function apply(ir::FunctionId id) const {
    ir::Function named = study_.program.function(id);
    named.body.clear();
    std::map<std::string, std::set<base::SourceSpan>> uses;
    for (ir::Variable& variable : named.vars) {
      if (is_brought_in(variable, id)) variable.name = find(variable.span, owner_of(variable.span, id))->name;
      uses[variable.name].insert(variable.span);
    }
    for (ir::Variable& variable : named.vars) {
      const bool is_bound = variable.role == ir::VarRole::kInduction;
      if (is_bound || !is_brought_in(variable, id) || uses[variable.name].size() == 1) continue;
      variable.name.insert(0, study_.program.function(owner_of(variable.span, id)).name + "::");
    }
    return named;
  }

 private:
  bool is_brought_in(const ir::Variable& variable, ir::FunctionId id) const {
    return !variable.is_temporary && variable.span.is_known() && owner_of(variable.span, id) != id;
  }

  const ir::Variable* find(const base::SourceSpan& span, ir::FunctionId id) const {
    const std::vector<ir::Variable>& vars = study_.program.function(id).vars;
    const auto found = std::find_if(vars.begin(), vars.end(), [&](const ir::Variable& one) {
      return one.span == span && !one.is_temporary && one.role != ir::VarRole::kGlobal;
    });
    return found == vars.end() ? nullptr : &*found;
  }

  // The callee that brought the variable in, or the callee's own.
  ir::FunctionId owner_of(const base::SourceSpan& span, ir::FunctionId id) const {
    for (const plan::Inlined& one : study_.inlined) {
      if (one.caller == id && find(span, one.callee)) return owner_of(span, one.callee);
    }
    return id;
  }

  const plan::Study& study_;
};

class Collector {
 public:
  Collector(plan::Study& study, const plan::Record& record)
      : study_(study),
        record_(record),
        code_(study.activity, study.activity.find(record.context)),
        zones_(code_.zones()),
        primal_(study.program.function(record.context.function)),
        names_(SourceNames(study).apply(record.context.function)) {}

  FunctionReport run() {
    report_.primal = primal_.name;
    report_.derivative = record_.derivative;
    report_.is_requested = record_.is_requested;
    report_.span = primal_.span;
    activity();
    inlined_calls();
    if (record_.plan) {
      region(primal_.body);
      scope_end(primal_.body);
      for (const plan::OutputCopy& output : record_.outputs) output_copy(output);
      for (Remark& remark : unfollowed_marks(study_.program, primal_, names_, plan())) report_.remarks.push_back(std::move(remark));
    }
    sort();
    report_.remarks.insert(report_.remarks.begin(), whole());
    return std::move(report_);
  }

 private:
  const plan::Plan& plan() const { return *record_.plan; }

  Remark& add(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments = {}) {
    report_.remarks.push_back({kind, span.is_known() ? span : primal_.span, std::move(arguments), {}, {}});
    return report_.remarks.back();
  }

  Remark whole() {
    if (!record_.plan) return {Kind::kOneSweep, primal_.span, {record_.derivative}, {}, {}};
    std::string amount = report_.total.is_zero() ? "nothing" : report_.total.bytes();
    if (report_.total.is_zero() && !report_.schedules.empty()) amount.clear();
    if (report_.is_bound && !report_.total.is_zero()) amount.insert(0, "at most ");
    if (!report_.reused.is_zero()) amount += ", and " + report_.reused.bytes() + " within an iteration,";
    for (const std::string& part : report_.repeated) amount += ", and memory(" + part + ") bytes while it runs again,";
    for (const Scheduled& one : report_.schedules) {
      amount += (amount.empty() ? "" : ", and ") + std::string("what the schedule of the loop in line ") +
                std::to_string(one.span.line) + " says,";
    }
    return {Kind::kKeeps, primal_.span, {record_.derivative, amount}, {}, {}};
  }

  // What is active, by variable and by line.
  void activity() {
    for (std::size_t i = 0; i < primal_.vars.size(); ++i) {
      const ir::VarId var{static_cast<std::int32_t>(i)};
      const ir::Variable& variable = primal_.vars[i];
      if (variable.is_temporary || !variable.span.is_known() || !ir::carries_real(variable.type)) continue;
      if (code_.variable_has_shadow(var))
        add(Kind::kActive, variable.span, {names_.var(var).name});
      else
        add(was_varied(var) ? Kind::kNotUseful : Kind::kNotVaried, variable.span, {names_.var(var).name});
    }
    ir::walk(primal_.body, [&](const ir::Stmt& stmt) {
      if (!stmt.span.is_known()) return;
      report_.lines.insert({stmt.span.file, stmt.span.line});
      if (code_.has_adjoint(stmt)) report_.active.insert({stmt.span.file, stmt.span.line});
    });
  }

  bool was_varied(ir::VarId var) {
    analysis::ZoneSet own = zones_.leaves(zones_.variable(var));
    if (ir::is_pointer_like(primal_.var(var).type))
      own.insert(zones_.leaves(zones_.targets(ir::var_ref(primal_, var))));
    bool found = own.intersects(code_.activity().context.varied_in);
    for (const auto& [stmt, around] : code_.activity().at) found = found || own.intersects(around.varied_after);
    return found;
  }

  // Calls that are gone from the function, and from the bodies that took their places.
  void inlined_calls() {
    std::set<ir::FunctionId> inside = {record_.context.function};
    for (auto one = study_.inlined.rbegin(); one != study_.inlined.rend(); ++one) {
      if (!inside.count(one->caller)) continue;
      add(Kind::kInlined, one->span, {study_.program.function(one->callee).name});
      inside.insert(one->callee);
    }
  }

  void region(const ir::Region& statements) {
    for (const ir::Stmt& stmt : statements) statement(stmt);
  }

  void scope(const ir::Region& statements) {
    region(statements);
    scope_end(statements);
  }

  void statement(const ir::Stmt& stmt) {
    const bool was_skipped = std::exchange(is_skipped_, is_skipped_ || (kept_ && !kept_->count(&stmt)));
    if (const auto planned = plan().checkpoints.find(&stmt); planned != plan().checkpoints.end()) {
      checkpointed(stmt, planned->second);
      is_skipped_ = was_skipped;
      return;
    }
    saves(stmt);
    if (plan().inverted.count(&stmt) && !is_skipped_) add(Kind::kUndone, stmt.span);
    if (const auto* branch = ir::get_if<ir::If>(stmt)) {
      if (plan().kept_conditions.count(&stmt)) {
        keep(Kind::kStoredBranch, stmt.span, text_of(branch->condition, names_), Amount(1));
      }
      const bool was = std::exchange(in_branch_, true);
      for (const ir::Region* inner : ir::regions(stmt)) scope(*inner);
      in_branch_ = was;
    } else if (const auto* loop = ir::get_if<ir::For>(stmt)) {
      counted(stmt, *loop);
    } else if (const auto* uncounted = ir::get_if<ir::While>(stmt)) {
      repeated(stmt, *uncounted);
    } else if (const auto* block = ir::get_if<ir::Block>(stmt)) {
      scope(block->body);
    } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
      called(stmt, *call);
    } else if (plan().deferred_frees.count(&stmt)) {
      add(Kind::kStoredMemory, stmt.span, {text_of(std::get<ir::Model>(stmt.node).operands[0], names_)});
    }
    is_skipped_ = was_skipped;
  }

  void saves(const ir::Stmt& stmt) {
    const auto planned = plan().saves.find(&stmt);
    if (planned == plan().saves.end()) return;
    const auto* model = ir::get_if<ir::Model>(stmt);
    const bool is_block = model && (model->op == ir::ModelOp::kCopy || model->op == ir::ModelOp::kFill);
    for (const ir::Expr& place : planned->second) {
      Amount each = bytes_of(place->type, place, names_);
      if (is_block) {
        const ir::Expr& count = model->operands[model->op == ir::ModelOp::kCopy ? 2 : 1];
        each = bytes_of(place->type->element, nullptr, names_).times(Amount::of(count, names_));
      } else if (place->type->kind == ir::TypeKind::kPointer && code_.points_to_shadowed(place)) {
        each = each.times(Amount(2));
      }
      keep(Kind::kStored, stmt.span, text_of(place, names_), each);
    }
  }

  // The locals of a scope that the reverse sweep enters again.
  void scope_end(const ir::Region& statements) {
    const auto planned = plan().scopes.find(&statements);
    if (planned == plan().scopes.end()) return;
    for (const ir::VarId var : planned->second.stored) {
      const ir::Expr place = ir::var_ref(primal_, var);
      Amount each = bytes_of(place->type, place, names_);
      if (ir::is_pointer_like(place->type) && code_.variable_has_shadow(var)) each = each.times(Amount(2));
      keep(Kind::kStoredLocal, declared_at(statements, var), local_text(statements, var), each);
    }
    for (const ir::VarId var : planned->second.recomputed) {
      if (is_of_interest(var)) add(Kind::kRecomputed, declared_at(statements, var), {local_text(statements, var)});
    }
  }

  // A subscript or an address that is computed again is no news.
  bool is_of_interest(ir::VarId var) const { return ir::carries_real(primal_.var(var).type); }

  const ir::Stmt* declaration(const ir::Region& statements, ir::VarId var) const {
    for (const ir::Stmt& stmt : statements) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      if (declared && declared->var == var) return &stmt;
    }
    return nullptr;
  }

  base::SourceSpan declared_at(const ir::Region& statements, ir::VarId var) const {
    const ir::Stmt* stmt = declaration(statements, var);
    return stmt ? stmt->span : primal_.var(var).span;
  }

  // The normal form's own variables are told by their values.
  std::string local_text(const ir::Region& statements, ir::VarId var) const {
    const ir::Stmt* stmt = declaration(statements, var);
    const ir::Expr init = stmt ? std::get<ir::Declare>(stmt->node).init : nullptr;
    return primal_.var(var).is_temporary && init ? text_of(init, names_) : names_.var(var).name;
  }

  void counted(const ir::Stmt& stmt, const ir::For& loop) {
    const bool is_merged = plan().merged.count(&stmt) != 0;
    const bool is_fused = plan().fused.count(&stmt) != 0;
    if (is_merged)
      add(Kind::kMerged, stmt.span);
    else if (is_fused)
      explain(add(Kind::kFused, stmt.span), plan().not_merged, stmt, kCannotWait);
    explain_unfused(stmt);
    stretches(stmt);
    if (!is_merged && !is_fused) {
      levels_.push_back(&stmt);
      scope(loop.body);
      levels_.pop_back();
      return;
    }
    within(loop.body, &stmt, is_merged ? nullptr : &plan().kept_statements.at(&stmt));
  }

  // Statements that run on their own each time: no loop around counts.
  void within(const ir::Region& body, const ir::Stmt* fused, const std::set<const ir::Stmt*>* kept) {
    const auto was_levels = std::exchange(levels_, {});
    const ir::Stmt* was_fused = std::exchange(fused_, fused);
    const auto* was_kept = std::exchange(kept_, kept);
    const bool was_branch = std::exchange(in_branch_, false);
    const bool was_skipped = std::exchange(is_skipped_, false);
    scope(body);
    levels_ = was_levels;
    fused_ = was_fused;
    kept_ = was_kept;
    in_branch_ = was_branch;
    is_skipped_ = was_skipped;
  }

  // A loop under a schedule: its state, and what a step keeps.
  void checkpointed(const ir::Stmt& stmt, const plan::CheckpointPlan& planned) {
    Scheduled* was_schedule = schedule_;
    Scheduled made{stmt.span, {}, {}};
    for (const ir::StatePlace& one : planned.state) {
      const Amount each = snapshot_bytes(one);
      made.snapshot += each;
      // Where the loop's object does not live from one sweep to the other, the state at entry is kept.
      if (!planned.is_in_place) keep(Kind::kStoredStretch, stmt.span, text_of(one.place, names_), each);
      in_snapshots(stmt, one, each);
    }
    schedule_ = &made;
    within(plan::step_of(stmt), nullptr, nullptr);
    schedule_ = was_schedule;
    add(planned.has_record ? Kind::kCheckpointed : Kind::kCheckpointedWhole, stmt.span,
        {made.snapshot.is_zero() ? "nothing" : made.snapshot.bytes(),
         made.record.is_zero() ? "nothing" : made.record.bytes()});
    report_.schedules.push_back(std::move(made));
  }

  Amount snapshot_bytes(const ir::StatePlace& one) {
    if (one.count) return bytes_of(one.place->type->element, nullptr, names_).times(Amount::of(one.count, names_));
    const Amount each = bytes_of(one.place->type, one.place, names_);
    const bool has_shadow = one.place->type->kind == ir::TypeKind::kPointer && code_.points_to_shadowed(one.place);
    return has_shadow ? each.times(Amount(2)) : each;
  }

  // Told where the loop writes it, with the place that reads it.
  void in_snapshots(const ir::Stmt& stmt, const ir::StatePlace& one, const Amount& each) {
    analysis::ZoneSet own = zones_.leaves_of(one.place);
    if (one.count) own = zones_.leaves(zones_.targets(one.place));
    const ir::Stmt* writer = nullptr;
    const ir::Stmt* reader = nullptr;
    ir::walk(plan::step_of(stmt), [&](const ir::Stmt& inner) {
      if (!ir::regions(inner).empty()) return;
      if (!writer && zones_.with_aliases(zones_.effects(inner).writes).intersects(own)) writer = &inner;
      if (!reader && zones_.with_aliases(zones_.effects(inner).reads).intersects(own)) reader = &inner;
    });
    const std::string name = text_of(one.place, names_);
    Stored stored;
    stored.each = each;
    stored.times = Amount(1);
    stored.total = each;
    stored.loop = stmt.span;
    stored.is_state = true;
    Remark& made = add(Kind::kState, writer && writer->span.is_known() ? writer->span : stmt.span, {name, each.bytes()});
    made.stored = std::move(stored);
    const bool has_reader = reader && reader->span.is_known();
    made.notes.push_back({has_reader ? reader->span : stmt.span,
                          has_reader ? "it is read here" : "it is read by the loop's condition or in front of the loop"});
  }

  void explain(Remark& about, const std::map<const ir::Stmt*, plan::Reason>& reasons, const ir::Stmt& stmt,
               const std::string& conclusion = {}) {
    const auto reason = reasons.find(&stmt);
    if (reason == reasons.end()) return;
    const bool has_place = reason->second.stmt && reason->second.stmt->span.is_known();
    about.notes.push_back(
        {has_place ? reason->second.stmt->span : about.span, conclusion + wording_of(reason->second, names_)});
  }

  void explain_unfused(const ir::Stmt& stmt) {
    if (plan().fused.count(&stmt) || plan().merged.count(&stmt) || !plan().not_fused.count(&stmt)) return;
    Remark& remark = add(Kind::kNotFused, stmt.span);
    explain(remark, plan().not_fused, stmt);
    explain(remark, plan().not_merged, stmt, kCannotWait);
  }

  // Stretches of arrays that are kept in one piece in front of the loop that overwrites them.
  void stretches(const ir::Stmt& stmt) {
    const auto planned = plan().block_saves.find(&stmt);
    if (planned == plan().block_saves.end()) return;
    for (const plan::BlockSave& save : planned->second) {
      const Amount each = bytes_of(save.first()->type->element, nullptr, names_).times(Amount::of(save.count, names_));
      const ir::VarId root = ir::root_var(save.array);
      const std::string name = root.is_valid() ? names_.var(root).name : text_of(save.array, names_);
      keep(Kind::kStoredStretch, stmt.span, name, each);
    }
  }

  void repeated(const ir::Stmt& stmt, const ir::While& loop) {
    explain_unfused(stmt);
    if (plan().has_reverse.count(&stmt)) keep(Kind::kStoredTrips, stmt.span, "", Amount(kTripsBytes));
    levels_.push_back(&stmt);
    region(loop.before_condition);
    scope(loop.body);
    levels_.pop_back();
  }

  void called(const ir::Stmt& stmt, const ir::Call& call) {
    const auto mode = plan().calls.find(&stmt);
    if (mode == plan().calls.end()) return;
    const std::string& callee = study_.program.function(call.callee).name;
    if (const auto known = plan().profiled.find(&stmt); known != plan().profiled.end()) {
      add(Kind::kByProfile, stmt.span, {callee, facts_of(known->second)});
    }
    if (mode->second == plan::CallMode::kRecompute) {
      add(Kind::kCallAgain, stmt.span, {callee});
    } else if (mode->second == plan::CallMode::kJoint) {
      keep(Kind::kCallJoint, stmt.span, callee, snapshot_of(stmt));
      report_.repeated.insert(forward_part(stmt, callee));
    } else {
      keep(Kind::kCallSplit, stmt.span, callee, Amount::named("memory(" + forward_part(stmt, callee) + ")"));
    }
  }

  static std::string facts_of(const plan::ProfiledSite& site) {
    constexpr double kMilli = 1e3;
    std::array<char, 32> time{};
    std::snprintf(time.data(), time.size(), "%.3g", kMilli * site.primal_seconds);
    return std::string(site.is_joint ? "joint" : "split") + ": in " + std::to_string(site.calls) +
           " calls a snapshot took up to " + std::to_string(site.snapshot_bytes) + " bytes, a record " +
           std::to_string(site.record_bytes) + ", and all of them " + time.data() + " ms without a record";
  }

  Amount snapshot_of(const ir::Stmt& call) {
    Amount total;
    for (const ir::StatePlace& one : plan().joint_calls.at(&call).snapshot) total += snapshot_bytes(one);
    return total;
  }

  const std::string& forward_part(const ir::Stmt& call, const std::string& callee) const {
    const auto known = code_.activity().calls.find(&call);
    const auto required = plan().required_by_call.find(&call);
    if (known == code_.activity().calls.end() || required == plan().required_by_call.end()) return callee;
    const analysis::Context& context = study_.activity.find(known->second).context;
    for (const plan::Record& one : study_.records) {
      const bool is_same = one.is_split && !(one.context < context) && !(context < one.context);
      if (is_same && one.required_in == required->second) return one.derivative;
    }
    return callee;
  }

  // Multiplies up through the loops around.
  void keep(Kind kind, const base::SourceSpan& span, const std::string& what, const Amount& each) {
    if (is_skipped_) return;
    Stored stored;
    stored.each = each;
    stored.times = Amount(1);
    stored.total = each;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
      stored.times = around(stored.times, **level);
      stored.total = around(stored.total, **level);
    }
    stored.is_conditional = in_branch_;
    if (fused_) stored.reused = fused_->span;
    if (schedule_ && !fused_) stored.loop = schedule_->span;
    (fused_ ? report_.reused : schedule_ ? schedule_->record : report_.total) += stored.total;
    report_.is_bound = report_.is_bound || (in_branch_ && !fused_ && !schedule_);
    Remark& made = add(kind, span, {what, stored.text()});
    if (kind == Kind::kStoredTrips) made.arguments = {"", stored.text()};
    made.stored = std::move(stored);
  }

  Amount around(const Amount& inner, const ir::Stmt& level) const {
    const auto* loop = ir::get_if<ir::For>(level);
    if (!loop) return Amount::named("trips_" + std::to_string(level.span.line)).times(inner);
    if (inner.mentions(loop->var)) return inner.summed_over(loop->var, range_of(*loop, names_));
    return trips_of(*loop, names_).times(inner);
  }

  void output_copy(const plan::OutputCopy& output) {
    const ir::Expr place = ir::var_ref(primal_, output.var);
    Amount each = bytes_of(output.type, place, names_);
    if (output.count) each = each.times(Amount::of(output.count, names_));
    keep(Kind::kStoredOutput, primal_.var(output.var).span, names_.var(output.var).name, each);
  }

  void sort() {
    const auto key = [](const Remark& one) {
      return std::make_tuple(one.span.file, one.span.line, one.span.column, one.kind, one.arguments);
    };
    std::stable_sort(report_.remarks.begin(), report_.remarks.end(),
                     [&](const Remark& a, const Remark& b) { return key(a) < key(b); });
    const auto same = [&](const Remark& a, const Remark& b) { return key(a) == key(b); };
    report_.remarks.erase(std::unique(report_.remarks.begin(), report_.remarks.end(), same), report_.remarks.end());
  }

  plan::Study& study_;
  const plan::Record& record_;
  const analysis::ActiveCode code_;
  analysis::FunctionZones& zones_;
  const ir::Function& primal_;
  const ir::Function names_;  ///< The primal's variables under their names in the source.
  FunctionReport report_;
  std::vector<const ir::Stmt*> levels_;  ///< Loops around, up to the last fused one.
  const ir::Stmt* fused_ = nullptr;
  Scheduled* schedule_ = nullptr;  ///< Of the checkpointed loop whose step this is.
  const std::set<const ir::Stmt*>* kept_ = nullptr;  ///< What of a fused loop runs again; null: all of it.
  bool is_skipped_ = false;                          ///< Inside a statement that does not run again.
  bool in_branch_ = false;
};

void rename(std::set<Line>& lines, const std::function<std::string(const std::string&)>& shown_name) {
  std::set<Line> renamed;
  for (const Line& line : lines) renamed.insert({shown_name(line.file), line.number});
  lines = std::move(renamed);
}

void rename(FunctionReport& function, const std::function<std::string(const std::string&)>& shown_name) {
  const auto apply = [&](base::SourceSpan& span) { span.file = shown_name(span.file); };
  apply(function.span);
  for (Remark& remark : function.remarks) {
    apply(remark.span);
    for (Note& note : remark.notes) apply(note.span);
    if (remark.stored && remark.stored->reused) apply(*remark.stored->reused);
    if (remark.stored && remark.stored->loop) apply(*remark.stored->loop);
  }
  for (Scheduled& one : function.schedules) apply(one.span);
  rename(function.active, shown_name);
  rename(function.lines, shown_name);
}

// The same lines once more, for the case that pointers overlap: what it keeps is enough.
void keep_total(FunctionReport& function) {
  std::vector<Remark>& remarks = function.remarks;
  const auto is_total = [](const Remark& one) { return one.kind == Kind::kKeeps || one.kind == Kind::kOneSweep; };
  remarks.erase(std::stable_partition(remarks.begin(), remarks.end(), is_total), remarks.end());
  function.active.clear();
  function.lines.clear();
}

}  // namespace

Report make_report(plan::Study& study, const std::function<std::string(const std::string&)>& shown_name) {
  Report report;
  for (const plan::Record& record : study.records) {
    if (!record.is_emitted) continue;
    FunctionReport function = Collector(study, record).run();
    if (record.is_for_overlap) keep_total(function);
    rename(function, shown_name);
    report.functions.push_back(std::move(function));
  }
  return report;
}

}  // namespace backsweep::report
