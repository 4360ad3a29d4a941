// Refuses shadows of variables of the file that no local of the derivative can be.
#include "transform/global_shadows.h"

#include <string>

#include "analysis/constant_globals.h"
#include "ir/walk.h"
#include "transform/outputs.h"
#include "transform/shadow.h"

namespace backsweep::transform {
namespace {

/// Whether the function sets the pointer, or one in the object, before it does anything else with the variable.
bool is_set_first(const ir::Region& body, ir::VarId var) {
  for (const ir::Stmt& stmt : body) {
    if (!ir::mentions(stmt, var)) continue;
    if (const auto* block = ir::get_if<ir::Block>(stmt)) return is_set_first(block->body, var);
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (!assigned || ir::root_var(assigned->place) != var || ir::mentions(assigned->value, var)) return false;
    return ir::holds_pointers(assigned->place->type);
  }
  return false;
}

}  // namespace

bool check_global_shadow(const ir::Function& primal, ir::VarId var, bool is_called, diagnostics::Sink& sink) {
  const ir::Variable& variable = primal.var(var);
  const auto refuse = [&](const std::string& what) -> diagnostics::Diagnostic& {
    return sink.error(diagnostics::Kind::kUnsupported, primal.span, {"'" + variable.name + "', " + what});
  };
  // A table of constants may be passed where others give varying memory: what it gets is of no use to anyone.
  if (is_called && !analysis::is_inactive_global(variable)) {
    refuse("a global variable that carries active values through a call,")
        .note(diagnostics::Kind::kWayOut, primal.span, {"declare it const if nothing changes it, else hand it over as an argument"});
    return false;
  }
  if (!has_plain_shape(variable.type)) {
    refuse("a global container of containers,");
    return false;
  }
  if (ir::holds_pointers(variable.type) && !is_set_first(primal.body, var)) {
    const std::string for_constants = "; or declare it BACKSWEEP_CONSTANT if what it leads to is constant";
    refuse("a global pointer to active values,")
        .note(diagnostics::Kind::kWayOut, primal.span,
              {"hand it over as an argument, or set it in the function" + (variable.is_constant ? "" : for_constants)});
    return false;
  }
  return true;
}

void zero_global_shadow(const ir::Expr& shadow, const ir::Expr& primal, ir::Region& out, ir::Function& function) {
  const bool is_vector = shadow->type->kind == ir::TypeKind::kVector;
  if (!is_zero_by_default(is_vector ? shadow->type->element : shadow->type)) zero_shape(shadow, primal, nullptr, out, function);
}

}  // namespace backsweep::transform
