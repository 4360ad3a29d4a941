// Functions that handle memory of any type, like a checked malloc: a call tells what that type is.
#include <algorithm>
#include <string>

#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

constexpr int kDeepestHelper = 4;

/// The name of a function of C's that takes or gives memory, without std:: and Clang's prefix; empty for others.
std::string memory_function(const clang::FunctionDecl& callee) {
  if (!callee.getIdentifier() || llvm::isa<clang::CXXMethodDecl>(callee)) return "";
  std::string name = library_name(callee);
  for (const std::string prefix : {"std::", "__builtin_"}) {
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  }
  static const std::set<std::string> kNames = {"malloc", "calloc", "realloc", "free", "memset", "memcpy", "memmove"};
  return kNames.count(name) > 0 ? name : "";
}

/// Whether it is a parameter or local that points to memory of any type.
bool is_untyped_local(const clang::Expr& expr) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr.IgnoreParenImpCasts());
  const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
  return var && var->hasLocalStorage() && var->getType()->isVoidPointerType();
}

/// The call that a conversion of void* to another pointer converts the result of.
const clang::CallExpr* converted_call(const clang::Stmt& stmt) {
  const auto* cast = llvm::dyn_cast<clang::CastExpr>(&stmt);
  const bool is_typing = cast && cast->getType()->isPointerType() && !cast->getType()->isVoidPointerType();
  const auto* call = is_typing ? llvm::dyn_cast<clang::CallExpr>(&unwrapped(*cast->getSubExpr())) : nullptr;
  return call && call->getType()->isVoidPointerType() ? call : nullptr;
}

bool has_untyped_pointer(const clang::FunctionDecl& function) {
  return function.getReturnType()->isVoidPointerType() ||
         std::any_of(function.param_begin(), function.param_end(),
                     [](const clang::ParmVarDecl* param) { return param->getType()->isVoidPointerType(); });
}

/// Whether the body hands void pointers of its own to free() and the like, or gives what malloc() makes, as it is.
bool handles_any_memory(ProgramLowering& program, const clang::FunctionDecl& function, int depth = 0) {
  const clang::FunctionDecl* body = has_untyped_pointer(function) ? program.definition(function) : nullptr;
  if (!body || !body->getBody() || depth > kDeepestHelper) return false;
  std::set<const clang::CallExpr*> typed;
  bool found = false;
  walk_ast(*body->getBody(), [&](const clang::Stmt& stmt) {
    if (const clang::CallExpr* call = converted_call(stmt)) typed.insert(call);
    const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt);
    const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
    if (!callee || found) return !found;
    const bool gives = call->getType()->isVoidPointerType() && typed.count(call) == 0 &&
                       function.getReturnType()->isVoidPointerType();
    const bool takes = std::any_of(call->arg_begin(), call->arg_end(),
                                   [](const clang::Expr* one) { return is_untyped_local(*one); });
    found = (gives || takes) && (!memory_function(*callee).empty() || handles_any_memory(program, *callee, depth + 1));
    return !found;
  });
  return found;
}

/// Whether the function keeps count in variables that no other file can name.
bool has_state_of_its_own(const clang::FunctionDecl& function) {
  bool found = false;
  walk_ast(*function.getBody(), [&](const clang::Stmt& stmt) {
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
    found = found || (var && var->hasGlobalStorage() && !var->isExternallyVisible());
    return !found;
  });
  return found;
}

}  // namespace

/// Remembers what the pointer that a call gives is converted to.
void FunctionLowering::note_conversion(const clang::CastExpr& cast) {
  if (const clang::CallExpr* call = converted_call(cast)) converted_calls_[call] = cast.getType()->getPointeeType();
}

/// The call behind a conversion of the pointer that it gives, where that leads to what the call is converted to.
const clang::CallExpr* FunctionLowering::call_for_memory(const clang::Expr& expr) {
  const clang::CallExpr* call = converted_call(expr);
  const clang::FunctionDecl* callee = call ? callee_of(*call) : nullptr;
  if (!callee || is_in_std(*callee)) return nullptr;
  note_conversion(llvm::cast<clang::CastExpr>(expr));
  return memory_handled(*callee, *call).isNull() ? nullptr : call;
}

