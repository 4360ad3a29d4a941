// Puts short-lived vectors of the tool's own into memory that is reused.
#include "transform/scratch_vectors.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/own_element.h"

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
    const bool is_overwritten = is_overwritten_behind(region, at, declared->var, declared->arguments[0]);
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

  // Whether loops that follow one another assign to all elements before anything else happens to them. They take over from
  // one another where the last one ended, or, behind `min(k, count)`, at k.
  static bool is_overwritten_behind(const ir::Region& region, std::size_t at, ir::VarId var, const ir::Expr& count) {
    if (!keeps_value(region, count)) return false;
    ir::Expr covered = ir::integer(0);
    for (std::size_t k = at + 1; k < region.size(); ++k) {
      if (!ir::mentions(region[k], var)) continue;
      const auto* loop = ir::get_if<ir::For>(region[k]);
      if (!loop || !assigns_own_element(*loop, var) || !is_same(loop->from, covered) || !keeps_value(region, loop->to)) return false;
      if (is_same(loop->to, count)) return true;
      const ir::Expr other = other_of_least(loop->to, count);
      covered = other ? other : loop->to;
    }
    return false;
  }

  static bool keeps_value(const ir::Region& region, const ir::Expr& bound) {
    std::set<ir::VarId> vars;
    ir::add_mentions(bound, vars);
    return std::none_of(vars.begin(), vars.end(), [&](ir::VarId var) { return ir::may_be_written(region, var); });
  }

  // k of `std::min<int>(k, count)`; null for anything else.
  static ir::Expr other_of_least(const ir::Expr& bound, const ir::Expr& count) {
    const auto* least = ir::get_if<ir::OpaqueExpr>(ir::without_integer_casts(bound));
    if (!least || least->operands.size() != 2 || least->text.front().rfind("std::min<", 0) != 0) return nullptr;
    for (const std::size_t k : {0U, 1U}) {
      if (is_same(least->operands[1 - k], count)) return least->operands[k];
    }
    return nullptr;
  }

  static bool is_same(const ir::Expr& a, const ir::Expr& b) {
    return ir::same_expr(ir::without_integer_casts(a), ir::without_integer_casts(b));
  }

  // `for (int i = from; i < to; ++i) { ...; v[i] = e; ... }`, where nothing is done with v in front of that.
  static bool assigns_own_element(const ir::For& loop, ir::VarId var) {
    if (loop.is_down || loop.compare != ir::BinaryOp::kLess || !ir::is_one(loop.step)) return false;
    bool assigns = false;
    for (const ir::Stmt& one : loop.body) {
      const auto* assigned = ir::get_if<ir::Assign>(one);
      const bool is_first = assigned && is_own_element(assigned->place, var, loop.var) && !ir::mentions(assigned->value, var);
      if (is_first) assigns = true;
      else if (ir::mentions(one, var) && !(assigns && mentions_only_own_element(one, var, loop.var))) return false;
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
