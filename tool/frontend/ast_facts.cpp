// Answers questions about the tree that need no lowering: what escapes, what is written, what is constant.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>

#include <set>

#include "frontend/lowering_impl.h"
#include "frontend/union_names.h"

namespace backsweep::frontend {
namespace {

/// One layer less of what only wraps an expression; null where there is none.
const clang::Expr* inner_of(const clang::Expr& expr) {
  switch (expr.getStmtClass()) {
    case clang::Stmt::ParenExprClass: return llvm::cast<clang::ParenExpr>(expr).getSubExpr();
    case clang::Stmt::ConstantExprClass: return llvm::cast<clang::ConstantExpr>(expr).getSubExpr();
    case clang::Stmt::ExprWithCleanupsClass: return llvm::cast<clang::ExprWithCleanups>(expr).getSubExpr();
    case clang::Stmt::MaterializeTemporaryExprClass: return llvm::cast<clang::MaterializeTemporaryExpr>(expr).getSubExpr();
    case clang::Stmt::CXXBindTemporaryExprClass: return llvm::cast<clang::CXXBindTemporaryExpr>(expr).getSubExpr();
    case clang::Stmt::SubstNonTypeTemplateParmExprClass:
      return llvm::cast<clang::SubstNonTypeTemplateParmExpr>(expr).getReplacement();
    case clang::Stmt::CXXDefaultArgExprClass: return llvm::cast<clang::CXXDefaultArgExpr>(expr).getExpr();
    case clang::Stmt::CXXDefaultInitExprClass: return llvm::cast<clang::CXXDefaultInitExpr>(expr).getExpr();
    case clang::Stmt::GenericSelectionExprClass: return llvm::cast<clang::GenericSelectionExpr>(expr).getResultExpr();
    case clang::Stmt::ChooseExprClass: return llvm::cast<clang::ChooseExpr>(expr).getChosenSubExpr();
    case clang::Stmt::CXXRewrittenBinaryOperatorClass:
      return llvm::cast<clang::CXXRewrittenBinaryOperator>(expr).getSemanticForm();
    case clang::Stmt::UnaryOperatorClass: {
      const auto& op = llvm::cast<clang::UnaryOperator>(expr);
      return op.getOpcode() == clang::UO_Extension ? op.getSubExpr() : nullptr;
    }
    case clang::Stmt::ImplicitCastExprClass: {
      const auto& cast = llvm::cast<clang::ImplicitCastExpr>(expr);
      const bool adds_const = cast.getCastKind() == clang::CK_NoOp && cast.isPRValue() && cast.getType()->isRecordType();
      return adds_const ? cast.getSubExpr() : nullptr;
    }
    case clang::Stmt::InitListExprClass: {
      const auto& list = llvm::cast<clang::InitListExpr>(expr);
      const bool is_single = list.getNumInits() == 1 && (list.isTransparent() || list.getType()->isScalarType());
      return is_single ? list.getInit(0) : nullptr;
    }
    default: return nullptr;
  }
}

}  // namespace

const clang::VarDecl* variable_at_root(const clang::Expr& expr) {
  const clang::Expr& e = unwrapped(expr);
  if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&e)) return llvm::dyn_cast<clang::VarDecl>(ref->getDecl());
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&e)) {
    return member->isArrow() ? nullptr : variable_at_root(*member->getBase());
  }
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&e)) {
    return cast->isGLValue() ? variable_at_root(*cast->getSubExpr()) : nullptr;
  }
  if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(&e)) {
    const auto* decay = llvm::dyn_cast<clang::ImplicitCastExpr>(&unwrapped(*subscript->getBase()));
    const bool is_array = decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay;
    return is_array ? variable_at_root(*decay->getSubExpr()) : nullptr;
  }
  if (const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&e)) {
    return call->getNumArgs() > 0 && call->isGLValue() ? variable_at_root(*call->getArg(0)) : nullptr;
  }
  if (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(&e)) {
    return call->isGLValue() ? variable_at_root(*call->getImplicitObjectArgument()) : nullptr;
  }
  return nullptr;
}

