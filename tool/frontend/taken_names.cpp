// Collects the macros and the defined functions of a source and its headers.
#include "frontend/taken_names.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Lex/Preprocessor.h>

#include "frontend/function_lookup.h"

namespace backsweep::frontend {

std::set<std::string> macro_names(const Unit& unit) {
  std::set<std::string> result;
  const clang::SourceManager& sources = unit.context().getSourceManager();
  for (const auto& entry : unit.preprocessor().macros()) {
    const clang::MacroInfo* const macro = unit.preprocessor().getMacroInfo(entry.first);
    if (macro == nullptr || macro->isBuiltinMacro()) continue;
    const clang::SourceLocation place = macro->getDefinitionLoc();
    const bool is_in_file = place.isValid() && sources.getFileEntryForID(sources.getFileID(place)) != nullptr;
    if (is_in_file && !sources.isInSystemHeader(place)) result.insert(entry.first->getName().str());
  }
  return result;
}

std::set<DefinedFunction> defined_functions(const Unit& unit) {
  std::set<DefinedFunction> result;
  walk_functions(unit.context().getTranslationUnitDecl(), unit.context().getSourceManager(),
                 [&](const clang::FunctionDecl& function) {
                   if (llvm::isa<clang::CXXMethodDecl>(function) || !function.isThisDeclarationADefinition()) return;
                   result.insert({display_name(function), function.getNumParams()});
                 });
  return result;
}

}  // namespace backsweep::frontend
