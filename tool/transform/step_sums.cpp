// Keeps sums of checkpointed steps in locals.
#include "transform/step_sums.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// Scalars that loops below the region write; `declared` are those of the region itself.
struct Written {
  std::set<ir::VarId> in_loops;
  std::set<ir::VarId> declared;
};

void find_written(const ir::Region& region, bool is_in_loop, Written& written) {
  for (const ir::Stmt& stmt : region) {
    if (const auto* declared = ir::get_if<ir::Declare>(stmt)) written.declared.insert(declared->var);
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      const auto* ref = ir::get_if<ir::VarRef>(expr);
      if (ref && use != ir::Use::kRead && is_in_loop && ir::is_real(expr->type)) written.in_loops.insert(ref->var);
    });
    const bool is_loop = ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt);
    for (const ir::Region* inner : ir::regions(stmt)) find_written(*inner, is_in_loop || is_loop, written);
  }
}

bool returns(const ir::Region& region) {
  bool found = false;
  ir::walk(region, [&](const ir::Stmt& stmt) { found = found || ir::get_if<ir::Return>(stmt); });
  return found;
}

bool is_whole_assignment(const ir::Stmt& stmt, ir::VarId var) {
  const auto* assign = ir::get_if<ir::Assign>(stmt);
  const auto* place = assign ? ir::get_if<ir::VarRef>(assign->place) : nullptr;
  return place && place->var == var;
}

class StepSums {
 public:
  explicit StepSums(ir::Function& function) : function_(function) {}

  void keep_in(ir::Region& step) {
    if (returns(step)) return;
    Written written;
    find_written(step, /*is_in_loop=*/false, written);
    for (const ir::VarId var : written.in_loops) {
      const bool is_outer_local = function_.var(var).role == ir::VarRole::kLocal && written.declared.count(var) == 0;
      if (is_outer_local && !ir::is_address_taken(function_.body, var)) keep(step, var, written.declared);
    }
  }

 private:
  void keep(ir::Region& step, ir::VarId var, const std::set<ir::VarId>& declared) {
    const ir::Expr outer = ir::var_ref(function_, var);
    const ir::VarId local = local_of(var, declared);
    const ir::Expr inner = ir::var_ref(function_, local);
    ir::rewrite(step, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      return ref && ref->var == var ? inner : e;
    });
    const auto mentions_it = [&](const ir::Stmt& stmt) { return ir::mentions(stmt, local); };
    const auto last = std::find_if(step.rbegin(), step.rend(), mentions_it);
    if (is_whole_assignment(*last, local)) {
      std::get<ir::Assign>(last->node).place = outer;
    } else {
      step.push_back(ir::assign(outer, inner));
    }
    const auto first = std::find_if(step.begin(), step.end(), mentions_it);
    if (is_whole_assignment(*first, local) && !ir::mentions(std::get<ir::Assign>(first->node).value, local)) {
      *first = ir::declare(local, std::get<ir::Assign>(first->node).value);
    } else {
      step.insert(step.begin(), ir::declare(local, outer));
    }
  }

  // One for all steps that do not stand in one another.
  ir::VarId local_of(ir::VarId var, const std::set<ir::VarId>& declared) {
    const auto known = locals_.find(var);
    if (known != locals_.end() && declared.count(known->second) == 0) return known->second;
    return locals_[var] = add_temporary(function_, function_.var(var).name + "_step", function_.var(var).type);
  }

  ir::Function& function_;
  std::map<ir::VarId, ir::VarId> locals_;
};

}  // namespace

void keep_step_sums(ir::Function& function) {
  std::vector<ir::Region*> steps;
  ir::walk(function.body, [&](ir::Stmt& stmt) {
    const bool is_checkpointed = ir::get_if<ir::CheckpointForward>(stmt) || ir::get_if<ir::CheckpointBackward>(stmt);
    if (!is_checkpointed) return;
    for (ir::Region* step : ir::regions(stmt)) steps.push_back(step);
  });
  StepSums sums(function);
  // Inner ones first: an insertion moves what stands behind it.
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) sums.keep_in(**step);
}

}  // namespace backsweep::transform
