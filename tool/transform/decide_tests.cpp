// Drops tests for null and of integers whose outcome an inlined call decides.
#include "transform/decide_tests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

/// A variable of its own, or a part of one: it has an address.
bool is_object(const ir::Expr& place) {
  if (ir::get_if<ir::VarRef>(place)) return true;
  if (const auto* part = ir::get_if<ir::Member>(place)) return is_object(part->base);
  const auto* element = ir::get_if<ir::Index>(place);
  return element && !ir::is_pointer_like(element->base->type) && is_object(element->base);
}

std::optional<bool> is_null(const ir::Expr& pointer) {
  if (const auto* literal = ir::get_if<ir::Literal>(pointer)) {
    if (literal->spelling == "nullptr") return true;
  }
  const auto* address = ir::get_if<ir::AddressOf>(pointer);
  return address && is_object(address->place) ? std::optional<bool>(false) : std::nullopt;
}

/// A number that is written as such. Conversions among integers keep the small ones.
std::optional<double> value_of(const ir::Expr& expr) {
  if (const auto* cast = ir::get_if<ir::Cast>(expr)) {
    const std::optional<double> value = ir::is_integer(expr->type) ? value_of(cast->operand) : std::nullopt;
    return value && *value >= 0 && *value <= 127 && expr->type->kind != ir::TypeKind::kBool ? value : std::nullopt;
  }
  const auto* literal = ir::get_if<ir::Literal>(expr);
  return literal && ir::is_integer(expr->type) ? literal->value : std::nullopt;
}

/// Whether the value is the same each time it is asked for.
bool is_repeatable(const ir::Expr& expr) {
  bool result = true;
  ir::walk(expr, [&](const ir::Expr& e) { result = result && !ir::get_if<ir::OpaqueExpr>(e) && !ir::get_if<ir::Intrinsic>(e); });
  return result;
}

bool compare(ir::BinaryOp op, double left, double right) {
  switch (op) {
    case ir::BinaryOp::kEqual: return left == right;
    case ir::BinaryOp::kNotEqual: return left != right;
    case ir::BinaryOp::kLess: return left < right;
    case ir::BinaryOp::kLessEqual: return left <= right;
    case ir::BinaryOp::kGreater: return left > right;
    default: return left >= right;
  }
}

/// Two numbers, or one and the same: `lda < m` where a matrix is as wide as its array.
std::optional<bool> decided_integers(const ir::Binary& test) {
  const bool is_test = test.op >= ir::BinaryOp::kLess && test.op <= ir::BinaryOp::kNotEqual;
  if (!is_test || !ir::is_integer(test.left->type) || !ir::is_integer(test.right->type)) return std::nullopt;
  const std::optional<double> left = value_of(test.left);
  const std::optional<double> right = value_of(test.right);
  if (left && right) return compare(test.op, *left, *right);
  return ir::same_expr(test.left, test.right) && is_repeatable(test.left) ? std::optional(compare(test.op, 0, 0)) : std::nullopt;
}

std::optional<bool> decided(const ir::Expr& condition) {
  if (const std::optional<double> value = value_of(condition)) return *value != 0;
  if (ir::is_pointer_like(condition->type)) {
    const std::optional<bool> null = is_null(condition);
    return null ? std::optional<bool>(!*null) : std::nullopt;
  }
  if (const auto* node = ir::get_if<ir::Unary>(condition); node && node->op == ir::UnaryOp::kNot) {
    const std::optional<bool> inner = decided(node->operand);
    return inner ? std::optional<bool>(!*inner) : std::nullopt;
  }
  const auto* test = ir::get_if<ir::Binary>(condition);
  if (!test) return std::nullopt;
  if (test->op == ir::BinaryOp::kAnd || test->op == ir::BinaryOp::kOr) {
    const bool settles = test->op == ir::BinaryOp::kOr;
    const std::optional<bool> left = decided(test->left);
    const std::optional<bool> right = decided(test->right);
    if (left == settles || (left && right)) return *left == settles ? settles : *right;
    return std::nullopt;
  }
  if (!ir::is_pointer_like(test->left->type)) return decided_integers(*test);
  if (test->op != ir::BinaryOp::kEqual && test->op != ir::BinaryOp::kNotEqual) return std::nullopt;
  const std::optional<bool> left = is_null(test->left);
  const std::optional<bool> right = is_null(test->right);
  if (!left || !right || (!*left && !*right)) return std::nullopt;
  return (*left == *right) == (test->op == ir::BinaryOp::kEqual);
}

