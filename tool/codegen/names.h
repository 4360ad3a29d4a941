// The printed name of each variable: the user's, changed only where C++ or -Wshadow would object.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::codegen {

/// Names by variable of one function.
struct Names {
  std::vector<std::string> by_var;

  [[nodiscard]] const std::string& of(ir::VarId var) const { return by_var[static_cast<std::size_t>(var.index)]; }
};

/// Disjoint scopes share names; a declaration that would hide a name in use gets `_2`, `_3`, …
Names assign_names(const ir::Program& program, const ir::Function& function);

/// Calls `visit` for every identifier in C++ text that is neither qualified nor a member.
void for_each_identifier(const std::string& text, const std::function<void(const std::string&)>& visit);

}  // namespace backsweep::codegen
