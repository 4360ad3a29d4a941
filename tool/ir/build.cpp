// Makes expressions and statements, simplifying arithmetic on the way.
#include "ir/build.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace backsweep::ir {
namespace {

bool holds(const Type& type, double value) {
  const int bits = 8 * type->bytes - (type->is_signed ? 1 : 0);
  return type->kind == TypeKind::kInteger && value >= 0 && value < std::ldexp(1.0, bits);
}

std::optional<double> literal_value(const Expr& expr) {
  if (const auto* node = get_if<Literal>(expr)) return node->value;
  if (const auto* node = get_if<Unary>(expr); node && node->op == UnaryOp::kNegate) {
    const std::optional<double> value = literal_value(node->operand);
    return value ? std::optional<double>(-*value) : std::nullopt;
  }
  if (const auto* node = get_if<Cast>(expr)) {
    const std::optional<double> value = literal_value(node->operand);
    const bool is_same = value && (is_real(expr->type) || (is_integer(node->operand->type) && holds(expr->type, *value)));
    return is_same ? value : std::nullopt;
  }
  return std::nullopt;
}

bool is_comparison(BinaryOp op) { return op >= BinaryOp::kLess && op <= BinaryOp::kOr; }

Type binary_type(BinaryOp op, const Type& left, const Type& right) {
  if (is_comparison(op)) return bool_type();
  const bool left_pointer = left->kind == TypeKind::kPointer;
  const bool right_pointer = right->kind == TypeKind::kPointer;
  if (left_pointer && right_pointer) return long_type();
  if (left_pointer) return without_const(left);
  if (right_pointer) return without_const(right);
  if (is_real(left) || is_real(right)) return wider_real(left, right);
  // Usual arithmetic conversions of integers, as far as printing needs them.
  if (left->bytes < 4 && right->bytes < 4) return int_type();
  if (left->bytes != right->bytes) return without_const(left->bytes > right->bytes ? left : right);
  return without_const(left->is_signed ? right : left);
}

std::optional<double> fold(BinaryOp op, double a, double b) {
  switch (op) {
    case BinaryOp::kAdd: return a + b;
    case BinaryOp::kSub: return a - b;
    case BinaryOp::kMul: return a * b;
    default: return std::nullopt;
  }
}

bool is_small_integer(double value) { return value == std::floor(value) && std::fabs(value) < 1e9; }

const Unary* as_negation(const Expr& expr) {
  const auto* node = get_if<Unary>(expr);
  return node && node->op == UnaryOp::kNegate ? node : nullptr;
}

/// Integer `(a + 1) - 1` and `(a - 1) + 1` collapse; trip counts and reversed bounds are full of them. Where the second is
/// computed in a wider type the first may wrap, or the two together may not fit the narrower one.
Expr fold_integer_chain(BinaryOp op, const Expr& left, double amount, const Type& type) {
  const auto* inner = get_if<Binary>(left);
  if (!inner || !same_type(without_const(left->type), without_const(type))) return nullptr;
  if (inner->op != BinaryOp::kAdd && inner->op != BinaryOp::kSub) return nullptr;
  const std::optional<double> inner_amount = literal_value(inner->right);
  if (!inner_amount || !is_integer(inner->left->type)) return nullptr;
  const double total = (inner->op == BinaryOp::kAdd ? *inner_amount : -*inner_amount) +
                       (op == BinaryOp::kAdd ? amount : -amount);
  if (total == 0) return cast(inner->left, type, /*is_implicit=*/true);
  return total > 0 ? raw_binary(BinaryOp::kAdd, inner->left, integer(static_cast<long>(total)), type)
                   : raw_binary(BinaryOp::kSub, inner->left, integer(static_cast<long>(-total)), type);
}

Expr simplify_sum(BinaryOp op, const Expr& left, const Expr& right, const Type& type) {
  if (is_zero(right) && same_type(left->type, type)) return left;
  if (op == BinaryOp::kAdd && is_zero(left) && same_type(right->type, type)) return right;
  if (op == BinaryOp::kSub && is_zero(left) && same_type(right->type, type)) return unary(UnaryOp::kNegate, right);
  if (is_real(type)) {
    if (op == BinaryOp::kAdd && same_expr(left, right)) return binary(BinaryOp::kMul, real(2, left->type), left);
    if (const Unary* negation = as_negation(right)) {
      const BinaryOp other = op == BinaryOp::kAdd ? BinaryOp::kSub : BinaryOp::kAdd;
      return binary(other, left, negation->operand);
    }
  } else if (const std::optional<double> amount = literal_value(right); amount && is_integer(type)) {
    if (Expr folded = fold_integer_chain(op, left, *amount, type)) return folded;
    if (*amount < 0) {
      return raw_binary(op == BinaryOp::kAdd ? BinaryOp::kSub : BinaryOp::kAdd, left,
                        integer(static_cast<long>(-*amount)), type);
    }
  }
  return nullptr;
}

Expr simplify_product(BinaryOp op, const Expr& left, const Expr& right, const Type& type) {
  if (op == BinaryOp::kMul) {
    if (is_zero(left) || is_zero(right)) return zero(type);
    if (is_one(left) && same_type(right->type, type)) return right;
  }
  if (op == BinaryOp::kDiv && is_zero(left)) return zero(type);
  if (is_one(right) && same_type(left->type, type)) return left;
  if (!is_real(type)) return nullptr;
  const Unary* left_negation = as_negation(left);
  const Unary* right_negation = as_negation(right);
  if (left_negation && right_negation) return binary(op, left_negation->operand, right_negation->operand);
  if (left_negation) return unary(UnaryOp::kNegate, binary(op, left_negation->operand, right));
  if (right_negation) return unary(UnaryOp::kNegate, binary(op, left, right_negation->operand));
  return nullptr;
}

Expr number_like(double value, const Expr& other) {
  return is_real(other->type) ? real(value, without_const(other->type)) : real(value);
}

}  // namespace

