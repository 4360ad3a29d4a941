// Prepares tangents for being differentiated once more: the adjoint of g(x) = f_tangent(x; v) = grad f(x) . v is the
// product of the Hessian with v (reverse over forward; Griewank & Walther, section 5.1).
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// Makes the tangent of a function with a scalar result return that tangent instead of writing it through its last
/// parameter, which is dropped. Gives the value that was returned: a local of the function, or a literal.
/// The request is the one that the tangent was made for, of `primal`.
/// Parameters passed by value that the tangent overwrites become locals, so that only the listed ones have adjoints.
ir::Expr return_tangent(ir::Function& tangent, const ir::Function& primal, const ir::Request& request);

}  // namespace backsweep::transform
