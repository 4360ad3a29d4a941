// Proves that a fused loop may run once, in the reverse sweep.
#include "plan/merge.h"

#include <algorithm>
#include <optional>

#include "ir/walk.h"
#include "plan/recompute.h"

namespace backsweep::plan {
namespace {

using analysis::ZoneSet;

class Merger {
 public:
  Merger(const analysis::ActiveCode& code, Plan& plan)
      : code_(code), zones_(code.zones()), body_(code.zones().function().body), plan_(plan) {}

  void run() {
    for (std::size_t i = body_.size(); i-- > 0;) {
      if (!is_candidate(body_[i])) continue;
      std::set<const ir::Stmt*> merged = plan_.merged;
      merged.insert(&body_[i]);
      std::set<const ir::Stmt*> late;
      std::optional<Reason> prevented_by = more_than_adds(body_[i]);
      if (!prevented_by) prevented_by = prevents(i, merged, late);
      if (prevented_by) {
        plan_.not_merged.emplace(&body_[i], *prevented_by);
        continue;
      }
      plan_.merged = std::move(merged);
      plan_.late = std::move(late);
    }
  }

 private:
  // Fused already, or nothing of it is kept: then running it later costs nothing either.
  bool is_candidate(const ir::Stmt& stmt) {
    const auto* loop = ir::get_if<ir::For>(stmt);
    if (!loop || !plan_.has_reverse.count(&stmt) || plan_.replays.count(&stmt)) return false;
    return plan_.fused.count(&stmt) || !keeps_anything(plan_, loop->body);
  }

  // Sums written by the loop outside its own variables.
  ZoneSet outputs(const ir::Stmt& loop) {
    ZoneSet result = zones_.effects(loop).writes;
    ir::walk(std::get<ir::For>(loop.node).body, [&](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) result.erase(zones_.leaves(zones_.variable(s->var)));
      if (const auto* s = ir::get_if<ir::For>(stmt)) {
        ZoneSet own;
        own.insert(zones_.variable(s->var));
        result.erase(own);
      }
    });
    ZoneSet own = privates(loop);
    own.insert(zones_.variable(std::get<ir::For>(loop.node).var));
    result.erase(own);
    return result;
  }

  ZoneSet privates(const ir::Stmt& loop) const {
    const auto known = plan_.privates.find(&loop);
    return known == plan_.privates.end() ? ZoneSet{} : known->second;
  }

  // Everything that does not hold before the merged loop has run.
  ZoneSet results(const ir::Stmt& loop) {
    ZoneSet all = outputs(loop);
    all.insert(privates(loop));
    return zones_.with_aliases(all);
  }

  std::optional<Reason> more_than_adds(const ir::Stmt& loop) {
    const ZoneSet written = outputs(loop);
    const ZoneSet sums = zones_.with_aliases(written);
    if (zones_.effects(loop).has_side_effects) return Reason{Why::kSideEffect};
    std::optional<Reason> found;
    ir::walk(std::get<ir::For>(loop.node).body, [&](const ir::Stmt& stmt) {
      // `t += a * t` hands the adjoint of t from one iteration to the one before.
      if (reads_beside_adding(stmt).intersects(sums) && !found) {
        found = Reason{Why::kCarried, &stmt, written_variable(zones_, stmt)};
      }
      if (!ir::regions(stmt).empty() || !zones_.effects(stmt).writes.intersects(written)) return;
      // An iteration that takes its own step back would leave the next one where it began.
      if (plan_.inverted.count(&stmt) && !found) found = Reason{Why::kCarried, &stmt, written_variable(zones_, stmt)};
      const auto* update = ir::get_if<ir::Update>(stmt);
      const bool adds = update && (update->op == ir::BinaryOp::kAdd || update->op == ir::BinaryOp::kSub);
      if (!adds && !found) found = Reason{Why::kNotOnlySums, &stmt, written_variable(zones_, stmt)};
    });
    return found;
  }

