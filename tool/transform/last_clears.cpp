// Drops assignments of zero to local variables, and to parts of them, that end behind them.
#include "transform/last_clears.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

/// Which part of a variable: members and elements, outermost first; "" may be any of them.
using Path = std::vector<std::string>;

bool holds_elements(const ir::Expr& base) {
  return base->type->kind == ir::TypeKind::kArray || base->type->kind == ir::TypeKind::kVector;
}

std::string step_of(const ir::Expr& part) {
  if (const auto* member = ir::get_if<ir::Member>(part)) {
    const ir::Record* record = member->base->type->record;
    return record && record->is_union ? "" : "." + member->field;
  }
  const ir::Expr& index = ir::get_if<ir::Index>(part)->index;
  const auto* number = ir::get_if<ir::Literal>(index);
  return number && number->value ? "[" + std::to_string(static_cast<long>(*number->value)) + "]" : "";
}

/// Nothing where the place does not lie in the variable.
std::optional<Path> path_in(const ir::Expr& place, ir::VarId var) {
  Path path;
  ir::Expr rest = place;
  for (ir::Expr whole = ir::whole_of(rest); whole; whole = ir::whole_of(rest)) {
    path.insert(path.begin(), step_of(rest));
    rest = whole;
  }
  const auto* root = ir::get_if<ir::VarRef>(rest);
  if (!root || root->var != var) return std::nullopt;
  return path;
}

bool may_meet(const Path& one, const Path& other) {
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    if (!one[i].empty() && !other[i].empty() && one[i] != other[i]) return false;
  }
  return true;
}

/// Calls `visit` with every part of the variable that the expression names.
void each_part(const ir::Expr& expr, ir::VarId var, const std::function<void(const ir::Expr&, const Path&)>& visit) {
  if (!expr) return;
  const std::optional<Path> path = path_in(expr, var);
  if (!path) {
    for (const ir::Expr& child : ir::children(expr)) each_part(child, var, visit);
    return;
  }
  visit(expr, *path);
  for (ir::Expr part = expr; part; part = ir::whole_of(part)) {
    if (const auto* element = ir::get_if<ir::Index>(part)) each_part(element->index, var, visit);
  }
}

/// The same of a statement and what is below it.
void each_part(const ir::Stmt& stmt, ir::VarId var, const std::function<void(const ir::Expr&, const Path&)>& visit) {
  ir::walk(stmt, [&](const ir::Stmt& inner) {
    ir::visit_exprs(inner, [&](const ir::Expr& expr, ir::Use) { each_part(expr, var, visit); });
  });
}

void add_parts(const ir::Stmt& stmt, ir::VarId var, std::vector<Path>& parts) {
  each_part(stmt, var, [&](const ir::Expr&, const Path& path) { parts.push_back(path); });
}

/// Whether the variable is only mentioned part by part: what stands for all of a container may lead to its memory.
bool is_taken_apart(const ir::Region& region, ir::VarId var) {
  bool is_whole = false;
  for (const ir::Stmt& stmt : region) {
    each_part(stmt, var, [&](const ir::Expr& part, const Path& path) { is_whole = is_whole || path.empty() || holds_elements(part); });
  }
  return !is_whole;
}

/// Whether only calls get its address: they may keep it, where other pointers lead.
bool is_only_handed(const ir::Region& region, ir::VarId var) {
  bool only = true;
  ir::walk(region, [&](const ir::Stmt& stmt) { only = only && (ir::get_if<ir::Call>(stmt) || !ir::regions(stmt).empty() || !ir::is_address_taken(stmt, var)); });
  return only;
}

/// `array[i + 1][j] = 0`, where each of the counters stands in one subscript; where, or nothing for other statements.
std::optional<Path> cleared(const ir::Stmt& stmt, ir::VarId var, const std::vector<ir::VarId>& counters) {
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  if (!assigned || !ir::is_zero(assigned->value)) return std::nullopt;
  std::set<ir::VarId> used;
  for (ir::Expr part = assigned->place; part; part = ir::whole_of(part)) {
    const auto* element = ir::get_if<ir::Index>(part);
    if (!element) continue;
    for (const ir::VarId counter : counters) {
      if (ir::constant_offset(element->index, counter)) used.insert(counter);
    }
  }
  return used.size() == counters.size() ? path_in(assigned->place, var) : std::nullopt;
}

class LastClears {
 public:
  explicit LastClears(ir::Function& function) : function_(function) {}

