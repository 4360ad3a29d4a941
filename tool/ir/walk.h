// Walking and rewriting trees: every phase's loop over "all expressions of a statement" is written here once.
#pragma once

#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "ir/program.h"

namespace backsweep::ir {

/// The direct operands of an expression, in order of evaluation.
std::vector<Expr> children(const Expr& expr);
/// The same expression over other operands (as many as children() gives).
Expr with_children(const Expr& expr, const std::vector<Expr>& operands);
/// Calls `visit` on the expression and everything below it, parents first. Null expressions are skipped.
void walk(const Expr& expr, const std::function<void(const Expr&)>& visit);
/// Rebuilds bottom-up: `rewrite` gets each node with its operands already rewritten and returns it or another.
Expr rewrite(const Expr& expr, const std::function<Expr(const Expr&)>& rewrite);

/// How a statement uses one of its own expressions (sub-regions excluded).
enum class Use {
  kRead,       ///< Value is read.
  kWrite,      ///< Place is overwritten entirely.
  kReadWrite,  ///< Place is read and overwritten (Update, swap, push_back).
};
/// Calls `visit` for each expression the statement itself holds. Model and Call operands are classified by
/// position; what a Call writes through its pointer arguments is analysis's business, not this function's.
void visit_exprs(const Stmt& stmt, const std::function<void(const Expr&, Use)>& visit);
/// Replaces each expression of the statement itself (sub-regions excluded).
void map_exprs(Stmt& stmt, const std::function<Expr(const Expr&)>& map);
/// The places that a declaration, an assignment or an operation on a container fills, each with the value it gets: whole
/// variables, members, and elements (`container[0]` stands for any).
std::vector<std::pair<Expr, Expr>> given_values(const Function& function, const Stmt& stmt);
/// The regions inside a statement, in order of execution (While: before_condition, body).
std::vector<const Region*> regions(const Stmt& stmt);
std::vector<Region*> regions(Stmt& stmt);
/// Calls `visit` on every statement below `region`, parents first.
void walk(const Region& region, const std::function<void(const Stmt&)>& visit);
void walk(Region& region, const std::function<void(Stmt&)>& visit);
/// The same of the statement, and of every one below it.
void walk(const Stmt& stmt, const std::function<void(const Stmt&)>& visit);
/// Replaces every expression below `region`, bottom-up.
void rewrite(Region& region, const std::function<Expr(const Expr&)>& rewrite);

/// The variable at the root of a place (`grid.cells[i].speed` -> grid; `p[i]`, `*p` -> p); invalid if there is none
/// (a dereferenced call, say).
VarId root_var(const Expr& place);
/// Whether any VarRef of `var` occurs in the expression.
bool mentions(const Expr& expr, VarId var);
/// The same of an expression in or below the statement, or below `region`.
bool mentions(const Stmt& stmt, VarId var);
bool mentions(const Region& region, VarId var);
/// Whether control never gets behind the statement, or to the end of the region, because it throws.
bool throws(const Stmt& stmt);
bool throws(const Region& region);
/// Every variable that occurs in the expression.
void add_mentions(const Expr& expr, std::set<VarId>& vars);
/// Every variable that occurs in or below the statement, or is declared there.
std::set<VarId> mentioned(const Stmt& stmt);
/// Whether the address of the variable, or of a part of it, is taken below `region`.
bool is_address_taken(const Region& region, VarId var);
/// The same in or below the statement.
bool is_address_taken(const Stmt& stmt, VarId var);
/// Whether it, or a part of it, is written below `region`, or may be through its address.
bool may_be_written(const Region& region, VarId var);
/// Whether every mention of the variable below `region` is the base of a subscript.
bool is_only_indexed(const Region& region, VarId var);

}  // namespace backsweep::ir
