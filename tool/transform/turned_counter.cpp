// Recognises integers that are the next value of a counter, around.
#include "transform/turned_counter.h"

#include <cstdlib>
#include <optional>

#include "ir/build.h"

namespace backsweep::transform {
namespace {

using analysis::Polynomial;
using ir::BinaryOp;

Polynomial polynomial_of(ir::VarId var) {
  Polynomial variable;
  variable.terms[{atom_of(var)}] = 1;
  return variable;
}

BinaryOp mirrored(BinaryOp op) {
  switch (op) {
    case BinaryOp::kLess: return BinaryOp::kGreater;
    case BinaryOp::kLessEqual: return BinaryOp::kGreaterEqual;
    case BinaryOp::kGreater: return BinaryOp::kLess;
    case BinaryOp::kGreaterEqual: return BinaryOp::kLessEqual;
    default: return op;
  }
}

// Whether the condition holds for the counter of that value, which is the first or the last, and for no other of the
// range; with `negated`, for all others.
bool is_only_for(const ir::Expr& condition, ir::VarId var, const Polynomial& value, bool is_first, bool negated) {
  const auto* compared = ir::get_if<ir::Binary>(ir::without_integer_casts(condition));
  if (!compared) return false;
  const std::optional<Polynomial> left = polynomial_over_variables(compared->left);
  const std::optional<Polynomial> right = polynomial_over_variables(compared->right);
  if (!left || !right) return false;
  const Polynomial counter = polynomial_of(var);
  // counter - bound, or its negative.
  const bool is_left = left->mentions(atom_of(var));
  Polynomial bound = is_left ? counter - *left + *right : counter - *right + *left;
  if (bound.mentions(atom_of(var))) return false;
  BinaryOp op = compared->op;
  if (!is_left) op = mirrored(op);
  if (op == BinaryOp::kEqual || op == BinaryOp::kNotEqual) return (op == BinaryOp::kNotEqual) == negated && bound == value;
  // counter >= bound, or counter < bound.
  if (op == BinaryOp::kGreater || op == BinaryOp::kLessEqual) bound = bound + Polynomial(1);
  const bool is_above = op == BinaryOp::kGreater || op == BinaryOp::kGreaterEqual;
  const bool is_below = op == BinaryOp::kLess || op == BinaryOp::kLessEqual;
  if (!is_above && !is_below) return false;
  // The first is below first + 1, the last not below itself.
  const bool is_that_side = is_first ? is_below != negated : is_above != negated;
  return is_that_side && bound == (is_first ? value + Polynomial(1) : value);
}

struct Bounds {
  ir::VarId var;
  Polynomial first;
  Polynomial last;
};

bool is_turned_by_choice(const ir::Select& choice, const Bounds& bounds, int by) {
  const Polynomial& edge = by > 0 ? bounds.last : bounds.first;
  const bool is_swapped = is_only_for(choice.condition, bounds.var, edge, by < 0, /*negated=*/true);
  if (!is_swapped && !is_only_for(choice.condition, bounds.var, edge, by < 0, /*negated=*/false)) return false;
  const std::optional<Polynomial> around = polynomial_over_variables(is_swapped ? choice.if_false : choice.if_true);
  const std::optional<Polynomial> beside = polynomial_over_variables(is_swapped ? choice.if_true : choice.if_false);
  return around && beside && *around == (by > 0 ? bounds.first : bounds.last) &&
         *beside == polynomial_of(bounds.var) + Polynomial(by);
}

// `(i + 1) % n`, `(i + n - 1) % n` from 0 to in front of n.
bool is_turned_by_remainder(const ir::Binary& division, const Bounds& bounds, int by) {
  const std::optional<Polynomial> dividend = polynomial_over_variables(division.left);
  const std::optional<Polynomial> divisor = polynomial_over_variables(division.right);
  if (division.op != BinaryOp::kRem || !dividend || !divisor || !bounds.first.terms.empty()) return false;
  const Polynomial counter = polynomial_of(bounds.var);
  const Polynomial wanted = by > 0 ? counter + Polynomial(1) : counter + *divisor - Polynomial(1);
  return *divisor == bounds.last + Polynomial(1) && *dividend == wanted;
}

}  // namespace

analysis::Atom atom_of(ir::VarId var) { return static_cast<analysis::Atom>(var.index); }

std::optional<Polynomial> polynomial_over_variables(const ir::Expr& expr) {
  return analysis::polynomial_of(expr, [](const ir::Expr& leaf) -> std::optional<Polynomial> {
    const auto* ref = ir::get_if<ir::VarRef>(leaf);
    return ref ? std::optional(polynomial_of(ref->var)) : std::nullopt;
  });
}

bool is_turned(const ir::Expr& value, const CounterRange& range, int by) {
  const std::optional<Polynomial> first = polynomial_over_variables(range.low);
  const std::optional<Polynomial> last = polynomial_over_variables(shifted(range.high, -1));
  if (!first || !last) return false;
  const ir::Expr plain = ir::without_integer_casts(value);
  const Bounds bounds{range.counter, *first, *last};
  if (const auto* choice = ir::get_if<ir::Select>(plain)) return is_turned_by_choice(*choice, bounds, by);
  const auto* division = ir::get_if<ir::Binary>(plain);
  return division && is_turned_by_remainder(*division, bounds, by);
}

ir::Expr turned(const ir::Expr& counter, const CounterRange& range, int by) {
  const ir::Expr last = shifted(range.high, -1);
  const ir::Expr is_edge = ir::binary(BinaryOp::kEqual, counter, by > 0 ? last : range.low);
  return ir::select(is_edge, by > 0 ? range.low : last, shifted(counter, by));
}

ir::Expr shifted(const ir::Expr& bound, long by) {
  if (by == 0) return bound;
  return ir::binary(by > 0 ? BinaryOp::kAdd : BinaryOp::kSub, bound, ir::integer(std::abs(by)));
}

}  // namespace backsweep::transform