namespace {

bool is_mutable_reference(clang::QualType type) {
  return type->isReferenceType() && !type->getPointeeType().isConstQualified();
}

void add_root(const clang::Expr* expr, std::set<const clang::VarDecl*>& found) {
  if (!expr) return;
  if (const clang::VarDecl* var = variable_at_root(*expr)) found.insert(var);
}

/// What a brace initializer binds to members that are non-const references.
void add_members_bound(const clang::InitListExpr& list, std::set<const clang::VarDecl*>& found) {
  const clang::RecordDecl* record = list.getType()->getAsRecordDecl();
  if (!record) return;
  for (const clang::FieldDecl* field : record->fields()) {
    const unsigned at = field->getFieldIndex();
    if (at < list.getNumInits() && is_mutable_reference(field->getType())) add_root(list.getInit(at), found);
  }
}

/// Arguments that a call binds to non-const references, and objects of non-const member functions.
void add_call_roots(const clang::CallExpr& call, std::set<const clang::VarDecl*>& found) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  unsigned first = 0;
  if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
    const clang::CXXMethodDecl* method = member->getMethodDecl();
    if (method && !method->isConst()) add_root(member->getImplicitObjectArgument(), found);
  } else if (const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee); method && method->isInstance()) {
    if (llvm::isa<clang::CXXOperatorCallExpr>(call)) {
      if (!method->isConst()) add_root(call.getArg(0), found);
      first = 1;
    }
  }
  for (unsigned i = first; i < call.getNumArgs(); ++i) {
    const unsigned at = i - first;
    const bool is_known = callee && at < callee->getNumParams();
    if (is_known ? is_mutable_reference(callee->getParamDecl(at)->getType()) : call.getArg(i)->isLValue()) {
      add_root(call.getArg(i), found);
    }
  }
}

/// A pointer to the array leaves the expression it decays in.
void add_decay(const clang::CastExpr& cast, std::set<const clang::VarDecl*>& found) {
  if (cast.getCastKind() == clang::CK_ArrayToPointerDecay) add_root(cast.getSubExpr(), found);
}

}  // namespace

const clang::Expr& unwrapped(const clang::Expr& expr) {
  const clang::Expr* result = &expr;
  while (const clang::Expr* next = inner_of(*result)) result = next;
  return *result;
}

namespace {

/// The workspace's members have rows, as those of the standard library.
bool is_workspace(const clang::Decl& decl) {
  const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(decl.getDeclContext());
  return record != nullptr && record->getName() == "Workspace";
}

}  // namespace

bool is_in_std(const clang::Decl& decl) {
  for (const clang::DeclContext* context = decl.getDeclContext(); context; context = context->getParent()) {
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context);
    if (!space || !space->getDeclContext()->getRedeclContext()->isTranslationUnit()) continue;
    if (space->getName() == "backsweep") return is_workspace(decl);
    return space->getName() == "std" || space->getName() == "__gnu_cxx";
  }
  return false;
}

bool is_in_system_header(const clang::Decl& decl) {
  const clang::SourceManager& sources = decl.getASTContext().getSourceManager();
  return decl.getLocation().isInvalid() || sources.isInSystemHeader(sources.getExpansionLoc(decl.getLocation()));
}

bool has_annotation(const clang::Decl& decl, llvm::StringRef name) {
  for (const auto* attribute : decl.specific_attrs<clang::AnnotateAttr>()) {
    if (attribute->getAnnotation() == name) return true;
  }
  return false;
}

std::optional<long> integer_value(const clang::Expr& expr, const clang::ASTContext& context) {
  if (expr.isValueDependent() || expr.isTypeDependent() || expr.containsErrors()) return std::nullopt;
  if (!expr.isPRValue() || !expr.getType()->isIntegralOrEnumerationType()) return std::nullopt;
  clang::Expr::EvalResult result;
  if (!expr.EvaluateAsInt(result, context) || result.HasSideEffects) return std::nullopt;
  const llvm::APSInt& value = result.Val.getInt();
  if (!value.isRepresentableByInt64()) return std::nullopt;
  return value.getExtValue();
}

