// Unique, telling names.
#include "transform/names.h"

#include <algorithm>

#include "ir/walk.h"

namespace backsweep::transform {

std::string unique_name(const ir::Function& function, const std::string& wanted) {
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(function.vars.begin(), function.vars.end(),
                       [&](const ir::Variable& variable) { return variable.name == name; });
  };
  if (!is_taken(wanted)) return wanted;
  for (int i = 2;; ++i) {
    std::string name = wanted + "_" + std::to_string(i);
    if (!is_taken(name)) return name;
  }
}

ir::VarId add_temporary(ir::Function& function, const std::string& wanted, const ir::Type& type) {
  ir::Variable variable;
  variable.name = unique_name(function, wanted);
  variable.type = ir::without_const(type);
  variable.is_temporary = true;
  return function.add_var(std::move(variable));
}

std::string name_for(const ir::Function& function, const ir::Expr& expr) {
  if (const auto* call = ir::get_if<ir::Intrinsic>(expr)) {
    const std::size_t colon = call->name.rfind(':');
    return (colon == std::string::npos ? call->name : call->name.substr(colon + 1)) + "_value";
  }
  if (const auto* node = ir::get_if<ir::Binary>(expr); node && node->op == ir::BinaryOp::kDiv) return "quotient";
  if (const auto* node = ir::get_if<ir::Member>(expr)) return node->field;
  const ir::VarId root = ir::root_var(expr);
  return root.is_valid() ? function.var(root).name : "value";
}

}  // namespace backsweep::transform
