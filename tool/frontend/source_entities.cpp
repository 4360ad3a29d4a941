// Collects types, constants, variables, functions and macros of a source as text.
#include "frontend/source_entities.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/Preprocessor.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/source_spans.h"
#include "frontend/without_annotations.h"
#include "frontend/writable_variables.h"

namespace backsweep::frontend {

namespace {

/// An entity and where it stands, to sort by.
struct Located {
  clang::SourceLocation location;
  Entity entity;
};

class Collector {
 public:
  explicit Collector(const Unit& unit)
      : unit_(unit), context_(unit.context()), sources_(context_.getSourceManager()), policy_(context_.getLangOpts()),
        writable_(unit.context()) {
    policy_.adjustForCPlusPlus();
    policy_.SuppressTagKeyword = true;
    policy_.FullyQualifiedName = true;
    // C's `restrict` is `__restrict` in the C++ that is emitted.
    policy_.Restrict = false;
  }

  std::vector<Entity> collect() {
    visit(context_.getTranslationUnitDecl());
    for (const auto& macro : unit_.preprocessor().macros()) visit_macro(*macro.first);
    std::stable_sort(found_.begin(), found_.end(), [&](const Located& a, const Located& b) {
      return sources_.isBeforeInTranslationUnit(a.location, b.location);
    });
    std::vector<Entity> result;
    for (Located& located : found_) result.push_back(std::move(located.entity));
    return result;
  }

 private:
  [[nodiscard]] bool is_ours(clang::SourceLocation location) const {
    if (location.isInvalid()) return false;
    const clang::SourceLocation expansion = sources_.getExpansionLoc(location);
    if (sources_.isInMainFile(expansion)) return true;
    return unit_.info.is_c && !sources_.isInSystemHeader(expansion) &&
           sources_.getFileEntryForID(sources_.getFileID(expansion)) != nullptr;
  }

  void visit(const clang::DeclContext* scope) {
    for (const clang::Decl* decl : scope->decls()) {
      if (llvm::isa<clang::VarDecl>(decl)) ++declarators_[decl->getBeginLoc()];
    }
    for (const clang::Decl* decl : scope->decls()) {
      if (const auto* const linkage = llvm::dyn_cast<clang::LinkageSpecDecl>(decl)) {
        visit(linkage);
      } else if (!is_ours(decl->getLocation()) || decl->isImplicit()) {
        continue;
      } else if (const auto* const space = llvm::dyn_cast<clang::NamespaceDecl>(decl)) {
        namespaces_.push_back(space->isAnonymousNamespace() ? "" : space->getName().str());
        visit(space);
        namespaces_.pop_back();
      } else {
        visit_decl(*decl);
      }
    }
  }

