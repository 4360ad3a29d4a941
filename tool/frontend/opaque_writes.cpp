// What copied text may write: variables of the function, found by how the text uses them.
#include <algorithm>

#include "frontend/lowering_impl.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

bool is_const_pointee(clang::QualType type) { return type->getPointeeType().isConstQualified(); }

class WriteFinder {
 public:
  WriteFinder(FunctionLowering& host, ir::Opaque& text) : host_(host), text_(text) {}

  /// `is_read`: whatever the expression names is only looked at.
  void visit(const clang::Stmt& stmt, bool is_read) {
    if (const auto* expr = llvm::dyn_cast<clang::Expr>(&stmt); expr && visit_place(*expr, is_read)) return;
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) return this->call(*call, is_read);
    if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      return arguments(*made, *made->getConstructor(), is_read);
    }
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) return visit(*lambda->getBody(), false);
    if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) {
      visit(*op->getLHS(), is_read || !op->isAssignmentOp());
      return visit(*op->getRHS(), true);
    }
    if (const auto* assembly = llvm::dyn_cast<clang::AsmStmt>(&stmt)) {
      for (unsigned i = 0; i < assembly->getNumOutputs(); ++i) visit(*assembly->getOutputExpr(i), false);
      return;
    }
    const bool is_wrapper = llvm::isa<clang::ParenExpr, clang::ExprWithCleanups, clang::MaterializeTemporaryExpr,
                                      clang::CXXBindTemporaryExpr, clang::ConstantExpr, clang::InitListExpr,
                                      clang::CXXDefaultArgExpr, clang::AbstractConditionalOperator>(stmt);
    for (const clang::Stmt* child : stmt.children()) {
      if (child) visit(*child, is_wrapper && is_read);
    }
  }

 private:
  /// Names, members, elements and what pointers point to; false for every other kind of expression.
  bool visit_place(const clang::Expr& expr, bool is_read) {
    if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
      if (!is_read) add(host_.bound_place(*ref->getDecl()), ref->getType());
    } else if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) {
      visit(*cast->getSubExpr(), is_read || cast->getCastKind() == clang::CK_LValueToRValue);
    } else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
      // Of an object that is taken apart, each member is a variable.
      const bool is_own = is_own_object(*member->getBase()) || host_.names_object(*member->getBase());
      if (is_own && is_read) return true;
      if (is_own && is_named(expr)) add(host_.place_of(expr), expr.getType());
      else member->isArrow() ? behind(*member->getBase(), is_read) : visit(*member->getBase(), is_read);
    } else if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(&expr)) {
      visit(*subscript->getIdx(), true);
      behind(*subscript->getBase(), is_read);
    } else if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&expr)) {
      if (op->getOpcode() == clang::UO_Deref) {
        behind(*op->getSubExpr(), is_read);
      } else {
        visit(*op->getSubExpr(), is_read && !op->isIncrementDecrementOp());
      }
    } else if (const auto* to_member = llvm::dyn_cast<clang::BinaryOperator>(&expr); to_member && to_member->isPtrMemOp()) {
      const bool is_arrow = to_member->getOpcode() == clang::BO_PtrMemI;
      is_arrow ? behind(*to_member->getLHS(), is_read) : visit(*to_member->getLHS(), is_read);
    } else {
      return false;
    }
    return true;
  }

  void behind(const clang::Expr& pointer, bool is_read) {
    visit(pointer, true);
    if (!is_read) pointee(pointer);
  }

  /// What may be written through a pointer: the variable it is the address of, or what the pointer at its root reaches.
  void pointee(const clang::Expr& pointer) {
    const clang::Expr& e = unwrapped(*pointer.IgnoreParenCasts());
    if (const auto* address = llvm::dyn_cast<clang::UnaryOperator>(&e); address && address->getOpcode() == clang::UO_AddrOf) {
      return visit(*address->getSubExpr(), false);
    }
    if (llvm::isa<clang::CXXThisExpr>(e)) {
      if (const ir::Expr object = host_.this_place()) record(object);
    } else if (const auto* sum = llvm::dyn_cast<clang::BinaryOperator>(&e)) {
      if (is_address(*sum->getLHS())) pointee(*sum->getLHS());
      if (is_address(*sum->getRHS())) pointee(*sum->getRHS());
    } else if (const auto* choice = llvm::dyn_cast<clang::AbstractConditionalOperator>(&e)) {
      pointee(*choice->getTrueExpr());
      pointee(*choice->getFalseExpr());
    } else if (const auto* call_expr = llvm::dyn_cast<clang::CallExpr>(&e)) {
      call(*call_expr, false);
    } else if (is_named(e)) {
      // An array is written itself, what a pointer points to through the pointer.
      const ir::Expr place = host_.place_of(e);
      if (place && ir::is_place(place)) record(place);
    } else {
      visit(e, false);
    }
  }

  static bool is_address(const clang::Expr& expr) { return expr.getType()->isPointerType() || expr.getType()->isArrayType(); }

  /// A variable of the function or a member of one, which can be lowered without saying anything twice.
  bool is_named(const clang::Expr& expr) {
    const clang::Expr& e = unwrapped(*expr.IgnoreParenImpCasts());
    if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&e)) return host_.bound_place(*ref->getDecl()) != nullptr;
    const auto* member = llvm::dyn_cast<clang::MemberExpr>(&e);
    const bool is_field = member && llvm::isa<clang::FieldDecl>(member->getMemberDecl()) && !is_union_member(e);
    return is_field && (is_own_object(*member->getBase()) || host_.names_object(*member->getBase()) || is_named(*member->getBase()));
  }

  void add(const ir::Expr& place, clang::QualType type) {
    if (!place || type.isConstQualified() || !ir::is_place(place)) return;
    if (place->type->is_const && place->type->kind != ir::TypeKind::kPointer) return;
    text_.moves_pointers = text_.moves_pointers || ir::holds_pointers(place->type);
    record(place);
  }

  void record(const ir::Expr& place) {
    const auto is_this = [&](const ir::Expr& one) { return ir::same_expr(one, place); };
    if (std::none_of(text_.writes.begin(), text_.writes.end(), is_this)) text_.writes.push_back(place);
  }

  void call(const clang::CallExpr& call, bool is_read) {
    const clang::FunctionDecl* callee = call.getDirectCallee();
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
    // A way into the object that is only looked through leaves the object as it is.
    const bool hands_out = callee && gives_access(callee->getReturnType()) && !is_read;
    const bool is_object_read = method && only_looks(*method) && !hands_out;
    if (!callee) visit(*call.getCallee(), true);
    if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
      const clang::Expr& object = *member->getImplicitObjectArgument();
      object.getType()->isPointerType() ? behind(object, is_object_read) : visit(object, is_object_read);
    }
    unsigned first = 0;
    if (llvm::isa<clang::CXXOperatorCallExpr>(call) && method && method->isInstance()) {
      first = 1;
      visit(*call.getArg(0), is_object_read);
    }
    const bool only_reads = callee && (only_prints(*callee) || (only_searches(*callee) && !hands_out));
    for (unsigned i = first; i < call.getNumArgs(); ++i) {
      const bool is_last_word = only_reads && !is_callable(*call.getArg(i));
      is_last_word ? visit(*call.getArg(i), true) : argument(*call.getArg(i), callee, i - first);
    }
  }

  void arguments(const clang::CXXConstructExpr& made, const clang::CXXConstructorDecl& callee, bool is_read) {
    // A copy of an iterator that nobody writes through.
    const bool is_copy = callee.isCopyOrMoveConstructor() && made.getNumArgs() > 0;
    if (is_copy) return visit(*made.getArg(0), is_read || !gives_access(made.getType()));
    for (unsigned i = 0; i < made.getNumArgs(); ++i) argument(*made.getArg(i), &callee, i);
  }

  static bool is_callable(const clang::Expr& expr) {
    const clang::CXXRecordDecl* record = expr.getType()->getAsCXXRecordDecl();
    return record && record->isLambda();
  }

  /// References to const and values are read; what other references, pointers and iterators reach may be written.
  void argument(const clang::Expr& argument, const clang::FunctionDecl* callee, unsigned at) {
    const bool is_declared = callee && at < callee->getNumParams();
    const clang::QualType type = is_declared ? callee->getParamDecl(at)->getType() : argument.getType();
    if (type->isReferenceType()) {
      // `sort(T&& first)` and `print(const T&)` of a pointer or iterator give access to what that reaches.
      const bool reaches = gives_access(argument.getType()) && !argument.getType()->isPointerType();
      return visit(argument, is_const_pointee(type) && !reaches);
    }
    const clang::QualType value = argument.getType();
    if (value->isPointerType() || value->isArrayType()) {
      const bool is_const = is_const_pointee(value) || (type->isPointerType() && is_const_pointee(type));
      if (!is_const && !value->isFunctionPointerType()) pointee(argument);
      return visit(argument, true);
    }
    visit(argument, !gives_access(value) && !is_callable(argument));
  }

  FunctionLowering& host_;
  ir::Opaque& text_;
};

}  // namespace

