// Classes whose objects have all their members from the beginning: references, constants and lambdas take no assignment.
#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {

using diagnostics::Kind;

bool is_made_at_once(const clang::CXXRecordDecl& record) {
  if (record.isLambda()) return true;
  if (is_in_std(record)) return false;
  const auto is_inside = [](clang::QualType type) {
    const clang::CXXRecordDecl* inner = type->getAsCXXRecordDecl();
    return inner && inner->getDefinition() && is_made_at_once(*inner->getDefinition());
  };
  return std::any_of(record.bases_begin(), record.bases_end(), [&](const auto& base) { return is_inside(base.getType()); }) ||
         std::any_of(record.field_begin(), record.field_end(), [&](const auto* field) {
           const clang::QualType type = field->getType();
           return type.isConstQualified() || type->isReferenceType() || is_inside(type);
         });
}

namespace {

bool is_closure(const ir::Type& type) { return type->kind == ir::TypeKind::kOpaque && type->spelling == kClosureType; }

bool is_many(const ir::Type& type) { return type->kind == ir::TypeKind::kArray || type->kind == ir::TypeKind::kVector; }

/// The record, and its member, that an object of the type cannot be made with; null where there is none.
std::pair<const ir::Record*, const ir::Field*> obstacle(ir::Type type) {
  while (is_many(type)) type = type->element;
  if (type->kind != ir::TypeKind::kRecord) return {};
  for (const ir::Field& field : type->record->fields) {
    const bool is_reference = field.type->kind == ir::TypeKind::kReference;
    if (is_reference || field.type->is_const || is_closure(field.type)) return {type->record, &field};
    if (const auto inner = obstacle(field.type); inner.first) return inner;
  }
  return {};
}

/// What Clang calls types that nothing else can name.
bool is_without_name(const std::string& spelling) {
  return spelling.find("(unnamed ") != std::string::npos || spelling.find("(anonymous ") != std::string::npos;
}

bool names_closure(const std::string& spelling) { return spelling.find("(lambda at ") != std::string::npos; }

/// Without the arguments of a template, which may have no names.
std::string template_name(const std::string& spelling) { return spelling.substr(0, spelling.find('<')); }

std::string number_of(const ir::Type& type) {
  if (!is_many(type)) return "an object";
  return type->kind == ir::TypeKind::kArray ? "an array" : "a container";
}

}  // namespace

/// Declarations whose objects would be made first and given their members afterwards.
void FunctionLowering::check_makeable(const ir::Declare& declare) {
  const ir::Type& type = function_.var(declare.var).type;
  ir::Type element = type;
  while (is_many(element)) element = element->element;
  if (is_many(type) && is_closure(element)) return refuse_lambda(number_of(type) + " of lambdas");
  const auto [record, member] = obstacle(type);
  if (!record) return check_named(type);
  if (element->kind == ir::TypeKind::kRecord && refused_classes_.count(element->record->name) > 0) return;
  const std::string objects = number_of(type) + " of '" + template_name(record->name) + "'";
  const std::string subject = objects + ", whose member '" + member->name + "' is ";
  if (is_closure(member->type)) return refuse_lambda(subject + "a lambda,");
  const bool is_whole = declare.init || !declare.elements.empty() || !declare.arguments.empty();
  if (is_whole && !is_many(type)) return;
  // The objects that the elements come from are no news either.
  if (!refused_classes_.insert(record->name).second) return;
  const bool is_reference = member->type->kind == ir::TypeKind::kReference;
  const char* way_out = is_reference ? "keep a pointer or an index in place of the reference" : "declare the member without const";
  owner_.sink.error(Kind::kUnsupported, span_, {subject + (is_reference ? "a reference," : "constant,")})
      .note(Kind::kWayOut, span_, {way_out});
}

/// Declarations of types that no text can name.
void FunctionLowering::check_named(ir::Type type) {
  while (type->element) type = type->element;
  if (type->kind != ir::TypeKind::kRecord) return;
  const std::string& name = type->record->name;
  if (names_closure(name)) return refuse_lambda("an object of '" + template_name(name) + "' for a lambda");
  if (!is_without_name(name)) return;
  owner_.sink.error(Kind::kUnsupported, span_, {"an object whose type has no name"})
      .note(Kind::kWayOut, span_, {"give the struct a name"});
}

/// A lambda is understood where it has a name of its own. What follows from the first use that is not is no news.
void FunctionLowering::refuse_lambda(const std::string& use) {
  if (!refused_classes_.insert(kClosureType).second) return;
  owner_.sink.error(Kind::kUnsupported, span_, {use})
      .note(Kind::kWayOut, span_, {"write the lambda as a struct with an operator(), and what it captures as members"});
}

/// Whether the body names values that were captured by an object nobody knows.
bool FunctionLowering::is_unknown_closure(const clang::FunctionDecl& callee, const Binding& self) const {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  return method && method->getParent()->isLambda() && method->getParent()->capture_size() > 0 && !self.object;
}

}  // namespace backsweep::frontend