  void visit_decl(const clang::Decl& decl) {
    if (const auto* const function = decl.getAsFunction()) {
      visit_function(decl, *function);
    } else if (const auto* const made = llvm::dyn_cast<clang::VarTemplateSpecializationDecl>(&decl)) {
      // What the compiler made of a template is made again.
      if (made->getSpecializationKind() != clang::TSK_ExplicitSpecialization) return;
      const std::string text = text_of(decl) + ";";
      add(decl, EntityKind::kConstant, {made->getName().str()}, (text.starts_with("template") ? "" : "template <> ") + text);
    } else if (const auto* const variable = llvm::dyn_cast<clang::VarDecl>(&decl)) {
      visit_variable(*variable);
    } else if (const auto* const pattern = llvm::dyn_cast<clang::VarTemplateDecl>(&decl)) {
      add(decl, EntityKind::kConstant, {pattern->getName().str()}, text_of(decl) + ";");
    } else if (const auto* const enumeration = llvm::dyn_cast<clang::EnumDecl>(&decl)) {
      if (is_part_of_typedef(*enumeration)) return;
      std::vector<std::string> names = {enumeration->getName().str()};
      for (const clang::EnumConstantDecl* enumerator : enumeration->enumerators())
        names.push_back(enumerator->getName().str());
      add(decl, EntityKind::kType, std::move(names), text_of(decl) + ";");
    } else if (const auto* const tag = llvm::dyn_cast<clang::TagDecl>(&decl)) {
      // `typedef struct { … } T;` is printed by its typedef.
      if (tag->getIdentifier() != nullptr && !tag->isEmbeddedInDeclarator()) {
        std::vector<std::string> names = {tag->getName().str()};
        const std::string aliases = aliases_of_inner(*tag, std::string(names.front()), names);
        add(decl, EntityKind::kType, std::move(names), text_of(decl) + ";" + aliases);
      }
    } else if (llvm::isa<clang::TypedefNameDecl, clang::ClassTemplateDecl, clang::TypeAliasTemplateDecl>(decl)) {
      const auto& named = llvm::cast<clang::NamedDecl>(decl);
      std::vector<std::string> names = {named.getName().str()};
      const auto* const alias = llvm::dyn_cast<clang::TypedefNameDecl>(&decl);
      if (alias != nullptr && !typedefs_.insert(decl.getBeginLoc()).second) {
        add(decl, EntityKind::kType, std::move(names), further_name(*alias));
        return;
      }
      add_embedded_tag(decl, names);
      const clang::TagDecl* const outer = alias == nullptr ? nullptr : declared_tag(*alias);
      const bool is_embedded = outer != nullptr && outer->isEmbeddedInDeclarator();
      const std::string aliases = is_embedded ? aliases_of_inner(*outer, path_to(*outer, *alias), names) : "";
      add(decl, EntityKind::kType, std::move(names), text_of(decl) + ";" + aliases);
    } else if (llvm::isa<clang::UsingDecl, clang::UsingDirectiveDecl, clang::NamespaceAliasDecl>(decl)) {
      add(decl, EntityKind::kUsing, {}, text_of(decl) + ";");
    }
  }

  /// `typedef enum { … } T;` is printed by its typedef.
  static bool is_part_of_typedef(const clang::EnumDecl& enumeration) {
    const auto* const alias = llvm::dyn_cast_or_null<clang::TypedefNameDecl>(enumeration.getNextDeclInContext());
    return enumeration.isEmbeddedInDeclarator() && alias != nullptr &&
           declared_tag(*alias) == &enumeration;
  }

  /// Tags inside a struct are known everywhere in C: here by other names for them, which are added to `names`.
  [[nodiscard]] std::string aliases_of_inner(const clang::TagDecl& outer, const std::string& path, std::vector<std::string>& names) const {
    std::string result;
    if (!unit_.info.is_c) return result;
    for (const clang::Decl* decl : outer.decls()) {
      const auto* const tag = llvm::dyn_cast<clang::TagDecl>(decl);
      if (tag == nullptr || !tag->isThisDeclarationADefinition()) continue;
      const std::string name = tag->getName().str();
      if (const auto* const enumeration = llvm::dyn_cast<clang::EnumDecl>(tag)) {
        for (const clang::EnumConstantDecl* one : enumeration->enumerators()) {
          names.push_back(one->getName().str());
          result += "\n[[maybe_unused]] constexpr auto " + names.back() + " = " + path + "::" + names.back() + ";";
        }
      }
      if (name.empty()) continue;
      names.push_back(name);
      // By its kind, as a member may have the same name.
      result += "\nusing " + name + " = " + tag->getKindName().str() + " " + path + "::" + name + ";";
      result += aliases_of_inner(*tag, path + "::" + name, names);
    }
    return result;
  }

  /// The struct or enumeration of a typedef: its own, or the one that it declares on the way, as in
  /// `typedef struct S { … } *T;`.
  static const clang::TagDecl* declared_tag(const clang::TypedefNameDecl& alias) {
    clang::QualType type = alias.getUnderlyingType();
    const bool is_own = type->getAsTagDecl() != nullptr;
    while (type->isPointerType() || type->isArrayType()) {
      type = type->isPointerType() ? type->getPointeeType() : clang::QualType(type->getBaseElementTypeUnsafe(), 0);
    }
    const clang::TagDecl* const tag = type->getAsTagDecl();
    const bool is_inside = tag != nullptr && tag->isThisDeclarationADefinition() &&
                           alias.getSourceRange().fullyContains(tag->getSourceRange());
    return is_own || is_inside ? tag : nullptr;
  }

