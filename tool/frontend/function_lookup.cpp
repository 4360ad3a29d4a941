// Finds functions by the names that users type.
#include "frontend/function_lookup.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

#include "base/words.h"
#include "frontend/source_spans.h"

namespace backsweep::frontend {

namespace {

using Functions = std::vector<const clang::FunctionDecl*>;

constexpr llvm::StringLiteral kInstantiationPrefix = "backsweep_request_";

clang::PrintingPolicy printing_policy(const clang::ASTContext& context) {
  clang::PrintingPolicy policy(context.getLangOpts());
  policy.adjustForCPlusPlus();
  policy.SuppressTagKeyword = true;
  policy.SuppressUnwrittenScope = true;
  policy.FullyQualifiedName = true;
  return policy;
}

std::string without_blanks(const std::string& text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char c) { return std::isspace(static_cast<unsigned char>(c)) == 0; });
  return result;
}

/// `f` and `<double>` of `f<double>`; operators stay whole.
std::pair<std::string, std::string> split_arguments(const std::string& component) {
  const std::size_t angle = component.starts_with("operator") ? std::string::npos : component.find('<');
  if (angle == std::string::npos) return {component, ""};
  return {trimmed(component.substr(0, angle)), without_blanks(component.substr(angle))};
}

std::string printed_arguments(const clang::ASTContext& context, const clang::TemplateArgumentList& arguments) {
  std::string result;
  llvm::raw_string_ostream out(result);
  const clang::PrintingPolicy policy = printing_policy(context);
  out << "<";
  bool is_first = true;
  for (const clang::TemplateArgument& argument : arguments.asArray()) {
    if (!is_first) out << ", ";
    is_first = false;
    if (argument.getKind() == clang::TemplateArgument::Type) {
      out << argument.getAsType().getCanonicalType().getAsString(policy);
    } else {
      argument.print(policy, out, /*IncludeType=*/false);
    }
  }
  out << ">";
  return result;
}

/// The user may leave deduced arguments at the end away.
bool arguments_fit(const clang::ASTContext& context, const clang::TemplateArgumentList* arguments,
                   const std::string& typed) {
  if (typed.empty()) return true;
  if (arguments == nullptr) return false;
  const std::string all = without_blanks(printed_arguments(context, *arguments));
  return all == typed || all.starts_with(typed.substr(0, typed.size() - 1) + ",");
}

/// Walks down from the translation unit along the components of a name.
class NameWalk {
 public:
  NameWalk(const clang::ASTContext& context, const std::vector<std::string>& components) : context_(context) {
    for (const std::string& component : components) parts_.push_back(split_arguments(component));
  }

  Functions find() {
    visit(context_.getTranslationUnitDecl(), 0);
    return std::move(found_);
  }

 private:
  void visit(const clang::DeclContext* scope, std::size_t depth) {
    for (const clang::Decl* decl : scope->decls()) {
      if (const auto* const linkage = llvm::dyn_cast<clang::LinkageSpecDecl>(decl)) {
        visit(linkage, depth);
      } else if (const auto* const space = llvm::dyn_cast<clang::NamespaceDecl>(decl)) {
        if (space->isAnonymousNamespace() || space->isInline()) visit(space, depth);
        if (depth + 1 < parts_.size() && space->getIdentifier() != nullptr && space->getName() == parts_[depth].first) {
          visit(space, depth + 1);
        }
      } else {
        visit_named(decl, scope, depth);
      }
    }
  }

  void visit_named(const clang::Decl* decl, const clang::DeclContext* scope, std::size_t depth) {
    const bool is_last = depth + 1 == parts_.size();
    if (is_last) {
      add(decl, scope);
    } else if (const auto* const record = llvm::dyn_cast<clang::CXXRecordDecl>(decl)) {
      if (record->isThisDeclarationADefinition() && is_named(*record, depth)) visit(record, depth + 1);
    } else if (const auto* const pattern = llvm::dyn_cast<clang::ClassTemplateDecl>(decl)) {
      if (!is_named(*pattern, depth) || !pattern->isCanonicalDecl()) return;
      for (const clang::ClassTemplateSpecializationDecl* specialization : pattern->specializations()) {
        if (arguments_fit(context_, &specialization->getTemplateArgs(), parts_[depth].second)) {
          visit(specialization, depth + 1);
        }
      }
    }
  }

