// Names what it is in a piece of text that no derivative can pass.
#include "frontend/refusals.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

bool is_library(const clang::FunctionDecl& callee) { return is_in_std(callee) || is_in_system_header(callee); }

bool is_thread_type(const std::string& name) {
  return name == "std::thread" || name == "std::jthread" || name == "std::async" || name == "pthread_create" || name == "thrd_create";
}

/// The qualified name, without the namespaces by which the library parts its versions.
std::string public_name(const clang::FunctionDecl& callee) {
  std::string name = callee.getQualifiedNameAsString();
  for (const clang::DeclContext* scope = callee.getDeclContext(); scope && is_in_std(callee); scope = scope->getParent()) {
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(scope);
    const std::string part = space && space->isInline() ? space->getNameAsString() + "::" : "";
    if (const std::size_t at = part.empty() ? std::string::npos : name.find(part); at != std::string::npos) name.erase(at, part.size());
  }
  return name;
}

/// Copies of bytes that the library's model has not taken: the two sides are of different types.
bool copies_bytes(const clang::FunctionDecl& callee) {
  static const std::set<std::string> kNames = {"memcpy", "memmove", "mempcpy", "memccpy", "bcopy", "swab"};
  std::string name = callee.getIdentifier() && !llvm::isa<clang::CXXMethodDecl>(callee) ? callee.getNameAsString() : "";
  const std::string builtin = "__builtin_";
  if (name.starts_with(builtin)) name.erase(0, builtin.size());
  return kNames.count(name) > 0 && (is_library(callee) || callee.getBuiltinID() != 0);
}

/// How the memory behind a pointer is seen in front of its conversion to void*.
std::string type_behind(const clang::Expr& pointer) {
  const clang::QualType type = pointer.IgnoreParenImpCasts()->getType();
  return (type->isPointerType() ? type->getPointeeType() : type).getUnqualifiedType().getAsString();
}

/// Functions without a rule for which there is more to do than giving them one.
struct WayOut {
  std::string_view function;
  std::string_view text;
};

constexpr std::string_view kSortIndices = "sort indices by a comparison of the values, and read the values through them";
constexpr WayOut kWaysOut[] = {
    {"std::nth_element", kSortIndices}, {"std::partial_sort", kSortIndices}, {"std::sort", kSortIndices}, {"std::stable_sort", kSortIndices},
};

Refusal without_rule(const std::string& name) {
  const auto known = std::find_if(std::begin(kWaysOut), std::end(kWaysOut), [&](const WayOut& one) { return one.function == name; });
  return known == std::end(kWaysOut) ? Refusal{"NoRule", {name}} : Refusal{"NoRule", {name, std::string(known->text)}};
}

Refusal refusal_of_call(const clang::CallExpr& call, const clang::FunctionDecl& callee) {
  const std::string name = public_name(callee);
  const clang::FunctionDecl* body = nullptr;
  const bool has_body = callee.hasBody(body);
  if (copies_bytes(callee)) return {"ReinterpretActive", {type_behind(*call.getArg(0))}, /*reads_bits=*/true};
  if (name == "std::bit_cast") return {"ReinterpretActive", {call.getType().getAsString()}, /*reads_bits=*/true};
  if (is_thread_type(name)) return {"ThreadActive", {name}};
  if (callee.getNameAsString().find("setjmp") != std::string::npos || callee.getNameAsString() == "longjmp") return {"LongJump", {callee.getNameAsString()}};
  if (has_body && llvm::isa<clang::CoroutineBodyStmt>(body->getBody())) return {"CoroutineActive", {name}};
  if (callee.isVariadic() && call.getNumArgs() > callee.getNumParams()) return {"VarargsActive", {name}};
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee)) {
    if (is_in_std(callee)) return {"Unsupported", {"'" + method->getParent()->getQualifiedNameAsString() + "'"}};
    if (method->isVirtual()) return {"UnresolvedCall", {name}};
  }
  return is_library(callee) ? without_rule(name) : Refusal{"NoBody", {name}};
}

/// Whether the body of a user's function is there, and is what runs.
bool is_seen(const clang::CallExpr& call, const clang::FunctionDecl& callee) {
  return callee.hasBody() && !is_library(callee) && refusal_of_call(call, callee).kind == "NoBody";
}

}  // namespace

Refusal refusal_of(const clang::Stmt& stmt) {
  Refusal result{"Unsupported", {"this expression"}};
  bool is_found = false;
  bool is_named = false;
  walk_ast(stmt, [&](const clang::Stmt& s) {
    if (is_found) return false;
    if (const auto* bits = llvm::dyn_cast<clang::BuiltinBitCastExpr>(&s)) {
      result = {"ReinterpretActive", {bits->getType().getAsString()}, /*reads_bits=*/true};
      is_found = true;
    } else if (llvm::isa<clang::VAArgExpr>(s)) {
      result = {"VarargsActive", {"va_arg"}};
      is_found = true;
    } else if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&s)) {
      const clang::FunctionDecl* callee = call->getDirectCallee();
      if (callee && only_prints(*callee)) return true;
      // What is seen is no obstacle: something around it, or an argument, is.
      if (callee && is_seen(*call, *callee)) {
        if (&s == &stmt) result.arguments = {"this call of '" + public_name(*callee) + "'"};
        return true;
      }
      if (callee) {
        // The outermost thing not understood is named, unless something inside cannot be had at all.
        const Refusal inner = refusal_of_call(*call, *callee);
        const bool is_weak = inner.kind == "Unsupported" || inner.kind == "NoRule";
        if (!is_weak || !is_named) result = inner;
        is_named = true;
      } else {
        const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(call->getCallee()->IgnoreParenImpCasts());
        const auto* member = llvm::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParenImpCasts());
        const std::string name = named ? named->getDecl()->getNameAsString() : member ? member->getMemberDecl()->getNameAsString() : "a pointer";
        result = {"UnresolvedCall", {name}};
      }
      is_found = result.kind != "Unsupported" && result.kind != "NoRule";
    } else if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(&s)) {
      const std::string name = made->getConstructor()->getParent()->getQualifiedNameAsString();
      if (!is_in_std(*made->getConstructor())) {
        if (!is_named && !made->getConstructor()->isCopyOrMoveConstructor()) result.arguments = {"an object of class '" + name + "'"};
        return true;
      }
      is_named = true;
      result = is_thread_type(name) ? Refusal{"ThreadActive", {name}} : Refusal{"Unsupported", {"'" + name + "'"}};
      is_found = result.kind == "ThreadActive";
    } else if (const auto* value = llvm::dyn_cast<clang::Expr>(&s); value && value->getType()->isAnyComplexType()) {
      result = {"Unsupported", {"a complex number"}};
      is_found = true;
    }
    return true;
  });
  return result;
}

}  // namespace backsweep::frontend