  /// Under which name emitted code finds the struct that a typedef declares.
  static std::string path_to(const clang::TagDecl& tag, const clang::TypedefNameDecl& alias) {
    const std::string name = alias.getName().str();
    if (!alias.getUnderlyingType()->isPointerType()) return name;
    return tag.getIdentifier() != nullptr ? tag.getName().str() : "std::remove_pointer_t<" + name + ">";
  }

  /// Of `typedef struct S { … } T, *P;` the second name: the text from its beginning would define the struct again.
  [[nodiscard]] std::string further_name(const clang::TypedefNameDecl& alias) const {
    std::string declarator = alias.getName().str();
    alias.getUnderlyingType().getAsStringInternal(declarator, policy_);
    return "typedef " + declarator + ";";
  }

  /// `typedef struct S { … } T;` declares S as well.
  static void add_embedded_tag(const clang::Decl& decl, std::vector<std::string>& names) {
    const auto* const alias = llvm::dyn_cast<clang::TypedefNameDecl>(&decl);
    const clang::TagDecl* const tag = alias == nullptr ? nullptr : declared_tag(*alias);
    if (tag != nullptr && tag->getIdentifier() != nullptr && tag->isEmbeddedInDeclarator())
      names.push_back(tag->getName().str());
    const auto* const enumeration = llvm::dyn_cast_or_null<clang::EnumDecl>(tag);
    if (enumeration == nullptr || !tag->isEmbeddedInDeclarator()) return;
    for (const clang::EnumConstantDecl* enumerator : enumeration->enumerators())
      names.push_back(enumerator->getName().str());
  }

  void visit_function(const clang::Decl& decl, const clang::FunctionDecl& function) {
    if (llvm::isa<clang::CXXMethodDecl>(function)) return;
    if (function.isOverloadedOperator()) return visit_operator(decl, function);
    if (function.getIdentifier() == nullptr) return;
    const bool is_internal =
        function.getFormalLinkage() != clang::Linkage::External || decl.isTemplateDecl() || function.isInlined();
    const clang::FunctionDecl* definition = nullptr;
    const bool has_body = function.hasBody(definition);
    if (is_internal && (!has_body || definition != &function)) return;
    if (!is_internal && !function.isFirstDecl()) return;
    const std::string text = is_internal ? definition_of(decl, function) : declaration_of(function);
    add(decl, is_internal ? EntityKind::kInternalFunction : EntityKind::kFunction, {function.getName().str()}, text);
  }

  /// C converts from void* by itself, which C++ wants to be told.
  [[nodiscard]] std::string definition_of(const clang::Decl& decl, const clang::FunctionDecl& function) const {
    if (!unit_.info.is_c) return text_of(decl);
    const clang::CharSourceRange range = sources_.getExpansionRange(decl.getSourceRange());
    std::string text = clang::Lexer::getSourceText(range, sources_, context_.getLangOpts()).str();
    std::map<unsigned, std::string> casts;
    walk_ast(*function.getBody(), [&](const clang::Stmt& stmt) {
      const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(&stmt);
      const bool is_from_void = cast && cast->getSubExpr()->getType()->isVoidPointerType();
      const bool is_to_void = cast && cast->getType()->isVoidPointerType();
      if (is_from_void && !is_to_void && cast->getType()->isPointerType()) add_cast(*cast, range.getBegin(), casts);
      return true;
    });
    for (auto cast = casts.rbegin(); cast != casts.rend(); ++cast) {
      if (cast->first <= text.size()) text.insert(cast->first, cast->second);
    }
    return as_copied(text);
  }