  // What the statement itself reads, but not the place that it adds to.
  ZoneSet reads_beside_adding(const ir::Stmt& stmt) {
    ZoneSet reads;
    const auto* update = ir::get_if<ir::Update>(stmt);
    if (!update && ir::regions(stmt).empty()) return zones_.effects(stmt).reads;
    if (update) reads.insert(zones_.address_reads(update->place));
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use == ir::Use::kRead) reads.insert(zones_.reads(expr));
    });
    return reads;
  }

  // The last iteration's private values leave the loop: their adjoints belong to that iteration, which would come last.
  std::optional<Reason> leaks_privates(std::size_t loop) {
    const ZoneSet own = zones_.with_aliases(privates(body_[loop]));
    for (std::size_t i = loop + 1; i < body_.size(); ++i) {
      if (zones_.effects(body_[i]).reads.intersects(own)) return Reason{Why::kLeaves, &body_[i]};
    }
    return std::nullopt;
  }

  // What stands against running the loops in `merged`, of which `first` comes first, in the reverse sweep.
  std::optional<Reason> prevents(std::size_t first, const std::set<const ir::Stmt*>& merged,
                                 std::set<const ir::Stmt*>& late) {
    if (const std::optional<Reason> leak = leaks_privates(first)) return leak;
    ZoneSet depends = results(body_[first]);
    ZoneSet inputs = zones_.effects(body_[first]).reads;
    ZoneSet read_late;
    for (std::size_t i = first + 1; i < body_.size(); ++i) {
      const ir::Stmt& stmt = body_[i];
      const analysis::Effects& effects = zones_.effects(stmt);
      const ZoneSet freed = freed_by(stmt);
      const bool ends_memory = freed.intersects(inputs) || freed.intersects(depends) || freed.intersects(read_late);
      const bool is_dependent = ends_memory || effects.reads.intersects(depends) || effects.writes.intersects(depends) ||
                                mentions_local_of(late, stmt);
      // What it computes itself comes late too.
      ZoneSet late_values = depends;
      if (is_dependent) late_values.insert(zones_.with_aliases(effects.writes));
      if (keeps_values(stmt)) return Reason{Why::kKeepsValues, &stmt};
      if (reverse_reads(stmt).intersects(late_values)) return Reason{Why::kReverseReads, &stmt};
      if (merged.count(&stmt)) {
        if (is_dependent) return Reason{Why::kDependent, &stmt};
        depends.insert(results(stmt));
        inputs.insert(effects.reads);
      } else if (!is_dependent) {
        // It stays in front of the merged loops, which must still read what they would have read.
        if (zones_.with_aliases(effects.writes).intersects(inputs)) return Reason{Why::kChangesInput, &stmt};
      } else {
        // Its forward part runs after its reverse: nothing can be handed over.
        for (const ir::Region* inner : ir::regions(stmt)) {
          if (keeps_anything(plan_, *inner)) return Reason{Why::kKeepsValues, &stmt};
        }
        if (plan_.kept_conditions.count(&stmt)) return Reason{Why::kKeepsValues, &stmt};
        if (plan_.fused.count(&stmt)) return Reason{Why::kDependent, &stmt};
        if (does_more_than_free(stmt) || ir::get_if<ir::Call>(stmt)) return Reason{Why::kSideEffect, &stmt};
        late.insert(&stmt);
        read_late.insert(effects.reads);
        depends.insert(zones_.with_aliases(effects.writes));
      }
    }
    return changes_order(first, merged, late);
  }

  // Memory that is gone behind the statement: what the reverse of its allocation gives back is still there.
  ZoneSet freed_by(const ir::Stmt& stmt) {
    ZoneSet freed;
    ir::walk(stmt, [&](const ir::Stmt& one) {
      if (ir::regions(one).empty() && !plan_.deferred_frees.count(&one)) freed.insert(zones_.effects(one).frees);
    });
    return zones_.with_aliases(freed);
  }

  bool does_more_than_free(const ir::Stmt& stmt) {
    bool found = false;
    ir::walk(stmt, [&](const ir::Stmt& one) {
      const auto* model = ir::get_if<ir::Model>(one);
      const bool is_free = model && model->op == ir::ModelOp::kFree;
      found = found || (!is_free && ir::regions(one).empty() && zones_.effects(one).has_side_effects);
    });
    return found;
  }

  // Also where only its address is taken, a local must have been declared.
  bool mentions_local_of(const std::set<const ir::Stmt*>& late, const ir::Stmt& stmt) const {
    return std::any_of(late.begin(), late.end(), [&](const ir::Stmt* one) {
      const auto* declared = ir::get_if<ir::Declare>(*one);
      return declared && ir::mentions(stmt, declared->var);
    });
  }

  // Nothing that stays in front may change what a late statement reads or writes.
  std::optional<Reason> changes_order(std::size_t first, const std::set<const ir::Stmt*>& merged,
                                      const std::set<const ir::Stmt*>& late) {
    ZoneSet touched;
    for (std::size_t i = first + 1; i < body_.size(); ++i) {
      const analysis::Effects& effects = zones_.effects(body_[i]);
      if (late.count(&body_[i])) {
        touched.insert(effects.reads);
        touched.insert(effects.writes);
      } else {
        const ZoneSet written = merged.count(&body_[i]) ? outputs(body_[i]) : effects.writes;
        if (zones_.with_aliases(written).intersects(touched)) return Reason{Why::kChangesOrder, &body_[i]};
      }
    }
    return std::nullopt;
  }

  bool keeps_values(const ir::Stmt& stmt) {
    bool keeps = false;
    const auto check = [&](const ir::Stmt& one) {
      const auto* model = ir::get_if<ir::Model>(one);
      const bool is_undone = plan_.inverted.count(&one) || plan_.undone_swaps.count(&one) ||
                             (model && model->op == ir::ModelOp::kPushBack && plan_.has_reverse.count(&one));
      keeps = keeps || is_undone || plan_.saves.count(&one) || plan_.block_saves.count(&one);
    };
    if (plan_.fused.count(&stmt) || !plan_.has_reverse.count(&stmt)) return false;
    ir::walk(stmt, check);
    return keeps;
  }

  // Primal values that the statement's reverse code reads; of a fused loop also what its forward part reads.
  ZoneSet reverse_reads(const ir::Stmt& stmt) {
    ZoneSet result;
    if (!plan_.has_reverse.count(&stmt)) return result;
    const auto add = [&](const ir::Stmt& one) {
      const analysis::Needed needed = code_.needed(one);
      result.insert(needed.before);
      result.insert(needed.after);
      if (ir::get_if<ir::Call>(one) && plan_.has_reverse.count(&one)) result.insert(zones_.effects(one).reads);
      if (!ir::regions(one).empty() && plan_.has_reverse.count(&one)) {
        ir::visit_exprs(one, [&](const ir::Expr& expr, ir::Use) { result.insert(zones_.reads(expr)); });
      }
    };
    ir::walk(stmt, add);
    if (plan_.fused.count(&stmt)) {
      for (const ir::Stmt* kept : plan_.kept_statements.at(&stmt)) result.insert(zones_.effects(*kept).reads);
    } else {
      // Values recomputed when a scope is entered again read what their initializers read.
      const auto add_scopes = [&](const ir::Region& region) {
        const auto known = plan_.scopes.find(&region);
        if (known == plan_.scopes.end()) return;
        for (const ir::Stmt& one : region) {
          const auto* s = ir::get_if<ir::Declare>(one);
          if (!s) continue;
          const auto& recomputed = known->second.recomputed;
          if (std::find(recomputed.begin(), recomputed.end(), s->var) == recomputed.end()) continue;
          result.insert(reads_of(zones_, *s));
        }
      };
      for (const ir::Region* inner : ir::regions(stmt)) {
        add_scopes(*inner);
        ir::walk(*inner, [&](const ir::Stmt& one) {
          for (const ir::Region* deeper : ir::regions(one)) add_scopes(*deeper);
        });
      }
    }
    return result;
  }

  const analysis::ActiveCode& code_;
  analysis::FunctionZones& zones_;
  const ir::Region& body_;
  Plan& plan_;
};

}  // namespace

void merge_loops(const analysis::ActiveCode& code, Plan& plan) { Merger(code, plan).run(); }

}  // namespace backsweep::plan
