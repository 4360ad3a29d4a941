// Follows every use of a variable to see whether it only reads, through calls, too.
#include "frontend/writable_variables.h"

#include <clang/AST/RecursiveASTVisitor.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace backsweep::frontend {
namespace {

/// Visits what can hold something of interest: variables that live as long as the program, and pointers that are
/// parameters, locals or members, which may write what they lead to.
class WritableFinder : public clang::RecursiveASTVisitor<WritableFinder> {
 public:
  std::set<const clang::ValueDecl*> find(clang::ASTContext& context) {
    TraverseDecl(context.getTranslationUnitDecl());
    if (casts_const_away_) written_.insert(seen_as_constant_.begin(), seen_as_constant_.end());
    for (bool grew = true; grew;) {
      grew = false;
      for (const auto& [variable, pointer] : handed_to_) {
        if (written_.count(pointer) > 0) grew = written_.insert(variable).second || grew;
      }
    }
    return written_;
  }

  bool dataTraverseStmtPre(clang::Stmt* stmt) {
    above_.push_back(stmt);
    return true;
  }

  bool dataTraverseStmtPost(clang::Stmt* /*stmt*/) {
    above_.pop_back();
    return true;
  }

  bool VisitDeclRefExpr(clang::DeclRefExpr* ref) {
    const auto* const variable = llvm::dyn_cast<clang::VarDecl>(ref->getDecl());
    if (variable == nullptr) return true;
    variable_ = variable->getCanonicalDecl();
    if (variable->hasLocalStorage() && variable->getType()->isPointerType()) {
      note(use_of_named_pointer());
    } else if (variable->hasGlobalStorage()) {
      note(use_of_place(above_.size() - 1));
    }
    return true;
  }