  void add(const clang::Decl* decl, const clang::DeclContext* scope) {
    if (const auto* const pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl)) {
      if (!is_named(*pattern, parts_.size() - 1) || !pattern->isCanonicalDecl()) return;
      for (const clang::FunctionDecl* specialization : pattern->specializations()) {
        if (arguments_fit(context_, specialization->getTemplateSpecializationArgs(), parts_.back().second)) {
          found_.push_back(specialization);
        }
      }
    } else if (const auto* const function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
      // A member that is defined outside its class is listed in the namespace, too; it is found in the class.
      const bool is_here = function->getDeclContext()->getRedeclContext()->Equals(scope->getRedeclContext());
      if (is_here && is_named(*function, parts_.size() - 1) && parts_.back().second.empty()) found_.push_back(function);
    }
  }

  [[nodiscard]] bool is_named(const clang::NamedDecl& decl, std::size_t depth) const {
    if (const clang::IdentifierInfo* const identifier = decl.getIdentifier())
      return identifier->getName() == parts_[depth].first;
    return depth + 1 == parts_.size() && parts_[depth].first.starts_with("operator") &&
           decl.getDeclName().getAsString() == without_blanks(parts_[depth].first);
  }

  const clang::ASTContext& context_;
  std::vector<std::pair<std::string, std::string>> parts_;
  Functions found_;
};

const clang::FunctionDecl* referred_function(const clang::Stmt* stmt) {
  if (stmt == nullptr) return nullptr;
  if (const auto* const reference = llvm::dyn_cast<clang::DeclRefExpr>(stmt)) {
    return llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl());
  }
  for (const clang::Stmt* child : stmt->children()) {
    if (const clang::FunctionDecl* const function = referred_function(child)) return function;
  }
  return nullptr;
}

/// The function that Clang's own lookup has found for the text of instantiation_text().
const clang::FunctionDecl* instantiated(const clang::ASTContext& context, std::size_t index) {
  const std::string name = kInstantiationPrefix.str() + std::to_string(index);
  for (const clang::Decl* decl : context.getTranslationUnitDecl()->decls()) {
    const auto* const variable = llvm::dyn_cast<clang::VarDecl>(decl);
    if (variable != nullptr && variable->getIdentifier() != nullptr && variable->getName() == name) {
      return referred_function(variable->getInit());
    }
  }
  return nullptr;
}

/// The words of a type, sorted: `const double *` and `double const*` have the same.
std::vector<std::string> type_words(const std::string& type) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < type.size();) {
    std::size_t end = i + 1;
    const auto is_word = [&](std::size_t k) { return base::is_word(type[k]) || type[k] == ':'; };
    if (is_word(i)) {
      while (end < type.size() && is_word(end)) ++end;
    }
    const std::string word = type.substr(i, end - i);
    if (word != " " && word != "struct" && word != "restrict" && word != "__restrict") words.push_back(word);
    i = end;
  }
  std::sort(words.begin(), words.end());
  return words;
}

bool type_fits(const clang::ASTContext& context, clang::QualType type, const std::string& typed) {
  const clang::PrintingPolicy policy = printing_policy(context);
  const std::vector<std::string> words = type_words(typed);
  for (const clang::QualType& spelled : {type, type.getCanonicalType()}) {
    if (type_words(spelled.getAsString(policy)) == words ||
        type_words(spelled.getUnqualifiedType().getAsString(policy)) == words) {
      return true;
    }
    clang::PrintingPolicy as_written = policy;
    as_written.FullyQualifiedName = false;
    if (type_words(spelled.getAsString(as_written)) == words) return true;
  }
  return false;
}

bool types_fit(const clang::FunctionDecl& function, const std::vector<std::string>& types) {
  const bool is_void = types.size() == 1 && types[0] == "void";
  if (function.getNumParams() != (is_void ? 0 : types.size())) return false;
  for (unsigned i = 0; i < function.getNumParams(); ++i) {
    const clang::ParmVarDecl* const parameter = function.getParamDecl(i);
    if (!type_fits(function.getASTContext(), parameter->getType(), types[i]) &&
        !type_fits(function.getASTContext(), parameter->getOriginalType(), types[i])) {
      return false;
    }
  }
  return true;
}

