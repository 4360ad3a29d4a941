// Loops whose header moves a pointer or iterator from one end to the other: they count, and nothing has to move.
#include <set>
#include <utility>

#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"
#include "ir/subscript.h"

namespace backsweep::frontend {
namespace {

/// `for (auto it = from; it != to; ++it)`
struct PointerHeader {
  const clang::VarDecl* var = nullptr;
  const clang::Expr* to = nullptr;
};

bool names(const clang::Expr& expr, const clang::VarDecl& var) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr.IgnoreParenImpCasts());
  return ref && ref->getDecl() == &var;
}

bool is_walking(clang::QualType type) {
  return !type.isVolatileQualified() && (type->isPointerType() || is_iterator_class(library_class(type)));
}

/// Both sides of `it != to` or `it < to`.
std::pair<const clang::Expr*, const clang::Expr*> compared(const clang::Expr& condition) {
  const clang::Expr& e = unwrapped(*condition.IgnoreParenImpCasts());
  if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&e)) {
    const bool is_fit = op->getOpcode() == clang::BO_NE || op->getOpcode() == clang::BO_LT;
    return is_fit ? std::pair{op->getLHS(), op->getRHS()} : std::pair<const clang::Expr*, const clang::Expr*>{};
  }
  const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&e);
  // Since C++20 `it != to` is `!(it == to)`.
  if (const auto* negation = llvm::dyn_cast<clang::UnaryOperator>(&e); negation && negation->getOpcode() == clang::UO_LNot) {
    call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&unwrapped(*negation->getSubExpr()->IgnoreParenImpCasts()));
    if (call && call->getOperator() == clang::OO_EqualEqual) return {call->getArg(0), call->getArg(1)};
    return {};
  }
  const bool is_fit = call && call->getNumArgs() == 2 &&
                      (call->getOperator() == clang::OO_ExclaimEqual || call->getOperator() == clang::OO_Less);
  return is_fit ? std::pair{call->getArg(0), call->getArg(1)} : std::pair<const clang::Expr*, const clang::Expr*>{};
}

bool steps(const clang::Expr& increment, const clang::VarDecl& var) {
  const clang::Expr& e = unwrapped(*increment.IgnoreParenImpCasts());
  if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&e)) return op->isIncrementOp() && names(*op->getSubExpr(), var);
  const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&e);
  return call && call->getOperator() == clang::OO_PlusPlus && names(*call->getArg(0), var);
}

std::optional<PointerHeader> read_header(const clang::ForStmt& stmt) {
  const auto* declared = llvm::dyn_cast_or_null<clang::DeclStmt>(stmt.getInit());
  const auto* var = declared && declared->isSingleDecl() ? llvm::dyn_cast<clang::VarDecl>(declared->getSingleDecl()) : nullptr;
  if (!var || !var->getInit() || !is_walking(var->getType()) || !stmt.getCond() || !stmt.getInc()) return std::nullopt;
  const auto [left, right] = compared(*stmt.getCond());
  if (!left || !names(*left, *var) || !steps(*stmt.getInc(), *var)) return std::nullopt;
  return PointerHeader{var, right};
}

/// Operators that give something else and leave the iterator where it is.
bool leaves_in_place(clang::OverloadedOperatorKind kind) {
  static const std::set<clang::OverloadedOperatorKind> kKinds = {
      clang::OO_Star, clang::OO_Arrow, clang::OO_Subscript, clang::OO_Plus,    clang::OO_Minus,     clang::OO_EqualEqual,
      clang::OO_ExclaimEqual, clang::OO_Less, clang::OO_Greater, clang::OO_LessEqual, clang::OO_GreaterEqual};
  return kKinds.count(kind) > 0;
}