/// Algorithms that leave what their iterators reach as it is.
bool only_searches(const clang::FunctionDecl& callee) {
  static const std::set<std::string> kNames = {
      "accumulate", "adjacent_find", "all_of",     "any_of",         "binary_search",  "count",       "count_if",
      "distance",   "equal",         "equal_range", "find",          "find_first_of",  "find_if",     "find_if_not",
      "includes",   "inner_product", "is_heap",    "is_partitioned", "is_sorted",      "is_sorted_until",
      "lower_bound", "max_element",  "min_element", "minmax_element", "mismatch",      "none_of",     "partition_point",
      "reduce",     "search",        "size",       "upper_bound",    "lexicographical_compare"};
  return is_in_std(callee) && callee.getIdentifier() && kNames.count(callee.getNameAsString()) > 0;
}

/// Functions of the library that look at their arguments and write only to files.
bool only_prints(const clang::FunctionDecl& callee) {
  static const std::set<std::string> kNames = {"printf", "fprintf", "puts",       "fputs",     "putchar",       "fputc",
                                               "putc",   "fflush",  "perror",     "exit",      "abort",         "_Exit",
                                               "fclose", "fwrite",  "quick_exit", "terminate", "__assert_fail"};
  return callee.getIdentifier() && kNames.count(callee.getNameAsString()) > 0;
}

