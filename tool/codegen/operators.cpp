// Prints operators: parentheses and conversions of operands.
#include <string_view>
#include <tuple>
#include <utility>

#include "codegen/expr_printer.h"
#include "ir/build.h"

namespace backsweep::codegen {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::Type;
using ir::TypeKind;

struct Operator {
  std::string_view text;
  Precedence precedence;
};

Operator operator_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return {" + ", Precedence::kAdditive};
    case BinaryOp::kSub:
      return {" - ", Precedence::kAdditive};
    case BinaryOp::kMul:
      return {" * ", Precedence::kMultiplicative};
    case BinaryOp::kDiv:
      return {" / ", Precedence::kMultiplicative};
    case BinaryOp::kRem:
      return {" % ", Precedence::kMultiplicative};
    case BinaryOp::kLess:
      return {" < ", Precedence::kRelational};
    case BinaryOp::kLessEqual:
      return {" <= ", Precedence::kRelational};
    case BinaryOp::kGreater:
      return {" > ", Precedence::kRelational};
    case BinaryOp::kGreaterEqual:
      return {" >= ", Precedence::kRelational};
    case BinaryOp::kEqual:
      return {" == ", Precedence::kEquality};
    case BinaryOp::kNotEqual:
      return {" != ", Precedence::kEquality};
    case BinaryOp::kAnd:
      return {" && ", Precedence::kAnd};
    case BinaryOp::kOr:
      return {" || ", Precedence::kOr};
    case BinaryOp::kBitAnd:
      return {" & ", Precedence::kBitAnd};
    case BinaryOp::kBitOr:
      return {" | ", Precedence::kBitOr};
    case BinaryOp::kBitXor:
      return {" ^ ", Precedence::kBitXor};
    case BinaryOp::kShiftLeft:
      return {" << ", Precedence::kShift};
    case BinaryOp::kShiftRight:
      return {" >> ", Precedence::kShift};
  }
  return {" ? ", Precedence::kLowest};
}

bool is_comparison(BinaryOp op) { return op >= BinaryOp::kLess && op <= BinaryOp::kNotEqual; }
bool is_bitwise(BinaryOp op) { return op >= BinaryOp::kBitAnd; }

Precedence one_tighter(Precedence precedence) { return static_cast<Precedence>(static_cast<int>(precedence) + 1); }

/// left op right; `left_at_least` and `right_at_least` say what may stand without parentheses.
Text infix(BinaryOp op, const Text& left, const Text& right, Precedence left_at_least, Precedence right_at_least,
           const Type& type) {
  const Operator spelled = operator_of(op);
  return Text{parenthesized(left, left_at_least) + std::string(spelled.text) + parenthesized(right, right_at_least),
              spelled.precedence,
              type,
              {}};
}

bool is_pointer(const Text& text) {
  return text.type->kind == TypeKind::kPointer || text.type->kind == TypeKind::kArray;
}

std::optional<BinaryOp> opposite(BinaryOp op, bool is_real) {
  switch (op) {
    case BinaryOp::kEqual:
      return BinaryOp::kNotEqual;
    case BinaryOp::kNotEqual:
      return BinaryOp::kEqual;
    // Not of reals: every comparison with a NaN is false.
    case BinaryOp::kLess:
      return is_real ? std::nullopt : std::optional(BinaryOp::kGreaterEqual);
    case BinaryOp::kLessEqual:
      return is_real ? std::nullopt : std::optional(BinaryOp::kGreater);
    case BinaryOp::kGreater:
      return is_real ? std::nullopt : std::optional(BinaryOp::kLessEqual);
    case BinaryOp::kGreaterEqual:
      return is_real ? std::nullopt : std::optional(BinaryOp::kLess);
    default:
      return std::nullopt;
  }
}

bool computes_in(const Text& left, const Text& right, const Type& wanted) {
  return same_arithmetic(common_type(left.type, right.type), wanted) && converts_silently(left, wanted) &&
         converts_silently(right, wanted);
}

