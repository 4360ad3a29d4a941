// Follows pointers that are swapped and assigned back to the blocks they began with.
#include "plan/extent_of_pointer.h"

#include <cstddef>
#include <set>

#include "analysis/extents.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::plan {
namespace {

class Blocks {
 public:
  Blocks(analysis::FunctionZones& zones, const Extents& extents)
      : zones_(zones), function_(zones.function()), extents_(extents) {}

  ir::Expr extent(ir::VarId pointer) {
    visit(pointer);
    return is_known_ && is_constant(extent_) ? extent_ : nullptr;
  }

 private:
  void visit(ir::VarId pointer) {
    if (!seen_.insert(pointer).second) return;
    const ir::Variable& variable = function_.var(pointer);
    if (variable.extent) return agree(variable.extent);
    if (variable.role == ir::VarRole::kParam) {
      const auto given = extents_.find(pointer);
      agree(given != extents_.end() ? given->second : analysis::infer_extent(function_, pointer));
    } else if (variable.role != ir::VarRole::kLocal) {
      is_known_ = false;
    }
    ir::walk(function_.body, [&](const ir::Stmt& stmt) { visit_writes(stmt, pointer); });
  }

  void visit_writes(const ir::Stmt& stmt, ir::VarId pointer) {
    if (const auto* declared = ir::get_if<ir::Declare>(stmt)) {
      if (declared->var == pointer && declared->init) visit_value(declared->init);
      return;
    }
    if (const auto* assigned = ir::get_if<ir::Assign>(stmt); assigned && is_pointer(assigned->place, pointer)) {
      return visit_value(assigned->value);
    }
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (model && model->op == ir::ModelOp::kSwap) {
      for (std::size_t i = 0; i < 2; ++i) {
        if (is_pointer(model->operands[i], pointer)) visit_value(model->operands[1 - i]);
      }
      return;
    }
    const bool allocates =
        model && (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed);
    if (allocates && is_pointer(model->operands[0], pointer)) return agree(model->operands[1]);
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use != ir::Use::kRead && is_pointer(expr, pointer)) is_known_ = false;
    });
  }

  void visit_value(const ir::Expr& value) {
    if (const auto* other = ir::get_if<ir::VarRef>(value)) return visit(other->var);
    if (const auto* converted = ir::get_if<ir::Cast>(value)) return visit_value(converted->operand);
    if (ir::get_if<ir::Literal>(value)) return;
    is_known_ = false;
  }

  void agree(const ir::Expr& extent) {
    if (!extent || (extent_ && !ir::same_expr(extent, extent_))) is_known_ = false;
    extent_ = extent;
  }

  // Declared once, or a parameter, and never changed.
  bool is_constant(const ir::Expr& extent) {
    if (!extent) return false;
    const analysis::ZoneSet reads = zones_.reads(extent);
    bool is_written = false;
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      if (ir::get_if<ir::Declare>(stmt) || !ir::regions(stmt).empty()) return;
      is_written = is_written || zones_.with_aliases(zones_.effects(stmt).writes).intersects(reads);
    });
    return !is_written;
  }

  static bool is_pointer(const ir::Expr& place, ir::VarId pointer) {
    const auto* ref = ir::get_if<ir::VarRef>(place);
    return ref && ref->var == pointer;
  }

  analysis::FunctionZones& zones_;
  const ir::Function& function_;
  const Extents& extents_;
  std::set<ir::VarId> seen_;
  ir::Expr extent_;
  bool is_known_ = true;
};

}  // namespace

bool is_moved(const ir::Function& function, ir::VarId pointer) {
  bool found = false;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const auto* updated = ir::get_if<ir::Update>(stmt);
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const ir::Expr place = updated ? updated->place : assigned ? assigned->place : nullptr;
    const auto* ref = place ? ir::get_if<ir::VarRef>(place) : nullptr;
    if (!ref || ref->var != pointer) return;
    const bool is_shifted = assigned && !ir::get_if<ir::VarRef>(assigned->value) && ir::mentions(assigned->value, pointer);
    found = found || updated || is_shifted;
  });
  return found;
}

ir::Expr extent_of_pointer(analysis::FunctionZones& zones, ir::VarId pointer, const Extents& extents) {
  return Blocks(zones, extents).extent(pointer);
}

}  // namespace backsweep::plan