/// Member functions of library classes that only look at their object, const or not.
bool only_looks(const clang::CXXMethodDecl& method) {
  if (method.isConst() || method.isStatic() || llvm::isa<clang::CXXConstructorDecl>(method)) return true;
  static const std::set<std::string> kNames = {"operator[]", "at",   "begin", "end",  "front",     "back",
                                               "data",       "size", "find",  "rbegin", "rend",    "operator*",
                                               "operator->", "get",  "value", "lower_bound", "upper_bound"};
  const std::string owner = method.getParent()->getNameAsString();
  const bool inserts = method.getNameAsString() == "operator[]" && (owner == "map" || owner == "unordered_map");
  return is_in_std(method) && !inserts && kNames.count(method.getNameAsString()) > 0;
}

/// Whether a value of this type is a way to write something else: a reference, a pointer, an iterator, a smart pointer.
bool gives_access(clang::QualType type) {
  if (type->isReferenceType() || type->isPointerType()) {
    return !is_const_pointee(type) && !type->getPointeeType()->isFunctionType();
  }
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  const clang::CXXRecordDecl* definition = record ? record->getDefinition() : nullptr;
  if (!definition || definition->isLambda()) return false;
  // A constant object that still hands out what may be changed.
  return std::any_of(definition->method_begin(), definition->method_end(), [](const clang::CXXMethodDecl* method) {
    const clang::QualType returned = method->getReturnType();
    return method->isConst() && returned->isLValueReferenceType() && !is_const_pointee(returned);
  });
}

/// Says what the text may write beyond its result. `is_read`: nobody writes through its value.
void FunctionLowering::find_writes(const clang::Stmt& stmt, ir::Opaque& text, bool is_read) {
  text.writes.clear();
  text.moves_pointers = false;
  WriteFinder(*this, text).visit(stmt, is_read);
}

}  // namespace backsweep::frontend
