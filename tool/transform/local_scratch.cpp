// Turns static scratch space into locals.
#include "transform/local_scratch.h"

#include <algorithm>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/covered_arrays.h"
#include "plan/exposed_reads.h"

namespace backsweep::transform {
namespace {

/// Numbers in all dimensions; 0 where that is not known.
double count_of(const ir::Type& type) {
  if (ir::is_real(type) || ir::is_integer(type)) return 1;
  if (type->kind != ir::TypeKind::kArray || !type->extent) return 0;
  const auto* extent = ir::get_if<ir::Literal>(type->extent);
  return extent && extent->value ? *extent->value * count_of(type->element) : 0;
}

/// Whether an address of the variable may leave the function: in its result, in memory of others, or by a call that keeps it.
bool is_handed_out(const ir::Function& function, analysis::FunctionZones& zones, ir::VarId var) {
  const analysis::ZoneSet own = zones.leaves(zones.variable(var));
  const auto leads_to_it = [&](const ir::Expr& value) {
    return ir::is_pointer_like(value->type) && zones.leaves(zones.targets(value)).intersects(own);
  };
  const auto is_local = [&](const ir::Expr& place) {
    const auto* ref = ir::get_if<ir::VarRef>(place);
    return ref && function.var(ref->var).role == ir::VarRole::kLocal;
  };
  bool found = ir::holds_pointers(function.result);
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Assign>(stmt); s && ir::holds_pointers(s->place->type) && !is_local(s->place)) {
      found = found || !ir::is_pointer_like(s->value->type) || leads_to_it(s->value);
    }
    const auto* call = ir::get_if<ir::Call>(stmt);
    if (!call || !std::any_of(call->arguments.begin(), call->arguments.end(), leads_to_it)) return;
    for (const analysis::ZoneId id : zones.effects(stmt).writes.items()) {
      found = found || (zones.zone(id).type && ir::is_pointer_like(zones.zone(id).type));
    }
  });
  return found;
}

}  // namespace

std::vector<ir::VarId> find_scratch(const ir::Function& function, analysis::FunctionZones& zones) {
  constexpr double kMostNumbers = 4096;
  analysis::ZoneSet exposed = plan::exposed_reads(zones, function.body);
  exposed.erase(plan::covered_arrays(zones, function.body));
  std::vector<ir::VarId> found;
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Variable& variable = function.vars[i];
    const bool is_own = variable.role == ir::VarRole::kStatic && !variable.is_constexpr && !variable.type->is_const;
    const double count = is_own ? count_of(variable.type) : 0;
    if (count == 0 || count > kMostNumbers || !ir::mentions(function.body, var) || is_handed_out(function, zones, var)) continue;
    // Nobody outside has its address: no parameter leads to it, whatever it may alias elsewhere.
    if (!zones.leaves(zones.variable(var)).intersects(exposed)) found.push_back(var);
  }
  return found;
}

void make_local(ir::Function& function, ir::VarId scratch) {
  function.var(scratch).role = ir::VarRole::kLocal;
  function.var(scratch).init_text.clear();
  function.body.insert(function.body.begin(), ir::make_stmt(ir::Declare{scratch, nullptr, /*zeroed=*/true, {}, {}}));
}

}  // namespace backsweep::transform
