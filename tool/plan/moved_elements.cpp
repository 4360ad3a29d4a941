// Finds pointers into vectors whose elements move.
#include "plan/moved_elements.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "ir/walk.h"

namespace backsweep::plan {
namespace {

using analysis::ZoneId;
using analysis::ZoneKind;
using analysis::ZoneSet;

// Taking elements off leaves the others where they are, and a declaration has had none.
bool leaves_elements(const ir::Stmt& stmt) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  return ir::get_if<ir::Declare>(stmt) ||
         (model && (model->op == ir::ModelOp::kPopBack || model->op == ir::ModelOp::kClear));
}

// Vectors whose own zone is written: what they hold may be somewhere else, or somebody else's, afterwards.
std::vector<ZoneId> reshaped(analysis::FunctionZones& zones, const ir::Stmt& stmt) {
  std::vector<ZoneId> result;
  if (leaves_elements(stmt)) return result;
  for (const ZoneId id : zones.effects(stmt).writes.items()) {
    const ir::Type& type = zones.zone(id).type;
    if (type && type->kind == ir::TypeKind::kVector) result.push_back(id);
  }
  return result;
}

bool points_into(analysis::FunctionZones& zones, ZoneId pointer, const std::vector<ZoneId>& vectors) {
  const std::vector<ZoneId> targets = zones.points_to(pointer).items();
  return std::any_of(targets.begin(), targets.end(), [&](ZoneId target) {
    return std::any_of(vectors.begin(), vectors.end(), [&](ZoneId vector) {
      return target != vector && zones.counterpart(target, vector, vector).is_valid();
    });
  });
}

// Statements that run whenever control passes from `stmt` to what is behind them: those beside it and its surroundings.
std::set<const ir::Stmt*> beside(const ir::Function& function, const ir::Stmt& stmt) {
  std::set<const ir::Stmt*> result;
  const std::function<bool(const ir::Region&)> collect = [&](const ir::Region& region) {
    const bool holds_it = std::any_of(region.begin(), region.end(), [&](const ir::Stmt& one) {
      const std::vector<const ir::Region*> inner = ir::regions(one);
      return &one == &stmt || std::any_of(inner.begin(), inner.end(), [&](const ir::Region* r) { return collect(*r); });
    });
    if (holds_it) {
      for (const ir::Stmt& one : region) result.insert(&one);
    }
    return holds_it;
  };
  collect(function.body);
  return result;
}

// Whether the statement gives the variable a new value without a look at the old one.
bool renews(const ir::Stmt& stmt, ir::VarId var) {
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* place = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
  return (declared && declared->var == var) || (place && place->var == var && !ir::mentions(assigned->value, var));
}

// In the order of the text. What surely gives the variable a new value first is no use of the old one.
bool is_used_behind(const ir::Function& function, const ir::Stmt& stmt, ir::VarId var) {
  const std::set<const ir::Stmt*> certain = beside(function, stmt);
  bool is_behind = false;
  bool is_used = false;
  bool is_renewed = false;
  ir::walk(function.body, [&](const ir::Stmt& one) {
    if (is_behind && !is_used && !is_renewed) {
      const bool is_new = renews(one, var);
      is_renewed = is_new && (ir::get_if<ir::Declare>(one) || certain.count(&one) != 0);
      if (!is_new) ir::visit_exprs(one, [&](const ir::Expr& expr, ir::Use) { is_used = is_used || ir::mentions(expr, var); });
    }
    is_behind = is_behind || &one == &stmt;
  });
  return is_used;
}

// Pointers and references, on their own or in objects, into vectors that the statement reshapes.
std::vector<ZoneId> pointers_into_reshaped(analysis::FunctionZones& zones, const ir::Stmt& stmt) {
  std::vector<ZoneId> result;
  const std::vector<ZoneId> vectors = reshaped(zones, stmt);
  if (vectors.empty()) return result;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const ZoneId pointer{static_cast<std::int32_t>(i)};
    const bool is_in_variable = zones.zone(zones.root(pointer)).kind == ZoneKind::kVariable;
    if (!ir::is_pointer_like(zones.zone(pointer).type) || !is_in_variable) continue;
    if (points_into(zones, pointer, vectors)) result.push_back(pointer);
  }
  return result;
}

