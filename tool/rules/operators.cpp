// The derivatives of the language's own operators.
#include "rules/row.h"

namespace backsweep::rules {
namespace {

using namespace ir::algebra;
using ir::BinaryOp;
using ir::Expr;

/// Numbers of a partial take the type of the node, or of double where the node is no real (and all of them are zero).
ir::Type number_type(const Expr& node) {
  return ir::is_real(node->type) ? ir::without_const(node->type) : ir::double_type();
}

Expr partial_of(const ir::Unary& unary, const Expr& node) {
  return unary.op == ir::UnaryOp::kNegate && ir::is_real(node->type) ? number(-1, number_type(node))
                                                                     : ir::zero(number_type(node));
}

Expr partial_of(const ir::Binary& binary, const Expr& node, std::size_t operand, const Expr& result) {
  const ir::Type type = number_type(node);
  switch (binary.op) {
    case BinaryOp::kAdd:
      return number(1, type);
    case BinaryOp::kSub:
      return number(operand == 0 ? 1 : -1, type);
    case BinaryOp::kMul:
      return operand == 0 ? binary.right : binary.left;
    case BinaryOp::kDiv:
      if (operand == 0) return number(1, type) / binary.right;
      // 1 / v: the slope -1 / v^2 is -result^2, which divides nothing.
      return constant_value(binary.left) == 1.0 ? -(result * result) : -result / binary.right;
    case BinaryOp::kRem:
    case BinaryOp::kLess:
    case BinaryOp::kLessEqual:
    case BinaryOp::kGreater:
    case BinaryOp::kGreaterEqual:
    case BinaryOp::kEqual:
    case BinaryOp::kNotEqual:
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kBitAnd:
    case BinaryOp::kBitOr:
    case BinaryOp::kBitXor:
    case BinaryOp::kShiftLeft:
    case BinaryOp::kShiftRight:
      return ir::zero(type);
  }
  return ir::zero(type);
}

Expr partial_of(const ir::Select& select, const Expr& node, std::size_t operand) {
  const ir::Type type = number_type(node);
  if (operand == 0) return ir::zero(type);
  return operand == 1 ? choose(select.condition, number(1, type), ir::zero(type))
                      : choose(select.condition, ir::zero(type), number(1, type));
}

}  // namespace

Expr operator_partial(const Expr& node, std::size_t operand, const Expr& result) {
  if (const auto* unary = ir::get_if<ir::Unary>(node)) return partial_of(*unary, node);
  if (const auto* binary = ir::get_if<ir::Binary>(node)) {
    return ir::is_real(node->type) ? partial_of(*binary, node, operand, result) : ir::zero(number_type(node));
  }
  if (const auto* select = ir::get_if<ir::Select>(node)) return partial_of(*select, node, operand);
  // A conversion between reals: the value passes, whatever the widths.
  return ir::is_real(node->type) ? number(1, number_type(node)) : ir::zero(number_type(node));
}

}  // namespace backsweep::rules