/// Whether the code only reads where the variable leads, or copies it.
bool is_only_looked_at(const clang::VarDecl& var, const clang::Stmt& code) {
  int mentions = 0;
  int looks = 0;
  walk_ast(code, [&](const clang::Stmt& stmt) {
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    if (ref && ref->getDecl() == &var) ++mentions;
    if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(&stmt)) {
      const bool is_read = cast->getCastKind() == clang::CK_LValueToRValue;
      const auto* read = is_read ? llvm::dyn_cast<clang::DeclRefExpr>(cast->getSubExpr()->IgnoreParens()) : nullptr;
      if (read && read->getDecl() == &var) ++looks;
    } else if (const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&stmt)) {
      for (const clang::Expr* argument : call->arguments()) {
        if (leaves_in_place(call->getOperator()) && names(*argument, var)) ++looks;
      }
    } else if (const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      const bool is_copy = copy->getConstructor()->isCopyConstructor() || copy->getConstructor()->isMoveConstructor();
      if (is_copy && copy->getNumArgs() == 1 && names(*copy->getArg(0), var)) ++looks;
    }
    return true;
  });
  return mentions == looks;
}

/// `p + 3` and the address of `v[3]` as what they are made of, and how far behind.
std::pair<ir::Expr, ir::Expr> split(const ir::Expr& pointer) {
  const ir::Expr element = ir::direct_access(ir::index(pointer, ir::integer(0)));
  const auto* access = ir::get_if<ir::Index>(element);
  return access ? std::pair{access->base, access->index} : std::pair{pointer, ir::integer(0)};
}

ir::Expr distance(const ir::Expr& from, const ir::Expr& to, const ir::Expr& kept) {
  const auto [base, first] = split(from);
  const auto [other, last] = split(to);
  if (!ir::same_expr(base, other)) return ir::binary(ir::BinaryOp::kSub, to, kept);
  const auto as_long = [](const ir::Expr& e) {
    const auto* number = ir::get_if<ir::Literal>(e);
    return number && number->value ? ir::integer(static_cast<long>(*number->value)) : ir::cast(e, ir::long_type(), /*is_implicit=*/true);
  };
  return ir::cast(ir::binary(ir::BinaryOp::kSub, as_long(last), as_long(first)), ir::long_type(), /*is_implicit=*/true);
}

}  // namespace

/// The pointer is made anew in each iteration, from where it starts.
bool FunctionLowering::lower_pointer_for(const clang::ForStmt& stmt) {
  const std::optional<PointerHeader> header = read_header(stmt);
  if (!header || !is_only_looked_at(*header->var, *stmt.getBody())) return false;
  if (!is_invariant(*header->to, {stmt.getBody()}, escaping_)) return false;
  const ir::Type type = ir::without_const(type_of(header->var->getType()));
  if (type->kind != ir::TypeKind::kPointer || type->element->kind == ir::TypeKind::kVoid) return false;
  ir::Marks marks = take_marks();
  ir::Block block;
  block.body = collect([&] {
    open_scope();
    const std::string name = header->var->getNameAsString();
    const ir::Expr from = converted(value_of(*header->var->getInit()), type);
    const ir::VarId begin = temporary(name + "_begin", type);
    emit(ir::declare(begin, from));
    steady_.insert(begin.index);
    const ir::Expr first = ir::var_ref(function_, begin);
    const ir::Expr last = converted(value_of(*header->to), type);
    const ir::VarId counter = temporary(name + "_at", ir::long_type());
    function_.var(counter).role = ir::VarRole::kInduction;
    ir::For loop;
    loop.marks = std::move(marks);
    loop.var = counter;
    loop.from = ir::integer(0, ir::long_type());
    loop.to = distance(from, last, first);
    loop.step = ir::integer(1, ir::long_type());
    const ir::VarId pointer = add_variable(*header->var, type);
    loop.body = collect([&] {
      emit(ir::declare(pointer, ir::binary(ir::BinaryOp::kAdd, first, ir::var_ref(function_, counter))));
      const ir::Region body = loop_body(*stmt.getBody());
      region_->insert(region_->end(), body.begin(), body.end());
    });
    emit(ir::make_stmt(std::move(loop)));
    close_scope(/*is_reachable=*/true);
  });
  emit(ir::make_stmt(std::move(block)));
  return true;
}

}  // namespace backsweep::frontend
