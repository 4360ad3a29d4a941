// Decides whether a loop bound keeps its value while the loop runs.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <set>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

/// What a bound reads.
struct Reads {
  std::set<const clang::VarDecl*> variables;
  std::set<const clang::Type*> memory;  ///< Canonical types read through pointers, members of this, globals.
  std::set<const clang::VarDecl*> sizes;  ///< Containers whose size is read.
  bool reads_member_sizes = false;      ///< Sizes of containers that are no local variables.
  bool is_understood = true;
  const std::set<const clang::VarDecl*>* escaping = nullptr;
};

bool is_local(const clang::VarDecl& var) { return var.hasLocalStorage() && !var.getType()->isReferenceType(); }

/// What a local reference was bound to; null for other variables.
const clang::Expr* referent_of(const clang::VarDecl& var) {
  return var.isLocalVarDecl() && var.getType()->isReferenceType() ? var.getInit() : nullptr;
}

void collect_reads(const clang::Expr& expr, Reads& reads);

void read_variable(const clang::VarDecl& var, Reads& reads) {
  if (var.getType().isConstQualified()) return;
  if (is_local(var)) reads.variables.insert(&var);
  // What a reference was bound to is changed by its own name as well.
  if (const clang::Expr* referent = referent_of(var)) collect_reads(*referent, reads);
  const bool is_reachable = !is_local(var) || (reads.escaping && reads.escaping->count(&var) > 0);
  if (!is_reachable) return;
  reads.memory.insert(var.getType().getNonReferenceType().getCanonicalType().getUnqualifiedType().getTypePtr());
}

/// What changes with the size alone: the end is an address besides, which moves only where the size may change.
bool is_size_call(const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (!callee || !callee->getIdentifier() || !is_in_std(*callee)) return false;
  static const std::set<llvm::StringRef> kNames = {"size", "empty", "length", "end", "cend"};
  return kNames.count(callee->getName()) > 0;
}

void read_size(const clang::CallExpr& call, Reads& reads) {
  const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  const clang::Expr* object = member ? member->getImplicitObjectArgument() : call.getNumArgs() > 0 ? call.getArg(0) : nullptr;
  if (!object) {
    reads.is_understood = false;
    return;
  }
  const clang::Expr& e = *object->IgnoreParenImpCasts();
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&e);
  const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
  if (var) {
    reads.sizes.insert(var);
    const clang::Expr* place = referent_of(*var);
    const auto* bound = place ? llvm::dyn_cast<clang::DeclRefExpr>(place->IgnoreParenImpCasts()) : nullptr;
    const auto* referent = bound ? llvm::dyn_cast<clang::VarDecl>(bound->getDecl()) : nullptr;
    if (referent) reads.sizes.insert(referent);
    // It may be changed by another name.
    const clang::VarDecl& container = referent ? *referent : *var;
    const bool is_pointed_to = reads.escaping && reads.escaping->count(&container) > 0 && !container.getType().isConstQualified();
    if (is_pointed_to || (place && !referent)) reads.reads_member_sizes = true;
  } else {
    reads.reads_member_sizes = true;
    collect_reads(e, reads);
  }
}

/// An accessor of one statement reads what its expression reads.
void read_call(const clang::CallExpr& call, Reads& reads) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (is_size_call(call)) return read_size(call, reads);
  if (callee && is_in_std(*callee)) {
    for (const clang::Expr* argument : call.arguments()) collect_reads(*argument, reads);
    const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
    if (member) collect_reads(*member->getImplicitObjectArgument(), reads);
    // An element of a container.
    if (call.isLValue()) reads.memory.insert(call.getType().getCanonicalType().getUnqualifiedType().getTypePtr());
    reads.is_understood = reads.is_understood && (!member || member->getMethodDecl()->isConst());
    return;
  }
  const clang::FunctionDecl* definition = nullptr;
  const auto* body = callee && callee->hasBody(definition) ? llvm::dyn_cast<clang::CompoundStmt>(definition->getBody()) : nullptr;
  const auto* returned = body && body->size() == 1 ? llvm::dyn_cast<clang::ReturnStmt>(body->body_front()) : nullptr;
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  if (!returned || !returned->getRetValue() || !method || !method->isConst() || call.getNumArgs() > 0) {
    reads.is_understood = false;
    return;
  }
  collect_reads(*returned->getRetValue(), reads);
}

