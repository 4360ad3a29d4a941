// Finds derivatives written by hand.
#include "frontend/derivatives_by_user.h"

#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>

#include <algorithm>
#include <optional>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

/// What the function is marked to be a derivative of.
std::optional<std::string> derived_function(const clang::FunctionDecl& function) {
  for (const auto* attribute : function.specific_attrs<clang::AnnotateAttr>()) {
    if (attribute->getAnnotation() != "backsweep::derivative_of" || attribute->args_size() == 0) continue;
    const auto* text = llvm::dyn_cast<clang::StringLiteral>((*attribute->args_begin())->IgnoreParenImpCasts());
    if (text) return text->getString().str();
  }
  return std::nullopt;
}

/// A type without const, and whether it is a reference to what may be written: the place of a derivative, or a result.
struct ParameterType {
  std::string plain;
  bool is_written = false;
};

std::string plain_type(clang::QualType type) {
  type = type.getCanonicalType().getNonReferenceType().getUnqualifiedType();
  if (type->isPointerType()) return plain_type(type->getPointeeType()) + " *";
  return type.getAsString();
}

ParameterType parameter_type(clang::QualType type) {
  return {plain_type(type), type->isLValueReferenceType() && !type.getNonReferenceType().isConstQualified()};
}

/// The object of a member function comes first.
std::vector<ParameterType> parameters_of(const clang::FunctionDecl& function) {
  std::vector<ParameterType> types;
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method && method->isInstance()) types.push_back({plain_type(method->getThisType()->getPointeeType()), true});
  for (const clang::ParmVarDecl* parameter : function.parameters()) types.push_back(parameter_type(parameter->getType()));
  return types;
}

/// A derivative need not write what its function does, but hands nothing out where the function takes a value.
bool has_parameters_of(const clang::FunctionDecl& derivative, const clang::FunctionDecl& function) {
  const std::vector<ParameterType> wanted = parameters_of(function);
  const std::vector<ParameterType> own = parameters_of(derivative);
  const auto fits = [](const ParameterType& of, const ParameterType& by) {
    return of.plain == by.plain && (of.is_written || !by.is_written);
  };
  return wanted.size() <= own.size() && std::equal(wanted.begin(), wanted.end(), own.begin(), fits);
}

/// The scope around one that ends with "::", or that is empty.
std::string outer_scope(const std::string& scope) {
  const std::size_t end = scope.size() < 2 ? std::string::npos : scope.rfind("::", scope.size() - 3);
  return end == std::string::npos ? "" : scope.substr(0, end + 2);
}

}  // namespace

DerivativesByUser::DerivativesByUser(const std::vector<clang::ASTContext*>& units) {
  std::vector<std::pair<const clang::FunctionDecl*, std::string>> found;
  for (const clang::ASTContext* unit : units) {
    for_each_function(*unit->getTranslationUnitDecl(), [&](const clang::FunctionDecl& function) {
      functions_[function.getQualifiedNameAsString()].push_back(&function);
      if (const std::optional<std::string> of = derived_function(function)) found.emplace_back(&function, *of);
    });
  }
  for (const auto& [derivative, of] : found) add(*derivative, of);
}

// The name is looked up from the derivative's scope outwards. What is nowhere in the sources is the library's.
void DerivativesByUser::add(const clang::FunctionDecl& derivative, std::string of) {
  const std::string own = derivative.getQualifiedNameAsString();
  const std::string kind = own.ends_with("_tangent") ? "tangent" : "adjoint";
  const bool is_absolute = of.rfind("::", 0) == 0;
  if (is_absolute) of = of.substr(2);
  std::string scope = is_absolute ? "" : own.substr(0, own.size() - derivative.getNameAsString().size());
  while (!scope.empty() && functions_.count(scope + of) == 0) scope = outer_scope(scope);
  derivatives_[scope + of][kind].push_back(&derivative);
}

std::string DerivativesByUser::find(const clang::FunctionDecl& function, const std::string& kind) const {
  const std::string name = function.getQualifiedNameAsString();
  const auto known = derivatives_.find(name);
  if (known == derivatives_.end() || known->second.count(kind) == 0) return "";
  const std::vector<const clang::FunctionDecl*>& all = known->second.at(kind);
  auto fitting = std::find_if(all.begin(), all.end(), [&](const auto* one) { return has_parameters_of(*one, function); });
  if (fitting == all.end()) {
    // A template, or one whose parameters convert, and which is no other overload's.
    fitting = std::find_if(all.begin(), all.end(), [&](const auto* one) {
      return one->getNumParams() >= function.getNumParams() && !is_claimed(name, *one) &&
             (one->isTemplated() || !function.isTemplateInstantiation());
    });
  }
  return fitting == all.end() ? "" : (*fitting)->getQualifiedNameAsString();
}

bool DerivativesByUser::is_claimed(const std::string& name, const clang::FunctionDecl& derivative) const {
  const auto known = functions_.find(name);
  return known != functions_.end() && std::any_of(known->second.begin(), known->second.end(), [&](const auto* function) {
    return has_parameters_of(derivative, *function);
  });
}

}  // namespace backsweep::frontend