/// The plainest spelling of two operands that C++ computes in `wanted`: nothing changed, a literal respelled, one side
/// cast, both cast.
std::pair<Text, Text> operands_in(const Text& left, const Text& right, const Type& wanted) {
  const Text exact_left = exactly(left, wanted);
  const Text exact_right = exactly(right, wanted);
  if (computes_in(left, right, wanted)) return {left, right};
  if (left.constant && computes_in(exact_left, right, wanted)) return {exact_left, right};
  if (right.constant && computes_in(left, exact_right, wanted)) return {left, exact_right};
  if (computes_in(exact_left, right, wanted)) return {exact_left, right};
  if (computes_in(left, exact_right, wanted)) return {left, exact_right};
  return {exact_left, exact_right};
}

Type computation_type(const ir::Binary& expr, const Type& type) {
  return ir::is_real(type) ? type : common_type(expr.left->type, expr.right->type);
}

}  // namespace

Text ExprPrinter::print(const ir::Binary& expr, const Type& type) const {
  if (expr.op == BinaryOp::kAnd || expr.op == BinaryOp::kOr) return logical(expr);
  if (is_comparison(expr.op)) return comparison(expr);
  if (expr.op == BinaryOp::kShiftLeft || expr.op == BinaryOp::kShiftRight) return shift(expr);
  const bool has_pointer = expr.left->type->kind == TypeKind::kPointer || expr.right->type->kind == TypeKind::kPointer;
  return has_pointer ? pointer_arithmetic(expr, type) : arithmetic(expr, type);
}

Text ExprPrinter::logical(const ir::Binary& expr) const {
  const Precedence own = operator_of(expr.op).precedence;
  const auto side = [&](const Expr& operand) {
    const Text text = condition(operand);
    const bool is_other =
        text.precedence != own && text.precedence >= Precedence::kOr && text.precedence <= Precedence::kAnd;
    return Text{parenthesized(text, is_other ? Precedence::kPostfix : own), Precedence::kPostfix, text.type, {}};
  };
  return infix(expr.op, side(expr.left), side(expr.right), own, own, ir::bool_type());
}

Text ExprPrinter::comparison(const ir::Binary& expr) const {
  Text left = value(expr.left);
  Text right = value(expr.right);
  if (!is_pointer(left) && !is_pointer(right) && !ir::is_pointer_like(expr.left->type)) {
    // Any type that holds both values will do.
    const Type natural = common_type(left.type, right.type);
    const Type wanted = common_type(expr.left->type, expr.right->type);
    const auto keeps = [](const Text& text, const Type& type) { return converts_silently(text, type); };
    if (!keeps(left, natural) || !keeps(right, natural) || !keeps(left, wanted) || !keeps(right, wanted)) {
      std::tie(left, right) = operands_in(left, right, wanted);
    }
  }
  // `!a == b` is what compilers take for a slip.
  const bool starts_with_not = left.precedence == Precedence::kUnary && left.text[0] == '!';
  return infix(expr.op, left, right, starts_with_not ? Precedence::kPostfix : Precedence::kShift, Precedence::kShift,
               ir::bool_type());
}

Text ExprPrinter::pointer_arithmetic(const ir::Binary& expr, const Type& type) const {
  const Precedence own = operator_of(expr.op).precedence;
  const bool steps_rows = is_flat(expr.left->type) && ir::is_integer(expr.right->type);
  const Expr right =
      steps_rows ? ir::binary(BinaryOp::kMul, expr.right, elements_in(expr.left->type->element)) : expr.right;
  return infix(expr.op, value(expr.left), value(right), own, one_tighter(own), flattened(type));
}

Text ExprPrinter::shift(const ir::Binary& expr) const {
  const Type wanted = promoted(expr.left->type);
  Text left = value(expr.left);
  if (!same_arithmetic(promoted(left.type), wanted)) left = exactly(left, wanted);
  return infix(expr.op, left, value(expr.right), Precedence::kPostfix, Precedence::kPostfix, wanted);
}

