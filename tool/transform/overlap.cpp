// Finds pointers that may overlap, and asks at run time whether they do.
#include "transform/overlap.h"

#include <algorithm>
#include <map>
#include <utility>

#include "ir/build.h"
#include "transform/memory.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// Elements behind the parameter: scalars of an array; one object behind a reference.
ir::Expr elements_behind(const ir::Function& primal, const ir::Request& request, ir::VarId param) {
  if (primal.var(param).type->kind == ir::TypeKind::kReference) return ir::integer(1);
  return extent_of(primal, term_of(request, param));
}

bool is_plain(const ir::Type& pointee) {
  return ir::is_real(pointee) || (pointee->kind == ir::TypeKind::kArray && !pointee->is_std && is_plain(pointee->element));
}

analysis::ZoneSet zones_behind(analysis::FunctionZones& zones, ir::VarId param) {
  return zones.leaves(zones.pointee(zones.variable(param)));
}

/// The parameter whose memory a zone belongs to; invalid for globals and what is not known.
ir::VarId owner(const analysis::FunctionZones& zones, analysis::ZoneId id) {
  while (true) {
    const analysis::Zone& root = zones.zone(zones.root(id));
    if (root.kind == analysis::ZoneKind::kPointee) {
      id = root.parent;
    } else if (root.kind == analysis::ZoneKind::kVariable && zones.function().var(root.var).role == ir::VarRole::kParam) {
      return root.var;
    } else {
      return {};
    }
  }
}

/// A parameter handed on: the address of what a reference refers to.
ir::Expr argument_of(const ir::Function& function, ir::VarId param) {
  const bool is_reference = function.var(param).type->kind == ir::TypeKind::kReference;
  return is_reference ? ir::address_of(ir::place_of(function, param)) : ir::var_ref(function, param);
}

std::size_t kept(const plan::Plan& plan) {
  std::size_t count = plan.kept_conditions.size();
  for (const auto& [stmt, places] : plan.saves) count += places.size();
  for (const auto& [stmt, saves] : plan.block_saves) count += saves.size();
  for (const auto& [region, scope] : plan.scopes) count += scope.stored.size();
  return count;
}

/// The shadows among a derivative's parameters, which follow those of the primal in their order.
std::map<ir::VarId, ir::VarId> shadow_parameters(const ir::Function& derivative, const ir::Function& primal,
                                                 const ir::Request& request) {
  std::map<ir::VarId, ir::VarId> result;
  std::size_t next = primal.params.size();
  const bool is_gradient = request.kind == ir::RequestKind::kGradient;
  for (const ir::VarId param : primal.params) {
    if (!ir::carries_real(primal.var(param).type)) continue;
    if (!(is_gradient ? is_independent(request, param) : is_listed(request, param))) continue;
    result[param] = derivative.params[next++];
  }
  return result;
}

/// Pairs that may overlap, one of which the primal writes: memory that is only read may be shared.
std::vector<std::pair<ir::VarId, ir::VarId>> pairs_of(analysis::FunctionZones& zones, const std::vector<ir::VarId>& params) {
  const analysis::ZoneSet written = zones.effects(zones.function().body).writes;
  std::vector<std::pair<ir::VarId, ir::VarId>> result;
  for (std::size_t i = 0; i < params.size(); ++i) {
    for (std::size_t k = i + 1; k < params.size(); ++k) {
      const analysis::ZoneSet a = zones_behind(zones, params[i]);
      const analysis::ZoneSet b = zones_behind(zones, params[k]);
      const bool is_written = written.intersects(a) || written.intersects(b);
      if (is_written && zones.with_aliases(a).intersects(b)) result.emplace_back(params[i], params[k]);
    }
  }
  return result;
}

/// `if (condition) return general(parameters of fast);`
ir::Stmt hand_over(ir::Function& fast, const ir::Expr& condition, ir::FunctionId general) {
  ir::Call call;
  call.callee = general;
  for (const ir::VarId param : fast.params) call.arguments.push_back(argument_of(fast, param));
  ir::If made;
  made.condition = condition;
  ir::Expr value;
  if (fast.result->kind != ir::TypeKind::kVoid) {
    const ir::VarId result = add_temporary(fast, "value", fast.result);
    made.then_region.push_back(ir::declare(result));
    value = call.result = ir::var_ref(fast, result);
  }
  made.then_region.push_back(ir::make_stmt(std::move(call)));
  made.then_region.push_back(ir::make_stmt(ir::Return{value}));
  return ir::make_stmt(std::move(made));
}

}  // namespace

std::vector<ir::VarId> may_overlap(const ir::Function& primal, const ir::Request& request) {
  std::vector<ir::VarId> result;
  for (const ir::VarId param : primal.params) {
    const ir::Variable& variable = primal.var(param);
    if (!ir::is_pointer_like(variable.type) || variable.is_restrict || !is_plain(variable.type->element)) continue;
    if (is_listed(request, param) && elements_behind(primal, request, param)) result.push_back(param);
  }
  return result;
}

ir::Function taken_apart(const ir::Function& primal, const std::vector<ir::VarId>& params) {
  ir::Function result = primal;
  for (const ir::VarId param : params) result.var(param).is_restrict = true;
  return result;
}

bool is_checkable(analysis::FunctionZones& zones, const ir::Request& request, const std::vector<ir::VarId>& params) {
  for (const ir::VarId param : params) {
    for (const analysis::ZoneId id : zones.with_aliases(zones_behind(zones, param)).items()) {
      const ir::VarId other = owner(zones, id);
      if (!other.is_valid()) return false;
      const bool is_checked = std::find(params.begin(), params.end(), other) != params.end();
      if (!is_checked && is_listed(request, other)) return false;
    }
  }
  return true;
}

bool is_cheaper(const plan::Record& one, const plan::Record& other) {
  if (!one.plan || !other.plan) return false;
  return kept(*one.plan) < kept(*other.plan) || one.outputs.size() < other.outputs.size() ||
         one.plan->merged.size() > other.plan->merged.size() || one.plan->fused.size() > other.plan->fused.size();
}

bool add_overlap_check(ir::Function& fast, ir::FunctionId general, analysis::FunctionZones& zones,
                       const ir::Request& request, const std::vector<ir::VarId>& params) {
  const ir::Function& primal = zones.function();
  const std::map<ir::VarId, ir::VarId> shadows = shadow_parameters(fast, primal, request);
  for (const ir::VarId param : params) {
    fast.var(param).is_restrict = false;
    if (shadows.count(param)) fast.var(shadows.at(param)).is_restrict = false;
  }
  const auto pairs = pairs_of(zones, params);
  if (pairs.empty()) return false;
  ir::Expr condition;
  const auto ask = [&](const Scalars& a, const Scalars& b) {
    const ir::Expr question = ir::opaque({"backsweep::overlap(", ", ", ", ", ", ", ")"}, {a.first, a.count, b.first, b.count},
                                         ir::bool_type());
    condition = condition ? ir::binary(ir::BinaryOp::kOr, condition, question) : question;
  };
  // A shadow with several directions has an element for each number.
  const auto behind = [&](ir::VarId var, ir::VarId param) {
    return scalars_behind(argument_of(fast, var), elements_behind(primal, request, param));
  };
  for (const auto& [a, b] : pairs) ask(behind(a, a), behind(b, b));
  for (const auto& [a, b] : pairs) {
    if (shadows.count(a) && shadows.count(b)) ask(behind(shadows.at(a), a), behind(shadows.at(b), b));
  }
  fast.body.insert(fast.body.begin(), hand_over(fast, condition, general));
  return true;
}

}  // namespace backsweep::transform
