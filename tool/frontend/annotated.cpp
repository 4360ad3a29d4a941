// Finds the functions that ask for their derivative themselves.
#include "frontend/annotated.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>

#include <map>
#include <optional>

#include "frontend/source_spans.h"

namespace backsweep::frontend {

namespace {

std::optional<ir::RequestKind> kind_of_annotation(llvm::StringRef annotation) {
  static const std::map<llvm::StringRef, ir::RequestKind> kinds = {
      {"backsweep::gradient", ir::RequestKind::kGradient}, {"backsweep::adjoint", ir::RequestKind::kAdjoint},
      {"backsweep::tangent", ir::RequestKind::kTangent},   {"backsweep::jacobian", ir::RequestKind::kJacobian},
      {"backsweep::hessian", ir::RequestKind::kHessian},   {"backsweep::hvp", ir::RequestKind::kHvp}};
  const auto found = kinds.find(annotation);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

void add_annotations(const Unit& unit, const clang::FunctionDecl& function, std::vector<AnnotatedFunction>& result) {
  for (const auto* const attribute : function.specific_attrs<clang::AnnotateAttr>()) {
    const std::optional<ir::RequestKind> kind = kind_of_annotation(attribute->getAnnotation());
    if (!kind) continue;
    std::string terms;
    if (attribute->args_size() > 0) {
      const auto* const text = llvm::dyn_cast<clang::StringLiteral>((*attribute->args_begin())->IgnoreParenImpCasts());
      if (text != nullptr) terms = text->getString().str();
    }
    result.push_back(
        {{definition_or_self(&function), &unit}, *kind, terms, span_of(unit.context(), attribute->getRange())});
  }
}

}  // namespace

std::vector<AnnotatedFunction> find_annotated(const std::vector<Unit>& units) {
  std::vector<AnnotatedFunction> result;
  for (const Unit& unit : units) {
    const clang::SourceManager& sources = unit.context().getSourceManager();
    std::vector<FoundFunction> seen;
    walk_functions(unit.context().getTranslationUnitDecl(), sources, [&](const clang::FunctionDecl& function) {
      const clang::FunctionDecl& decl = *definition_or_self(&function);
      if (!decl.hasAttr<clang::AnnotateAttr>() || !sources.isInMainFile(sources.getExpansionLoc(decl.getLocation())))
        return;
      const std::size_t before = seen.size();
      add_once(seen, {&decl, &unit});
      if (seen.size() > before) add_annotations(unit, decl, result);
    });
  }
  return result;
}

}  // namespace backsweep::frontend
