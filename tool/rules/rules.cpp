// The front of the table: partials, what they read, and the products of the chain rule.
#include "rules/rules.h"

#include <charconv>
#include <cmath>

#include "ir/walk.h"
#include "rules/row.h"

namespace backsweep::rules {
namespace {

using ir::Expr;

bool is_suffixed_name_of(std::string_view name, const Row& row) {
  return row.spelling == Spelling::kSuffixed && name.size() == row.name.size() + 1 && name.starts_with(row.name) &&
         (name.back() == 'f' || name.back() == 'l');
}

const Row* row_of(const ir::Intrinsic& call) { return rules::row_of(call.name, call.arguments.size()); }

// Nothing for what is no call, and for calls whose derivative is zero.
std::optional<Cost> cost_of(const Expr& node) {
  const auto* call = ir::get_if<ir::Intrinsic>(node);
  if (!call || zero_row_of(call->name)) return std::nullopt;
  const Row* row = row_of(*call);
  return row ? row->cost : Cost::kExpensive;
}

bool is_whole(const Row& row, std::size_t operand) { return row.ranges[operand].is_integer; }

/// The operands as the row's arithmetic sees them: reals all of the node's type, integer operands as they are.
std::vector<Expr> arithmetic_operands(const Row& row, const ir::Intrinsic& call, const ir::Type& type) {
  std::vector<Expr> operands = call.arguments;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (is_whole(row, i)) continue;
    if (const std::optional<double> value = constant_value(operands[i]); value && !ir::is_real(operands[i]->type)) {
      operands[i] = number(static_cast<long double>(*value), type);
    } else {
      operands[i] = ir::cast(operands[i], ir::without_const(type), true);
    }
  }
  return operands;
}

/// Operands that nobody can confuse with a variable of a program.
Expr placeholder(std::size_t i, const ir::Type& type) {
  return ir::var_ref(ir::VarId{-1000 - static_cast<std::int32_t>(i)}, ir::without_const(type));
}

/// Where is_differentiable() was not asked: a name that no compiler lets through, so that no wrong zero is ever
/// emitted.
Expr no_derivative(const ir::Type& type) { return ir::literal("backsweep_has_no_derivative_here", std::nullopt, type); }

ir::Type slope_type(const Expr& node) {
  return ir::is_real(node->type) ? ir::without_const(node->type) : ir::double_type();
}

/// factor * slope, without products by one and with quotients and choices kept outermost.
Expr scaled(const Expr& slope, const Expr& factor) {
  if (ir::is_zero(slope)) return ir::zero(factor->type);
  if (ir::is_one(slope)) return factor;
  if (const auto* unary = ir::get_if<ir::Unary>(slope); unary && unary->op == ir::UnaryOp::kNegate) {
    return ir::unary(ir::UnaryOp::kNegate, scaled(unary->operand, factor));
  }
  if (const auto* select = ir::get_if<ir::Select>(slope)) {
    return choose(select->condition, scaled(select->if_true, factor), scaled(select->if_false, factor));
  }
  if (const auto* binary = ir::get_if<ir::Binary>(slope); binary && binary->op == ir::BinaryOp::kDiv) {
    return ir::binary(ir::BinaryOp::kDiv, scaled(binary->left, factor), binary->right);
  }
  return ir::binary(ir::BinaryOp::kMul, slope, factor);
}

/// a of `a / b` and `-(a / b)`, with its sign; divisor is null for anything else.
struct Quotient {
  Expr dividend;
  Expr divisor;
};

Quotient quotient_of(const Expr& slope) {
  if (const auto* unary = ir::get_if<ir::Unary>(slope); unary && unary->op == ir::UnaryOp::kNegate) {
    const Quotient inner = quotient_of(unary->operand);
    return {inner.divisor ? ir::unary(ir::UnaryOp::kNegate, inner.dividend) : nullptr, inner.divisor};
  }
  const auto* binary = ir::get_if<ir::Binary>(slope);
  if (!binary || binary->op != ir::BinaryOp::kDiv || !ir::is_real(slope->type)) return {};
  return {binary->left, binary->right};
}

}  // namespace

Expr Partial::over(const Expr& result, const std::vector<Expr>& operands) const {
  if (one) return one(result, operands[0]);
  if (two) return two(result, operands[0], operands[1]);
  return three(result, operands[0], operands[1], operands[2]);
}

