// Tells tables of constants from globals that carry values.
#include "analysis/constant_globals.h"

namespace backsweep::analysis {

bool is_constant_global(const ir::Variable& variable) {
  ir::Type type = variable.type;
  while (type->kind == ir::TypeKind::kArray) type = type->element;
  return variable.role == ir::VarRole::kGlobal && type->is_const && type->kind != ir::TypeKind::kPointer;
}

bool is_inactive_global(const ir::Variable& variable) {
  return is_constant_global(variable) || (variable.role == ir::VarRole::kGlobal && variable.is_constant);
}

}  // namespace backsweep::analysis
