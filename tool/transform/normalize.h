// takes: a function.  gives: the same function in the form that the sweeps differentiate.  promises: it computes the same.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// * Results that a derivative reads (exp, sqrt, division) get a variable of their own, so that they are evaluated once.
/// * A conditional expression that picks between computed values becomes an if: the side not taken has no derivative.
/// * Real arguments of calls are variables; a returned real is a variable.
/// Only real-valued code is touched; everything else stays as the user wrote it.
void normalize(ir::Function& function);

}  // namespace backsweep::transform
