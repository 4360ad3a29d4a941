// Prints expressions: one overload per kind of ir/kinds.def.
#pragma once

#include <optional>
#include <string>

#include "codegen/conversions.h"
#include "codegen/flat_arrays.h"
#include "codegen/names.h"
#include "codegen/text.h"
#include "ir/program.h"

namespace backsweep::codegen {

class ExprPrinter {
 public:
  ExprPrinter(const ir::Function& function, const Names& names) : function_(function), names_(names) {}

  /// A text with the expression's value, of its type or of a narrower one that holds the same value.
  [[nodiscard]] Text value(const ir::Expr& expr) const;
  /// A text to stand left of an assignment, or behind `&`.
  [[nodiscard]] Text place(const ir::Expr& expr) const;
  /// A text that C++ converts to `target` without a warning.
  [[nodiscard]] std::string as(const ir::Expr& expr, const ir::Type& target) const;
  /// A text of exactly the expression's type (template arguments are deduced from it).
  [[nodiscard]] Text exact(const ir::Expr& expr) const;
  /// A text to stand as a condition.
  [[nodiscard]] Text condition(const ir::Expr& expr) const;
  /// The condition turned round: `a == b` for `a != b`, `!x` for x.
  [[nodiscard]] Text negated(const ir::Expr& condition) const;
  /// What a reference is bound to: the place of an AddressOf, the name of a reference, `c ? a : b` of two, `*p` of a pointer.
  [[nodiscard]] Text binding(const ir::Expr& address) const;
  /// `base.` or `pointer->`, ready for a member name.
  [[nodiscard]] std::string member_access(const ir::Expr& base) const;
  /// A number of elements or bytes, as std::size_t.
  [[nodiscard]] Text size(const ir::Expr& count) const;
  /// Pieces of source text with operands between them.
  [[nodiscard]] std::string joined(const std::vector<std::string>& text, const std::vector<ir::Expr>& operands) const;
  /// The name by which the function knows a variable.
  [[nodiscard]] const std::string& name(ir::VarId var) const { return names_.of(var); }

#define BACKSWEEP_EXPR(Name) Text print(const ir::Name& expr, const ir::Type& type) const;
#include "ir/kinds.def"
  Text print(const std::monostate& none, const ir::Type& type) const;

 private:
  [[nodiscard]] Text member(const ir::Member& expr, const ir::Type& type) const;
  /// `c ? a : b` for `c ? &a : &b`; nothing for other pointers, and where a and b are not of one type.
  [[nodiscard]] std::optional<Text> chosen_place(const ir::Expr& pointer) const;
  [[nodiscard]] Text chosen(const ir::Select& choice, const Text& if_true, const Text& if_false, const ir::Type& type) const;
  [[nodiscard]] Text logical(const ir::Binary& expr) const;
  [[nodiscard]] Text comparison(const ir::Binary& expr) const;
  [[nodiscard]] Text pointer_arithmetic(const ir::Binary& expr, const ir::Type& type) const;
  [[nodiscard]] Text shift(const ir::Binary& expr) const;
  [[nodiscard]] Text arithmetic(const ir::Binary& expr, const ir::Type& type) const;
  [[nodiscard]] Text first_element(const ir::Expr& container) const;
  /// Whether a flat array is a local block of its own (a std::vector) rather than a pointer.
  [[nodiscard]] bool is_block(const ir::Expr& root) const;
  [[nodiscard]] Text flat_element_text(const FlatPlace& place, const ir::Type& type) const;
  [[nodiscard]] Text flat_address(const FlatPlace& place, const ir::Type& type) const;
  [[nodiscard]] std::string subscript(const ir::Expr& index, const ir::Type& base) const;

  const ir::Function& function_;
  const Names& names_;
};

}  // namespace backsweep::codegen