void collect_reads(const clang::Expr& expr, Reads& reads) {
  walk_ast(expr, [&](const clang::Stmt& stmt) {
    if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt)) {
      if (const auto* var = llvm::dyn_cast<clang::VarDecl>(ref->getDecl())) read_variable(*var, reads);
      if (llvm::isa<clang::BindingDecl>(ref->getDecl()) && !ref->getType().isConstQualified()) reads.is_understood = false;
    } else if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
      read_call(*call, reads);
      return false;
    } else if (llvm::isa<clang::MemberExpr, clang::ArraySubscriptExpr>(stmt)) {
      const auto& place = llvm::cast<clang::Expr>(stmt);
      if (!place.getType()->isRecordType()) reads.memory.insert(place.getType().getCanonicalType().getUnqualifiedType().getTypePtr());
    } else if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&stmt)) {
      if (op->isIncrementDecrementOp()) reads.is_understood = false;
      if (op->getOpcode() == clang::UO_Deref) {
        reads.memory.insert(op->getType().getCanonicalType().getUnqualifiedType().getTypePtr());
      }
    } else if (const auto* binary = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) {
      if (binary->isAssignmentOp()) reads.is_understood = false;
    } else if (llvm::isa<clang::LambdaExpr, clang::CXXNewExpr, clang::CXXConstructExpr, clang::StmtExpr>(stmt)) {
      reads.is_understood = false;
    }
    return reads.is_understood;
  });
}

/// Looks for writes that could reach what a bound reads.
class WriteSearch {
 public:
  explicit WriteSearch(const Reads& reads) : reads_(reads) {}

  bool disturbs(const clang::Stmt& part) {
    bool found = false;
    walk_ast(part, [&](const clang::Stmt& stmt) {
      found = found || writes(stmt);
      return !found;
    });
    return found;
  }

