// What comes about when an object is made without arguments: constants only, or more than the declaration shows.
#include <clang/AST/DeclTemplate.h>

#include <algorithm>

#include "frontend/lowering_impl.h"
#include "frontend/union_names.h"

namespace backsweep::frontend {
namespace {

using Default = DefaultConstruction;

bool is_null(const clang::Expr& expr) {
  const clang::Expr& e = unwrapped(*expr.IgnoreParenImpCasts());
  const auto* list = llvm::dyn_cast<clang::InitListExpr>(&e);
  return llvm::isa<clang::ImplicitValueInitExpr, clang::CXXNullPtrLiteralExpr, clang::IntegerLiteral, clang::CXXScalarValueInitExpr>(e) ||
         (list && list->getNumInits() == 0);
}

bool is_changing_global(const clang::ValueDecl& decl) {
  const auto* var = llvm::dyn_cast<clang::VarDecl>(&decl);
  if (!var || !var->hasGlobalStorage() || is_in_std(*var)) return false;
  return !var->getType().getNonReferenceType()->getBaseElementTypeUnsafe()->isFunctionType() &&
         !var->getASTContext().getBaseElementType(var->getType()).isConstQualified();
}

/// Looks through everything that runs when an object is made.
class Construction {
 public:
  Default of(const clang::CXXRecordDecl& record) {
    if (is_in_std(record) || record.isLambda() || (record.isUnion() && !renames_numbers(record))) return Default::kPlain;
    for (const clang::CXXConstructorDecl* constructor : record.ctors()) {
      if (constructor->isDefaultConstructor() && !constructor->isDeleted()) look_at(*constructor);
    }
    // Where nobody has asked for the implicit constructor, its members say what it would do.
    for (const clang::FieldDecl* field : record.fields()) {
      if (const clang::Expr* init = field->getInClassInitializer()) look_at_member(*field, *init);
      look_at(field->getType());
    }
    for (const clang::CXXBaseSpecifier& base : record.bases()) look_at(base.getType());
    return result_;
  }

 private:
  void raise(Default found) { result_ = std::max(result_, found); }

  void look_at(clang::QualType type) {
    const clang::CXXRecordDecl* record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (record && record->getDefinition() && seen_.insert(record->getDefinition()).second) of(*record->getDefinition());
  }

  void look_at(const clang::FunctionDecl& function) {
    const clang::FunctionDecl* body = nullptr;
    if (!seen_.insert(function.getCanonicalDecl()).second || !function.hasBody(body)) return;
    const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(body);
    if (constructor) look_at_initializers(*constructor);
    look_at(*body->getBody());
  }

  void look_at_initializers(const clang::CXXConstructorDecl& constructor) {
    for (const clang::CXXCtorInitializer* init : constructor.inits()) {
      if (init->isAnyMemberInitializer() && init->getMember()) {
        look_at_member(*init->getMember(), *init->getInit());
      } else {
        look_at(*init->getInit());
      }
    }
  }

  /// A pointer that a member begins with is seen by nobody else.
  void look_at_member(const clang::FieldDecl& field, const clang::Expr& init) {
    const bool is_address = field.getType()->isPointerType() || field.getType()->isReferenceType();
    if (is_address && !is_null(init)) raise(Default::kReads);
    if (!is_address || !written_variables(init).empty()) return look_at(init);
    walk_ast(init, [&](const clang::Stmt& stmt) {
      if (llvm::isa<clang::CXXNewExpr, clang::CallExpr>(stmt)) raise(Default::kActs);
      return true;
    });
  }

  void look_at(const clang::Stmt& code) {
    std::set<const clang::VarDecl*> changed = written_variables(code);
    changed.merge(escaping_variables(code));
    if (std::any_of(changed.begin(), changed.end(), [](const clang::VarDecl* var) { return is_changing_global(*var); })) raise(Default::kActs);
    walk_ast(code, [&](const clang::Stmt& stmt) {
      if (llvm::isa<clang::CXXNewExpr, clang::CXXDeleteExpr>(stmt)) raise(Default::kActs);
      if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt); ref && is_changing_global(*ref->getDecl())) raise(Default::kReads);
      if (const auto* assigned = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) {
        const bool moves = assigned->isAssignmentOp() && assigned->getLHS()->getType()->isPointerType();
        if (moves && !is_null(*assigned->getRHS())) raise(Default::kReads);
      }
      if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
        const clang::FunctionDecl* callee = call->getDirectCallee();
        if (callee && !is_in_std(*callee) && !is_in_system_header(*callee)) look_at(*callee);
      }
      if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
        const clang::CXXConstructorDecl& constructor = *made->getConstructor();
        if (!is_in_std(constructor)) look_at(constructor);
      }
      if (const auto* value = llvm::dyn_cast<clang::CXXDefaultInitExpr>(&stmt)) look_at(*value->getExpr());
      return true;
    });
  }

  Default result_ = Default::kPlain;
  std::set<const void*> seen_;
};

}  // namespace

DefaultConstruction default_construction(const clang::CXXRecordDecl& record) {
  return Construction().of(*record.getDefinition());
}

}  // namespace backsweep::frontend