const clang::FunctionDecl* named_function(const clang::Expr& expr) {
  const clang::Expr* e = expr.IgnoreParenImpCasts();
  if (const auto* address = llvm::dyn_cast<clang::UnaryOperator>(e); address && address->getOpcode() == clang::UO_AddrOf) {
    e = address->getSubExpr()->IgnoreParenImpCasts();
  }
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(e);
  return ref ? llvm::dyn_cast<clang::FunctionDecl>(ref->getDecl()) : nullptr;
}

const clang::Expr* only_returned(const clang::FunctionDecl& function) {
  const auto* body = llvm::dyn_cast_or_null<clang::CompoundStmt>(function.getBody());
  const auto* returned = body && body->size() == 1 ? llvm::dyn_cast<clang::ReturnStmt>(body->body_front()) : nullptr;
  return returned ? returned->getRetValue() : nullptr;
}

void for_each_function(const clang::DeclContext& context, const std::function<void(const clang::FunctionDecl&)>& visit) {
  for (const clang::Decl* decl : context.decls()) {
    if (is_in_system_header(*decl)) continue;
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(decl)) visit(*function);
    if (const auto* pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl)) visit(*pattern->getTemplatedDecl());
    if (const auto* inner = llvm::dyn_cast<clang::DeclContext>(decl); inner && !llvm::isa<clang::FunctionDecl>(decl)) {
      for_each_function(*inner, visit);
    }
  }
}

void walk_ast(const clang::Stmt& stmt, const std::function<bool(const clang::Stmt&)>& visit) {
  if (!visit(stmt)) return;
  if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
    for (const clang::Expr* init : lambda->capture_inits()) {
      if (init) walk_ast(*init, visit);
    }
    walk_ast(*lambda->getBody(), visit);
    return;
  }
  if (const auto* argument = llvm::dyn_cast<clang::CXXDefaultInitExpr>(&stmt)) return walk_ast(*argument->getExpr(), visit);
  for (const clang::Stmt* child : stmt.children()) {
    if (child) walk_ast(*child, visit);
  }
}

std::vector<const clang::ReturnStmt*> returns_in(const clang::Stmt& body, const clang::ASTContext& context) {
  std::vector<const clang::ReturnStmt*> result;
  std::function<void(const clang::Stmt&)> search = [&](const clang::Stmt& stmt) {
    if (const auto* found = llvm::dyn_cast<clang::ReturnStmt>(&stmt)) result.push_back(found);
    if (llvm::isa<clang::Expr>(stmt)) return;
    if (const auto* branch = llvm::dyn_cast<clang::IfStmt>(&stmt); branch && branch->isConstexpr()) {
      if (const auto taken = branch->getNondiscardedCase(context)) {
        if (*taken) search(**taken);
        return;
      }
    }
    for (const clang::Stmt* child : stmt.children()) {
      if (child) search(*child);
    }
  };
  search(body);
  return result;
}

bool is_own_object(const clang::Expr& base) {
  const clang::Expr& object = unwrapped(*base.IgnoreParenImpCasts());
  const auto* deref = llvm::dyn_cast<clang::UnaryOperator>(&object);
  const bool is_deref = deref && deref->getOpcode() == clang::UO_Deref;
  return llvm::isa<clang::CXXThisExpr>(is_deref ? *deref->getSubExpr()->IgnoreParenImpCasts() : object);
}

bool is_overloaded(const clang::FunctionDecl& function) {
  std::set<const clang::Decl*> all;
  for (const clang::NamedDecl* one : function.getDeclContext()->getRedeclContext()->lookup(function.getDeclName())) {
    all.insert(one->getCanonicalDecl());
  }
  return all.size() > 1;
}

