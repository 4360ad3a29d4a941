// Amounts of memory and numbers of iterations as formulas over the program's own variables.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::report {

/// A sum of products, `8*n*steps + 16*n + 24`. Default-constructed: zero.
class Amount {
 public:
  Amount() = default;
  explicit Amount(long value);
  /// A name that stands for itself.
  static Amount named(std::string name);
  /// The value of an integer expression.
  static Amount of(const ir::Expr& expr, const ir::Function& function);

  Amount& operator+=(const Amount& other);
  /// The product; a sum on either side becomes one factor, in parentheses.
  [[nodiscard]] Amount times(const Amount& other) const;
  /// The quotient, rounded up.
  [[nodiscard]] Amount divided_by(const Amount& step) const;
  /// The sum of this over all values that a variable takes in a loop, `range` in words.
  [[nodiscard]] Amount summed_over(ir::VarId var, const std::string& range) const;

  [[nodiscard]] bool is_zero() const { return terms_.empty(); }
  [[nodiscard]] bool is_one() const;
  [[nodiscard]] bool mentions(ir::VarId var) const { return vars().count(var) != 0; }
  [[nodiscard]] std::string text() const;
  /// "1 byte", "8*n bytes".
  [[nodiscard]] std::string bytes() const;

 private:
  struct Factor {
    std::string text;
    std::set<ir::VarId> vars;  ///< What its value depends on.
    friend auto operator<=>(const Factor&, const Factor&) = default;
  };
  struct Term {
    long coefficient = 0;
    std::vector<Factor> factors;
  };
  void add(Term term);
  [[nodiscard]] Term as_factor() const;
  [[nodiscard]] std::set<ir::VarId> vars() const;

  std::vector<Term> terms_;
};

/// The bytes of one value of the type that `place` names; vectors with their elements and their size.
Amount bytes_of(const ir::Type& type, const ir::Expr& place, const ir::Function& function);
/// The number of iterations of a counted loop, each time it is entered.
Amount trips_of(const ir::For& loop, const ir::Function& function);
/// The values of its variable, for Amount::summed_over: "i = 0 .. n - 1", "i = 0 .. n - 1 step 4".
std::string range_of(const ir::For& loop, const ir::Function& function);

}  // namespace backsweep::report
