// Finds declarations whose scope was narrowed by structuring, and moves them out.
#include "frontend/hoist_declarations.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

/// The regions around a statement, outermost first, each with the position of the statement on the way down.
using Path = std::vector<std::pair<ir::Region*, std::size_t>>;

struct Occurrences {
  Path common;           ///< To the innermost region around all occurrences; positions of the first one.
  Path declaration;      ///< Empty where there is none.
  int declarations = 0;  ///< Several: induction variables of several loops.
  bool is_seen = false;
};

class Hoist {
 public:
  explicit Hoist(ir::Function& function) : function_(function) {}

  std::optional<ir::VarId> run() {
    // One at a time: a move changes positions, and a moved initializer is a new use.
    while (std::optional<ir::VarId> var = next_misplaced()) {
      if (!move_out(*var)) return var;
    }
    return std::nullopt;
  }

 private:
  std::optional<ir::VarId> next_misplaced();
  void scan(ir::Region& region, Path& path);
  void scan_stmt(ir::Stmt& stmt, const Path& path);
  void occurs(ir::VarId var, const Path& path);
  void declared(ir::VarId var, const Path& path) {
    found_[var].declaration = path;
    ++found_[var].declarations;
  }
  bool move_out(ir::VarId var);
  bool assign_instead(ir::VarId var, ir::Stmt& stmt);

  ir::Function& function_;
  std::map<ir::VarId, Occurrences> found_;
};

void Hoist::occurs(ir::VarId var, const Path& path) {
  Occurrences& all = found_[var];
  if (!all.is_seen) {
    all.is_seen = true;
    all.common = path;
    return;
  }
  std::size_t shared = 0;
  while (shared < all.common.size() && shared < path.size() && all.common[shared].first == path[shared].first) {
    ++shared;
    // The same region, but other statements of it: what lies deeper is not shared.
    if (all.common[shared - 1].second != path[shared - 1].second) break;
  }
  all.common.resize(shared);
}

void Hoist::scan_stmt(ir::Stmt& stmt, const Path& path) {
  if (const auto* declare = ir::get_if<ir::Declare>(stmt)) {
    occurs(declare->var, path);
    declared(declare->var, path);
  }
  if (const auto* opaque = ir::get_if<ir::Opaque>(stmt); opaque && opaque->declares_result) {
    declared(ir::root_var(opaque->result), path);
  }
  Path used_in = path;
  if (auto* loop = ir::get_if<ir::While>(stmt); loop && !loop->before_condition.empty()) {
    // The condition sees what stands in front of it.
    used_in.emplace_back(&loop->before_condition, loop->before_condition.size());
  }
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
    ir::walk(expr, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) occurs(ref->var, used_in);
    });
  });
}

void Hoist::scan(ir::Region& region, Path& path) {
  for (std::size_t i = 0; i < region.size(); ++i) {
    path.emplace_back(&region, i);
    scan_stmt(region[i], path);
    if (auto* counted = ir::get_if<ir::For>(region[i])) {
      occurs(counted->var, path);
      declared(counted->var, path);
    }
    auto* loop = ir::get_if<ir::While>(region[i]);
    for (ir::Region* inner : ir::regions(region[i])) {
      // The body of a while lies in the scope of what stands in front of its condition.
      const bool is_nested = loop && inner == &loop->body && !loop->before_condition.empty();
      if (is_nested) path.emplace_back(&loop->before_condition, loop->before_condition.size());
      scan(*inner, path);
      if (is_nested) path.pop_back();
    }
    path.pop_back();
  }
}

std::optional<ir::VarId> Hoist::next_misplaced() {
  found_.clear();
  Path path;
  scan(function_.body, path);
  for (const auto& [var, all] : found_) {
    const ir::VarRole role = function_.var(var).role;
    if ((role != ir::VarRole::kLocal && role != ir::VarRole::kInduction) || all.declarations > 1) continue;
    if (all.declaration.size() != all.common.size() || all.declaration.back().first != all.common.back().first)
      return var;
  }
  return std::nullopt;
}

bool Hoist::assign_instead(ir::VarId var, ir::Stmt& stmt) {
  if (auto* opaque = ir::get_if<ir::Opaque>(stmt)) {
    opaque->declares_result = false;
    return true;
  }
  const auto* found = ir::get_if<ir::Declare>(stmt);
  if (!found || !found->elements.empty() || !found->arguments.empty()) return false;
  const ir::Declare declare = *found;
  const ir::Expr place = ir::var_ref(function_, var);
  const ir::TypeKind kind = place->type->kind;
  const bool is_scalar = kind != ir::TypeKind::kRecord && kind != ir::TypeKind::kArray &&
                         kind != ir::TypeKind::kVector && kind != ir::TypeKind::kOpaque;
  if (declare.init) {
    stmt.node = ir::Assign{place, declare.init};
  } else if (kind == ir::TypeKind::kVector) {
    stmt.node = ir::Model{ir::ModelOp::kClear, {place}, ir::HeapFamily::kNone};
  } else if (is_scalar) {
    // An indeterminate value may be any value.
    stmt.node = ir::Assign{place, ir::zero(place->type)};
  } else if (kind == ir::TypeKind::kArray && !declare.zeroed) {
    stmt.node = ir::Block{};
  } else {
    return false;
  }
  return true;
}

bool Hoist::move_out(ir::VarId var) {
  ir::Variable& variable = function_.var(var);
  const ir::Type type = ir::without_const(variable.type);
  if (type->kind == ir::TypeKind::kReference) return false;
  variable.type = type;
  const Occurrences all = found_[var];
  if (!all.declaration.empty()) {
    const auto [region, position] = all.declaration.back();
    if (!assign_instead(var, (*region)[position])) return false;
  }
  const bool is_scalar = ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer;
  const auto [region, position] = all.common.back();
  ir::Stmt declaration = ir::declare(var);
  ir::get_if<ir::Declare>(declaration)->zeroed = is_scalar;
  const auto at = region->begin() + static_cast<std::ptrdiff_t>(position);
  declaration.span = at == region->end() ? base::SourceSpan{} : at->span;
  region->insert(at, std::move(declaration));
  return true;
}

}  // namespace

std::optional<ir::VarId> hoist_declarations(ir::Function& function) { return Hoist(function).run(); }

}  // namespace backsweep::frontend