namespace {

/// The argument that `which` finds in every value the function returns; it gets the value and the number of the first parameter.
std::optional<std::size_t> same_argument(
    const clang::FunctionDecl& callee, const clang::ASTContext& context,
    const std::function<std::optional<std::size_t>(const clang::Expr&, std::size_t)>& which) {
  if (!callee.getBody()) return std::nullopt;
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  const std::size_t first = method && method->isInstance() ? 1 : 0;
  std::optional<std::size_t> all;
  for (const clang::ReturnStmt* one : returns_in(*callee.getBody(), context)) {
    const std::optional<std::size_t> argument = one->getRetValue() ? which(*one->getRetValue(), first) : std::nullopt;
    if (!argument || (all && *all != *argument)) return std::nullopt;
    all = argument;
  }
  return all;
}

const clang::ParmVarDecl* named_parameter(const clang::Expr& expr) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&expr);
  return ref ? llvm::dyn_cast<clang::ParmVarDecl>(ref->getDecl()) : nullptr;
}

}  // namespace

bool is_own_member(const clang::Expr& expr) {
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(expr.IgnoreParenImpCasts());
  while (member && llvm::isa<clang::FieldDecl>(member->getMemberDecl())) {
    const clang::Expr& base = *member->getBase()->IgnoreParenImpCasts();
    if (llvm::isa<clang::CXXThisExpr>(base)) return true;
    member = member->isArrow() ? nullptr : llvm::dyn_cast<clang::MemberExpr>(&base);
  }
  return false;
}

std::optional<std::size_t> returned_argument(const clang::FunctionDecl& callee, const clang::ASTContext& context) {
  return same_argument(callee, context, [](const clang::Expr& returned, std::size_t first) -> std::optional<std::size_t> {
    const clang::Expr& value = unwrapped(returned);
    const auto* deref = llvm::dyn_cast<clang::UnaryOperator>(&value);
    if (deref && deref->getOpcode() == clang::UO_Deref && llvm::isa<clang::CXXThisExpr>(deref->getSubExpr()->IgnoreParenImpCasts())) {
      return 0;
    }
    const clang::ParmVarDecl* param = named_parameter(value);
    if (!param || !param->getType()->isReferenceType()) return std::nullopt;
    return first + param->getFunctionScopeIndex();
  });
}

std::optional<std::size_t> pointed_argument(const clang::FunctionDecl& callee, const clang::ASTContext& context) {
  if (!callee.getReturnType()->isPointerType()) return std::nullopt;
  return same_argument(callee, context, [](const clang::Expr& returned, std::size_t first) -> std::optional<std::size_t> {
    const clang::Expr& value = unwrapped(*returned.IgnoreParenImpCasts());
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(&value);
    const bool is_address = address && address->getOpcode() == clang::UO_AddrOf;
    const clang::Expr& named = is_address ? *address->getSubExpr()->IgnoreParenImpCasts() : value;
    if (llvm::isa<clang::CXXThisExpr>(value) || (is_address && is_own_member(named))) return 0;
    const clang::ParmVarDecl* param = named_parameter(named);
    if (!param || param->getType()->isReferenceType() != is_address) return std::nullopt;
    return first + param->getFunctionScopeIndex();
  });
}

namespace {

/// Whether a member function of the class, or of one inside of it, is what is looked for.
bool any_method(const clang::CXXRecordDecl& record, const std::function<bool(const clang::CXXMethodDecl&)>& is_it) {
  if (is_in_std(record) || record.isLambda()) return false;
  const auto is_inside = [&](const clang::QualType& type) {
    const clang::CXXRecordDecl* inner = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return inner && inner->getDefinition() && any_method(*inner->getDefinition(), is_it);
  };
  return std::any_of(record.method_begin(), record.method_end(), [&](const auto* method) { return is_it(*method); }) ||
         std::any_of(record.bases_begin(), record.bases_end(), [&](const auto& base) { return is_inside(base.getType()); }) ||
         std::any_of(record.field_begin(), record.field_end(), [&](const auto* field) { return is_inside(field->getType()); });
}

}  // namespace

bool has_own_copy(const clang::CXXRecordDecl& record) {
  return any_method(record, [](const clang::CXXMethodDecl& method) {
    const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&method);
    return constructor && constructor->isCopyConstructor() && constructor->isUserProvided();
  });
}

bool has_own_assignment(const clang::CXXRecordDecl& record) {
  return any_method(record, [](const clang::CXXMethodDecl& method) {
    return (method.isCopyAssignmentOperator() || method.isMoveAssignmentOperator()) && method.isUserProvided();
  });
}

