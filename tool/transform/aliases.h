// takes: a finished derivative.  gives: which of its variables may mean the same memory.
// promises: variables that are not the same mean memory apart, as long as vectors do not change places under pointers.
#pragma once

#include <map>
#include <vector>

#include "ir/program.h"

namespace backsweep::transform {

/// Variables through which the same memory may be reached: a pointer, and what it was ever made of; parameters and globals,
/// unless they are known to be apart. Derivatives and values lie apart in any case.
class Aliases {
 public:
  Aliases(const ir::Function& function, const std::vector<ir::VarId>& bars);

  [[nodiscard]] bool same(ir::VarId a, ir::VarId b) const { return root(a) == root(b); }

 private:
  [[nodiscard]] ir::VarId root(ir::VarId var) const;
  void join(const std::vector<ir::VarId>& vars);
  void note(const ir::Stmt& stmt);
  [[nodiscard]] bool is_memory(ir::VarId var) const;

  const ir::Function& function_;
  std::map<ir::VarId, ir::VarId> parent_;
};

}  // namespace backsweep::transform
