// Finds buffers that grow by realloc.
#include "plan/growth.h"

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::plan {
namespace {

const ir::Model* allocation_of(const ir::Stmt& stmt) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  const bool allocates = model && (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed ||
                                   model->op == ir::ModelOp::kReallocate);
  return allocates ? model : nullptr;
}

bool is_step(const ir::Model& model) {
  return model.op == ir::ModelOp::kReallocate && ir::get_if<ir::VarRef>(model.operands[0]) &&
         ir::same_expr(model.operands[0], model.operands[1]);
}

class Finder {
 public:
  explicit Finder(analysis::FunctionZones& zones) : zones_(zones), function_(zones.function()) {}

  Growth run() {
    visit(function_.body, 0);
    Growth result;
    for (const auto& [var, steps] : steps_) {
      const auto declared = declared_.find(var);
      if (others_.count(var) || declared == declared_.end() || is_shared(var)) continue;
      result.buffers[var] = declared->second;
      result.steps.insert(steps.begin(), steps.end());
    }
    return result;
  }

 private:
  void visit(const ir::Region& region, int depth) {
    for (const ir::Stmt& stmt : region) {
      note(stmt, depth);
      const bool is_loop = ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt);
      for (const ir::Region* inner : ir::regions(stmt)) visit(*inner, depth + (is_loop ? 1 : 0));
    }
  }

  void note(const ir::Stmt& stmt, int depth) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      declared_[s->var] = &stmt;
      depth_[s->var] = depth;
      return;
    }
    const ir::Model* model = allocation_of(stmt);
    if (model && is_step(*model)) {
      steps_[ir::root_var(model->operands[0])].insert(&stmt);
      return;
    }
    const bool is_free = ir::get_if<ir::Model>(stmt) && std::get<ir::Model>(stmt.node).op == ir::ModelOp::kFree;
    if (is_free) return;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      const auto* ref = ir::get_if<ir::VarRef>(expr);
      if (use == ir::Use::kRead || !ref) return;
      const bool is_first_block = model && expr == model->operands[0] && depth_[ref->var] == depth;
      const auto* assigned = ir::get_if<ir::Assign>(stmt);
      const bool is_null = assigned && ir::get_if<ir::Literal>(assigned->value);
      if (!is_first_block && !is_null) others_.insert(ref->var);
    });
  }

  bool is_shared(ir::VarId var) {
    const analysis::ZoneSet block = zones_.leaves(zones_.targets(ir::var_ref(function_, var)));
    for (std::size_t i = 0; i < function_.vars.size(); ++i) {
      const ir::VarId other{static_cast<std::int32_t>(i)};
      if (other == var) continue;
      for (const analysis::ZoneId leaf : zones_.leaves(zones_.variable(other)).items()) {
        if (!ir::is_pointer_like(zones_.zone(leaf).type)) continue;
        if (zones_.leaves(zones_.points_to(leaf)).intersects(block)) return true;
      }
    }
    return false;
  }

  analysis::FunctionZones& zones_;
  const ir::Function& function_;
  std::map<ir::VarId, const ir::Stmt*> declared_;
  std::map<ir::VarId, int> depth_;
  std::map<ir::VarId, std::set<const ir::Stmt*>> steps_;
  std::set<ir::VarId> others_;  ///< Assigned in some other way.
};

}  // namespace

Growth find_growth(analysis::FunctionZones& zones) { return Finder(zones).run(); }

}  // namespace backsweep::plan