std::set<const clang::VarDecl*> escaping_variables(const clang::Stmt& body) {
  std::set<const clang::VarDecl*> found;
  walk_ast(body, [&](const clang::Stmt& stmt) {
    if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&stmt); op && op->getOpcode() == clang::UO_AddrOf) {
      add_root(op->getSubExpr(), found);
    } else if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
      add_call_roots(*call, found);
    } else if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&stmt)) {
      for (unsigned i = 0; i < made->getNumArgs() && i < made->getConstructor()->getNumParams(); ++i) {
        if (is_mutable_reference(made->getConstructor()->getParamDecl(i)->getType())) add_root(made->getArg(i), found);
      }
    } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&stmt)) {
      add_members_bound(*list, found);
    } else if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&stmt)) {
      add_decay(*cast, found);
    } else if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) {
      for (const clang::LambdaCapture& capture : lambda->captures()) {
        if (!capture.capturesVariable() || capture.getCaptureKind() != clang::LCK_ByRef) continue;
        // The body is lowered where the lambda is called: only what it changes is out of sight elsewhere.
        const auto* var = llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar());
        if (var && is_written_in(*var, *lambda->getBody())) found.insert(var);
      }
    } else if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(&stmt)) {
      for (const clang::Decl* decl : declared->decls()) {
        const auto* var = llvm::dyn_cast<clang::VarDecl>(decl);
        if (var && var->getInit() && is_mutable_reference(var->getType())) add_root(var->getInit(), found);
      }
    }
    return true;
  });
  return found;
}

std::set<const clang::VarDecl*> written_variables(const clang::Stmt& body) {
  std::set<const clang::VarDecl*> found;
  walk_ast(body, [&](const clang::Stmt& stmt) {
    if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&stmt); op && op->isAssignmentOp()) add_root(op->getLHS(), found);
    if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&stmt); op && op->isIncrementDecrementOp()) {
      add_root(op->getSubExpr(), found);
    }
    if (const auto* text = llvm::dyn_cast<clang::GCCAsmStmt>(&stmt)) {
      for (unsigned i = 0; i < text->getNumOutputs(); ++i) add_root(text->getOutputExpr(i), found);
    }
    return true;
  });
  return found;
}

bool is_counted_in(const clang::VarDecl& var, const clang::Stmt& body) {
  bool is_found = false;
  walk_ast(body, [&](const clang::Stmt& stmt) {
    const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&stmt);
    const auto* update = llvm::dyn_cast<clang::CompoundAssignOperator>(&stmt);
    if (op && op->isIncrementDecrementOp()) is_found = is_found || variable_at_root(*op->getSubExpr()) == &var;
    if (update) is_found = is_found || variable_at_root(*update->getLHS()) == &var;
    return !is_found;
  });
  return is_found;
}

bool is_written_in(const clang::VarDecl& var, const clang::Stmt& body) {
  bool is_found = false;
  walk_ast(body, [&](const clang::Stmt& stmt) {
    const clang::Expr* target = nullptr;
    if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&stmt); op && op->isAssignmentOp()) target = op->getLHS();
    if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&stmt); op && op->isIncrementDecrementOp()) {
      target = op->getSubExpr();
    }
    if (target && variable_at_root(*target) == &var) is_found = true;
    if (llvm::isa<clang::AsmStmt>(stmt)) is_found = true;
    return !is_found;
  });
  return is_found;
}

bool is_union_member(const clang::Expr& expr) {
  const clang::Expr& e = unwrapped(expr);
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&e)) {
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    const bool is_number = field && renamed(*field);
    if (!is_number && field && field->getParent()->isUnion()) return true;
    const MemberOwner owner = is_number ? owner_of(*member) : MemberOwner{member->getBase(), member->isArrow()};
    return !owner.is_arrow && is_union_member(*owner.object);
  }
  if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(&e)) {
    const auto* decay = llvm::dyn_cast<clang::CastExpr>(&unwrapped(*subscript->getBase()));
    return decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay && is_union_member(*decay->getSubExpr());
  }
  return false;
}

}  // namespace backsweep::frontend
