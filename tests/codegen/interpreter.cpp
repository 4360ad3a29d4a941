// Evaluates expressions.
#include "tests/codegen/interpreter.h"

#include <cmath>
#include <limits>
#include <sstream>
#include <type_traits>

#include "ir/build.h"

namespace backsweep::codegen::testing {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::Type;
using ir::TypeKind;
using Result = std::optional<Scalar>;

/// Calls `act` with a value of the C++ type behind `type`.
template <class Act>
Result with_type(const Type& type, const Act& act) {
  if (type->kind == TypeKind::kBool) return act(bool{});
  if (ir::is_real(type)) return type->bytes == 4 ? act(float{}) : type->bytes == 8 ? act(double{}) : act(0.0L);
  if (type->bytes == 2) return act(short{});
  if (type->bytes == 4) return type->is_signed ? act(int{}) : act(0U);
  return type->is_signed ? act(0L) : act(0UL);
}

template <class T>
Result arithmetic(BinaryOp op, T a, T b) {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, short>) {
    return std::nullopt;
  } else if constexpr (std::is_floating_point_v<T>) {
    switch (op) {
      case BinaryOp::kAdd:
        return a + b;
      case BinaryOp::kSub:
        return a - b;
      case BinaryOp::kMul:
        return a * b;
      case BinaryOp::kDiv:
        return b == 0 ? Result() : Result(a / b);
      default:
        return std::nullopt;
    }
  } else {
    T sum{};
    switch (op) {
      case BinaryOp::kAdd:
        if (__builtin_add_overflow(a, b, &sum) && std::is_signed_v<T>) return std::nullopt;
        return sum;
      case BinaryOp::kSub:
        if (__builtin_sub_overflow(a, b, &sum) && std::is_signed_v<T>) return std::nullopt;
        return sum;
      case BinaryOp::kMul:
        if (__builtin_mul_overflow(a, b, &sum) && std::is_signed_v<T>) return std::nullopt;
        return sum;
      case BinaryOp::kDiv:
        return b == 0 || (std::is_signed_v<T> && b == static_cast<T>(-1)) ? Result() : Result(a / b);
      case BinaryOp::kRem:
        return b == 0 || (std::is_signed_v<T> && b == static_cast<T>(-1)) ? Result() : Result(a % b);
      case BinaryOp::kBitAnd:
        return a & b;
      case BinaryOp::kBitOr:
        return a | b;
      case BinaryOp::kBitXor:
        return a ^ b;
      default:
        return std::nullopt;
    }
  }
}

template <class T>
Result compare(BinaryOp op, T a, T b) {
  switch (op) {
    case BinaryOp::kLess:
      return a < b;
    case BinaryOp::kLessEqual:
      return a <= b;
    case BinaryOp::kGreater:
      return a > b;
    case BinaryOp::kGreaterEqual:
      return a >= b;
    case BinaryOp::kEqual:
      return a == b;
    default:
      return a != b;
  }
}

bool truth(const Scalar& value) {
  return std::visit([](auto v) { return static_cast<bool>(v); }, value);
}

Result shift(BinaryOp op, const Scalar& a, const Scalar& b, const Type& type) {
  const Result left = convert(a, type);
  const long amount = std::get<long>(*convert(b, ir::long_type()));
  if (!left || amount < 0 || amount > 7) return std::nullopt;
  const Scalar factor = 1L << amount;
  const Result by = convert(factor, type);
  const bool is_negative =
      std::visit([](auto v) { return std::is_signed_v<decltype(v)> && v < static_cast<decltype(v)>(0); }, *left);
  if (is_negative) return std::nullopt;
  return apply(op == BinaryOp::kShiftLeft ? BinaryOp::kMul : BinaryOp::kDiv, *left, *by, type);
}

Result negate(const Scalar& value) {
  return std::visit(
      [](auto v) -> Result {
        using T = decltype(v);
        if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, short>)
          return std::nullopt;
        else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
          return v == std::numeric_limits<T>::min() ? Result() : Result(-v);
        } else {
          return static_cast<T>(-v);
        }
      },
      value);
}

Result call(const ir::Intrinsic& intrinsic, const Type& type, const std::vector<Scalar>& arguments) {
  return with_type(type, [&](auto zero) -> Result {
    using T = decltype(zero);
    const T a = std::get<T>(*convert(arguments[0], type));
    const T b = arguments.size() > 1 ? std::get<T>(*convert(arguments[1], type)) : a;
    if (intrinsic.name == "std::max") return std::max(a, b);
    if constexpr (std::is_floating_point_v<T>) {
      if (intrinsic.name == "std::fabs") return std::fabs(a);
      if (intrinsic.name == "std::fmin") return std::fmin(a, b);
      if (intrinsic.name == "std::pow" && a > 0 && std::fabs(b) < 8) return std::pow(a, b);
    }
    return std::nullopt;
  });
}

class Evaluator {
 public:
  explicit Evaluator(const std::vector<Scalar>& variables) : variables_(variables) {}

