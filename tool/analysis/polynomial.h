// takes: an integer expression.  gives: a polynomial with integer coefficients over atoms: variables, and whatever else
// is no sum or product.  promises: equal polynomials mean equal values, as long as every atom keeps its value.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "analysis/zones.h"

namespace backsweep::analysis {

/// The number of an atom in its Atoms.
using Atom = std::size_t;

/// A sum of coefficients times products of atoms. The constant stands under the empty product.
struct Polynomial {
  std::map<std::vector<Atom>, long> terms;

  Polynomial() = default;
  explicit Polynomial(long constant);
  /// The coefficient of the atom, as a polynomial without it; nothing where a power or a later product hides it.
  [[nodiscard]] std::optional<Polynomial> coefficient(Atom atom) const;
  /// The polynomial at 0 for the atom.
  [[nodiscard]] Polynomial without(Atom atom) const;
  [[nodiscard]] bool mentions(Atom atom) const;
  /// The value, if no atom is left.
  [[nodiscard]] std::optional<long> constant() const;
  friend bool operator==(const Polynomial&, const Polynomial&) = default;
};

Polynomial operator+(Polynomial a, const Polynomial& b);
Polynomial operator-(const Polynomial& a, const Polynomial& b);
Polynomial operator*(const Polynomial& a, const Polynomial& b);

/// Reads sums, differences and products of integers; `leaf` reads what is none. Nothing for what is no integer, and where
/// `leaf` gives nothing.
std::optional<Polynomial> polynomial_of(const ir::Expr& expr,
                                        const std::function<std::optional<Polynomial>(const ir::Expr&)>& leaf);

/// The atoms met so far. Stable integer locals stand for their initializers, conversions between integers for their
/// operands.
class Atoms {
 public:
  explicit Atoms(const FunctionZones& zones) : function_(zones.function()), stable_(zones.stable()) {}

  /// Nothing for what is no integer.
  std::optional<Polynomial> read(const ir::Expr& expr);
  Atom of(ir::VarId var);
  [[nodiscard]] const ir::Expr& expr(Atom atom) const { return exprs_[atom]; }
  [[nodiscard]] std::size_t size() const { return exprs_.size(); }

  /// From now on the atom counts as at least 1.
  void assume_positive(Atom atom);
  /// Whether the polynomial is surely not negative: a constant is compared, c * (e / c) is at most e for a
  /// positive e, and in a + 1 for a positive atom no coefficient is negative.
  bool is_nonnegative(Polynomial value);

 private:
  [[nodiscard]] bool is_sum_of_positives(const Polynomial& value) const;
  [[nodiscard]] bool stands_for(const ir::Expr& init) const;
  Atom intern(const ir::Expr& expr);

  const ir::Function& function_;
  const StableValues& stable_;
  std::vector<ir::Expr> exprs_;
  std::set<Atom> positive_;
};

}  // namespace backsweep::analysis
