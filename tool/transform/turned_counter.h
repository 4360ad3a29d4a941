// takes: an integer of an iteration.  gives: whether it is the next or previous value of a counter, around.
// promises: each value of the counter is the next one of just one other.
#pragma once

#include <optional>

#include "analysis/polynomial.h"
#include "ir/program.h"

namespace backsweep::transform {

/// A counter, its least value and the one behind its largest.
struct CounterRange {
  ir::VarId counter;
  ir::Expr low;
  ir::Expr high;
};

/// `i == n - 1 ? 0 : i + 1`, `(i + 1) % n` by 1; `i > 0 ? i - 1 : n - 1` and the like by -1.
bool is_turned(const ir::Expr& value, const CounterRange& range, int by);
/// That integer for a value of the counter.
ir::Expr turned(const ir::Expr& counter, const CounterRange& range, int by);
/// `bound + by`.
ir::Expr shifted(const ir::Expr& bound, long by);

/// The number of a variable as an atom of polynomials.
analysis::Atom atom_of(ir::VarId var);
/// Over variables, which must not change where such polynomials are compared.
std::optional<analysis::Polynomial> polynomial_over_variables(const ir::Expr& expr);

}  // namespace backsweep::transform
