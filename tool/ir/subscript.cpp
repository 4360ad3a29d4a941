// Takes subscripts apart.
#include "ir/subscript.h"

#include <cstdlib>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::ir {

std::optional<Expr> offset_from(const Expr& index, VarId induction) {
  if (const auto* node = get_if<Cast>(index)) return is_integer_cast(index) ? offset_from(node->operand, induction) : std::nullopt;
  if (const auto* ref = get_if<VarRef>(index)) {
    return ref->var == induction ? std::optional(integer(0)) : std::nullopt;
  }
  const auto* node = get_if<Binary>(index);
  if (!node || (node->op != BinaryOp::kAdd && node->op != BinaryOp::kSub)) return std::nullopt;
  const bool is_left = mentions(node->left, induction);
  const bool is_right = mentions(node->right, induction);
  if (is_left == is_right || (is_right && node->op == BinaryOp::kSub)) return std::nullopt;
  const std::optional<Expr> inner = offset_from(is_left ? node->left : node->right, induction);
  if (!inner) return std::nullopt;
  return binary(node->op, *inner, is_left ? node->right : node->left);
}

std::optional<long> constant_offset(const Expr& index, VarId induction) {
  const std::optional<Expr> offset = is_integer(index->type) ? offset_from(index, induction) : std::nullopt;
  if (!offset) return std::nullopt;
  const auto* sign = get_if<Unary>(*offset);
  const bool is_negative = sign && sign->op == UnaryOp::kNegate;
  const auto* number = get_if<Literal>(is_negative ? sign->operand : *offset);
  if (!number || !number->value) return std::nullopt;
  return is_negative ? -static_cast<long>(*number->value) : static_cast<long>(*number->value);
}

namespace {

struct Term {
  Expr expr;
  bool is_negative;
};

// The terms of a sum; numbers go to `constant`.
void add_terms(const Expr& expr, bool is_negative, std::vector<Term>& terms, long& constant) {
  const auto* number = get_if<Literal>(expr);
  const auto* node = get_if<Binary>(expr);
  if (number && number->value) {
    constant += (is_negative ? -1 : 1) * static_cast<long>(*number->value);
  } else if (node && (node->op == BinaryOp::kAdd || node->op == BinaryOp::kSub)) {
    add_terms(node->left, is_negative, terms, constant);
    add_terms(node->right, is_negative != (node->op == BinaryOp::kSub), terms, constant);
  } else {
    terms.push_back({joined_constants(expr), is_negative});
  }
}

}  // namespace

Expr joined_constants(const Expr& sum) {
  if (!is_integer(sum->type) || is_place(sum)) return sum;
  const auto* node = get_if<Binary>(sum);
  if (!node || (node->op != BinaryOp::kAdd && node->op != BinaryOp::kSub)) {
    std::vector<Expr> operands;
    for (const Expr& child : children(sum)) operands.push_back(joined_constants(child));
    return operands.empty() ? sum : with_children(sum, operands);
  }
  std::vector<Term> terms;
  long constant = 0;
  add_terms(sum, false, terms, constant);
  if (terms.empty() || terms.front().is_negative) return sum;
  Expr result = terms.front().expr;
  for (std::size_t i = 1; i < terms.size(); ++i) {
    result = raw_binary(terms[i].is_negative ? BinaryOp::kSub : BinaryOp::kAdd, result, terms[i].expr, sum->type);
  }
  if (constant == 0) return result;
  return raw_binary(constant < 0 ? BinaryOp::kSub : BinaryOp::kAdd, result, integer(std::labs(constant)), sum->type);
}

bool may_leave_row(const Expr& pointer) {
  const auto* address = get_if<AddressOf>(pointer);
  const auto* element = address ? get_if<Index>(address->place) : nullptr;
  if (!element || !get_if<Index>(element->base) || element->base->type->is_std) return false;
  for (; element; element = get_if<Index>(element->base)) {
    if (!get_if<Literal>(element->index)) return false;
  }
  return true;
}

Expr direct_access(const Expr& expr) {
  if (const auto* pointed = get_if<Deref>(expr)) {
    if (const auto* address = get_if<AddressOf>(pointed->pointer)) return address->place;
    if (const auto* moved = get_if<Binary>(pointed->pointer); moved && moved->op == BinaryOp::kAdd) {
      return direct_access(make_expr(Index{moved->left, moved->right}, expr->type, expr->span));
    }
    return expr;
  }
  const auto* access = get_if<Index>(expr);
  if (!access || access->base->type->kind != TypeKind::kPointer) return expr;
  if (const auto* moved = get_if<Binary>(access->base); moved && moved->op == BinaryOp::kAdd) {
    const Expr offset = binary(BinaryOp::kAdd, moved->right, access->index);
    return direct_access(make_expr(Index{moved->left, offset}, expr->type, expr->span));
  }
  const auto* address = get_if<AddressOf>(access->base);
  if (!address) return expr;
  if (const auto* first = get_if<Index>(address->place)) {
    const Expr offset = is_zero(first->index) ? access->index : binary(BinaryOp::kAdd, first->index, access->index);
    return direct_access(make_expr(Index{first->base, offset}, expr->type, expr->span));
  }
  return is_zero(access->index) ? address->place : expr;
}

Expr whole_of(const Expr& part) {
  if (const auto* member = get_if<Member>(part)) return member->base;
  const auto* element = get_if<Index>(part);
  return element && element->base->type->kind != TypeKind::kPointer ? element->base : nullptr;
}

Expr pointer_to_place(const Expr& place) {
  if (const auto* behind = get_if<Deref>(place)) return behind->pointer;
  const auto* element = get_if<Index>(place);
  return element && element->base->type->kind == TypeKind::kPointer ? element->base : nullptr;
}

bool is_behind_pointer(const Expr& place) {
  Expr outermost = place;
  for (Expr whole = whole_of(place); whole; whole = whole_of(whole)) outermost = whole;
  return pointer_to_place(outermost) != nullptr;
}

}  // namespace backsweep::ir
