// Reads integer expressions as polynomials, and compares them.
#include "analysis/polynomial.h"

#include <algorithm>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {

Polynomial::Polynomial(long constant) {
  if (constant != 0) terms[{}] = constant;
}

std::optional<Polynomial> Polynomial::coefficient(Atom atom) const {
  Polynomial result;
  for (const auto& [product, factor] : terms) {
    const auto times = std::count(product.begin(), product.end(), atom);
    if (times > 1) return std::nullopt;
    if (times == 0) continue;
    std::vector<Atom> rest;
    std::copy_if(product.begin(), product.end(), std::back_inserter(rest), [&](Atom one) { return one != atom; });
    result.terms[rest] = factor;
  }
  return result;
}

Polynomial Polynomial::without(Atom atom) const {
  Polynomial result;
  for (const auto& [product, factor] : terms) {
    if (std::find(product.begin(), product.end(), atom) == product.end()) result.terms[product] = factor;
  }
  return result;
}

bool Polynomial::mentions(Atom atom) const { return !(without(atom) == *this); }

std::optional<long> Polynomial::constant() const {
  if (terms.empty()) return 0;
  if (terms.size() > 1 || !terms.begin()->first.empty()) return std::nullopt;
  return terms.begin()->second;
}

Polynomial operator+(Polynomial a, const Polynomial& b) {
  for (const auto& [product, factor] : b.terms) {
    long& sum = a.terms[product];
    sum += factor;
    if (sum == 0) a.terms.erase(product);
  }
  return a;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) { return a + Polynomial(-1) * b; }

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial result;
  for (const auto& [left, x] : a.terms) {
    for (const auto& [right, y] : b.terms) {
      std::vector<Atom> product = left;
      product.insert(product.end(), right.begin(), right.end());
      std::sort(product.begin(), product.end());
      Polynomial one;
      one.terms[product] = x * y;
      result = result + one;
    }
  }
  return result;
}

std::optional<Polynomial> polynomial_of(const ir::Expr& expr,
                                        const std::function<std::optional<Polynomial>(const ir::Expr&)>& leaf) {
  if (!expr || !ir::is_integer(expr->type)) return std::nullopt;
  if (const auto* number = ir::get_if<ir::Literal>(expr); number && number->value) {
    return Polynomial(static_cast<long>(*number->value));
  }
  if (ir::is_integer_cast(expr)) return polynomial_of(ir::without_integer_casts(expr), leaf);
  if (const auto* node = ir::get_if<ir::Unary>(expr); node && node->op == ir::UnaryOp::kNegate) {
    const std::optional<Polynomial> operand = polynomial_of(node->operand, leaf);
    return operand ? std::optional(Polynomial(-1) * *operand) : std::nullopt;
  }
  const auto* node = ir::get_if<ir::Binary>(expr);
  const bool is_sum = node && (node->op == ir::BinaryOp::kAdd || node->op == ir::BinaryOp::kSub);
  if (!is_sum && !(node && node->op == ir::BinaryOp::kMul)) return leaf(expr);
  const std::optional<Polynomial> left = polynomial_of(node->left, leaf);
  const std::optional<Polynomial> right = polynomial_of(node->right, leaf);
  if (!left || !right) return std::nullopt;
  if (node->op == ir::BinaryOp::kMul) return *left * *right;
  return node->op == ir::BinaryOp::kAdd ? *left + *right : *left - *right;
}

Atom Atoms::intern(const ir::Expr& expr) {
  const auto known = std::find_if(exprs_.begin(), exprs_.end(), [&](const ir::Expr& e) { return ir::same_expr(e, expr); });
  if (known != exprs_.end()) return static_cast<Atom>(known - exprs_.begin());
  exprs_.push_back(expr);
  return exprs_.size() - 1;
}

// Under one type, whatever type the variable has: only its identity matters here.
Atom Atoms::of(ir::VarId var) { return intern(ir::var_ref(var, ir::long_type())); }

// Computed from variables that keep their values, without a look into memory.
bool Atoms::stands_for(const ir::Expr& init) const {
  bool is_stable = ir::is_integer(init->type);
  ir::walk(init, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    const bool is_counter = ref && function_.var(ref->var).role == ir::VarRole::kInduction;
    if (ref) is_stable = is_stable && (is_counter || stable_.is_unchanging(ref->var));
    else is_stable = is_stable && !ir::is_place(e) && !ir::get_if<ir::OpaqueExpr>(e) && !ir::get_if<ir::Intrinsic>(e);
  });
  return is_stable;
}

std::optional<Polynomial> Atoms::read(const ir::Expr& expr) {
  return polynomial_of(expr, [&](const ir::Expr& leaf) -> std::optional<Polynomial> {
    const auto* ref = ir::get_if<ir::VarRef>(leaf);
    const ir::Expr init = ref ? stable_.initializer(ref->var) : nullptr;
    if (init && stands_for(init)) return read(init);
    Polynomial atom;
    atom.terms[{ref ? of(ref->var) : intern(leaf)}] = 1;
    return atom;
  });
}

void Atoms::assume_positive(Atom atom) {
  if (!positive_.insert(atom).second) return;
  // Where e / c is positive, so is e.
  const auto* quotient = ir::get_if<ir::Binary>(exprs_[atom]);
  const auto* divisor = quotient ? ir::get_if<ir::Literal>(quotient->right) : nullptr;
  if (!divisor || quotient->op != ir::BinaryOp::kDiv || !divisor->value || *divisor->value <= 0) return;
  const std::optional<Polynomial> dividend = read(quotient->left);
  const bool is_atom = dividend && dividend->terms.size() == 1 && dividend->terms.begin()->first.size() == 1;
  if (is_atom && dividend->terms.begin()->second > 0) assume_positive(dividend->terms.begin()->first[0]);
}

// Each positive atom n written as 1 + m.
bool Atoms::is_sum_of_positives(const Polynomial& value) const {
  Polynomial shifted;
  for (const auto& [product, factor] : value.terms) {
    Polynomial one(factor);
    for (const Atom atom : product) {
      if (positive_.count(atom) == 0) return false;
      Polynomial next(1);
      next.terms[{atom}] = 1;
      one = one * next;
    }
    shifted = shifted + one;
  }
  return std::all_of(shifted.terms.begin(), shifted.terms.end(), [](const auto& term) { return term.second >= 0; });
}

bool Atoms::is_nonnegative(Polynomial value) {
  for (int round = 0; round < 4; ++round) {
    if (is_sum_of_positives(value)) return true;
    bool changed = false;
    for (const auto& [product, factor] : Polynomial(value).terms) {
      if (product.size() != 1 || factor >= 0) continue;
      const auto* quotient = ir::get_if<ir::Binary>(exprs_[product[0]]);
      if (!quotient || quotient->op != ir::BinaryOp::kDiv) continue;
      const auto* divisor = ir::get_if<ir::Literal>(quotient->right);
      const long by = divisor && divisor->value ? static_cast<long>(*divisor->value) : 0;
      const std::optional<Polynomial> dividend = read(quotient->left);
      if (by <= 0 || !dividend || !is_sum_of_positives(*dividend)) continue;
      Polynomial one;
      one.terms[product] = factor;
      // by * value >= 0 says the same, and by * (e / by) <= e.
      value = Polynomial(by) * (value - one) + Polynomial(factor) * *dividend;
      changed = true;
      break;
    }
    if (!changed) return false;
  }
  return false;
}

}  // namespace backsweep::analysis