 private:
  bool writes(const clang::Stmt& stmt) {
    if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) return op->isAssignmentOp() && hits(*op->getLHS());
    if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&stmt)) {
      return op->isIncrementDecrementOp() && hits(*op->getSubExpr());
    }
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) return called(*call);
    return llvm::isa<clang::AsmStmt>(stmt);
  }

  [[nodiscard]] bool hits(const clang::Expr& target) const {
    const clang::Expr& e = unwrapped(target);
    if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&e)) {
      const auto* var = llvm::dyn_cast<clang::VarDecl>(ref->getDecl());
      if (var && reads_.variables.count(var) + reads_.sizes.count(var) > 0) return true;
      if (const clang::Expr* referent = var ? referent_of(*var) : nullptr) return hits(*referent);
      if (var && is_local(*var) && reads_.escaping->count(var) == 0) return false;
    }
    return hits_memory(e.getType());
  }

  [[nodiscard]] bool hits_memory(clang::QualType type) const {
    const clang::Type* canonical = type.getCanonicalType().getUnqualifiedType().getTypePtr();
    return reads_.memory.count(canonical) > 0 || (canonical->isRecordType() && !reads_.memory.empty());
  }

  bool called(const clang::CallExpr& call) {
    const clang::FunctionDecl* callee = call.getDirectCallee();
    if (!callee) return !reads_.memory.empty() || reads_.reads_member_sizes;
    if (is_in_std(*callee) || is_in_system_header(*callee)) return library_call(call, *callee);
    if (passes_read_variable(call, *callee)) return true;
    const auto* closure = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
    const bool is_lambda = closure && closure->getParent()->isLambda();
    if (!is_lambda && reads_.memory.empty() && !reads_.reads_member_sizes) return false;
    const clang::FunctionDecl* definition = nullptr;
    if (!callee->hasBody(definition)) return true;
    if (!visited_.insert(definition).second) return false;
    return disturbs(*definition->getBody());
  }

  /// Whether the call may change a container or variable that the bound reads, which is handed to it.
  [[nodiscard]] bool passes_read_variable(const clang::CallExpr& call, const clang::FunctionDecl& callee) const {
    unsigned first = 0;
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
    if (method && method->isInstance() && llvm::isa<clang::CXXOperatorCallExpr>(call)) first = 1;
    for (unsigned i = 0; i < call.getNumArgs(); ++i) {
      if (i < first) {
        if (!method->isConst() && mentions_read(*call.getArg(i))) return true;
        continue;
      }
      const clang::QualType type = i - first < callee.getNumParams() ? callee.getParamDecl(i - first)->getType() : clang::QualType();
      const bool is_const_reference = !type.isNull() && type->isReferenceType() && type->getPointeeType().isConstQualified();
      const bool is_reference = type.isNull() ? call.getArg(i)->isLValue() : type->isReferenceType();
      if (is_reference && !is_const_reference && mentions_read(*call.getArg(i))) return true;
    }
    const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
    return member && method && !method->isConst() && mentions_read(*member->getImplicitObjectArgument());
  }

  [[nodiscard]] bool mentions_read(const clang::Expr& expr) const {
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr.IgnoreParenImpCasts());
    const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
    if (const clang::Expr* referent = var ? referent_of(*var) : nullptr; referent && mentions_read(*referent)) return true;
    const clang::QualType type = expr.getType().getNonReferenceType();
    const bool is_behind_pointer = type->isPointerType() && type->getPointeeType()->isRecordType();
    if (is_behind_pointer && reads_.reads_member_sizes) return true;
    if (!var) return reads_.reads_member_sizes && type->isRecordType();
    return reads_.variables.count(var) + reads_.sizes.count(var) > 0;
  }

  /// Library functions change sizes only through the container itself.
  [[nodiscard]] bool library_call(const clang::CallExpr& call, const clang::FunctionDecl& callee) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
    static const std::set<std::string> kGivesAccess = {"operator[]", "at",        "front",      "back",       "data",       "begin",
                                                       "end",        "rbegin",    "rend",       "operator*",  "operator->", "operator++",
                                                       "operator--", "operator+=", "operator-="};
    if (applies_writer(call)) return true;
    if (method && (method->isConst() || kGivesAccess.count(method->getNameAsString()) > 0)) return false;
    if (method && writes_elements(*method)) return true;
    if (method && method->getNameAsString() == "fill") return false;
    return passes_read_variable(call, callee) || writes_read_memory(call, callee);
  }

  /// Whether a callable among the arguments disturbs the bound where the algorithm applies it.
  bool applies_writer(const clang::CallExpr& call) {
    return std::any_of(call.arg_begin(), call.arg_end(), [&](const clang::Expr* argument) {
      const clang::CXXRecordDecl* record = argument->getType().getNonReferenceType()->getAsCXXRecordDecl();
      const clang::CXXMethodDecl* body = record && record->isLambda() ? record->getLambdaCallOperator() : nullptr;
      return body && body->getBody() && visited_.insert(body).second && disturbs(*body->getBody());
    });
  }

  /// Whether a container's method may overwrite elements of a kind that the bound reads.
  [[nodiscard]] bool writes_elements(const clang::CXXMethodDecl& method) const {
    const auto* record = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(method.getParent());
    if (!record || method.isConst() || record->getTemplateArgs().size() == 0) return false;
    const clang::TemplateArgument& element = record->getTemplateArgs()[0];
    return element.getKind() == clang::TemplateArgument::Type && hits_memory(element.getAsType());
  }

  /// Whether an argument says that the function writes memory of a kind that the bound reads: a pointer or reference to what
  /// is not const, an iterator.
  [[nodiscard]] bool writes_read_memory(const clang::CallExpr& call, const clang::FunctionDecl& callee) const {
    if (reads_.memory.empty() || llvm::isa<clang::CXXMethodDecl>(callee)) return false;
    for (unsigned i = 0; i < call.getNumArgs() && i < callee.getNumParams(); ++i) {
      const clang::QualType type = callee.getParamDecl(i)->getType();
      if (type->isReferenceType() && !type->isRValueReferenceType() && !type->getPointeeType().isConstQualified() &&
          hits_memory(type->getPointeeType())) {
        return true;
      }
      const clang::QualType behind = pointee(type->isVoidPointerType() ? call.getArg(i)->IgnoreParenImpCasts()->getType() : type);
      if (!behind.isNull() && !behind.isConstQualified() && hits_memory(behind)) return true;
    }
    return false;
  }

  /// What a pointer, an array or an iterator that wraps a pointer leads to; null for other types.
  static clang::QualType pointee(clang::QualType type) {
    if (type->isPointerType()) return type->getPointeeType();
    if (const auto* array = type->getAsArrayTypeUnsafe()) return array->getElementType();
    const auto* record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    if (!record || record->getTemplateArgs().size() == 0) return {};
    const clang::TemplateArgument& first = record->getTemplateArgs()[0];
    const bool is_pointer = first.getKind() == clang::TemplateArgument::Type && first.getAsType()->isPointerType();
    return is_pointer ? first.getAsType()->getPointeeType() : clang::QualType();
  }

  const Reads& reads_;
  std::set<const clang::FunctionDecl*> visited_;
};

}  // namespace

bool is_invariant(const clang::Expr& bound, const std::vector<const clang::Stmt*>& loop_parts,
                  const std::set<const clang::VarDecl*>& escaping) {
  Reads reads;
  reads.escaping = &escaping;
  collect_reads(bound, reads);
  if (!reads.is_understood) return false;
  WriteSearch search(reads);
  for (const clang::Stmt* part : loop_parts) {
    if (part && search.disturbs(*part)) return false;
  }
  return true;
}

}  // namespace backsweep::frontend