  /// Around what is converted, counted from `start`; nothing in a macro, whose text stands elsewhere.
  void add_cast(const clang::ImplicitCastExpr& cast, clang::SourceLocation start,
                std::map<unsigned, std::string>& casts) const {
    const clang::Expr& inner = *cast.getSubExpr()->IgnoreImpCasts();
    const clang::SourceRange operand = cast.getSubExpr()->getSourceRange();
    if (operand.getBegin().isMacroID() || operand.getEnd().isMacroID()) return;
    const clang::SourceLocation end = clang::Lexer::getLocForEndOfToken(operand.getEnd(), 0, sources_, context_.getLangOpts());
    const unsigned from = sources_.getFileOffset(start);
    const bool stands_alone = llvm::isa<clang::DeclRefExpr, clang::CallExpr, clang::ParenExpr, clang::MemberExpr>(inner);
    const std::string type = "(" + cast.getType().getAsString(policy_) + ")";
    casts[sources_.getFileOffset(operand.getBegin()) - from] += type + (stands_alone ? "" : "(");
    if (!stands_alone) casts[sources_.getFileOffset(end) - from].insert(0, ")");
  }

  /// An operator goes with the types it is about: whoever uses them may use it without saying its name.
  void visit_operator(const clang::Decl& decl, const clang::FunctionDecl& function) {
    const clang::FunctionDecl* definition = nullptr;
    if (!function.hasBody(definition) || definition != &function) return;
    std::vector<std::string> names;
    for (const clang::ParmVarDecl* parameter : function.parameters()) {
      const clang::QualType type = parameter->getType().getNonReferenceType();
      const auto* const special = type->getAs<clang::TemplateSpecializationType>();
      if (special != nullptr && special->getTemplateName().getAsTemplateDecl() != nullptr) {
        names.push_back(special->getTemplateName().getAsTemplateDecl()->getName().str());
      } else if (const clang::TagDecl* const tag = type->getAsTagDecl()) {
        names.push_back(tag->getName().str());
      }
    }
    add(decl, EntityKind::kInternalFunction, std::move(names), text_of(decl));
    if (decl.isTemplateDecl()) return;
    found_.back().entity.span = span_of(context_, function.getNameInfo().getSourceRange());
    const auto head = clang::CharSourceRange::getCharRange(decl.getBeginLoc(), function.getBody()->getBeginLoc());
    const llvm::StringRef text = clang::Lexer::getSourceText(head, sources_, context_.getLangOpts());
    found_.back().entity.declaration = as_copied(text.rtrim().str()) + ";";
  }

  void visit_variable(const clang::VarDecl& variable) {
    // A variable whose type has no name cannot be declared a second time.
    const clang::TagDecl* const tag = context_.getBaseElementType(variable.getType())->getAsTagDecl();
    const bool is_unnamed = tag != nullptr && !tag->hasNameForLinkage();
    const bool is_internal = variable.getFormalLinkage() != clang::Linkage::External || is_unnamed;
    const bool is_constant = variable.getType().isConstant(context_) || variable.isConstexpr() ||
                             (is_internal && variable.hasInit() && !writable_.contains(variable));
    if (is_constant && variable.hasInit()) {
      add(variable, EntityKind::kConstant, {variable.getName().str()}, definition_of(variable));
    } else if (is_internal) {
      add(variable, EntityKind::kInternalVariable, {variable.getName().str()}, definition_of(variable));
      found_.back().entity.span = span_of(context_, variable.getLocation());
    } else if (variable.isFirstDecl()) {
      add(variable, EntityKind::kVariable, {variable.getName().str()}, extern_word() + declarator_of(variable) + ";");
      const clang::VarDecl* const definition = variable.getDefinition();
      if (definition != nullptr) found_.back().entity.definition = "inline " + definition_of(*definition);
    }
  }

  [[nodiscard]] std::string declarator_of(const clang::VarDecl& variable) const {
    std::string declarator = variable.getName().str();
    variable.getType().getCanonicalType().getAsStringInternal(declarator, policy_);
    return declarator;
  }

  /// As the source spells it; but of `double a = 1, b = 2;` only what is about the variable.
  [[nodiscard]] std::string definition_of(const clang::VarDecl& variable) const {
    const bool names_elements = variable.getInit() != nullptr && has_designators(*variable.getInit());
    if (declarators_.at(variable.getBeginLoc()) == 1 && !names_elements) return text_of(variable.getSourceRange()) + ";";
    const bool is_static = variable.getStorageClass() == clang::SC_Static;
    const std::string specifier = variable.isConstexpr() ? "constexpr " : is_static ? "static " : "";
    return specifier + declarator_of(variable) + initializer_of(variable) + ";";
  }

