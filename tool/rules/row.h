// The shape of a rule row, and the tables that hold rows.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ir/build.h"
#include "rules/rules.h"

namespace backsweep::rules {

/// One partial derivative over the result and the operands; empty where it has no closed form.
/// Plain function pointers: a slip in a row is a short message at that row.
struct Partial {
  using One = ir::Expr (*)(ir::Expr r, ir::Expr x);
  using Two = ir::Expr (*)(ir::Expr r, ir::Expr x, ir::Expr y);
  using Three = ir::Expr (*)(ir::Expr r, ir::Expr x, ir::Expr y, ir::Expr z);
  One one = nullptr;
  Two two = nullptr;
  Three three = nullptr;

  [[nodiscard]] bool is_empty() const { return !one && !two && !three; }
  /// The partial over these operands (as many as the row has).
  [[nodiscard]] ir::Expr over(const ir::Expr& result, const std::vector<ir::Expr>& operands) const;
};

/// Where the numeric test samples an operand. Integer operands take the whole numbers of the range.
struct Range {
  double low = 0;
  double high = 0;
  bool is_integer = false;
};
/// The range of an integer operand, which never has a derivative.
constexpr Range whole(double low, double high) { return {low, high, true}; }

/// A point where the partial of `operand` must have exactly this value.
struct Edge {
  std::array<double, 3> at;
  std::size_t operand;
  double promised;
};

/// Where an operand's name comes from: who may spell the function how.
enum class Spelling {
  kC,         ///< C library: bare, std::, suffixes f and l, __builtin_.
  kStd,       ///< C++ library: only with std:: (and suffixes f and l, for the special functions).
  kSuffixed,  ///< POSIX and GNU: bare; emitted with the suffix of the operand's type.
  kRuntime,   ///< Of the runtime library, made by rules and lowering.
};
/// What evaluating it again costs: more than a round trip to memory, about as much as a division, or an addition or two.
enum class Cost { kExpensive, kModerate, kCheap };

/// One function: its name as emitted and everything the tool knows about its derivative.
struct Row {
  std::string_view name;
  Spelling spelling = Spelling::kC;
  std::vector<Partial> partials;  ///< One per operand.
  std::vector<Range> ranges;      ///< One per operand.
  std::vector<Edge> edges = {};
  std::string_view kink = {};  ///< What is promised where there is no derivative. May be empty.
  Cost cost = Cost::kExpensive;

  [[nodiscard]] std::size_t arity() const { return partials.size(); }
};

std::span<const Row> math_rows();
std::span<const Row> special_rows();

/// A function whose derivative is zero wherever it has one; `operands` is its number of arguments.
struct ZeroRow {
  std::string_view name;
  Spelling spelling;
  std::size_t operands;
};
std::span<const ZeroRow> zero_rows();

/// The row with this emitted name ("::j0f" finds "::j0") and number of operands; null if there is none.
const Row* row_of(std::string_view name, std::size_t arity);
/// The same in the zero list.
const ZeroRow* zero_row_of(std::string_view name);

/// Partials of unary, binary, select and cast nodes: operators.cpp.
ir::Expr operator_partial(const ir::Expr& node, std::size_t operand, const ir::Expr& result);

/// The value of a literal, also behind a sign or a conversion.
std::optional<double> constant_value(const ir::Expr& expr);
/// A number that keeps all digits of a long double where `type` has them, always spelled as a real ("2.0", "0.5F"):
/// it can be an argument of an overloaded function or meet another literal.
ir::Expr number(long double value, const ir::Type& type);

}  // namespace backsweep::rules