  bool VisitMemberExpr(clang::MemberExpr* member) {
    const auto* const field = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    if (field == nullptr || !field->getType()->isPointerType()) return true;
    variable_ = field->getCanonicalDecl();
    note(use_of_named_pointer());
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
  enum class Use { kRead, kWrite };

  void note(Use use) {
    if (use == Use::kWrite) written_.insert(variable_);
  }

  /// Of the place at above_[at], which lies in the variable.
  Use use_of_place(std::size_t at) {
    for (; at > 0; --at) {
      const clang::Stmt* const user = above_[at - 1];
      if (const auto* const cast = llvm::dyn_cast<clang::ImplicitCastExpr>(user)) {
        if (cast->getCastKind() == clang::CK_LValueToRValue) return Use::kRead;
        return cast->getCastKind() == clang::CK_ArrayToPointerDecay ? use_of_pointer(at - 1) : Use::kWrite;
      }
      if (const auto* const address = llvm::dyn_cast<clang::UnaryOperator>(user)) {
        return address->getOpcode() == clang::UO_AddrOf ? use_of_pointer(at - 1) : Use::kWrite;
      }
      const auto* const member = llvm::dyn_cast<clang::MemberExpr>(user);
      const bool is_inside = member != nullptr && !member->isArrow();
      if (!is_inside && !llvm::isa<clang::ParenExpr>(user)) return Use::kWrite;
    }
    return Use::kWrite;
  }

  /// Of the pointer at above_[at], which leads into the variable.
  Use use_of_pointer(std::size_t at) {
    for (; at > 0; --at) {
      const clang::Stmt* const user = above_[at - 1];
      if (llvm::isa<clang::CompoundStmt, clang::IfStmt, clang::ForStmt, clang::WhileStmt, clang::DoStmt>(user)) return Use::kRead;
      if (const auto* const cast = llvm::dyn_cast<clang::ImplicitCastExpr>(user)) {
        if (cast->getCastKind() == clang::CK_PointerToBoolean) return Use::kRead;
        if (is_to_constant(*cast)) return seen_as_constant();
        if (cast->getCastKind() != clang::CK_NoOp) return Use::kWrite;
      } else if (const auto* const unary = llvm::dyn_cast<clang::UnaryOperator>(user)) {
        if (unary->getOpcode() == clang::UO_LNot) return Use::kRead;
        return unary->getOpcode() == clang::UO_Deref ? use_of_place(at - 1) : Use::kWrite;
      } else if (const auto* const element = llvm::dyn_cast<clang::ArraySubscriptExpr>(user)) {
        return use_of_place(at - 1);
      } else if (const auto* const member = llvm::dyn_cast<clang::MemberExpr>(user)) {
        return member->isArrow() ? use_of_place(at - 1) : Use::kWrite;
      } else if (const auto* const declaration = llvm::dyn_cast<clang::DeclStmt>(user)) {
        return keep_in(declared_from(*declaration, above_[at]));
      } else if (const auto* const choice = llvm::dyn_cast<clang::ConditionalOperator>(user)) {
        if (choice->getCond() == above_[at]) return Use::kWrite;
      } else if (const auto* const binary = llvm::dyn_cast<clang::BinaryOperator>(user)) {
        const bool is_assigned = binary->getOpcode() == clang::BO_Assign && binary->getRHS() == above_[at];
        if (is_assigned && keep_in(assigned_pointer(*binary)) == Use::kWrite) return Use::kWrite;
        if (is_assigned) continue;
        if (binary->isComparisonOp() || binary->isLogicalOp()) return Use::kRead;
        if (!binary->isAdditiveOp()) return Use::kWrite;
        if (!binary->getType()->isPointerType()) return Use::kRead;
      } else if (const auto* const call = llvm::dyn_cast<clang::CallExpr>(user)) {
        return hand_to(*call, above_[at]);
      } else if (const auto* const list = llvm::dyn_cast<clang::InitListExpr>(user)) {
        return keep_in_member(*list, *above_[at]);
      } else if (!llvm::isa<clang::ParenExpr>(user)) {
        return Use::kWrite;
      }
    }
    return Use::kWrite;
  }

  /// The pointer that the declaration makes of the initializer; null where it makes something else.
  static const clang::ValueDecl* declared_from(const clang::DeclStmt& declaration, const clang::Stmt* init) {
    for (const clang::Decl* const decl : declaration.decls()) {
      const auto* const variable = llvm::dyn_cast<clang::VarDecl>(decl);
      const bool is_it = variable != nullptr && variable->getInit() == init;
      if (is_it && variable->hasLocalStorage() && variable->getType()->isPointerType()) return variable->getCanonicalDecl();
    }
    return nullptr;
  }

  /// The parameter, local or member that is assigned to; null where it is anything else.
  static const clang::ValueDecl* assigned_pointer(const clang::BinaryOperator& assignment) {
    const clang::Expr* const place = assignment.getLHS()->IgnoreParens();
    const auto* const ref = llvm::dyn_cast<clang::DeclRefExpr>(place);
    const auto* const variable = ref != nullptr ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
    if (variable != nullptr) {
      const bool is_followed = variable->hasLocalStorage() && variable->getType()->isPointerType();
      return is_followed ? variable->getCanonicalDecl() : nullptr;
    }
    const auto* const member = llvm::dyn_cast<clang::MemberExpr>(place);
    const auto* const field = member != nullptr ? llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl()) : nullptr;
    const bool is_followed = field != nullptr && field->getType()->isPointerType() && !field->getParent()->isUnion();
    return is_followed ? field->getCanonicalDecl() : nullptr;
  }

  /// The pointer that the variable's address goes to shows by its own uses what is done with it.
  Use keep_in(const clang::ValueDecl* pointer) {
    if (pointer == nullptr) return Use::kWrite;
    handed_to_.emplace_back(variable_, pointer);
    return Use::kRead;
  }

