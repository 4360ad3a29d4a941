// The program as a whole: which functions there are, where their bodies stand, and the queue of those to lower.
#include "frontend/lowering.h"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>

#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/source_spans.h"
#include "frontend/structure_exits.h"

namespace backsweep::frontend {

using diagnostics::Kind;

Lowering::Lowering(ir::Program& program, IntrinsicLookup find_intrinsic, diagnostics::Sink& sink)
    : impl_(std::make_unique<ProgramLowering>(program, std::move(find_intrinsic), sink)) {}
Lowering::~Lowering() = default;
void Lowering::add_unit(clang::ASTContext& context) { impl_->add_unit(context); }
ir::FunctionId Lowering::lower(const clang::FunctionDecl& function) { return impl_->lower(function); }

/// The same for all declarations of one entity with external linkage, in whatever unit; unique otherwise.
std::string ProgramLowering::key_of(const clang::NamedDecl& declaration) const {
  std::string key;
  llvm::raw_string_ostream stream(key);
  declaration.printQualifiedName(stream);
  if (!declaration.isExternallyVisible()) stream << '@' << declaration.getCanonicalDecl();
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration)) {
    if (!function->isExternC() && declaration.getASTContext().getLangOpts().CPlusPlus) {
      stream << function->getType().getCanonicalType().getAsString();
    }
    if (const clang::TemplateArgumentList* arguments = function->getTemplateSpecializationArgs()) {
      clang::printTemplateArgumentList(stream, arguments->asArray(), declaration.getASTContext().getPrintingPolicy());
    }
    if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(function)) {
      stream << clang::QualType(method->getParent()->getTypeForDecl(), 0).getCanonicalType().getAsString();
    }
  }
  return key;
}

void ProgramLowering::index_context(const clang::DeclContext& context) {
  for (const clang::Decl* decl : context.decls()) {
    if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl, clang::RecordDecl>(decl)) {
      if (!is_in_system_header(*decl)) index_context(*llvm::cast<clang::DeclContext>(decl));
      continue;
    }
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
      const bool is_body = function->isThisDeclarationADefinition() && function->isExternallyVisible();
      if (is_body && !function->isDependentContext()) definitions_.emplace(key_of(*function), function);
    } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
      const bool is_value = variable->getInit() && variable->isExternallyVisible();
      if (is_value && !variable->isInvalidDecl()) variables_.emplace(key_of(*variable), variable);
    }
  }
}

void ProgramLowering::index_definitions() {
  if (std::exchange(is_indexed_, true)) return;
  for (const clang::ASTContext* unit : units_) index_context(*unit->getTranslationUnitDecl());
}

const clang::FunctionDecl* ProgramLowering::definition(const clang::FunctionDecl& function) {
  const clang::FunctionDecl* found = nullptr;
  if (function.hasBody(found)) return found;
  if (units_.size() < 2 || !function.isExternallyVisible()) return nullptr;
  index_definitions();
  const auto known = definitions_.find(key_of(function));
  return known == definitions_.end() ? nullptr : known->second;
}

bool ProgramLowering::is_constant_by_use(const clang::VarDecl& variable) {
  // A static of the file may be set by one that includes it.
  if (!variable.isStaticLocal() || !variable.hasInit() || variable.getType().isVolatileQualified()) return false;
  return is_only_read(variable);
}

bool ProgramLowering::is_only_read(const clang::VarDecl& variable) {
  const bool may_be_of_others = units_.size() > 1 && variable.isExternallyVisible();
  if (may_be_of_others || !variable.hasDefinition()) return false;
  clang::ASTContext& context = variable.getASTContext();
  return !writable_.try_emplace(&context, context).first->second.contains(variable);
}

const clang::VarDecl* ProgramLowering::definition(const clang::VarDecl& variable) {
  if (units_.size() < 2 || !variable.isExternallyVisible()) return nullptr;
  index_definitions();
  const auto known = variables_.find(key_of(variable));
  return known == variables_.end() ? nullptr : known->second;
}

std::string ProgramLowering::derivative_by_user(const clang::FunctionDecl& function, const std::string& kind) {
  if (!derivatives_) derivatives_.emplace(units_);
  return derivatives_->find(function, kind);
}

ir::FunctionId ProgramLowering::request(const clang::FunctionDecl& function) {
  const clang::FunctionDecl* found = definition(function);
  const clang::FunctionDecl& target = found ? *found : function;
  const auto [entry, is_new] = ids_.try_emplace(key_of(target));
  if (is_new) {
    entry->second = ir::FunctionId{static_cast<std::int32_t>(program.functions.size())};
    program.functions.emplace_back();
    queue_.emplace_back(&target, entry->second);
  }
  return entry->second;
}

ir::FunctionId ProgramLowering::lower(const clang::FunctionDecl& function) {
  const ir::FunctionId id = request(function);
  while (!queue_.empty()) {
    const auto [next, next_id] = queue_.front();
    queue_.erase(queue_.begin());
    ir::Function lowered = FunctionLowering(*this, *next).run();
    if (const std::optional<IrreducibleGoto> failure = structure_exits(lowered)) {
      sink.error(Kind::kIrreducibleGoto, failure->span, {failure->label});
      lowered.body.clear();
      lowered.is_defined = false;
    }
    program.function(next_id) = std::move(lowered);
  }
  return id;
}

}  // namespace backsweep::frontend
