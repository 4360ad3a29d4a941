// Looks integer constants up for extents.
#include "frontend/constants.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/Expr.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/ADT/StringRef.h>

#include <vector>

namespace backsweep::frontend {

namespace {

std::optional<long> value_of(const clang::ASTContext& context, const clang::ValueDecl& decl) {
  if (const auto* const enumerator = llvm::dyn_cast<clang::EnumConstantDecl>(&decl)) {
    return enumerator->getInitVal().getSExtValue();
  }
  const auto* const variable = llvm::dyn_cast<clang::VarDecl>(&decl);
  if (variable == nullptr || !variable->getType()->isIntegerType() || !variable->getType().isConstQualified())
    return {};
  const clang::Expr* const init = variable->getAnyInitializer();
  clang::Expr::EvalResult result;
  if (init == nullptr || init->isValueDependent() || !init->EvaluateAsInt(result, context)) return std::nullopt;
  return result.Val.getInt().getSExtValue();
}

std::optional<long> find_constant_in(const clang::ASTContext& context, const clang::DeclContext* scope,
                                     const std::string& name) {
  for (const clang::Decl* decl : scope->decls()) {
    const auto* const value = llvm::dyn_cast<clang::ValueDecl>(decl);
    if (value != nullptr && value->getIdentifier() != nullptr && value->getName() == name) {
      if (const std::optional<long> found = value_of(context, *value)) return found;
    }
    const bool is_scope =
        llvm::isa<clang::LinkageSpecDecl, clang::EnumDecl>(decl) ||
        (llvm::isa<clang::NamespaceDecl>(decl) && !llvm::cast<clang::NamespaceDecl>(decl)->isStdNamespace());
    if (!is_scope) continue;
    if (const auto found = find_constant_in(context, llvm::cast<clang::DeclContext>(decl), name)) return found;
  }
  return std::nullopt;
}

/// `#define N 10` and `#define M (N)`; more than that is not followed.
std::optional<long> value_of_macro(const clang::Preprocessor& preprocessor, llvm::StringRef name, int depth) {
  constexpr int kDeepest = 8;
  const clang::IdentifierInfo* const identifier = preprocessor.getIdentifierInfo(name);
  const clang::MacroInfo* const macro = identifier == nullptr ? nullptr : preprocessor.getMacroInfo(identifier);
  if (macro == nullptr || macro->isFunctionLike() || depth > kDeepest) return std::nullopt;
  std::vector<clang::Token> tokens(macro->tokens_begin(), macro->tokens_end());
  std::erase_if(tokens,
                [](const clang::Token& token) { return token.isOneOf(clang::tok::l_paren, clang::tok::r_paren); });
  if (tokens.size() != 1) return std::nullopt;
  const std::string text = preprocessor.getSpelling(tokens.front());
  if (tokens.front().is(clang::tok::identifier)) return value_of_macro(preprocessor, text, depth + 1);
  long value = 0;
  if (llvm::StringRef(text).rtrim("uUlL").getAsInteger(0, value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<long> find_constant(const Unit& unit, const std::string& name) {
  if (const auto value = value_of_macro(unit.preprocessor(), name, 0)) return value;
  return find_constant_in(unit.context(), unit.context().getTranslationUnitDecl(), name);
}

}  // namespace backsweep::frontend
