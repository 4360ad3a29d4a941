// Adds variables to functions.
#include "ir/program.h"

#include <utility>

namespace backsweep::ir {

VarId Function::add_var(Variable variable) {
  vars.push_back(std::move(variable));
  return VarId{static_cast<std::int32_t>(vars.size() - 1)};
}

std::vector<std::string> named_namespaces(const Function& function) {
  std::vector<std::string> named;
  for (const std::string& name : function.namespaces) {
    if (!name.empty()) named.push_back(name);
  }
  return named;
}

}  // namespace backsweep::ir