/// The caller's variable where the local is what the function gives back: the pointer has one name only.
ir::VarId FunctionLowering::receiving_variable(const clang::VarDecl& var) {
  Frame& frame = frames_.back();
  if (frame.given != &var) return {};
  bindings_[&var] = Binding{frame.receiver, nullptr, nullptr, nullptr};
  if (written_.count(&var) > 0) steady_.erase(frame.receiver.index);
  frame.given = nullptr;
  return frame.receiver;
}

clang::QualType FunctionLowering::pointee(clang::QualType pointer) {
  const clang::QualType behind = pointer->getPointeeType();
  const bool is_told = behind->isVoidType() && !frames_.empty() && !frames_.back().memory.isNull();
  if (!is_told) return behind;
  return behind.isConstQualified() ? frames_.back().memory.withConst() : frames_.back().memory;
}

/// What the void pointers of a function that handles memory of any type lead to in a call; null for other functions,
/// and where the call does not tell.
clang::QualType FunctionLowering::memory_handled(const clang::FunctionDecl& callee, const clang::CallExpr& call) {
  if (!has_untyped_pointer(callee) || is_in_system_header(callee) || callee.isVariadic()) return {};
  clang::QualType found;
  bool is_clear = true;
  const auto add = [&](clang::QualType type) {
    if (type->isVoidType() || (!found.isNull() && !ast_.hasSameUnqualifiedType(found, type))) is_clear = false;
    else found = type.getUnqualifiedType();
  };
  if (callee.getReturnType()->isVoidPointerType()) {
    const auto known = converted_calls_.find(&call);
    if (known != converted_calls_.end()) add(known->second);
    else if (!frames_.back().memory.isNull()) add(frames_.back().memory);
  }
  for (unsigned i = 0; i < call.getNumArgs() && i < callee.getNumParams(); ++i) {
    const clang::Expr& argument = *call.getArg(i);
    const bool is_null = argument.isNullPointerConstant(ast_, clang::Expr::NPC_ValueDependentIsNotNull);
    if (!callee.getParamDecl(i)->getType()->isVoidPointerType() || is_null) continue;
    const clang::QualType given = typed_pointer(argument).getType();
    if (given->isPointerType()) add(pointee(given));
    else is_clear = false;
  }
  if (!is_clear || found.isNull() || found->isIncompleteType() || found->isFunctionType()) return {};
  if (found->isVariablyModifiedType()) return {};
  const ir::Type lowered = type_of(found);
  if (lowered->kind == ir::TypeKind::kOpaque || !handles_any_memory(owner_, callee)) return {};
  // Memory that holds no real numbers may as well come from the function itself.
  const bool may_stay = !ir::carries_real(lowered) && has_state_of_its_own(*owner_.definition(callee));
  return may_stay ? clang::QualType() : found;
}

/// The same number of bytes, its factors in variables where they could change: sizes are taken apart again.
ir::Expr FunctionLowering::kept_factors(const ir::Expr& bytes) {
  const auto* product = ir::get_if<ir::Binary>(bytes);
  if (product && product->op == ir::BinaryOp::kMul) {
    const ir::Expr left = kept_factors(product->left);
    return ir::binary(ir::BinaryOp::kMul, left, kept_factors(product->right));
  }
  const auto* cast = ir::get_if<ir::Cast>(bytes);
  if (cast && ir::is_integer(cast->operand->type)) {
    return ir::cast(kept_factors(cast->operand), bytes->type, cast->is_implicit);
  }
  const auto* ref = ir::get_if<ir::VarRef>(bytes);
  const bool is_lasting = ir::get_if<ir::Literal>(bytes) || (ref && reachable_.count(ref->var.index) == 0);
  return is_lasting ? bytes : keep("size", bytes);
}

}  // namespace backsweep::frontend
