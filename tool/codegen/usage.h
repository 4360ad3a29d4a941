// How often and how each variable of a function is used: what const, unused-parameter and placement decisions rest on.
#pragma once

#include <vector>

#include "ir/program.h"

namespace backsweep::codegen {

/// Counts over a whole body; declarations themselves do not count.
struct VarUsage {
  int reads = 0;                 ///< The value is read, or the variable is part of a place or text that is.
  int writes = 0;                ///< The variable or a part of it is written directly (not through a pointer).
  bool address_escapes = false;  ///< Its address is taken other than for a reader's const reference or pointer.
};

/// Usage by variable.
struct Usage {
  std::vector<VarUsage> by_var;

  [[nodiscard]] const VarUsage& of(ir::VarId var) const { return by_var[static_cast<std::size_t>(var.index)]; }
};

/// The variable that Push and Pop go through; invalid if the function has none.
ir::VarId workspace_of(const ir::Function& function);

Usage find_usage(const ir::Program& program, const ir::Function& function);

}  // namespace backsweep::codegen