  void visit(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) visit(*inner);
    }
    for (std::size_t i = 0; i < region.size(); ++i) {
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      if (declared && is_fit(declared->var, region)) drop(region, i, declared->var);
    }
  }

 private:
  bool is_fit(ir::VarId var, const ir::Region& region) const {
    const ir::Variable& variable = function_.var(var);
    const ir::TypeKind kind = variable.type->kind;
    const bool has_parts = kind == ir::TypeKind::kArray || kind == ir::TypeKind::kVector || kind == ir::TypeKind::kRecord;
    return has_parts && variable.role == ir::VarRole::kLocal && is_taken_apart(region, var);
  }

  // From the end: what is mentioned behind a clear is read, or set before it is.
  void drop(ir::Region& region, std::size_t declaration, ir::VarId var) const {
    const bool is_handed = ir::is_address_taken(region, var);
    if (is_handed && !is_only_handed(region, var)) return;
    std::vector<Path> behind;
    for (std::size_t last = region.size(); --last > declaration;) {
      if (is_handed && !keeps_to_parameters(region[last])) return;
      if (!ir::mentions(region[last], var)) continue;
      if (is_last(cleared(region[last], var, {}), behind) || drop_in(region[last], var, behind)) {
        region.erase(region.begin() + static_cast<std::ptrdiff_t>(last));
      } else {
        add_parts(region[last], var, behind);
      }
    }
  }

  static bool is_last(const std::optional<Path>& clear, const std::vector<Path>& behind) {
    return clear && std::none_of(behind.begin(), behind.end(), [&](const Path& path) { return may_meet(*clear, path); });
  }

  // Drops clears from the end of nested loops; whether nothing is left of the statement.
  static bool drop_in(ir::Stmt& stmt, ir::VarId var, const std::vector<Path>& behind) {
    std::vector<ir::VarId> counters;
    ir::Region* body = nullptr;
    for (ir::Stmt* inner = &stmt; inner;) {
      auto* loop = ir::get_if<ir::For>(*inner);
      if (!loop) break;
      counters.push_back(loop->var);
      body = &loop->body;
      inner = only_mention(*body, var);
    }
    if (body) drop_from(*body, var, counters, behind);
    return is_empty(stmt);
  }

  static bool is_empty(const ir::Stmt& stmt) {
    const auto* loop = ir::get_if<ir::For>(stmt);
    return loop && std::all_of(loop->body.begin(), loop->body.end(), is_empty);
  }

  static ir::Stmt* only_mention(ir::Region& body, ir::VarId var) {
    ir::Stmt* found = nullptr;
    for (ir::Stmt& stmt : body) {
      if (!ir::mentions(stmt, var)) continue;
      if (found) return nullptr;
      found = &stmt;
    }
    return found;
  }

  // Clears of places that no other iteration touches, and that the rest of their own does not touch either.
  static void drop_from(ir::Region& body, ir::VarId var, const std::vector<ir::VarId>& counters, std::vector<Path> behind) {
    for (std::size_t last = body.size(); last-- > 0;) {
      if (!ir::mentions(body[last], var)) continue;
      const std::optional<Path> clear = cleared(body[last], var, counters);
      if (is_last(clear, behind) && is_touched_only_as(body, var, std::get<ir::Assign>(body[last].node).place, *clear)) {
        body.erase(body.begin() + static_cast<std::ptrdiff_t>(last));
      } else {
        add_parts(body[last], var, behind);
      }
    }
  }

  // Whether all that is mentioned of the variable in the loop is the place itself, or apart from it.
  static bool is_touched_only_as(const ir::Region& body, ir::VarId var, const ir::Expr& place, const Path& path) {
    bool only = true;
    for (const ir::Stmt& stmt : body) {
      each_part(stmt, var, [&](const ir::Expr& part, const Path& other) {
        only = only && (ir::same_expr(part, place) || !may_meet(other, path));
      });
    }
    return only;
  }

  // Whether pointers that a call has kept cannot be followed there: it follows parameters only.
  [[nodiscard]] bool keeps_to_parameters(const ir::Stmt& stmt) const {
    bool keeps = true;
    ir::walk(stmt, [&](const ir::Stmt& inner) {
      keeps = keeps && (ir::get_if<ir::Assign>(inner) || ir::get_if<ir::Update>(inner) || ir::get_if<ir::Declare>(inner) ||
                        ir::get_if<ir::For>(inner));
      ir::visit_exprs(inner, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          const ir::Expr pointer = ir::pointer_to_place(e);
          keeps = keeps && (!pointer || is_parameter(pointer));
        });
      });
    });
    return keeps;
  }

  [[nodiscard]] bool is_parameter(const ir::Expr& pointer) const {
    const auto* ref = ir::get_if<ir::VarRef>(pointer);
    return ref && function_.var(ref->var).role == ir::VarRole::kParam;
  }

  const ir::Function& function_;
};

}  // namespace

void drop_last_clears(ir::Function& function) { LastClears(function).visit(function.body); }

}  // namespace backsweep::transform
