// Finds the functions to which members of local objects point.
#include "frontend/function_members.h"

#include <clang/AST/ExprCXX.h>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

const clang::VarDecl* local_object(const clang::Expr& expr) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(unwrapped(*expr.IgnoreParenImpCasts()).IgnoreParenImpCasts());
  const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
  return var && var->hasLocalStorage() && var->getType()->isRecordType() ? var : nullptr;
}

/// What an assignment of any kind overwrites.
const clang::Expr* assigned(const clang::Stmt& stmt) {
  if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) return op->isAssignmentOp() ? op->getLHS() : nullptr;
  const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&stmt);
  return call && call->isAssignmentOp() ? call->getArg(0) : nullptr;
}

/// The member of the object through which it is called, as in `shape.area(&shape)`; null for other calls.
const clang::FieldDecl* called_member(const clang::CallExpr& call, const clang::VarDecl& object) {
  const clang::Expr* callee = call.getCallee()->IgnoreParenImpCasts();
  const auto* deref = llvm::dyn_cast<clang::UnaryOperator>(callee);
  if (deref && deref->getOpcode() == clang::UO_Deref) callee = deref->getSubExpr()->IgnoreParenImpCasts();
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee);
  const bool is_direct = member && !member->isArrow();
  const auto* field = is_direct ? llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl()) : nullptr;
  const bool is_its = field && field->getType()->isFunctionPointerType() && local_object(*member->getBase()) == &object;
  return is_its ? field : nullptr;
}

/// Whether the arguments let a callee keep, or change, the object.
bool hands_over(const clang::CallExpr& call, const clang::VarDecl& object) {
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    const clang::Expr& argument = unwrapped(*call.getArg(i)->IgnoreParenImpCasts());
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(&argument);
    const bool is_address = address && address->getOpcode() == clang::UO_AddrOf;
    const clang::Expr& place = is_address ? *address->getSubExpr() : argument;
    if (local_object(place) == &object && (is_address || call.getArg(i)->isLValue())) return true;
  }
  return false;
}

/// The same where the callee does what no search finds: it has no body here.
bool hands_to_unknown(const clang::CallExpr& call, const clang::VarDecl& object) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  const bool is_seen = callee && callee->hasBody() && !is_in_system_header(*callee);
  return !is_seen && hands_over(call, object);
}

/// The functions that one function's text gives to a member of one of its variables.
class Setters {
 public:
  Setters(const clang::VarDecl& object, const clang::FieldDecl& member) : object_(object), member_(member) {
    // With what a caller fills its parameter is not told here.
    if (llvm::isa<clang::ParmVarDecl>(object)) is_clear_ = false;
    if (const clang::Expr* init = object.getInit()) add_initial(*init);
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(object.getDeclContext());
    if (function && function->getBody()) walk_ast(*function->getBody(), [&](const clang::Stmt& stmt) { return look_at(stmt); });
    else is_clear_ = false;
  }

  /// An object whose initial value is a copy of it.
  [[nodiscard]] const clang::VarDecl* copied() const { return is_clear_ && count_ == 0 ? copied_ : nullptr; }
  [[nodiscard]] const clang::FunctionDecl* only() const { return is_clear_ && count_ == 1 && !copied_ ? found_ : nullptr; }
  /// Members of the object that are called with it: what these point to may change it.
  [[nodiscard]] const std::set<const clang::FieldDecl*>& called_with_it() const { return called_with_it_; }

 private:
  void add_initial(const clang::Expr& init) {
    const clang::Expr& e = unwrapped(*init.IgnoreParenImpCasts());
    if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&e)) {
      const unsigned at = member_.getFieldIndex();
      const bool is_given = at < list->getNumInits() && !llvm::isa<clang::ImplicitValueInitExpr>(list->getInit(at));
      if (is_given && list->getType()->getAsRecordDecl() == member_.getParent()) add(*list->getInit(at));
      return;
    }
    const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&e);
    const bool is_default = construct && construct->getNumArgs() == 0 && !construct->getConstructor()->isUserProvided();
    if (is_default && member_.hasInClassInitializer()) return add(*member_.getInClassInitializer());
    const bool copies = !construct || (construct->getNumArgs() == 1 && construct->getConstructor()->isCopyOrMoveConstructor());
    copied_ = copies ? local_object(construct ? *construct->getArg(0) : e) : nullptr;
    if (!is_default && !copied_) is_clear_ = false;
  }

  void add(const clang::Expr& value) {
    if (value.isNullPointerConstant(object_.getASTContext(), clang::Expr::NPC_ValueDependentIsNotNull) != clang::Expr::NPCK_NotNull) return;
    ++count_;
    found_ = named_function(value);
  }

  bool look_at(const clang::Stmt& stmt) {
    if (const clang::Expr* target = assigned(stmt)) {
      if (local_object(*target) == &object_) is_clear_ = false;
      if (is_member(*target)) {
        const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&stmt);
        if (op && op->getOpcode() == clang::BO_Assign) add(*op->getRHS());
        else is_clear_ = false;
      }
    }
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(&stmt);
    if (address && address->getOpcode() == clang::UO_AddrOf && is_member(*address->getSubExpr())) is_clear_ = false;
    const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt);
    if (!call || !hands_to_unknown(*call, object_)) return true;
    if (const clang::FieldDecl* method = called_member(*call, object_)) called_with_it_.insert(method);
    else is_clear_ = false;
    return true;
  }

  bool is_member(const clang::Expr& expr) const {
    const auto* member = llvm::dyn_cast<clang::MemberExpr>(expr.IgnoreParenImpCasts());
    return member && member->getMemberDecl() == &member_ && !member->isArrow() && local_object(*member->getBase()) == &object_;
  }

  const clang::VarDecl& object_;
  const clang::FieldDecl& member_;
  bool is_clear_ = true;
  int count_ = 0;
  const clang::FunctionDecl* found_ = nullptr;
  const clang::VarDecl* copied_ = nullptr;
  std::set<const clang::FieldDecl*> called_with_it_;
};

}  // namespace

