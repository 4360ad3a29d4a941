// Tells derivatives from values in a finished derivative.
#pragma once

#include <set>
#include <vector>

#include "transform/derivation.h"

namespace backsweep::transform {

/// Which variables of a derivative function hold derivatives: the known shadows, and what their values flow to.
class DerivativeVariables {
 public:
  DerivativeVariables(const Derivation& derivation, const ir::Function& function, const std::vector<ir::VarId>& shadows);

  std::set<ir::VarId> vars;

  /// Whether a value or place is, or points to, derivatives.
  [[nodiscard]] bool is_derivative(const ir::Expr& expr) const;

 private:
  void add(ir::VarId var);
  void visit(const ir::Stmt& stmt);
  void visit(const ir::Call& call);

  const Derivation& d_;
  const ir::Function& function_;
};

}  // namespace backsweep::transform