  Result operator()(const Expr& expr) const {
    if (const auto* e = ir::get_if<ir::Literal>(expr)) return convert(static_cast<double>(*e->value), expr->type);
    if (const auto* e = ir::get_if<ir::VarRef>(expr)) return variables_[static_cast<std::size_t>(e->var.index)];
    if (const auto* e = ir::get_if<ir::Cast>(expr)) {
      const Result value = (*this)(e->operand);
      return value ? convert(*value, expr->type) : std::nullopt;
    }
    if (const auto* e = ir::get_if<ir::Unary>(expr)) return unary(*e, expr->type);
    if (const auto* e = ir::get_if<ir::Binary>(expr)) return binary(*e, expr->type);
    if (const auto* e = ir::get_if<ir::Select>(expr)) {
      const Result test = (*this)(e->condition);
      const Result value = test ? (*this)(truth(*test) ? e->if_true : e->if_false) : std::nullopt;
      return value ? convert(*value, expr->type) : std::nullopt;
    }
    const auto* e = ir::get_if<ir::Intrinsic>(expr);
    if (!e) return std::nullopt;
    std::vector<Scalar> arguments;
    for (const Expr& argument : e->arguments) {
      const Result value = (*this)(argument);
      if (!value) return std::nullopt;
      arguments.push_back(*value);
    }
    return call(*e, expr->type, arguments);
  }

 private:
  Result unary(const ir::Unary& e, const Type& type) const {
    const Result value = (*this)(e.operand);
    if (!value) return std::nullopt;
    if (e.op == ir::UnaryOp::kNot) return !truth(*value);
    const Result wide = convert(*value, type);
    if (!wide) return std::nullopt;
    if (e.op == ir::UnaryOp::kNegate) return negate(*wide);
    return with_type(type, [&](auto zero) -> Result {
      using T = decltype(zero);
      if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
        return static_cast<T>(~std::get<T>(*wide));
      else
        return std::nullopt;
    });
  }

  Result binary(const ir::Binary& e, const Type& type) const {
    const Result left = (*this)(e.left);
    if (!left) return std::nullopt;
    if (e.op == BinaryOp::kAnd && !truth(*left)) return false;
    if (e.op == BinaryOp::kOr && truth(*left)) return true;
    const Result right = (*this)(e.right);
    if (!right) return std::nullopt;
    if (e.op == BinaryOp::kAnd || e.op == BinaryOp::kOr) return truth(*right);
    if (e.op == BinaryOp::kShiftLeft || e.op == BinaryOp::kShiftRight) {
      return shift(e.op, *left, *right, arithmetic_type(e.left->type, ir::bool_type()));
    }
    return apply(e.op, *left, *right, ir::is_real(type) ? type : arithmetic_type(e.left->type, e.right->type));
  }

  const std::vector<Scalar>& variables_;
};

}  // namespace

Result convert(const Scalar& value, const Type& type) {
  return with_type(type, [&](auto zero) {
    using T = decltype(zero);
    return std::visit(
        [](auto v) -> Result {
          using From = decltype(v);
          if constexpr (std::is_floating_point_v<From> && std::is_integral_v<T> && !std::is_same_v<T, bool>) {
            const long double low =
                std::is_signed_v<T> ? static_cast<long double>(std::numeric_limits<T>::min()) : -0.5L;
            if (!(v > low && v < static_cast<long double>(std::numeric_limits<T>::max()))) return std::nullopt;
          }
          if constexpr (std::is_same_v<T, bool>)
            return static_cast<bool>(v);
          else
            return static_cast<T>(v);
        },
        value);
  });
}

Result apply(BinaryOp op, const Scalar& a, const Scalar& b, const Type& type) {
  const Result left = convert(a, type);
  const Result right = convert(b, type);
  if (!left || !right) return std::nullopt;
  const bool compares = op >= BinaryOp::kLess && op <= BinaryOp::kNotEqual;
  return with_type(type, [&](auto zero) {
    using T = decltype(zero);
    return compares ? compare(op, std::get<T>(*left), std::get<T>(*right))
                    : arithmetic(op, std::get<T>(*left), std::get<T>(*right));
  });
}

Type arithmetic_type(const Type& a, const Type& b) {
  if (ir::is_real(a) || ir::is_real(b)) return ir::wider_real(a, b);
  const auto rank = [](const Type& type) { return type->bytes < 4 ? 4 : type->bytes; };
  const auto is_unsigned = [](const Type& type) { return type->bytes >= 4 && !type->is_signed; };
  const int bytes = std::max(rank(a), rank(b));
  const bool wraps = (is_unsigned(a) && rank(a) == bytes) || (is_unsigned(b) && rank(b) == bytes);
  if (bytes == 4) return wraps ? ir::integer_type("unsigned int", 4, false) : ir::int_type();
  return wraps ? ir::size_type() : ir::long_type();
}

Result evaluate(const Expr& expr, const std::vector<Scalar>& variables) { return Evaluator(variables)(expr); }

std::string spell(const Scalar& value) {
  return std::visit(
      [](auto v) {
        using T = decltype(v);
        std::ostringstream text;
        if constexpr (std::is_floating_point_v<T>) {
          text << std::hexfloat << v << (sizeof(T) == 4 ? "F" : sizeof(T) > 8 ? "L" : "");
        } else {
          text << +v << (sizeof(T) == 8 ? "L" : "") << (std::is_unsigned_v<T> && sizeof(T) >= 4 ? "U" : "");
        }
        return text.str();
      },
      value);
}

}  // namespace backsweep::codegen::testing
