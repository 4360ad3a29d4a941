// Finds calls of functions without a body that are handed nothing that leads to more.
#include "transform/unseen_calls.h"

#include <algorithm>

#include "analysis/constant_globals.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

bool names_variable_of_file(const ir::Function& function) {
  return std::any_of(function.vars.begin(), function.vars.end(), [](const ir::Variable& variable) {
    return variable.role == ir::VarRole::kGlobal && !analysis::is_constant_global(variable);
  });
}

/// Whether more is behind it than one object, or numbers in a row.
bool leads_on(const ir::Type& type) {
  if (!type) return false;
  const ir::Type& behind = ir::is_pointer_like(type) ? type->element : type;
  return !behind || behind->kind == ir::TypeKind::kVoid || ir::holds_pointers(behind);
}

bool is_confined(const ir::Opaque& text) {
  const auto leads = [](const ir::Expr& operand) { return leads_on(operand->type); };
  const bool gives_pointer = text.result && ir::holds_pointers(text.result->type);
  return !gives_pointer && std::none_of(text.operands.begin(), text.operands.end(), leads);
}

}  // namespace

void confine_unseen_calls(ir::Program& program) {
  if (std::any_of(program.functions.begin(), program.functions.end(), names_variable_of_file)) return;
  for (ir::Function& function : program.functions) {
    ir::walk(function.body, [](ir::Stmt& stmt) {
      auto* text = std::get_if<ir::Opaque>(&stmt.node);
      if (text && text->is_unseen_call && is_confined(*text)) text->may_write_anything = false;
    });
  }
}

}  // namespace backsweep::transform
