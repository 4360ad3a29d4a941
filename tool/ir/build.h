// Makes expressions and statements. The arithmetic builders simplify as they go (x * 1, x + 0, -(-x), constants of
// integers), so that no later phase has to clean up after them.
#pragma once

#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::ir {

Expr make_expr(ExprVariant node, Type type, base::SourceSpan span = {});

Expr literal(std::string spelling, std::optional<double> value, Type type);
Expr integer(long value, Type type = int_type());
/// Shortest spelling that reads back as `value` in `type` ("2", "0.5", "1e-30F").
Expr real(double value, Type type = double_type());
Expr boolean(bool value);
/// Zero of a scalar or pointer type.
Expr zero(const Type& type);

Expr var_ref(const Function& function, VarId var);
Expr var_ref(VarId var, Type type);
Expr member(const Expr& base, std::string field, Type type, bool is_private = false);
Expr index(const Expr& base, const Expr& subscript);
Expr deref(const Expr& pointer);
Expr address_of(const Expr& place);
/// A variable as a place: through Deref when the variable is a reference.
Expr place_of(const Function& function, VarId var);

/// Without simplification: exactly what the source says.
Expr raw_unary(UnaryOp op, const Expr& operand, Type type);
Expr raw_binary(BinaryOp op, const Expr& left, const Expr& right, Type type);
/// Simplifying. Types follow C++: reals widen, comparisons give bool, pointer arithmetic keeps the pointer.
Expr unary(UnaryOp op, const Expr& operand);
Expr binary(BinaryOp op, const Expr& left, const Expr& right);
Expr select(const Expr& condition, const Expr& if_true, const Expr& if_false);
Expr cast(const Expr& operand, const Type& type, bool is_implicit = false);
Expr intrinsic(std::string name, std::vector<Expr> arguments, Type type);
Expr opaque(std::vector<std::string> text, std::vector<Expr> operands, Type type);
/// Number of elements of an array or vector place.
Expr size_of(const Expr& container);
/// The last element of a vector place.
Expr last_of(const Expr& vector);

bool is_literal(const Expr& expr, double value);
bool is_zero(const Expr& expr);
bool is_one(const Expr& expr);

Stmt make_stmt(StmtVariant node, base::SourceSpan span = {}, std::string text = {});
Stmt declare(VarId var, Expr init = nullptr);
Stmt assign(Expr place, Expr value);
Stmt update(Expr place, BinaryOp op, Expr value);
/// Moves statements to the end or the beginning of others.
void append(Region from, Region& to);
void prepend(Region from, Region& to);

/// Algebra for rule rows and transformations: simplifying operators over expressions and numbers.
namespace algebra {
Expr operator+(const Expr& a, const Expr& b);
Expr operator-(const Expr& a, const Expr& b);
Expr operator*(const Expr& a, const Expr& b);
Expr operator/(const Expr& a, const Expr& b);
Expr operator-(const Expr& a);
Expr operator+(const Expr& a, double b);
Expr operator-(const Expr& a, double b);
Expr operator*(const Expr& a, double b);
Expr operator/(const Expr& a, double b);
Expr operator+(double a, const Expr& b);
Expr operator-(double a, const Expr& b);
Expr operator*(double a, const Expr& b);
Expr operator/(double a, const Expr& b);
/// The comparison as a condition for select().
Expr less(const Expr& a, const Expr& b);
Expr less_equal(const Expr& a, const Expr& b);
Expr equal(const Expr& a, const Expr& b);
Expr equal(const Expr& a, double b);
Expr less(const Expr& a, double b);
/// A call of another row.
Expr call(const std::string& name, const Expr& a);
Expr call(const std::string& name, const Expr& a, const Expr& b);
}  // namespace algebra

}  // namespace backsweep::ir
