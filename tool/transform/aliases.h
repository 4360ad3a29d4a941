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
  /// Whether what is written through one may be what is written through the other. Values that are only read may share
  /// memory, restrict or not, and so may the derivatives that are handed in for them.
  [[nodiscard]] bool may_write_same(ir::VarId a, ir::VarId b) const {
    return same(a, b) || (is_of_derivatives(a) && is_of_derivatives(b));
  }

 private:
  [[nodiscard]] bool is_of_derivatives(ir::VarId var) const;
  [[nodiscard]] ir::VarId root(ir::VarId var) const;
  void join(const std::vector<ir::VarId>& vars);
  void note(const ir::Stmt& stmt);
  [[nodiscard]] bool is_memory(ir::VarId var) const;

  const ir::Function& function_;
  std::map<ir::VarId, ir::VarId> parent_;
  std::vector<ir::VarId> bars_;  ///< Derivatives that are handed in.
};

}  // namespace backsweep::transform