  [[nodiscard]] bool has_designators(const clang::Expr& init) const {
    const auto* const list = unit_.info.is_c ? llvm::dyn_cast<clang::InitListExpr>(&init) : nullptr;
    if (list == nullptr) return false;
    const clang::InitListExpr* const written = list->isSemanticForm() ? list->getSyntacticForm() : list;
    const auto is_designated = [](const clang::Expr* one) { return llvm::isa<clang::DesignatedInitExpr>(one); };
    if (written != nullptr && std::any_of(written->begin(), written->end(), [&](const clang::Stmt* one) {
          return is_designated(llvm::cast<clang::Expr>(one));
        }))
      return true;
    return std::any_of(list->begin(), list->end(), [&](const clang::Stmt* one) {
      return has_designators(*llvm::cast<clang::Expr>(one));
    });
  }

  /// C may name the elements that it gives, in any order; C++ wants all of them in theirs.
  [[nodiscard]] std::string in_order(const clang::Expr& init) const {
    if (llvm::isa<clang::ImplicitValueInitExpr>(init)) return init.getType()->isScalarType() ? "0" : "{}";
    if (!has_designators(init)) return text_of(init.getSourceRange());
    std::string result;
    for (const clang::Stmt* one : llvm::cast<clang::InitListExpr>(init)) {
      result += (result.empty() ? "" : ", ") + in_order(*llvm::cast<clang::Expr>(one));
    }
    return "{" + result + "}";
  }

  [[nodiscard]] std::string initializer_of(const clang::VarDecl& variable) const {
    const clang::Expr* const init = variable.getInit();
    if (init == nullptr || variable.getInitStyle() == clang::VarDecl::CInit)
      return init == nullptr ? "" : " = " + in_order(*init);
    const auto* const construct = llvm::dyn_cast<clang::CXXConstructExpr>(init->IgnoreImplicit());
    const bool is_construct = construct != nullptr && construct->getParenOrBraceRange().isValid();
    if (is_construct) return text_of(construct->getParenOrBraceRange());
    const std::string text = text_of(init->getSourceRange());
    return text.starts_with("{") ? text : "(" + text + ")";
  }

  [[nodiscard]] std::string extern_word() const { return unit_.info.is_c ? "extern \"C\" " : "extern "; }

  std::string declaration_of(const clang::FunctionDecl& function) const {
    std::string parameters;
    for (const clang::ParmVarDecl* parameter : function.parameters()) {
      std::string declarator = parameter->getName().str();
      parameter->getType().getCanonicalType().getAsStringInternal(declarator, policy_);
      parameters += (parameters.empty() ? "" : ", ") + declarator;
    }
    if (function.isVariadic()) parameters += parameters.empty() ? "..." : ", ...";
    std::string result = function.getName().str() + "(" + parameters + ")";
    function.getReturnType().getCanonicalType().getAsStringInternal(result, policy_);
    return extern_word() + result + ";";
  }

  /// What stands between a macro and its end, or its next definition, was written with the one of that place.
  void visit_macro(const clang::IdentifierInfo& name) {
    const clang::MacroDirective* directive = unit_.preprocessor().getLocalMacroDirectiveHistory(&name);
    for (; directive != nullptr; directive = directive->getPrevious()) {
      if (const auto* const made = llvm::dyn_cast<clang::DefMacroDirective>(directive)) {
        add_macro(name, *made->getInfo());
      } else if (llvm::isa<clang::UndefMacroDirective>(directive) && is_ours(directive->getLocation())) {
        add_directive(name, directive->getLocation(), "#undef " + name.getName().str());
      }
    }
  }

  void add_macro(const clang::IdentifierInfo& name, const clang::MacroInfo& macro) {
    if (macro.isBuiltinMacro() || !is_ours(macro.getDefinitionLoc())) return;
    const auto range = clang::CharSourceRange::getTokenRange(macro.getDefinitionLoc(), macro.getDefinitionEndLoc());
    const llvm::StringRef text = clang::Lexer::getSourceText(range, sources_, context_.getLangOpts());
    if (text.empty()) return;
    const std::string behind_name = as_copied(text.substr(name.getLength()).str());
    add_directive(name, macro.getDefinitionLoc(), "#define " + name.getName().str() + behind_name);
  }