const Row* row_of(std::string_view name, std::size_t arity) {
  for (const std::span<const Row> rows : {math_rows(), special_rows()}) {
    for (const Row& row : rows) {
      if (row.arity() == arity && (row.name == name || is_suffixed_name_of(name, row))) return &row;
    }
  }
  return nullptr;
}

const ZeroRow* zero_row_of(std::string_view name) {
  for (const ZeroRow& row : zero_rows()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

std::optional<double> constant_value(const Expr& expr) {
  if (const auto* literal = ir::get_if<ir::Literal>(expr)) return literal->value;
  if (const auto* unary = ir::get_if<ir::Unary>(expr); unary && unary->op == ir::UnaryOp::kNegate) {
    const std::optional<double> value = constant_value(unary->operand);
    return value ? std::optional<double>(-*value) : std::nullopt;
  }
  if (const auto* cast = ir::get_if<ir::Cast>(expr); cast && ir::is_real(expr->type))
    return constant_value(cast->operand);
  return std::nullopt;
}

Expr number(long double value, const ir::Type& type) {
  const ir::Type plain = ir::without_const(type);
  if (std::signbit(value)) return ir::unary(ir::UnaryOp::kNegate, number(-value, plain));
  char buffer[64];
  std::to_chars_result end{};
  if (plain->bytes > 8) {
    end = std::to_chars(buffer, buffer + sizeof buffer, value);
  } else if (plain->bytes == 4) {
    end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<float>(value));
  } else {
    end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<double>(value));
  }
  std::string spelling(buffer, end.ptr);
  if (spelling.find_first_of(".en") == std::string::npos) spelling += ".0";
  if (plain->bytes == 4) spelling += 'F';
  if (plain->bytes > 8) spelling += 'L';
  return ir::literal(std::move(spelling), static_cast<double>(value), plain);
}

Expr choose(const Expr& condition, const Expr& a, const Expr& b) {
  const auto spelled = [](const Expr& expr) {
    const std::optional<double> value = constant_value(expr);
    return value && ir::is_real(expr->type) ? number(static_cast<long double>(*value), expr->type) : expr;
  };
  if (ir::is_zero(a) && ir::is_zero(b)) return a;
  return ir::select(condition, spelled(a), spelled(b));
}

bool is_known(const std::string& name) {
  for (std::size_t arity = 1; arity <= 3; ++arity) {
    if (row_of(name, arity)) return true;
  }
  return zero_row_of(name) != nullptr;
}

bool is_differentiable(const Expr& node, std::size_t operand) {
  const auto* call = ir::get_if<ir::Intrinsic>(node);
  if (!call) return true;
  if (!ir::is_real(call->arguments[operand]->type) || zero_row_of(call->name)) return true;
  const Row* row = row_of(*call);
  return row && (!ir::is_real(node->type) || !row->partials[operand].is_empty());
}

Expr partial(const Expr& node, std::size_t operand, const Expr& result) {
  if (!ir::is_real(ir::children(node)[operand]->type)) return ir::zero(slope_type(node));
  const auto* call = ir::get_if<ir::Intrinsic>(node);
  if (!call) return operator_partial(node, operand, result);
  if (!ir::is_real(node->type) || zero_row_of(call->name)) return ir::zero(slope_type(node));
  const Row* row = row_of(*call);
  if (!row || row->partials[operand].is_empty()) return no_derivative(slope_type(node));
  return row->partials[operand].over(result, arithmetic_operands(*row, *call, node->type));
}

Expr pullback(const Expr& node, std::size_t operand, const Expr& result, const Expr& node_bar) {
  return ir::cast(scaled(partial(node, operand, result), node_bar),
                  ir::without_const(ir::children(node)[operand]->type), true);
}

Expr common_divisor(const Expr& node, const std::vector<std::size_t>& operands, const Expr& result) {
  Expr common;
  for (const std::size_t operand : operands) {
    const Expr divisor = quotient_of(partial(node, operand, result)).divisor;
    if (!divisor || (common && !ir::same_expr(common, divisor))) return nullptr;
    common = divisor;
  }
  return common;
}

Expr pullback_divided(const Expr& node, std::size_t operand, const Expr& result, const Expr& divided_bar) {
  return ir::cast(scaled(quotient_of(partial(node, operand, result)).dividend, divided_bar),
                  ir::without_const(ir::children(node)[operand]->type), true);
}

Expr pushforward(const Expr& node, std::size_t operand, const Expr& result, const Expr& operand_dot) {
  return scaled(partial(node, operand, result), ir::cast(operand_dot, ir::without_const(node->type), true));
}

