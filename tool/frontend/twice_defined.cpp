// Finds names that two SOURCEs define: each may be a program of its own, with file-statics and types of one name.
#include "frontend/twice_defined.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/Support/raw_ostream.h>

#include <map>
#include <string>

#include "frontend/source_spans.h"

namespace backsweep::frontend {
namespace {

struct Definition {
  std::string name;
  base::SourceSpan span;
};

/// What the SOURCE itself defines at namespace scope, by qualified name and, of functions, type. Unnamed namespaces do not
/// count: a name in one and the same name beside it cannot be told apart.
class Definitions {
 public:
  explicit Definitions(const Unit& unit) : context_(unit.context()), policy_(context_.getPrintingPolicy()) {
    policy_.SuppressUnwrittenScope = true;
    visit(*context_.getTranslationUnitDecl());
  }

  [[nodiscard]] const std::map<std::string, Definition>& found() const { return found_; }

 private:
  void visit(const clang::DeclContext& scope) {
    for (const clang::Decl* decl : scope.decls()) {
      const auto* inner = llvm::dyn_cast<clang::DeclContext>(decl);
      if (inner && llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl>(decl)) {
        visit(*inner);
        continue;
      }
      const auto* named = llvm::dyn_cast<clang::NamedDecl>(decl);
      const clang::SourceManager& sources = context_.getSourceManager();
      const bool is_own = named && !decl->isImplicit() && sources.isInMainFile(sources.getExpansionLoc(decl->getLocation()));
      if (is_own && named->getDeclName() && is_definition(*named)) add(*named);
    }
  }

  static bool is_definition(const clang::NamedDecl& decl) {
    if (const auto* function = decl.getAsFunction()) return function->isThisDeclarationADefinition();
    if (const auto* var = llvm::dyn_cast<clang::VarDecl>(&decl)) {
      return var->isThisDeclarationADefinition() != clang::VarDecl::DeclarationOnly;
    }
    if (const auto* tag = llvm::dyn_cast<clang::TagDecl>(&decl)) return tag->isThisDeclarationADefinition();
    const auto* pattern = llvm::dyn_cast<clang::ClassTemplateDecl>(&decl);
    return pattern && pattern->isThisDeclarationADefinition();
  }

  void add(const clang::NamedDecl& decl) {
    std::string key;
    llvm::raw_string_ostream out(key);
    decl.printQualifiedName(out, policy_);
    if (const auto* function = decl.getAsFunction()) {
      out << ' ' << function->getType().getCanonicalType().getAsString(policy_);
    }
    const clang::DeclarationNameInfo name(decl.getDeclName(), decl.getLocation());
    found_.emplace(out.str(), Definition{decl.getNameAsString(), span_of(context_, name.getSourceRange())});
  }

  const clang::ASTContext& context_;
  clang::PrintingPolicy policy_;
  std::map<std::string, Definition> found_;
};

}  // namespace

void refuse_twice_defined(const std::vector<Unit>& units, diagnostics::Sink& sink) {
  std::map<std::string, Definition> known;
  for (const Unit& unit : units) {
    if (unit.info.is_c) continue;
    const Definitions definitions(unit);
    for (const auto& [key, definition] : definitions.found()) {
      const auto [first, is_new] = known.emplace(key, definition);
      if (is_new) continue;
      sink.error(diagnostics::Kind::kTwiceDefined, definition.span, {definition.name})
          .note(diagnostics::Kind::kFirstDefined, first->second.span, {definition.name})
          .note(diagnostics::Kind::kWayOut, definition.span,
                {"the emitted file includes both: rename one, or run the tool for each SOURCE by itself"});
    }
  }
}

}  // namespace backsweep::frontend
