// Unique, telling names.
#include "transform/names.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "ir/walk.h"

namespace backsweep::transform {

std::string unique_name(const ir::Function& function, const std::string& wanted) {
  std::set<std::string_view> taken;
  for (const ir::Variable& variable : function.vars) {
    if (variable.name.compare(0, wanted.size(), wanted) == 0) taken.insert(variable.name);
  }
  std::string name = wanted;
  for (int i = 2; taken.count(name) > 0; ++i) name = wanted + "_" + std::to_string(i);
  return name;
}

std::string name_of_its_own(const ir::Function& function, ir::VarId var) {
  const std::string& name = function.var(var).name;
  const auto bearers = std::count_if(function.vars.begin(), function.vars.end(),
                                     [&](const ir::Variable& variable) { return variable.name == name; });
  return bearers == 1 ? name : unique_name(function, name);
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
