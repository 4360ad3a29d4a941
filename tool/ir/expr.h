// Expressions: immutable trees without side effects. Some of them are places (they name memory).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/source_span.h"
#include "base/typed_id.h"
#include "ir/type.h"

namespace backsweep::ir {

struct VarTag;
using VarId = base::TypedId<VarTag>;
struct FunctionTag;
using FunctionId = base::TypedId<FunctionTag>;

/// A constant, spelled as it shall be printed ("0.5", "1e-3F", "nullptr", "true", "kTableSize").
/// `value` is known for arithmetic literals (enumerators and constexpr names keep their spelling and their value).
struct Literal {
  std::string spelling;
  std::optional<double> value;
};

/// A variable of the enclosing function. A place.
struct VarRef {
  VarId var;
};

/// base.field; codegen prints `p->field` where base is Deref(p). A place if base is one.
struct Member {
  Expr base;
  std::string field;
  bool is_private = false;
};

/// base[index] where base is a place of array or vector type, or a value of pointer type. A place.
struct Index {
  Expr base;
  Expr index;
};

/// *pointer; of a reference variable: the referent. A place.
struct Deref {
  Expr pointer;
};

/// &place. Where a reference is initialised or bound, codegen prints the place alone.
/// `&v[0]` of an array is also the form that array decay and `v.data()`, `v.begin()` are lowered to.
struct AddressOf {
  Expr place;
};

enum class UnaryOp { kNegate, kNot, kBitNot };
struct Unary {
  UnaryOp op;
  Expr operand;
};

enum class BinaryOp {
  kAdd, kSub, kMul, kDiv, kRem,  // pointer + integer and pointer - pointer included
  kLess, kLessEqual, kGreater, kGreaterEqual, kEqual, kNotEqual,
  kAnd, kOr,  // short-circuit; both operands are free of side effects
  kBitAnd, kBitOr, kBitXor, kShiftLeft, kShiftRight,
};
struct Binary {
  BinaryOp op;
  Expr left;
  Expr right;
};

/// condition ? if_true : if_false; only the chosen side is evaluated.
struct Select {
  Expr condition;
  Expr if_true;
  Expr if_false;
};

/// Conversion to the node's type. Implicit conversions of the source are kept as casts with is_implicit:
/// codegen spells them out only where -Wconversion asks for it.
struct Cast {
  Expr operand;
  bool is_implicit = false;
};

/// A pure call of a row of the rule table ("std::exp", "std::fmax", "std::floor"); `name` is that row's name.
struct Intrinsic {
  std::string name;
  std::vector<Expr> arguments;
};

/// Source text with operands in it, without side effects and never active: text[0] operand[0] text[1] operand[1] … text[n].
/// `v.size()` is {"", ".size()"} over {v}. What the tool does not need to understand is copied through here.
struct OpaqueExpr {
  std::vector<std::string> text;
  std::vector<Expr> operands;
};

using ExprVariant = std::variant<
#define BACKSWEEP_EXPR(Name) Name,
#include "ir/kinds.def"
    std::monostate>;

/// One node: what it is, its type, where it came from.
struct ExprNode {
  ExprVariant node;
  Type type;
  base::SourceSpan span;
};

/// The node as `Kind`, or null when it is another kind.
template <class Kind>
const Kind* get_if(const Expr& expr) {
  return expr ? std::get_if<Kind>(&expr->node) : nullptr;
}

bool is_place(const Expr& expr);
/// Whether the expression is the variable itself, nothing else.
bool is_variable(const Expr& expr, VarId var);
/// Structural equality: same shape, variables, spelling; spans are ignored.
bool same_expr(const Expr& a, const Expr& b);
/// What an array of variable length is declared with, outermost first; nothing for any other type.
std::vector<Expr> variable_extents(const Type& type);
/// Whether the expression is an integer made of another one, which keeps its value where that is a number of elements.
/// `static_cast<unsigned char>(i)` does not.
bool is_integer_cast(const Expr& expr);
/// What is converted by any number of conversions between integers; the expression itself where there are none.
Expr without_integer_casts(const Expr& expr);

}  // namespace backsweep::ir
