// takes: a node of an expression.  gives: its partial derivatives and what they read.  promises: every derivative is
// written once, in math_rules.cpp and special_rules.cpp; tangent, adjoint, needed values and the numeric test all come
// from that row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ir/build.h"

namespace backsweep::rules {

/// Which values the partial derivative for one operand reads.
struct Reads {
  bool result = false;
  std::vector<bool> operands;
};

/// Whether the tool knows this intrinsic (a row, or a row of the zero list).
bool is_known(const std::string& name);
/// The row behind a callee as the user may spell it ("sinf", "::sin", "std::sin", "__builtin_sin", "fabsl",
/// "std::max"), with the number of arguments; nothing where there is no row. A bare name means the C function of that
/// name.
std::optional<std::string> find_row(const std::string& callee, std::size_t arguments);

/// Whether partial() of this operand can be written: false for an operand whose derivative has no closed form
/// (the order of a Bessel function, riemann_zeta) and for names without a row. An active operand is then an error.
bool is_differentiable(const ir::Expr& node, std::size_t operand);
/// d node / d children(node)[operand] for Unary, Binary, Select, Cast and Intrinsic nodes, as an expression over the
/// node's own operands and `result` (an expression for the node's value), in the node's type. A zero literal where the
/// derivative is zero (integers, comparisons, floor). The condition of a Select has no derivative.
/// Chain rule: operand_bar += partial * node_bar (adds);  node_dot = sum of partial * operand_dot (overwrites).
ir::Expr partial(const ir::Expr& node, std::size_t operand, const ir::Expr& result);
/// partial * node_bar in the operand's type, simplified: `node_bar / y`, `condition ? node_bar : 0`, `-s * node_bar`.
ir::Expr pullback(const ir::Expr& node, std::size_t operand, const ir::Expr& result, const ir::Expr& node_bar);
/// What the partial derivatives for all of `operands` are divided by (b in a / b); null if there is no such thing. The
/// adjoint of the node is then divided once for all of them, and handed to pullback_divided() for each.
ir::Expr common_divisor(const ir::Expr& node, const std::vector<std::size_t>& operands, const ir::Expr& result);
/// pullback() of an adjoint that is divided by common_divisor() already.
ir::Expr pullback_divided(const ir::Expr& node, std::size_t operand, const ir::Expr& result, const ir::Expr& divided_bar);
/// partial * operand_dot in the node's type, simplified.
ir::Expr pushforward(const ir::Expr& node, std::size_t operand, const ir::Expr& result, const ir::Expr& operand_dot);
/// pushforward() times common_divisor(): the sum of these over all operands is divided once.
ir::Expr pushforward_divided(const ir::Expr& node, std::size_t operand, const ir::Expr& result, const ir::Expr& operand_dot);
/// condition ? a : b, with the numbers spelled as reals of the operand's type ("0.0", not "0").
ir::Expr choose(const ir::Expr& condition, const ir::Expr& a, const ir::Expr& b);
/// What partial() of this operand reads; from the same row.
Reads reads(const ir::Expr& node, std::size_t operand);
/// What must not be zero for the node to be finite (a divisor, what a power or logarithm is taken of); null where there is
/// no such thing, or where it is positive whatever the variables are (`1 + x * x`).
ir::Expr pole(const ir::Expr& node);
/// Whether evaluating the node again is worth avoiding by keeping its result (exp, sqrt, division; not + - * or index).
bool is_expensive(const ir::Expr& node);
/// What evaluating the node costs beside its operands, in additions of reals; a place costs nothing.
int operations(const ir::Expr& node);
/// Whether evaluating it again costs more than writing its value to memory in each iteration of a long loop and reading
/// it back (exp, pow, tanh; not sqrt or division, which vectorise).
bool is_worth_memory(const ir::Expr& node);
/// The same for an array that only lives as long as a loop over it, which costs less than memory kept between the
/// sweeps: a square root is worth it.
bool is_worth_array(const ir::Expr& node);

/// One line of the table of values at non-smooth points.
struct KinkValue {
  std::string function;
  std::string text;
};
/// What the tool promises where a function has no derivative, in table order; for the README.
std::vector<KinkValue> kink_values();

}  // namespace backsweep::rules