Expr make_expr(ExprVariant node, Type type, base::SourceSpan span) {
  return std::make_shared<const ExprNode>(ExprNode{std::move(node), std::move(type), std::move(span)});
}

Expr literal(std::string spelling, std::optional<double> value, Type type) {
  return make_expr(Literal{std::move(spelling), value}, std::move(type));
}

Expr integer(long value, Type type) {
  if (value < 0) return make_expr(Unary{UnaryOp::kNegate, integer(-value, type)}, type);
  return literal(std::to_string(value), static_cast<double>(value), std::move(type));
}

Expr real(double value, Type type) {
  if (std::signbit(value) && value != 0) return make_expr(Unary{UnaryOp::kNegate, real(-value, type)}, type);
  if (value == 0) return literal("0", 0.0, std::move(type));
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  std::string spelling = error == std::errc() ? std::string(buffer, end) : std::to_string(value);
  if (!is_small_integer(value)) {
    if (type->bytes == 4) spelling += 'F';
    if (type->bytes > 8) spelling += 'L';
  }
  return literal(std::move(spelling), value, std::move(type));
}

Expr boolean(bool value) { return literal(value ? "true" : "false", value ? 1.0 : 0.0, bool_type()); }

Expr zero(const Type& type) {
  if (type->kind == TypeKind::kPointer) return literal("nullptr", std::nullopt, type);
  if (type->kind == TypeKind::kBool) return boolean(false);
  return literal("0", 0.0, without_const(type));
}

Expr var_ref(VarId var, Type type) { return make_expr(VarRef{var}, std::move(type)); }
Expr var_ref(const Function& function, VarId var) { return var_ref(var, function.var(var).type); }

Expr member(const Expr& base, std::string field, Type type, bool is_private) {
  return make_expr(Member{base, std::move(field), is_private}, std::move(type));
}

Expr index(const Expr& base, const Expr& subscript) { return make_expr(Index{base, subscript}, base->type->element); }

Expr deref(const Expr& pointer) {
  if (const auto* address = get_if<AddressOf>(pointer)) return address->place;
  return make_expr(Deref{pointer}, pointer->type->element);
}

Expr address_of(const Expr& place) {
  if (const auto* node = get_if<Deref>(place); node && node->pointer->type->kind == TypeKind::kPointer) {
    return node->pointer;
  }
  return make_expr(AddressOf{place}, pointer_to(place->type));
}

Expr place_of(const Function& function, VarId var) {
  const Expr ref = var_ref(function, var);
  return ref->type->kind == TypeKind::kReference ? deref(ref) : ref;
}

Expr raw_unary(UnaryOp op, const Expr& operand, Type type) { return make_expr(Unary{op, operand}, std::move(type)); }
Expr raw_binary(BinaryOp op, const Expr& left, const Expr& right, Type type) {
  return make_expr(Binary{op, left, right}, std::move(type));
}

Expr unary(UnaryOp op, const Expr& operand) {
  if (const auto* inner = get_if<Unary>(operand); inner && inner->op == op) return inner->operand;
  if (op == UnaryOp::kNegate && is_zero(operand)) return operand;
  if (op == UnaryOp::kNegate && is_real(operand->type)) {
    if (const auto* difference = get_if<Binary>(operand); difference && difference->op == BinaryOp::kSub) {
      return raw_binary(BinaryOp::kSub, difference->right, difference->left, operand->type);
    }
  }
  if (op == UnaryOp::kNot) {
    if (const auto* node = get_if<Literal>(operand); node && node->value) return boolean(*node->value == 0);
    return raw_unary(op, operand, bool_type());
  }
  return raw_unary(op, operand, without_const(operand->type));
}

