// Splits and drops variables before they are named.
#include "codegen/tidy_variables.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "codegen/usage.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

class Separator {
 public:
  explicit Separator(ir::Function& function) : function_(function) {}

  void separate(ir::Region& region) {
    const std::map<ir::VarId, ir::VarId> outside = now_;
    for (ir::Stmt& stmt : region) separate(stmt);
    now_ = outside;
  }

 private:
  void separate(ir::Stmt& stmt) {
    // The bounds of a counted loop are outside of its variable's scope, its initializer in front of the declared name.
    rename(stmt);
    const std::map<ir::VarId, ir::VarId> outside = now_;
    if (auto* declare = ir::get_if<ir::Declare>(stmt)) declare->var = declared(declare->var);
    if (auto* opaque = ir::get_if<ir::Opaque>(stmt); opaque && opaque->declares_result) {
      const ir::VarId var = declared(ir::root_var(opaque->result));
      opaque->result = ir::var_ref(function_, var);
    }
    if (auto* loop = ir::get_if<ir::For>(stmt)) loop->var = declared(loop->var);
    if (auto* loop = ir::get_if<ir::While>(stmt)) return separate_while(*loop);
    for (ir::Region* inner : ir::regions(stmt)) separate(*inner);
    if (ir::get_if<ir::For>(stmt)) now_ = outside;
  }

  /// Condition and body see what is declared in front of the condition.
  void separate_while(ir::While& loop) {
    const std::map<ir::VarId, ir::VarId> outside = now_;
    for (ir::Stmt& before : loop.before_condition) separate(before);
    loop.condition = renamed(loop.condition);
    separate(loop.body);
    now_ = outside;
  }

  ir::VarId declared(ir::VarId var) {
    const ir::VarId original = original_of(var);
    const ir::Type type = renamed(function_.var(original).type);
    if (seen_.insert(original).second) {
      now_.erase(original);
      function_.var(original).type = type;
      return original;
    }
    const ir::VarId copy = function_.add_var(ir::Variable(function_.var(original)));
    function_.var(copy).type = type;
    originals_[copy] = original;
    now_[original] = copy;
    return copy;
  }

  [[nodiscard]] ir::VarId original_of(ir::VarId var) const {
    const auto known = originals_.find(var);
    return known == originals_.end() ? var : known->second;
  }

  [[nodiscard]] ir::Expr renamed(const ir::Expr& expr) const {
    if (now_.empty()) return expr;
    return ir::rewrite(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const auto copy = ref ? now_.find(ref->var) : now_.end();
      return copy == now_.end() ? e : ir::var_ref(copy->second, e->type);
    });
  }

  /// Arrays of variable length are declared with what their extents are called now.
  [[nodiscard]] ir::Type renamed(const ir::Type& type) const {
    if (type->kind != ir::TypeKind::kArray || type->is_std || now_.empty()) return type;
    const ir::Type element = renamed(type->element);
    const ir::Expr extent = type->extent ? renamed(type->extent) : nullptr;
    return extent == type->extent && element == type->element ? type : ir::array_of(element, extent);
  }

  void rename(ir::Stmt& stmt) {
    if (now_.empty() || ir::get_if<ir::While>(stmt)) return;
    ir::map_exprs(stmt, [&](const ir::Expr& expr) { return expr ? renamed(expr) : expr; });
  }

  ir::Function& function_;
  std::map<ir::VarId, ir::VarId> now_;  ///< What a variable is called in the present scope, where that is a copy.
  std::map<ir::VarId, ir::VarId> originals_;
  std::set<ir::VarId> seen_;
};

bool is_droppable(const ir::Function& function, const Usage& usage, const ir::Stmt& stmt) {
  const auto* declare = ir::get_if<ir::Declare>(stmt);
  if (!declare || !stmt.comments.empty()) return false;
  const ir::Type& type = function.var(declare->var).type;
  const bool is_plain = ir::is_real(type) || ir::is_integer(type) || ir::is_pointer_like(type);
  const VarUsage& use = usage.of(declare->var);
  return is_plain && use.reads == 0 && use.writes == 0 && !use.address_escapes;
}

bool drop(const ir::Function& function, const Usage& usage, ir::Region& region) {
  const std::size_t before = region.size();
  std::erase_if(region, [&](const ir::Stmt& stmt) { return is_droppable(function, usage, stmt); });
  bool has_dropped = region.size() != before;
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) has_dropped = drop(function, usage, *inner) || has_dropped;
  }
  return has_dropped;
}

/// Whether the statement gives the variable its value without looking at the one it has.
bool overwrites(const ir::Stmt& stmt, ir::VarId var) {
  const auto* assign = ir::get_if<ir::Assign>(stmt);
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  const ir::Expr place = assign ? assign->place : text ? text->result : nullptr;
  const auto* target = ir::get_if<ir::VarRef>(place);
  if (!target || target->var != var) return false;
  int mentions = 0;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { mentions += ir::mentions(expr, var) ? 1 : 0; });
  return mentions == 1;
}

void drop_overwritten(const ir::Function& function, ir::Region& region) {
  for (std::size_t i = 0; i + 1 < region.size(); ++i) {
    auto* declare = ir::get_if<ir::Declare>(region[i]);
    if (!declare || !declare->init || function.var(declare->var).type->kind != ir::TypeKind::kPointer) continue;
    if (!overwrites(region[i + 1], declare->var)) continue;
    declare->init = nullptr;
    while (i + 2 < region.size() && overwrites(region[i + 2], declare->var)) {
      region.erase(region.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      declare = ir::get_if<ir::Declare>(region[i]);
    }
  }
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) drop_overwritten(function, *inner);
  }
}

}  // namespace

void drop_overwritten_pointers(ir::Function& function) { drop_overwritten(function, function.body); }

void separate_variables(ir::Function& function) { Separator(function).separate(function.body); }

void drop_unused_variables(const ir::Program& program, ir::Function& function) {
  // What one declaration reads may be unused without it.
  while (drop(function, find_usage(program, function), function.body)) {
  }
}

}  // namespace backsweep::codegen