/// The pointer that is null where the other is: `x` for `x + 24` and `&x[24]`, of which compilers know that they are not.
ir::Expr base_of(const ir::Expr& pointer) {
  if (!ir::is_pointer_like(pointer->type)) return pointer;
  if (const auto* address = ir::get_if<ir::AddressOf>(pointer)) {
    const auto* element = ir::get_if<ir::Index>(address->place);
    return element && element->base->type->kind == ir::TypeKind::kPointer ? base_of(element->base) : pointer;
  }
  const auto* sum = ir::get_if<ir::Binary>(pointer);
  if (!sum) return pointer;
  return base_of(sum->left->type->kind == ir::TypeKind::kPointer ? sum->left : sum->right);
}

ir::Expr compared_by_base(const ir::Expr& expr, const ir::Binary& test) {
  if (test.op != ir::BinaryOp::kEqual && test.op != ir::BinaryOp::kNotEqual) return expr;
  if (is_null(test.left) != true && is_null(test.right) != true) return expr;
  const ir::Expr left = base_of(test.left);
  const ir::Expr right = base_of(test.right);
  return left == test.left && right == test.right ? expr : ir::raw_binary(test.op, left, right, expr->type);
}

/// What is decided of a conjunction or choice is left out of it.
ir::Expr simpler(const ir::Expr& expr) {
  if (ir::get_if<ir::Select>(expr)) return simpler_choice(expr);
  const auto* test = ir::get_if<ir::Binary>(expr);
  if (!test) return expr;
  if (test->op != ir::BinaryOp::kAnd && test->op != ir::BinaryOp::kOr) return compared_by_base(expr, *test);
  const bool settles = test->op == ir::BinaryOp::kOr;
  if (decided(test->left) == !settles) return test->right;
  if (decided(test->right) == !settles) return test->left;
  return expr;
}

void append_scope(ir::Region inner, ir::Region& out) {
  const auto declares = [](const ir::Stmt& stmt) { return ir::get_if<ir::Declare>(stmt) != nullptr; };
  if (std::none_of(inner.begin(), inner.end(), declares)) return ir::append(std::move(inner), out);
  out.push_back(ir::make_stmt(ir::Block{std::move(inner)}));
}

}  // namespace

ir::Expr simpler_choice(const ir::Expr& choice) {
  const auto& node = std::get<ir::Select>(choice->node);
  const std::optional<bool> outcome = decided(node.condition);
  return outcome ? (*outcome ? node.if_true : node.if_false) : choice;
}

void decide_tests(ir::Region& region) {
  ir::Region result;
  for (ir::Stmt& stmt : region) {
    ir::map_exprs(stmt, [](const ir::Expr& e) { return ir::rewrite(e, simpler); });
    if (auto* branch = ir::get_if<ir::If>(stmt)) {
      if (const std::optional<bool> outcome = decided(branch->condition)) {
        ir::Region taken = std::move(*outcome ? branch->then_region : branch->else_region);
        decide_tests(taken);
        append_scope(std::move(taken), result);
        continue;
      }
    }
    for (ir::Region* inner : ir::regions(stmt)) decide_tests(*inner);
    result.push_back(std::move(stmt));
  }
  region = std::move(result);
}

}  // namespace backsweep::transform