  /// Of the pointer whose name was met. It may move: where it leads to is the same memory.
  Use use_of_named_pointer() {
    std::size_t at = above_.size() - 1;
    while (at > 0 && llvm::isa<clang::ParenExpr>(above_[at - 1])) --at;
    if (at == 0) return Use::kWrite;
    const auto* const unary = llvm::dyn_cast<clang::UnaryOperator>(above_[at - 1]);
    const auto* const binary = llvm::dyn_cast<clang::BinaryOperator>(above_[at - 1]);
    const bool is_moved = (unary != nullptr && unary->isIncrementDecrementOp()) ||
                          (binary != nullptr && binary->isAssignmentOp() && binary->getLHS() == above_[at]);
    if (is_moved) --at;
    const auto* const cast = at > 0 ? llvm::dyn_cast<clang::ImplicitCastExpr>(above_[at - 1]) : nullptr;
    const bool is_read = cast != nullptr && cast->getCastKind() == clang::CK_LValueToRValue;
    if (is_read) --at;
    return is_read || is_moved ? use_of_pointer(at) : Use::kWrite;
  }

  static bool is_to_constant(const clang::ImplicitCastExpr& cast) {
    return cast.getType()->isPointerType() && cast.getType()->getPointeeType().isConstQualified();
  }

  Use seen_as_constant() {
    seen_as_constant_.insert(variable_);
    return Use::kRead;
  }

  /// A function whose body is here shows by its own uses what it does with the pointer.
  Use hand_to(const clang::CallExpr& call, const clang::Stmt* argument) {
    const clang::FunctionDecl* const callee = call.getDirectCallee();
    const clang::FunctionDecl* body = nullptr;
    const bool is_plain = callee != nullptr && !callee->isTemplateInstantiation() && !llvm::isa<clang::CXXOperatorCallExpr>(call);
    if (!is_plain || !callee->hasBody(body)) return Use::kWrite;
    for (unsigned i = 0; i < call.getNumArgs() && i < body->getNumParams(); ++i) {
      if (call.getArg(i) != argument || !body->getParamDecl(i)->getType()->isPointerType()) continue;
      return keep_in(body->getParamDecl(i)->getCanonicalDecl());
    }
    return Use::kWrite;
  }

  /// A member that braces set shows by its own uses what is done with the pointer.
  Use keep_in_member(const clang::InitListExpr& list, const clang::Stmt& pointer) {
    const clang::InitListExpr& whole = list.isSemanticForm() ? list : *list.getSemanticForm();
    const clang::RecordDecl* const record = whole.getType()->getAsRecordDecl();
    const auto* const class_decl = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(record);
    if (record == nullptr || record->isUnion() || (class_decl != nullptr && class_decl->getNumBases() > 0)) return Use::kWrite;
    // Conversions stand in one of the two forms of a list only.
    const auto is_it = [&](const clang::Expr* one) { return one->getBeginLoc() == pointer.getBeginLoc(); };
    const llvm::ArrayRef<clang::Expr*> inits = whole.inits();
    const auto position = std::distance(inits.begin(), std::find_if(inits.begin(), inits.end(), is_it));
    std::vector<const clang::FieldDecl*> fields(record->field_begin(), record->field_end());
    std::erase_if(fields, [](const clang::FieldDecl* field) { return field->isUnnamedBitField(); });
    if (position >= static_cast<std::ptrdiff_t>(std::min(fields.size(), inits.size()))) return Use::kWrite;
    const clang::FieldDecl* const field = fields[static_cast<std::size_t>(position)];
    return field->getType()->isPointerType() ? keep_in(field->getCanonicalDecl()) : Use::kWrite;
  }

  std::vector<const clang::Stmt*> above_;  ///< What is being visited, and all that it stands in.
  const clang::ValueDecl* variable_ = nullptr;
  std::set<const clang::ValueDecl*> written_;
  std::set<const clang::ValueDecl*> seen_as_constant_;
  std::vector<std::pair<const clang::ValueDecl*, const clang::ValueDecl*>> handed_to_;  ///< And what pointers they are then.
  bool casts_const_away_ = false;
};

}  // namespace

bool WritableVariables::contains(const clang::VarDecl& variable) {
  if (!found_) found_ = WritableFinder().find(context_);
  return found_->count(variable.getCanonicalDecl()) > 0 || variable.getType().isVolatileQualified();
}

}  // namespace backsweep::frontend
