// Reads expressions as sums.
#include "plan/affine.h"

#include "ir/build.h"

namespace backsweep::plan {

using ir::BinaryOp;

Affine operator*(Affine a, long factor) {
  if (factor == 0) return {};
  for (auto& [symbol, value] : a.terms) value *= factor;
  a.constant *= factor;
  return a;
}

Affine operator+(Affine a, const Affine& b) {
  for (const auto& [symbol, factor] : b.terms) {
    long& sum = a.terms[symbol];
    sum += factor;
    if (sum == 0) a.terms.erase(symbol);
  }
  a.constant += b.constant;
  return a;
}

Affine operator-(const Affine& a, const Affine& b) { return a + b * -1; }

Affine operator+(Affine a, long constant) {
  a.constant += constant;
  return a;
}

std::optional<long> constant_of(const Affine& a) {
  if (!a.terms.empty()) return std::nullopt;
  return a.constant;
}

std::string symbol_of(ir::VarId var) { return std::to_string(var.index); }

ir::Expr sized_container(const ir::Expr& expr) {
  const auto* text = ir::get_if<ir::OpaqueExpr>(expr);
  const bool is_size = text && text->operands.size() == 1 && text->text.size() == 2 && text->text[0].empty() &&
                       text->text[1] == ".size()";
  return is_size ? text->operands[0] : nullptr;
}

std::optional<Affine> affine_of(const ir::Expr& expr, const std::function<bool(const ir::Expr&)>& is_known) {
  if (const auto* literal = ir::get_if<ir::Literal>(expr)) {
    if (!literal->value || !ir::is_integer(expr->type)) return std::nullopt;
    return Affine{{}, static_cast<long>(*literal->value)};
  }
  if (const auto* ref = ir::get_if<ir::VarRef>(expr)) {
    if (!ir::is_integer(expr->type) || !is_known(expr)) return std::nullopt;
    return Affine{{{symbol_of(ref->var), 1}}, 0};
  }
  if (const auto* converted = ir::get_if<ir::Cast>(expr)) {
    return ir::is_integer_cast(expr) ? affine_of(converted->operand, is_known) : std::nullopt;
  }
  if (const auto* container = ir::get_if<ir::VarRef>(sized_container(expr))) {
    if (!is_known(expr)) return std::nullopt;
    return Affine{{{"size of " + symbol_of(container->var), 1}}, 0};
  }
  const auto* node = ir::get_if<ir::Binary>(expr);
  if (!node || (node->op != BinaryOp::kAdd && node->op != BinaryOp::kSub && node->op != BinaryOp::kMul)) return std::nullopt;
  const std::optional<Affine> left = affine_of(node->left, is_known);
  const std::optional<Affine> right = affine_of(node->right, is_known);
  if (!left || !right) return std::nullopt;
  if (node->op == BinaryOp::kAdd) return *left + *right;
  if (node->op == BinaryOp::kSub) return *left - *right;
  if (const std::optional<long> factor = constant_of(*left)) return *right * *factor;
  if (const std::optional<long> factor = constant_of(*right)) return *left * *factor;
  return std::nullopt;
}

}  // namespace backsweep::plan
