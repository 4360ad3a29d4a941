// Types declared inside functions: they are declared again, as text, in every emitted function that names them.
#include <clang/AST/DeclTemplate.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <functional>

#include "base/access_names.h"
#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "frontend/without_annotations.h"

namespace backsweep::frontend {
namespace {

/// Classes and enumerations that a type is, points to, or is made of. Lambdas are not meant.
void add_tags(clang::QualType type, std::vector<const clang::TagDecl*>& tags) {
  while (type->isReferenceType() || type->isAnyPointerType()) type = type->getPointeeType();
  type = type.getCanonicalType();
  if (const clang::ArrayType* array = type->getAsArrayTypeUnsafe()) return add_tags(array->getElementType(), tags);
  const clang::TagDecl* tag = type->getAsTagDecl();
  const auto* record = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(tag);
  if (!tag || (record && record->isLambda())) return;
  tags.push_back(tag);
  const auto add_all = [&](llvm::ArrayRef<clang::TemplateArgument> arguments, const auto& add_again) -> void {
    for (const clang::TemplateArgument& argument : arguments) {
      if (argument.getKind() == clang::TemplateArgument::Type) add_tags(argument.getAsType(), tags);
      if (argument.getKind() == clang::TemplateArgument::Pack) add_again(argument.pack_elements(), add_again);
    }
  };
  const auto* made = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (made) add_all(made->getTemplateArgs().asArray(), add_all);
}

std::vector<const clang::TagDecl*> tags_of(clang::QualType type) {
  std::vector<const clang::TagDecl*> tags;
  add_tags(type, tags);
  return tags;
}

/// Whether a type is, points to, or is made of one that is declared inside a function.
bool names_local_type(clang::QualType type) {
  const std::vector<const clang::TagDecl*> tags = tags_of(type);
  return std::any_of(tags.begin(), tags.end(), [](const clang::TagDecl* tag) { return tag->getParentFunctionOrMethod(); });
}

/// `struct { … }` with a name: in front of its bases or its braces.
std::string with_name(std::string text, const std::string& name) {
  const std::size_t at = text.find_first_of(":{");
  return at == std::string::npos ? text : text.insert(at, name + " ");
}

/// The names of the template parameters that the text of a declaration inside `function` may use.
std::set<std::string> template_parameters(const clang::FunctionDecl& function) {
  std::set<std::string> result;
  const auto add = [&](const clang::TemplateParameterList& list) {
    for (const clang::NamedDecl* one : list) result.insert(one->getNameAsString());
  };
  if (const clang::FunctionTemplateDecl* pattern = function.getPrimaryTemplate()) add(*pattern->getTemplateParameters());
  for (const clang::DeclContext* around = function.getDeclContext(); around; around = around->getParent()) {
    const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(around);
    if (made && made->getSpecializedTemplate()) add(*made->getSpecializedTemplate()->getTemplateParameters());
  }
  return result;
}

bool mentions(const std::string& text, const std::set<std::string>& names) {
  const auto is_word = [&](std::size_t i) { return i < text.size() && base::is_word(text[i]); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t end = i;
    while (is_word(end)) ++end;
    if (end == i) continue;
    if (names.count(text.substr(i, end - i)) > 0) return true;
    i = end;
  }
  return false;
}

/// The typedef that the library declares for a random engine, std::mt19937_64 say: its arguments are numbers that no
/// literal without a suffix can hold. Empty for any other type.
std::string engine_name(clang::QualType type) {
  const auto* engine = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (type.hasQualifiers() || !engine || !engine->isInStdNamespace() || !engine->getName().ends_with("_engine")) return {};
  const auto* library = llvm::cast<clang::NamespaceDecl>(engine->getDeclContext()->getRedeclContext());
  for (const clang::NamespaceDecl* part : library->redecls()) {
    for (const clang::Decl* decl : part->decls()) {
      const auto* alias = llvm::dyn_cast<clang::TypedefNameDecl>(decl);
      if (alias && alias->getUnderlyingType().getCanonicalType() == type.getCanonicalType()) return "std::" + alias->getName().str();
    }
  }
  return {};
}

}  // namespace

/// Whether no function outside of the present one can be called so: its signature has no name there.
bool FunctionLowering::has_local_signature(const clang::FunctionDecl& callee) const {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (method && names_local_type(ast_.getRecordType(method->getParent()))) return true;
  return names_local_type(callee.getReturnType()) ||
         std::any_of(callee.param_begin(), callee.param_end(),
                     [](const clang::ParmVarDecl* param) { return names_local_type(param->getType()); });
}

void FunctionLowering::lower_local_type(const clang::TypeDecl& decl) {
  ir::LocalType made;
  std::string name = decl.getNameAsString();
  if (const auto* tag = llvm::dyn_cast<clang::TagDecl>(&decl)) {
    if (!tag->isThisDeclarationADefinition() || tag->getTypedefNameForAnonDecl()) return;
    made.text = written_text(tag->getSourceRange()) + ";";
    if (name.empty() && !llvm::isa<clang::EnumDecl>(tag)) {
      name = name_unnamed(*tag);
      made.text = with_name(made.text, name);
    }
    if (const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(tag)) {
      for (const clang::EnumConstantDecl* one : enumeration->enumerators()) made.enumerators.push_back(one->getNameAsString());
    }
  } else if (const auto* alias = llvm::dyn_cast<clang::TypedefNameDecl>(&decl)) {
    const clang::TagDecl* aliased = alias->getUnderlyingType()->getAsTagDecl();
    const bool is_only_name = aliased && aliased->getTypedefNameForAnonDecl() == alias;
    made.text = is_only_name ? written_text(alias->getSourceRange()) + ";"
                             : "using " + name + " = " + spelling_of(alias->getUnderlyingType()) + ";";
  } else {
    return;
  }
  made.name = name;
  const auto* function = llvm::dyn_cast_or_null<clang::FunctionDecl>(decl.getParentFunctionOrMethod());
  if (function && mentions(made.text, template_parameters(*function))) {
    return refuse("Unsupported", {"the local type '" + name + "' of a template"});
  }
  add_local_type(std::move(made));
}

void FunctionLowering::add_local_type(ir::LocalType made) {
  std::vector<ir::LocalType>& all = owner_.program.local_types;
  const auto known = std::find_if(all.begin(), all.end(),
                                  [&](const ir::LocalType& one) { return one.name == made.name && one.text == made.text; });
  // Another function may have another type of the name; what is inlined into this one may not.
  const bool is_second = std::any_of(function_.local_types.begin(), function_.local_types.end(), [&](std::size_t i) {
    return !made.name.empty() && all[i].name == made.name && all[i].text != made.text;
  });
  if (is_second) return refuse("Unsupported", {"a second local type called '" + made.name + "'"});
  function_.local_types.insert(static_cast<std::size_t>(known - all.begin()));
  if (known == all.end()) all.push_back(std::move(made));
}

std::string FunctionLowering::record_key(clang::QualType type) {
  std::string key = spelling_of(type);
  for (const clang::TagDecl* tag : tags_of(type)) {
    // Two SOURCEs may each have a type of that name in an unnamed namespace.
    const bool is_internal = ast_.getLangOpts().CPlusPlus && !tag->isExternallyVisible();
    if (tag->getParentFunctionOrMethod() || is_internal) key += " " + tag->getLocation().printToString(ast_.getSourceManager());
  }
  return key;
}

/// A name for a local type that has none.
std::string FunctionLowering::name_unnamed(const clang::TagDecl& decl) {
  const std::string printed = ast_.getTypeDeclType(&decl).getCanonicalType().getAsString(policy());
  const auto [known, is_new] = owner_.unnamed_types.try_emplace(printed);
  if (is_new) {
    const std::size_t count = owner_.unnamed_types.size();
    known->second = "unnamed_" + decl.getKindName().str() + (count > 1 ? "_" + std::to_string(count) : "");
  }
  return known->second;
}

namespace {

/// "enum " of a type whose name a function or variable of the same scope has as well: the name alone means that.
std::string tag_keyword(clang::QualType type) {
  const clang::TagDecl* tag = type.getCanonicalType()->getAsTagDecl();
  if (!tag || !tag->getDeclName() || tag->getParentFunctionOrMethod()) return "";
  for (const clang::NamedDecl* other : tag->getDeclContext()->getRedeclContext()->lookup(tag->getDeclName())) {
    const bool is_value = llvm::isa<clang::FunctionDecl>(other) || llvm::isa<clang::VarDecl>(other);
    if (is_value) return tag->getKindName().str() + " ";
  }
  return "";
}

/// `std::remove_pointer_t<T>` where the declaration is `typedef struct { … } *T;`; empty for any other.
std::string name_behind_pointer(const clang::Decl& decl, const clang::TagDecl& tag,
                                const std::function<std::string(const clang::NamedDecl&)>& name_of) {
  const auto* alias = llvm::dyn_cast<clang::TypedefNameDecl>(&decl);
  const clang::QualType behind = alias ? alias->getUnderlyingType()->getPointeeType() : clang::QualType();
  const clang::TagDecl* own = behind.isNull() || behind.hasQualifiers() ? nullptr : behind->getAsTagDecl();
  const bool is_it = own && own->getCanonicalDecl() == tag.getCanonicalDecl() && is_accessible(decl);
  return is_it ? "std::remove_pointer_t<" + name_of(*alias) + ">" : "";
}

}  // namespace

/// A type of a class or namespace that has no name is the type of what is declared together with it; empty where that cannot
/// be named from outside.
std::string FunctionLowering::type_of_declared(const clang::TagDecl& tag) {
  const auto* around = llvm::dyn_cast<clang::RecordDecl>(tag.getDeclContext());
  for (const clang::Decl* decl : tag.getDeclContext()->decls()) {
    const auto name_of_alias = [&](const clang::NamedDecl& named) { return qualified_name(named); };
    const std::string behind = name_behind_pointer(*decl, tag, name_of_alias);
    if (!behind.empty()) return behind;
    const auto* declared = llvm::dyn_cast<clang::DeclaratorDecl>(decl);
    const bool is_data = declared && (llvm::isa<clang::FieldDecl>(decl) || llvm::isa<clang::VarDecl>(decl));
    const bool is_visible = decl->getAccess() != clang::AS_private && decl->getAccess() != clang::AS_protected;
    if (!is_data || !is_visible || declared->getName().empty()) continue;
    const bool is_list = declared->getType()->isArrayType();
    const clang::TagDecl* own = declared->getType()->getBaseElementTypeUnsafe()->getAsTagDecl();
    if (!own || own->getCanonicalDecl() != tag.getCanonicalDecl()) continue;
    const std::string name = around ? name_of(ast_.getRecordType(around)) + "::" + declared->getNameAsString()
                                    : qualified_name(*declared);
    return is_list ? "std::remove_all_extents_t<decltype(" + name + ")>" : "decltype(" + name + ")";
  }
  return "";
}

namespace {

/// The type itself or the innermost one around it that only its class may name; null where there is none.
const clang::TagDecl* private_part(const clang::TagDecl& tag) {
  if (!tag.getIdentifier() || !is_private_member(tag)) return nullptr;
  const clang::TagDecl* part = &tag;
  while (part->getAccess() != clang::AS_private && part->getAccess() != clang::AS_protected) {
    part = llvm::cast<clang::TagDecl>(part->getDeclContext());
  }
  return part;
}

}  // namespace

void FunctionLowering::learn_unnamed(clang::QualType type) {
  for (const clang::TagDecl* tag : tags_of(type)) {
    if (const clang::TagDecl* hidden = private_part(*tag)) {
      const std::string printed = ast_.getTypeDeclType(hidden).getCanonicalType().getAsString(policy());
      if (owner_.unnamed_types.count(printed) == 0) owner_.unnamed_types[printed] = access_to_type(owner_.program, printed);
    }
    const bool is_named = tag->getIdentifier() || tag->getTypedefNameForAnonDecl();
    if (is_named || tag->getDeclContext()->isFunctionOrMethod()) continue;
    const std::string printed = ast_.getTypeDeclType(tag).getCanonicalType().getAsString(policy());
    if (owner_.unnamed_types.count(printed) > 0) continue;
    const std::string name = type_of_declared(*tag);
    if (!name.empty()) owner_.unnamed_types[printed] = name;
  }
}

std::string FunctionLowering::spelling_of(clang::QualType type) {
  const std::string name = name_of(type);
  const std::size_t at = name.starts_with("const ") ? 6 : 0;
  if (name.compare(at, std::string(base::kAccess).size(), base::kAccess) == 0) return name;
  return name.substr(0, at) + tag_keyword(type) + name.substr(at);
}

std::string FunctionLowering::name_of(clang::QualType type) {
  if (const std::string engine = engine_name(type); !engine.empty()) return engine;
  learn_unnamed(type);
  std::string text = type.getCanonicalType().getAsString(policy());
  // A type of the C library's own is known by the name that the standard gives it.
  if (const std::size_t at = text.find("_IO_FILE"); at != std::string::npos) text.replace(at, std::string("_IO_FILE").size(), "FILE");
  return with_known_names(owner_, text);
}

/// As the source spells it, line breaks and all, but for annotations.
std::string FunctionLowering::written_text(clang::SourceRange range) const {
  const clang::CharSourceRange expansion = ast_.getSourceManager().getExpansionRange(range);
  const llvm::StringRef text = clang::Lexer::getSourceText(expansion, ast_.getSourceManager(), ast_.getLangOpts());
  return without_annotations(text.str(), ast_.getLangOpts());
}

}  // namespace backsweep::frontend