  void add_directive(const clang::IdentifierInfo& name, clang::SourceLocation location, std::string text) {
    Entity entity{EntityKind::kMacro, {name.getName().str()}, {}, std::move(text), sources_.isInMainFile(location)};
    entity.span = span_of(context_, location);
    found_.push_back({location, std::move(entity)});
  }

  [[nodiscard]] std::string text_of(const clang::Decl& decl) const { return text_of(decl.getSourceRange()); }

  [[nodiscard]] std::string text_of(clang::SourceRange source) const {
    const clang::CharSourceRange range = sources_.getExpansionRange(source);
    return as_copied(clang::Lexer::getSourceText(range, sources_, context_.getLangOpts()).str());
  }

  [[nodiscard]] std::string as_copied(const std::string& text) const {
    return without_annotations(for_cpp(text), context_.getLangOpts());
  }

  /// C's words that are none of C++.
  [[nodiscard]] std::string for_cpp(const std::string& text) const {
    static const std::map<std::string_view, std::string_view> kWords = {
        {"restrict", "__restrict__"}, {"_Bool", "bool"},           {"_Static_assert", "static_assert"}, {"_Alignas", "alignas"},
        {"_Alignof", "alignof"},      {"_Noreturn", "[[noreturn]]"}, {"_Thread_local", "thread_local"}};
    if (!unit_.info.is_c) return text;
    clang::Lexer lexer(clang::SourceLocation(), context_.getLangOpts(), text.data(), text.data(), text.data() + text.size());
    lexer.SetKeepWhitespaceMode(true);
    std::string result;
    const char* from = text.data();
    for (bool is_at_end = text.empty(); !is_at_end;) {
      clang::Token token;
      is_at_end = lexer.LexFromRawLexer(token);
      const char* const to = lexer.getBufferLocation();
      const std::string_view spelling(from, static_cast<std::size_t>(to - from));
      const auto word = token.is(clang::tok::raw_identifier) ? kWords.find(spelling) : kWords.end();
      result += word == kWords.end() ? spelling : word->second;
      from = to;
    }
    return result;
  }

  /// A struct that ends with an array without a length, which C++ has not: compilers know it, and warn.
  static bool has_open_end(const clang::Decl& decl) {
    const auto* const alias = llvm::dyn_cast<clang::TypedefNameDecl>(&decl);
    const clang::Decl* const declared = alias == nullptr ? &decl : declared_tag(*alias);
    const auto* const record = llvm::dyn_cast_or_null<clang::RecordDecl>(declared);
    return record != nullptr && record->hasFlexibleArrayMember() &&
           decl.getSourceRange().fullyContains(record->getSourceRange());
  }

  static std::string without_warning(const std::string& text) {
    const std::string pragma = "#pragma GCC diagnostic ";
    return pragma + "push\n" + pragma + "ignored \"-Wpedantic\"\n" + text + "\n" + pragma + "pop";
  }

  void add(const clang::Decl& decl, EntityKind kind, std::vector<std::string> names, std::string text) {
    std::erase(names, std::string());
    if (has_open_end(decl)) text = without_warning(text);
    const clang::SourceLocation location = sources_.getExpansionLoc(decl.getBeginLoc());
    found_.push_back(
        {location, {kind, std::move(names), namespaces_, std::move(text), sources_.isInMainFile(location)}});
    found_.back().entity.span = span_of(context_, decl.getLocation());
  }

  const Unit& unit_;
  const clang::ASTContext& context_;
  const clang::SourceManager& sources_;
  clang::PrintingPolicy policy_;
  WritableVariables writable_;
  std::vector<std::string> namespaces_;
  std::set<clang::SourceLocation> typedefs_;           ///< Where those begin that have been collected.
  std::map<clang::SourceLocation, int> declarators_;  ///< How many variables one declaration declares.
  std::vector<Located> found_;
};

}  // namespace

std::vector<Entity> find_entities(const Unit& unit) { return Collector(unit).collect(); }

}  // namespace backsweep::frontend