const clang::ParmVarDecl* find_parameter(const clang::FunctionDecl& function, const std::string& name) {
  const auto is_called = [&](const clang::ParmVarDecl* parameter) { return parameter->getName() == name; };
  const auto* const parameter = std::find_if(function.param_begin(), function.param_end(), is_called);
  return parameter == function.param_end() ? nullptr : *parameter;
}

bool points_to_member(const clang::ParmVarDecl& parameter, const std::string& name) {
  const clang::QualType pointed = parameter.getType().getNonReferenceType()->getPointeeType();
  const clang::RecordDecl* const record = pointed.isNull() ? nullptr : pointed->getAsRecordDecl();
  return record != nullptr && std::any_of(record->field_begin(), record->field_end(),
                                          [&](const clang::FieldDecl* field) { return field->getName() == name; });
}

/// Whether all terms of the request begin with parameters or members of this function.
bool terms_fit(const clang::FunctionDecl& function, const std::string& terms) {
  const auto is_member = [&](const std::string& object, const std::string& name) {
    const clang::ParmVarDecl* const parameter = find_parameter(function, object);
    return find_parameter(function, name) == nullptr || (parameter != nullptr && points_to_member(*parameter, name));
  };
  std::string error;
  const std::optional<TermLists> lists = parse_terms(terms, is_member, error);
  if (!lists) return true;
  const bool is_method = llvm::isa<clang::CXXMethodDecl>(function);
  const auto fits = [&](const TermText& term) {
    const clang::ParmVarDecl* const parameter = find_parameter(function, term.root);
    if (parameter == nullptr) return is_method;
    return term.extents.empty() || !parameter->getType()->isArithmeticType();
  };
  return std::all_of(lists->independents.begin(), lists->independents.end(), fits) &&
         std::all_of(lists->dependents.begin(), lists->dependents.end(),
                     [&](const TermText& term) { return term.root == "return" || fits(term); });
}

bool in_system_header(const clang::FunctionDecl& function) {
  return function.getASTContext().getSourceManager().isInSystemHeader(function.getLocation());
}

/// Keeps the matches if there are any.
template <class Predicate>
void narrow(std::vector<FoundFunction>& functions, const Predicate& keeps) {
  std::vector<FoundFunction> kept;
  std::copy_if(functions.begin(), functions.end(), std::back_inserter(kept), keeps);
  if (!kept.empty()) functions = std::move(kept);
}

}  // namespace

const clang::FunctionDecl* definition_or_self(const clang::FunctionDecl* function) {
  const clang::FunctionDecl* definition = nullptr;
  return function->hasBody(definition) ? definition : function;
}

void add_once(std::vector<FoundFunction>& functions, const FoundFunction& found) {
  const clang::FunctionDecl* const decl = definition_or_self(found.decl);
  for (FoundFunction& other : functions) {
    const bool is_same_decl = other.decl->getCanonicalDecl() == decl->getCanonicalDecl();
    const bool are_defined_twice = decl->hasBody() && other.decl->hasBody() && !decl->isInlined();
    const bool is_linked = other.unit != found.unit && decl->hasExternalFormalLinkage() && !are_defined_twice &&
                           display_signature(*other.decl) == display_signature(*decl);
    const bool is_same_header = other.unit != found.unit && decl->hasBody() && other.decl->hasBody() &&
                                span_of(decl->getASTContext(), decl->getSourceRange()) ==
                                    span_of(other.decl->getASTContext(), other.decl->getSourceRange());
    if (!is_same_decl && !is_linked && !is_same_header) continue;
    if (!other.decl->hasBody() && decl->hasBody()) other = {decl, found.unit};
    return;
  }
  functions.push_back({decl, found.unit});
}

void walk_functions(const clang::DeclContext* scope, const clang::SourceManager& sources,
                    const std::function<void(const clang::FunctionDecl&)>& visit) {
  for (const clang::Decl* decl : scope->decls()) {
    if (sources.isInSystemHeader(decl->getLocation())) continue;
    if (const auto* const function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
      visit(*function);
    } else if (const auto* const pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl)) {
      if (!pattern->isCanonicalDecl()) continue;
      for (const clang::FunctionDecl* specialization : pattern->specializations()) visit(*specialization);
    } else if (const auto* const class_pattern = llvm::dyn_cast<clang::ClassTemplateDecl>(decl)) {
      if (!class_pattern->isCanonicalDecl()) continue;
      for (const auto* specialization : class_pattern->specializations())
        walk_functions(specialization, sources, visit);
    } else if (const auto* const inner = llvm::dyn_cast<clang::DeclContext>(decl)) {
      const auto* const record = llvm::dyn_cast<clang::CXXRecordDecl>(decl);
      const bool is_pattern = record != nullptr && record->isDependentContext();
      if (!is_pattern) walk_functions(inner, sources, visit);
    }
  }
}

