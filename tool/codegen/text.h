// C++ text of an expression with what its surroundings must know about it.
#pragma once

#include <optional>
#include <string>

#include "ir/type.h"

namespace backsweep::codegen {

/// How tightly the outermost operator of a text binds; higher binds tighter.
enum class Precedence {
  kLowest,
  kSelect,
  kOr,
  kAnd,
  kBitOr,
  kBitXor,
  kBitAnd,
  kEquality,
  kRelational,
  kShift,
  kAdditive,
  kMultiplicative,
  kUnary,
  kPostfix,
};

/// An expression in C++. Its value is the IR expression's; its C++ type may be a narrower one that holds the same value
/// (`2` for 2.0, `i` for an implicit conversion of i to double): whoever uses the text looks at `type`.
struct Text {
  std::string text;
  Precedence precedence = Precedence::kPostfix;
  ir::Type type;
  std::optional<double> constant;  ///< Value of a constant expression, where it is known.
};

/// The text, in parentheses where its operator binds less tightly than `at_least`.
inline std::string parenthesized(const Text& text, Precedence at_least) {
  return text.precedence < at_least ? "(" + text.text + ")" : text.text;
}

}  // namespace backsweep::codegen
