// Counts the uses of variables that only read their values.
#include "frontend/writable_variables.h"

#include <clang/AST/RecursiveASTVisitor.h>

#include <map>

namespace backsweep::frontend {
namespace {

class WritableFinder : public clang::RecursiveASTVisitor<WritableFinder> {
 public:
  std::set<const clang::VarDecl*> find(clang::ASTContext& context) {
    TraverseDecl(context.getTranslationUnitDecl());
    std::set<const clang::VarDecl*> found;
    for (const auto& [variable, uses] : uses_) {
      const int harmless = reads_[variable] + (casts_const_away_ ? 0 : handed_on_[variable]);
      if (uses > harmless) found.insert(variable);
    }
    return found;
  }

  bool VisitDeclRefExpr(clang::DeclRefExpr* ref) {
    if (const clang::VarDecl* const variable = variable_of(ref)) ++uses_[variable];
    return true;
  }

  bool VisitImplicitCastExpr(clang::ImplicitCastExpr* cast) {
    if (cast->getCastKind() == clang::CK_LValueToRValue) {
      if (const clang::VarDecl* const variable = variable_of(root_of(cast->getSubExpr()))) ++reads_[variable];
    } else if (const clang::Expr* const array = seen_as_constant(*cast)) {
      if (const clang::VarDecl* const variable = variable_of(root_of(array))) ++handed_on_[variable];
    }
    return true;
  }

  bool VisitExplicitCastExpr(clang::ExplicitCastExpr* cast) {
    const clang::QualType to = cast->getType();
    const clang::QualType from = cast->getSubExpr()->IgnoreParenImpCasts()->getType();
    const auto points_to_constant = [](const clang::QualType& type) {
      return type->isPointerType() && type->getPointeeType().isConstQualified();
    };
    casts_const_away_ = casts_const_away_ || (to->isPointerType() && !points_to_constant(to) && points_to_constant(from));
    return true;
  }

  // What is only asked for its size is not used.
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr* /*expr*/) { return true; }

 private:
  static const clang::VarDecl* variable_of(const clang::Expr* expr) {
    const auto* const ref = llvm::dyn_cast_or_null<clang::DeclRefExpr>(expr);
    const auto* const variable = ref == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(ref->getDecl());
    return variable == nullptr ? nullptr : variable->getCanonicalDecl();
  }

  /// The name at the root of `table[i].member`, where no pointer is in between.
  static const clang::Expr* root_of(const clang::Expr* expr) {
    for (;;) {
      expr = expr->IgnoreParens();
      const auto* const element = llvm::dyn_cast<clang::ArraySubscriptExpr>(expr);
      const auto* const member = llvm::dyn_cast<clang::MemberExpr>(expr);
      if (member != nullptr && !member->isArrow()) {
        expr = member->getBase();
      } else if (element != nullptr) {
        const auto* const decay = llvm::dyn_cast<clang::ImplicitCastExpr>(element->getBase()->IgnoreParens());
        if (decay == nullptr || decay->getCastKind() != clang::CK_ArrayToPointerDecay) return nullptr;
        expr = decay->getSubExpr();
      } else {
        return expr;
      }
    }
  }

  /// An array whose first element's address becomes a pointer to constants.
  static const clang::Expr* seen_as_constant(const clang::ImplicitCastExpr& cast) {
    if (!cast.getType()->isPointerType() || !cast.getType()->getPointeeType().isConstQualified()) return nullptr;
    const auto* const decay = llvm::dyn_cast<clang::ImplicitCastExpr>(cast.getSubExpr()->IgnoreParens());
    const bool is_decay = decay != nullptr && decay->getCastKind() == clang::CK_ArrayToPointerDecay;
    return is_decay ? decay->getSubExpr() : nullptr;
  }

  std::map<const clang::VarDecl*, int> uses_;
  std::map<const clang::VarDecl*, int> reads_;
  std::map<const clang::VarDecl*, int> handed_on_;  ///< As arrays of constants.
  bool casts_const_away_ = false;
};

}  // namespace

bool WritableVariables::contains(const clang::VarDecl& variable) {
  if (!found_) found_ = WritableFinder().find(context_);
  return found_->count(variable.getCanonicalDecl()) > 0 || variable.getType().isVolatileQualified();
}

}  // namespace backsweep::frontend
