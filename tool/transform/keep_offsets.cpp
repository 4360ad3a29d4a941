// Gives changing offsets of pointers variables of their own, from which the pointers can be made again.
#include "transform/keep_offsets.h"

#include <map>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/hoist_pointed.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// The number by which the pointer stands behind one that can be made again; null where it is no such sum, or need not be kept.
ir::Expr changing_offset(const ir::Function& function, analysis::FunctionZones& zones, const ir::Expr& init) {
  ir::Expr base;
  ir::Expr offset;
  if (const auto* sum = ir::get_if<ir::Binary>(init); sum && sum->left->type->kind == ir::TypeKind::kPointer) {
    base = sum->left;
    offset = sum->right;
  }
  const auto* address = ir::get_if<ir::AddressOf>(init);
  if (const auto* element = address ? ir::get_if<ir::Index>(address->place) : nullptr) {
    base = element->base->type->kind == ir::TypeKind::kPointer ? element->base : ir::address_of(element->base);
    offset = element->index;
  }
  const bool is_kept = base && ir::is_integer(offset->type) && is_made_again(function, zones, base);
  return is_kept && !is_made_again(function, zones, offset) ? offset : nullptr;
}

/// The offsets of all pointers that are declared with one, and nothing else.
std::map<ir::VarId, ir::Expr> changing_offsets(const ir::Function& function, analysis::FunctionZones& zones) {
  std::map<ir::VarId, ir::Expr> result;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    const bool is_pointer = declared && declared->init && function.var(declared->var).type->kind == ir::TypeKind::kPointer;
    if (!is_pointer || !zones.stable().is_unchanging(declared->var)) return;
    if (const ir::Expr offset = changing_offset(function, zones, declared->init)) result[declared->var] = offset;
  });
  return result;
}

class Keeper {
 public:
  Keeper(ir::Function& function, std::map<ir::VarId, ir::Expr> offsets) : function_(function), offsets_(std::move(offsets)) {}

  void visit(ir::Region& region, bool in_loop = false) {
    ir::Region result;
    for (ir::Stmt& stmt : region) {
      const bool is_loop = ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt);
      for (ir::Region* inner : ir::regions(stmt)) visit(*inner, in_loop || is_loop);
      // Outside of loops there is one pointer to keep.
      auto* declared = in_loop ? ir::get_if<ir::Declare>(stmt) : nullptr;
      const auto found = declared ? offsets_.find(declared->var) : offsets_.end();
      if (found != offsets_.end()) {
        result.push_back(ir::declare(add_kept(*declared, found->second), found->second));
        result.back().span = stmt.span;
        result.back().text = stmt.text;
      }
      result.push_back(std::move(stmt));
    }
    region = std::move(result);
  }

 private:
  // Makes the pointer of the variable from now on.
  ir::VarId add_kept(ir::Declare& declared, const ir::Expr& offset) {
    const ir::VarId kept = add_temporary(function_, function_.var(declared.var).name + "_at", ir::without_const(offset->type));
    const ir::Expr number = ir::var_ref(function_, kept);
    declared.init = ir::rewrite(declared.init, [&](const ir::Expr& e) { return e == offset ? number : e; });
    return kept;
  }

  ir::Function& function_;
  std::map<ir::VarId, ir::Expr> offsets_;
};

}  // namespace

void keep_offsets(ir::Function& function, analysis::FunctionZones& zones) {
  std::map<ir::VarId, ir::Expr> offsets = changing_offsets(function, zones);
  if (!offsets.empty()) Keeper(function, std::move(offsets)).visit(function.body);
}

}  // namespace backsweep::transform