Text ExprPrinter::arithmetic(const ir::Binary& expr, const Type& type) const {
  const Precedence own = operator_of(expr.op).precedence;
  const Type wanted = computation_type(expr, type);
  auto [left, right] = operands_in(value(expr.left), value(expr.right), wanted);
  // Compilers warn of what is divided by the integer.
  if (expr.op == BinaryOp::kDiv && ir::is_real(wanted) && right.constant == 0) right = exactly(right, wanted);
  if (is_bitwise(expr.op)) {
    const auto* inner = ir::get_if<ir::Binary>(expr.left);
    const bool is_chain = inner && inner->op == expr.op;
    return infix(expr.op, left, right, is_chain ? own : Precedence::kUnary, Precedence::kUnary, wanted);
  }
  return infix(expr.op, left, right, own, one_tighter(own), wanted);
}

Text ExprPrinter::print(const ir::Unary& expr, const Type& type) const {
  if (expr.op == ir::UnaryOp::kNot) return negated(expr.operand);
  const Type wanted = ir::is_real(type) ? type : promoted(expr.operand->type);
  Text operand = value(expr.operand);
  // Minus zero is no integer, and an unsigned operand wraps.
  const bool is_number = operand.constant && *operand.constant != 0;
  if (!same_arithmetic(promoted(operand.type), wanted) && !(is_number && ir::is_real(wanted))) {
    operand = exactly(operand, wanted);
  }
  if (expr.op == ir::UnaryOp::kBitNot && operand.type->kind == TypeKind::kBool)
    operand = exactly(operand, ir::int_type());
  const char mark = expr.op == ir::UnaryOp::kNegate ? '-' : '~';
  const bool is_double_mark = !operand.text.empty() && operand.text[0] == mark;
  const std::string text =
      mark + (is_double_mark ? "(" + operand.text + ")" : parenthesized(operand, Precedence::kUnary));
  std::optional<double> constant;
  const bool wraps = ir::is_integer(operand.type) && !promoted(operand.type)->is_signed;
  if (expr.op == ir::UnaryOp::kNegate && operand.constant && !wraps) constant = -*operand.constant;
  return Text{text, Precedence::kUnary, promoted(operand.type), constant};
}

Text ExprPrinter::condition(const Expr& expr) const {
  const auto* cast = ir::get_if<ir::Cast>(expr);
  const bool is_test = cast && expr->type->kind == TypeKind::kBool;
  const Text text = value(is_test ? cast->operand : expr);
  if (ir::is_real(text.type)) {
    return infix(BinaryOp::kNotEqual, text, Text{"0", Precedence::kPostfix, text.type, 0.0}, Precedence::kShift,
                 Precedence::kShift, ir::bool_type());
  }
  if (text.type->kind == TypeKind::kInteger && text.precedence < Precedence::kUnary) {
    return infix(BinaryOp::kNotEqual, text, Text{"0", Precedence::kPostfix, text.type, 0.0}, Precedence::kShift,
                 Precedence::kShift, ir::bool_type());
  }
  return text;
}

Text ExprPrinter::negated(const Expr& operand) const {
  if (const auto* inner = ir::get_if<ir::Unary>(operand); inner && inner->op == ir::UnaryOp::kNot) {
    if (inner->operand->type->kind == TypeKind::kBool) return condition(inner->operand);
  }
  if (const auto* inner = ir::get_if<ir::Binary>(operand)) {
    const bool is_real = ir::is_real(inner->left->type) || ir::is_real(inner->right->type);
    if (const auto op = opposite(inner->op, is_real)) {
      return comparison(ir::Binary{*op, inner->left, inner->right});
    }
  }
  return Text{"!" + parenthesized(condition(operand), Precedence::kUnary), Precedence::kUnary, ir::bool_type(), {}};
}

}  // namespace backsweep::codegen
