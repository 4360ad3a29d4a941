// Puts short-lived vectors of the tool's own into memory that is reused.
#include "transform/scratch_vectors.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

class Reuse {
 public:
  Reuse(ir::Function& function, const std::vector<ir::VarId>& bars) : function_(function), bars_(bars) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) {
      if (const auto* declared = ir::get_if<ir::Declare>(stmt)) ++declarations_[declared->var];
    });
  }

  void run() {
    visit(function_.body, /*is_inside_loop=*/false);
    for (const auto& [var, places] : places_) {
      // The step of a checkpointed loop stands there several times.
      if (static_cast<int>(places.size()) != declarations_[var]) continue;
      for (const auto& [region, at] : places) replace(*region, at);
    }
    if (replaced_.empty()) return;
    ir::walk(function_.body, [&](ir::Stmt& stmt) {
      ir::map_exprs(stmt, [&](const ir::Expr& expr) { return ir::rewrite(expr, [&](const ir::Expr& e) { return renewed(e); }); });
    });
  }

 private:
  void visit(ir::Region& region, bool is_inside_loop) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      const bool is_block = ir::get_if<ir::If>(region[i]) || ir::get_if<ir::Block>(region[i]);
      for (ir::Region* inner : ir::regions(region[i])) visit(*inner, is_inside_loop || !is_block);
      if (is_inside_loop && is_fit(region[i])) places_[std::get<ir::Declare>(region[i].node).var].emplace_back(&region, i);
    }
  }

  ir::Expr renewed(const ir::Expr& expr) const {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    return ref && replaced_.count(ref->var) ? ir::var_ref(function_, ref->var) : expr;
  }

  void replace(ir::Region& region, std::size_t at) {
    auto* declared = ir::get_if<ir::Declare>(region[at]);
    ir::Variable& variable = function_.var(declared->var);
    const bool is_overwritten = at + 1 < region.size() && overwrites(region[at + 1], declared->var, declared->arguments[0]);
    if (is_overwritten) declared->arguments.resize(1);
    else if (declared->arguments.size() == 1) declared->arguments.push_back(ir::zero(variable.type->element));
    variable.type = ir::vector_of(variable.type->element, "backsweep::Scratch<" + variable.type->element->spelling + ">");
    replaced_.insert(declared->var);
  }

  [[nodiscard]] bool is_fit(const ir::Stmt& stmt) const {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (!declared || declared->init || declared->arguments.empty()) return false;
    const ir::VarId var = declared->var;
    const ir::Variable& variable = function_.var(var);
    const bool is_own = variable.is_temporary || std::find(bars_.begin(), bars_.end(), var) != bars_.end();
    return is_own && variable.type->kind == ir::TypeKind::kVector && ir::is_real(variable.type->element) &&
           ir::is_only_indexed(function_.body, var);
  }

  // `for (int i = 0; i < count; ++i) { ...; v[i] = e; ... }`, and v is not read in it.
  static bool overwrites(const ir::Stmt& stmt, ir::VarId var, const ir::Expr& count) {
    const auto* loop = ir::get_if<ir::For>(stmt);
    if (!loop || loop->is_down || loop->compare != ir::BinaryOp::kLess || !ir::is_one(loop->step)) return false;
    if (!ir::is_zero(loop->from) || !ir::same_expr(ir::without_integer_casts(loop->to), ir::without_integer_casts(count))) return false;
    bool assigns = false;
    for (const ir::Stmt& one : loop->body) {
      const auto* assigned = ir::get_if<ir::Assign>(one);
      const auto* access = assigned ? ir::get_if<ir::Index>(assigned->place) : nullptr;
      const auto* base = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
      const auto* index = access ? ir::get_if<ir::VarRef>(ir::without_integer_casts(access->index)) : nullptr;
      if (!assigns && base && index && base->var == var && index->var == loop->var && !ir::mentions(assigned->value, var)) assigns = true;
      else if (ir::mentions(one, var)) return false;
    }
    return assigns;
  }

  ir::Function& function_;
  const std::vector<ir::VarId>& bars_;
  std::map<ir::VarId, int> declarations_;
  std::map<ir::VarId, std::vector<std::pair<ir::Region*, std::size_t>>> places_;  ///< Of declarations that may be replaced.
  std::set<ir::VarId> replaced_;
};

}  // namespace

void reuse_scratch(ir::Function& function, const std::vector<ir::VarId>& bars) {
  Reuse(function, bars).run();
}

}  // namespace backsweep::transform
