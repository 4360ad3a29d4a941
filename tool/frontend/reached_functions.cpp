// Finds the functions that may run while another one does.
#include "frontend/reached_functions.h"

#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {

bool ReachedFunctions::may_run(const clang::FunctionDecl& outer, const clang::FunctionDecl& inner) {
  search();
  const std::set<std::string>* reached = is_plain_ ? reached_from(outer.getNameAsString()) : nullptr;
  return !reached || reached->count(inner.getNameAsString()) > 0;
}

void ReachedFunctions::search() {
  if (std::exchange(has_searched_, true)) return;
  for (const clang::ASTContext* unit : units_) {
    is_plain_ = is_plain_ && !unit->getLangOpts().CPlusPlus;
    if (!is_plain_) return;
    for (const clang::Decl* decl : unit->getTranslationUnitDecl()->decls()) {
      const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl);
      if (variable && variable->getInit()) look_at(*variable->getInit(), pointed_to_);
      const auto* function = llvm::dyn_cast<clang::FunctionDecl>(decl);
      const bool is_defined = function && function->doesThisDeclarationHaveABody() && !is_in_system_header(*function);
      if (is_defined) look_at(*function->getBody(), called_[function->getNameAsString()]);
    }
  }
}

/// A function that is named otherwise than to be called has its address taken.
void ReachedFunctions::look_at(const clang::Stmt& body, std::set<std::string>& called) {
  std::set<const clang::Expr*> callees;
  walk_ast(body, [&](const clang::Stmt& stmt) {
    const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt);
    if (call) callees.insert(call->getCallee()->IgnoreParenImpCasts());
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    const auto* function = ref ? llvm::dyn_cast<clang::FunctionDecl>(ref->getDecl()) : nullptr;
    if (!function || function->getBuiltinID() != 0 || is_in_system_header(*function)) return true;
    (callees.count(ref) > 0 ? called : pointed_to_).insert(function->getNameAsString());
    return true;
  });
}

/// Null where one of them cannot be seen: it may call any other.
const std::set<std::string>* ReachedFunctions::reached_from(const std::string& name) {
  const auto [known, is_new] = reached_.try_emplace(name);
  std::set<std::string>& reached = known->second;
  if (is_new) {
    std::vector<std::string> open(pointed_to_.begin(), pointed_to_.end());
    open.push_back(name);
    while (!open.empty()) {
      const std::string one = std::move(open.back());
      open.pop_back();
      if (!reached.insert(one).second) continue;
      const auto calls = called_.find(one);
      if (calls != called_.end()) open.insert(open.end(), calls->second.begin(), calls->second.end());
    }
  }
  const bool is_seen = std::all_of(reached.begin(), reached.end(),
                                   [&](const std::string& one) { return called_.count(one) > 0; });
  return is_seen ? &reached : nullptr;
}

}  // namespace backsweep::frontend