Expr pushforward_divided(const Expr& node, std::size_t operand, const Expr& result, const Expr& operand_dot) {
  return scaled(quotient_of(partial(node, operand, result)).dividend, ir::cast(operand_dot, ir::without_const(node->type), true));
}

Reads reads(const Expr& node, std::size_t operand) {
  std::vector<Expr> operands = ir::children(node);
  std::vector<Expr> placeholders;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    placeholders.push_back(placeholder(i, operands[i]->type));
    if (!constant_value(operands[i])) operands[i] = placeholders[i];
  }
  const Expr result = placeholder(operands.size(), node->type);
  const Expr slope = partial(ir::with_children(node, operands), operand, result);
  Reads found;
  found.result = ir::mentions(slope, ir::get_if<ir::VarRef>(result)->var);
  for (const Expr& stand_in : placeholders) {
    found.operands.push_back(ir::mentions(slope, ir::get_if<ir::VarRef>(stand_in)->var));
  }
  return found;
}

bool is_expensive(const Expr& node) {
  if (const auto* binary = ir::get_if<ir::Binary>(node)) {
    return binary->op == ir::BinaryOp::kDiv && ir::is_real(node->type);
  }
  const std::optional<Cost> cost = cost_of(node);
  return cost && *cost != Cost::kCheap;
}

int operations(const Expr& node) {
  // A division waits for little where it vectorises or stands among other work: eight bytes kept cost more than one,
  // and less than two of them or a square root.
  constexpr int kDivision = 6;
  constexpr int kRoot = 10;
  constexpr int kFunction = 25;
  if (ir::is_place(node) || ir::get_if<ir::Literal>(node) || ir::get_if<ir::Cast>(node)) return 0;
  if (const std::optional<Cost> cost = cost_of(node)) {
    return *cost == Cost::kExpensive ? kFunction : *cost == Cost::kModerate ? kRoot : 1;
  }
  return is_expensive(node) ? kDivision : 1;
}

bool is_worth_memory(const Expr& node) {
  const std::optional<Cost> cost = cost_of(node);
  return cost && *cost == Cost::kExpensive;
}

namespace {

bool is_positive(const Expr& expr);

bool is_nonnegative(const Expr& expr) {
  const auto* product = ir::get_if<ir::Binary>(expr);
  const bool is_square = product && product->op == ir::BinaryOp::kMul && ir::same_expr(product->left, product->right);
  return is_square || is_positive(expr);
}

bool is_positive(const Expr& expr) {
  if (const auto* number = ir::get_if<ir::Literal>(expr)) return number->value && *number->value > 0;
  const auto* sum = ir::get_if<ir::Binary>(expr);
  if (!sum || sum->op != ir::BinaryOp::kAdd) return false;
  return (is_positive(sum->left) && is_nonnegative(sum->right)) || (is_nonnegative(sum->left) && is_positive(sum->right));
}

}  // namespace

Expr pole(const Expr& node) {
  if (!ir::is_real(node->type)) return nullptr;
  const auto* quotient = ir::get_if<ir::Binary>(node);
  const auto* call = ir::get_if<ir::Intrinsic>(node);
  const bool is_quotient = quotient && quotient->op == ir::BinaryOp::kDiv;
  const bool has_pole = call && (call->name == "std::pow" || call->name.rfind("std::log", 0) == 0);
  Expr pole = is_quotient ? quotient->right : has_pole ? call->arguments[0] : nullptr;
  const auto* product = pole ? ir::get_if<ir::Binary>(pole) : nullptr;
  if (product && product->op == ir::BinaryOp::kMul && ir::get_if<ir::Literal>(product->left)) pole = product->right;
  return pole && !ir::get_if<ir::Literal>(pole) && !is_positive(pole) ? pole : nullptr;
}

bool is_worth_array(const Expr& node) {
  const std::optional<Cost> cost = cost_of(node);
  return cost && (*cost == Cost::kExpensive || *cost == Cost::kModerate);
}

std::vector<KinkValue> kink_values() {
  std::vector<KinkValue> values;
  for (const std::span<const Row> rows : {math_rows(), special_rows()}) {
    for (const Row& row : rows) {
      if (row.kink.empty()) continue;
      const bool is_overload = !values.empty() && values.back().function == row.name;
      if (!is_overload) values.push_back({std::string(row.name), std::string(row.kink)});
    }
  }
  return values;
}

}  // namespace backsweep::rules