std::string display_name(const clang::FunctionDecl& function) {
  const clang::PrintingPolicy policy = printing_policy(function.getASTContext());
  std::string result;
  llvm::raw_string_ostream out(result);
  function.printQualifiedName(out, policy);
  if (const auto* const arguments = function.getTemplateSpecializationArgs()) {
    out << printed_arguments(function.getASTContext(), *arguments);
  }
  return result;
}

std::string display_signature(const clang::FunctionDecl& function) {
  const clang::PrintingPolicy policy = printing_policy(function.getASTContext());
  std::string result = display_name(function) + "(";
  for (const clang::ParmVarDecl* parameter : function.parameters()) {
    if (parameter != *function.param_begin()) result += ", ";
    result += parameter->getType().getAsString(policy);
  }
  return result + ")";
}

std::string instantiation_text(const RequestText& request, std::size_t index) {
  if (request.name.find('<') == std::string::npos || request.name.find("operator") != std::string::npos) return {};
  return "static const auto " + kInstantiationPrefix.str() + std::to_string(index) + " = &" + request.name + ";\n";
}

std::vector<FoundFunction> find_functions(const std::vector<Unit>& units, const RequestText& request,
                                          std::size_t index) {
  const std::vector<std::string> components = name_components(request.name);
  std::vector<FoundFunction> result;
  for (const Unit& unit : units) {
    if (const clang::FunctionDecl* const decl = instantiated(unit.context(), index)) add_once(result, {decl, &unit});
  }
  if (result.empty()) {
    for (const Unit& unit : units) {
      for (const clang::FunctionDecl* decl : NameWalk(unit.context(), components).find())
        add_once(result, {decl, &unit});
    }
  }
  narrow(result, [](const FoundFunction& found) { return !in_system_header(*found.decl); });
  if (request.types) {
    std::erase_if(result, [&](const FoundFunction& found) { return !types_fit(*found.decl, *request.types); });
    narrow(result, [&](const FoundFunction& found) {
      const auto* const method = llvm::dyn_cast<clang::CXXMethodDecl>(found.decl);
      return method == nullptr || method->isConst() == request.is_const;
    });
  } else if (request.terms) {
    narrow(result, [&](const FoundFunction& found) { return terms_fit(*found.decl, *request.terms); });
  }
  return result;
}

std::vector<FoundFunction> near_misses(const std::vector<Unit>& units, const RequestText& request) {
  constexpr std::size_t kMost = 5;
  const std::string wanted = split_arguments(name_components(request.name).back()).first;
  std::vector<FoundFunction> result;
  for (const Unit& unit : units) {
    walk_functions(unit.context().getTranslationUnitDecl(), unit.context().getSourceManager(),
                   [&](const clang::FunctionDecl& function) {
                     const std::string name = function.getDeclName().getAsString();
                     const unsigned limit = static_cast<unsigned>(wanted.size()) / 3 + 1;
                     if (llvm::StringRef(name).edit_distance(wanted, true, limit) <= limit)
                       add_once(result, {&function, &unit});
                   });
  }
  std::stable_sort(result.begin(), result.end(), [&](const FoundFunction& a, const FoundFunction& b) {
    return llvm::StringRef(a.decl->getDeclName().getAsString()).edit_distance(wanted) <
           llvm::StringRef(b.decl->getDeclName().getAsString()).edit_distance(wanted);
  });
  if (result.size() > kMost) result.resize(kMost);
  return result;
}

std::string parameter_as_type(const std::vector<FoundFunction>& candidates, const RequestText& request) {
  if (!request.types) return {};
  const std::string wanted = split_arguments(name_components(request.name).back()).first;
  for (const FoundFunction& candidate : candidates) {
    if (candidate.decl->getDeclName().getAsString() != wanted) continue;
    const auto names_one = [&](const std::string& type) { return find_parameter(*candidate.decl, type) != nullptr; };
    const auto found = std::find_if(request.types->begin(), request.types->end(), names_one);
    if (found != request.types->end()) return *found;
  }
  return {};
}

}  // namespace backsweep::frontend
