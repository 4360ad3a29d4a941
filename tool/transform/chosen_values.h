// takes: the active code of a function.  gives: values that vary on some ways only, and where roots are taken of them.
// promises: on the other ways their tangent is zero, whatever their value is.
#pragma once

#include <set>

#include "analysis/needed.h"

namespace backsweep::transform {

/// `y = x > 0 ? x : 0;`, `y = std::max(x, 0.0);`, `if (x < 0) y = 0;`: where y is a constant, a root of it has no tangent,
/// though its derivative by y is infinite at zero. Where y is zero a root of y * t is zero whatever t is, and has no
/// derivative by t.
class ChosenValues {
 public:
  explicit ChosenValues(const analysis::ActiveCode& code);

  /// The factor of a product or quotient, or the value itself, that is such a y; null if there is none.
  [[nodiscard]] ir::Expr factor(const ir::Stmt& stmt, const ir::Expr& value) const;
  /// Whether a root is taken of the variable, or of sums and products with it: its adjoint may be infinite.
  [[nodiscard]] bool is_under_root(ir::VarId var) const { return under_root_.count(var) != 0; }

 private:
  const analysis::ActiveCode& code_;
  std::set<ir::VarId> chosen_;
  std::set<ir::VarId> under_root_;
};

/// Whether the function is infinitely steep in its operand where its `result` is zero.
bool is_root(const ir::Expr& call, std::size_t operand, const ir::Expr& result);

}  // namespace backsweep::transform