Expr binary(BinaryOp op, const Expr& left, const Expr& right) {
  const Type type = binary_type(op, left->type, right->type);
  if (is_integer(type) && !is_comparison(op)) {
    const std::optional<double> a = literal_value(left);
    const std::optional<double> b = literal_value(right);
    const std::optional<double> folded = a && b ? fold(op, *a, *b) : std::nullopt;
    const bool is_in_range = folded && is_small_integer(*folded) && (*folded >= 0 || type->is_signed);
    if (is_in_range) return integer(static_cast<long>(*folded), type);
  }
  Expr simpler;
  if (op == BinaryOp::kAdd || op == BinaryOp::kSub) simpler = simplify_sum(op, left, right, type);
  if (op == BinaryOp::kMul || op == BinaryOp::kDiv) simpler = simplify_product(op, left, right, type);
  return simpler ? simpler : raw_binary(op, left, right, type);
}

Expr select(const Expr& condition, const Expr& if_true, const Expr& if_false) {
  if (const auto* node = get_if<Literal>(condition); node && node->value) return *node->value != 0 ? if_true : if_false;
  if (same_expr(if_true, if_false)) return if_true;
  const Type type = is_real(if_true->type) || is_real(if_false->type) ? wider_real(if_true->type, if_false->type)
                                                                      : without_const(if_true->type);
  return make_expr(Select{condition, if_true, if_false}, type);
}

Expr cast(const Expr& operand, const Type& type, bool is_implicit) {
  if (same_type(operand->type, type)) return operand;
  if (const auto* node = get_if<Literal>(operand); node && node->value && is_real(type)) {
    return real(*node->value, without_const(type));
  }
  return make_expr(Cast{operand, is_implicit}, without_const(type));
}

Expr intrinsic(std::string name, std::vector<Expr> arguments, Type type) {
  return make_expr(Intrinsic{std::move(name), std::move(arguments)}, std::move(type));
}

Expr opaque(std::vector<std::string> text, std::vector<Expr> operands, Type type) {
  return make_expr(OpaqueExpr{std::move(text), std::move(operands)}, std::move(type));
}

Expr size_of(const Expr& container) {
  if (container->type->kind == TypeKind::kArray) return container->type->extent;
  return opaque({"", ".size()"}, {container}, size_type());
}

Expr last_of(const Expr& vector) {
  return index(vector, binary(BinaryOp::kSub, size_of(vector), integer(1, size_type())));
}

bool is_literal(const Expr& expr, double value) {
  const auto* node = get_if<Literal>(expr);
  return node && node->value && *node->value == value;
}
bool is_zero(const Expr& expr) { return is_literal(expr, 0) && !std::signbit(*get_if<Literal>(expr)->value); }
bool is_one(const Expr& expr) { return is_literal(expr, 1); }

Stmt make_stmt(StmtVariant node, base::SourceSpan span, std::string text) {
  return Stmt{std::move(node), std::move(span), std::move(text), {}, {}};
}
Stmt declare(VarId var, Expr init) { return make_stmt(Declare{var, std::move(init), false, {}, {}}); }
Stmt assign(Expr place, Expr value) { return make_stmt(Assign{std::move(place), std::move(value)}); }
Stmt update(Expr place, BinaryOp op, Expr value) { return make_stmt(Update{std::move(place), op, std::move(value)}); }

void append(Region from, Region& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}
void prepend(Region from, Region& to) {
  to.insert(to.begin(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

namespace algebra {

Expr operator+(const Expr& a, const Expr& b) { return binary(BinaryOp::kAdd, a, b); }
Expr operator-(const Expr& a, const Expr& b) { return binary(BinaryOp::kSub, a, b); }
Expr operator*(const Expr& a, const Expr& b) { return binary(BinaryOp::kMul, a, b); }
Expr operator/(const Expr& a, const Expr& b) { return binary(BinaryOp::kDiv, a, b); }
Expr operator-(const Expr& a) { return unary(UnaryOp::kNegate, a); }
Expr operator+(const Expr& a, double b) { return a + number_like(b, a); }
Expr operator-(const Expr& a, double b) { return a - number_like(b, a); }
Expr operator*(const Expr& a, double b) { return a * number_like(b, a); }
Expr operator/(const Expr& a, double b) { return a / number_like(b, a); }
Expr operator+(double a, const Expr& b) { return number_like(a, b) + b; }
Expr operator-(double a, const Expr& b) { return number_like(a, b) - b; }
Expr operator*(double a, const Expr& b) { return number_like(a, b) * b; }
Expr operator/(double a, const Expr& b) { return number_like(a, b) / b; }
Expr less(const Expr& a, const Expr& b) { return binary(BinaryOp::kLess, a, b); }
Expr less_equal(const Expr& a, const Expr& b) { return binary(BinaryOp::kLessEqual, a, b); }
Expr equal(const Expr& a, const Expr& b) { return binary(BinaryOp::kEqual, a, b); }
Expr equal(const Expr& a, double b) { return equal(a, number_like(b, a)); }
Expr less(const Expr& a, double b) { return less(a, number_like(b, a)); }
Expr call(const std::string& name, const Expr& a) { return intrinsic(name, {a}, wider_real(a->type, a->type)); }
Expr call(const std::string& name, const Expr& a, const Expr& b) {
  return intrinsic(name, {a, b}, wider_real(a->type, b->type));
}

}  // namespace algebra

}  // namespace backsweep::ir