bool FunctionMembers::has_any(clang::QualType type) {
  const clang::RecordDecl* record = type->getAsRecordDecl();
  const clang::RecordDecl* definition = record ? record->getDefinition() : nullptr;
  if (!definition || definition->isUnion()) return false;
  const auto points_to_function = [](const clang::FieldDecl* field) { return field->getType()->isFunctionPointerType(); };
  return std::any_of(definition->field_begin(), definition->field_end(), points_to_function);
}

const clang::FunctionDecl* FunctionMembers::function_in(const clang::VarDecl& object, const clang::FieldDecl& member) {
  const auto [known, is_new] = known_.try_emplace({&object, &member}, nullptr);
  if (!is_new) return known->second;
  find_distant_writes();
  Fields assumed;
  const clang::FunctionDecl* found = resolve(object, member, assumed);
  return known_[{&object, &member}] = found;
}

/// `assumed`: members of the object that are being resolved, each of which may call the others.
const clang::FunctionDecl* FunctionMembers::resolve(const clang::VarDecl& object, const clang::FieldDecl& member,
                                                    Fields& assumed) {
  assumed.insert(&member);
  if (is_written_elsewhere(object, member)) return nullptr;
  const Setters setters(object, member);
  const clang::FunctionDecl* found = setters.copied() ? function_in(*setters.copied(), member) : setters.only();
  for (const clang::FieldDecl* method : setters.called_with_it()) {
    const bool is_new = assumed.count(method) == 0;
    const clang::FunctionDecl* callee = method == &member ? found : nullptr;
    if (is_new) callee = resolve(object, *method, assumed);
    const bool is_seen = callee && callee->hasBody() && !is_in_system_header(*callee);
    if (!is_seen && (is_new || method == &member)) return nullptr;
  }
  return found;
}

bool FunctionMembers::is_written_elsewhere(const clang::VarDecl& object, const clang::FieldDecl& member) {
  const auto* around = llvm::dyn_cast<clang::FunctionDecl>(object.getDeclContext());
  const auto may_happen = [&](const auto& writers, const auto& key) {
    const auto found = writers.find(key);
    if (found == writers.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const clang::FunctionDecl* writer) {
      return !around || reached_.may_run(*around, *writer);
    });
  };
  return may_happen(members_, member.getNameAsString()) ||
         may_happen(overwritten_, member.getParent()->getCanonicalDecl());
}

void FunctionMembers::find_distant_writes() {
  if (std::exchange(has_searched_, true)) return;
  for (const clang::ASTContext* unit : units_) {
    for_each_function(*unit->getTranslationUnitDecl(), [&](const clang::FunctionDecl& function) {
      // What the compiler makes of an assignment is the assignment of the whole, which is looked for where it stands.
      if (!function.doesThisDeclarationHaveABody() || function.isImplicit() || function.isDefaulted()) return;
      walk_ast(*function.getBody(), [&](const clang::Stmt& stmt) {
        look_at(stmt, function);
        return true;
      });
    });
  }
}

void FunctionMembers::look_at(const clang::Stmt& stmt, const clang::FunctionDecl& function) {
  const auto* address = llvm::dyn_cast<clang::UnaryOperator>(&stmt);
  const bool is_address = address && address->getOpcode() == clang::UO_AddrOf;
  const clang::Expr* target = is_address ? address->getSubExpr() : assigned(stmt);
  if (!target) return;
  target = target->IgnoreParenImpCasts();
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(target)) {
    const bool is_distant = member->isArrow() || !local_object(*member->getBase());
    if (is_distant) members_[member->getMemberDecl()->getNameAsString()].insert(&function);
  } else if (const auto* dependent = llvm::dyn_cast<clang::CXXDependentScopeMemberExpr>(target)) {
    members_[dependent->getMember().getAsString()].insert(&function);
  }
  const clang::RecordDecl* record = target->getType()->getAsRecordDecl();
  if (record && !is_address && !local_object(*target)) overwritten_[record->getCanonicalDecl()].insert(&function);
}

}  // namespace backsweep::frontend