// Where a statement stands in the order of the text, and the outermost loop around it.
struct Position {
  int at = 0;
  const ir::Stmt* loop = nullptr;
};

class Positions {
 public:
  explicit Positions(const ir::Region& body) { visit(body); }

  const Position& of(const ir::Stmt& stmt) const { return known_.at(&stmt); }
  // Of the declaration in the region; of its first statement where there is none.
  const Position* of(const ir::Region& region, ir::VarId var) const {
    for (const ir::Stmt& stmt : region) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      if (declared && declared->var == var) return &of(stmt);
    }
    return region.empty() ? nullptr : &of(region.front());
  }

 private:
  void visit(const ir::Region& region) {
    for (const ir::Stmt& stmt : region) {
      known_[&stmt] = {next_++, loop_};
      const bool is_outermost = !loop_ && (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt));
      if (is_outermost) loop_ = &stmt;
      for (const ir::Region* inner : ir::regions(stmt)) visit(*inner);
      if (is_outermost) loop_ = nullptr;
    }
  }

  std::map<const ir::Stmt*, Position> known_;
  const ir::Stmt* loop_ = nullptr;
  int next_ = 0;
};

bool may_follow(const Position& later, const Position& earlier) {
  return later.at > earlier.at || (later.loop && later.loop == earlier.loop);
}

// Where pointers are kept: at the ends of scopes, and where they are overwritten.
std::vector<std::pair<ir::VarId, Position>> kept_pointers(const ir::Function& function, const Plan& plan, const Positions& positions) {
  std::vector<std::pair<ir::VarId, Position>> result;
  for (const auto& [region, scope] : plan.scopes) {
    for (const ir::VarId var : scope.stored) {
      if (!ir::holds_pointers(function.var(var).type)) continue;
      if (const Position* position = positions.of(*region, var)) result.emplace_back(var, *position);
    }
  }
  for (const auto& [stmt, places] : plan.saves) {
    for (const ir::Expr& place : places) {
      const ir::VarId var = ir::root_var(place);
      if (var.is_valid() && ir::holds_pointers(place->type)) result.emplace_back(var, positions.of(*stmt));
    }
  }
  return result;
}

void add_once(ir::VarId var, std::vector<ir::VarId>& out) {
  if (std::find(out.begin(), out.end(), var) == out.end()) out.push_back(var);
}

}  // namespace

std::vector<ir::VarId> into_reshaped(analysis::FunctionZones& zones, const ir::Stmt& stmt) {
  std::vector<ir::VarId> result;
  for (const ZoneId pointer : pointers_into_reshaped(zones, stmt)) add_once(zones.zone(zones.root(pointer)).var, result);
  return result;
}

std::vector<ir::VarId> left_behind(analysis::FunctionZones& zones, const ir::Stmt& stmt, const ZoneSet& required) {
  std::vector<ir::VarId> result;
  for (const ZoneId pointer : pointers_into_reshaped(zones, stmt)) {
    const ir::VarId var = zones.zone(zones.root(pointer)).var;
    if (required.contains(pointer) || is_used_behind(zones.function(), stmt, var)) add_once(var, result);
  }
  return result;
}

std::vector<std::pair<const ir::Stmt*, ir::VarId>> kept_across_moves(analysis::FunctionZones& zones, const Plan& plan) {
  std::vector<std::pair<const ir::Stmt*, ir::VarId>> result;
  const ir::Function& function = zones.function();
  const bool has_vectors = std::any_of(function.vars.begin(), function.vars.end(), [](const ir::Variable& variable) {
    return ir::strip_reference(variable.type)->kind == ir::TypeKind::kVector || variable.type->kind == ir::TypeKind::kRecord;
  });
  if (!has_vectors) return result;
  const Positions positions(function.body);
  const auto kept = kept_pointers(function, plan, positions);
  if (kept.empty()) return result;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    if (!ir::regions(stmt).empty()) return;
    for (const ir::VarId var : into_reshaped(zones, stmt)) {
      const bool is_kept = std::any_of(kept.begin(), kept.end(), [&](const auto& one) {
        return one.first == var && may_follow(positions.of(stmt), one.second);
      });
      if (is_kept) result.emplace_back(&stmt, var);
    }
  });
  return result;
}

}  // namespace backsweep::plan
