// takes: the active code of a function and the tangent in the making.  gives: the statements of its body.
// promises: every active statement has its derivative beside it, and what it computes is as before.
#pragma once

#include <vector>

#include "analysis/needed.h"
#include "transform/derivation.h"
#include "transform/shadow.h"

namespace backsweep::transform {

/// The tangent of a function that is called.
struct TangentFunction {
  ir::FunctionId id;
  std::vector<bool> has_shadow;  ///< By parameter of the primal.
  bool has_result_dot = false;
};

/// Gives the tangents of what a body calls, making them where there are none yet.
class TangentCallees {
 public:
  virtual ~TangentCallees() = default;
  virtual TangentFunction find(const analysis::Context& context) = 0;
};

/// Adds the body to `out`. `result_dot`: the place of the result's tangent; null where there is none.
void add_tangent_body(Derivation& derivation, TangentCallees& callees, const analysis::ActiveCode& code, Shadows& shadows,
                      const ir::Expr& result_dot, ir::Function& out);

}  // namespace backsweep::transform
