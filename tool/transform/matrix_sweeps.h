// takes: a request for a dense matrix.  gives: the sweeps that make it.
// promises: what is chosen depends on numbers known before run time, or is left to the derivative.
#pragma once

#include <vector>

#include "transform/derivation.h"

namespace backsweep::transform {

/// A derivative that gives a part of the matrix: kTangent a column, kAdjoint a row, kGradient the only row, kHvp a row of
/// a Hessian. A tangent or adjoint of several directions gives as many columns or rows.
struct Sweep {
  ir::FunctionId function;
  ir::RequestKind kind;
  int directions = 0;
};

/// How many columns of a Jacobian one tangent may carry, or rows one adjoint, which runs the primal once for all of them;
/// 0 where shadows are more than numbers one after another, or for a tangent the primal overwrites an independent.
int seeds_at_once(const Derivation& derivation, const ir::Request& request, ir::RequestKind kind);

/// The sweeps by which a Jacobian costs least: a tangent counts as two, an adjoint as three evaluations of the primal.
/// A number of rows or columns that is not known before run time counts as many; where neither is known, and they differ,
/// it is both, kTangent first, and the derivative chooses when it runs.
std::vector<ir::RequestKind> cheapest_sweeps(const Derivation& derivation, const ir::Request& request);

/// Whether the function writes the parameter or what lies behind it.
bool writes(analysis::FunctionZones& zones, ir::VarId param);

}  // namespace backsweep::transform
