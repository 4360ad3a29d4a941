// Turns static scratch space into locals.
#include "transform/local_scratch.h"

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

/// Whether an address of the variable may leave the function.
bool is_handed_out(const ir::Function& function, ir::VarId var) {
  bool found = ir::is_pointer_like(function.result);
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (!assigned || !ir::is_pointer_like(assigned->place->type) || !ir::mentions(assigned->value, var)) return;
    const auto* to = ir::get_if<ir::VarRef>(assigned->place);
    found = found || !to || function.var(to->var).role != ir::VarRole::kLocal;
  });
  return found;
}

}  // namespace

std::vector<ir::VarId> find_scratch(const ir::Function& function, analysis::FunctionZones& zones) {
  constexpr double kMostNumbers = 4096;
  analysis::ZoneSet exposed = plan::exposed_reads(zones, function.body);
  exposed.erase(plan::covered_arrays(zones, function.body));
  // Nobody outside has its address, so that no parameter leads to it.
  std::vector<ir::VarId> found;
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Variable& variable = function.vars[i];
    const bool is_own = variable.role == ir::VarRole::kStatic && !variable.is_constexpr && !variable.type->is_const;
    const double count = is_own ? count_of(variable.type) : 0;
    if (count == 0 || count > kMostNumbers || !ir::mentions(function.body, var) || is_handed_out(function, var)) continue;
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
