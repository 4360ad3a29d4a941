// Clang's types as the IR's.
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <utility>

#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"
#include "frontend/union_names.h"

namespace backsweep::frontend {

ir::Type without_const_elements(const ir::Type& type) {
  if (type->kind != ir::TypeKind::kArray || !type->element) return ir::without_const(type);
  return ir::array_of(without_const_elements(type->element), type->extent, type->is_std);
}

clang::PrintingPolicy FunctionLowering::policy() const {
  clang::PrintingPolicy policy(ast_.getLangOpts());
  policy.adjustForCPlusPlus();
  policy.SuppressTagKeyword = true;
  policy.SuppressUnwrittenScope = true;
  policy.FullyQualifiedName = true;
  return policy;
}

ir::Type FunctionLowering::type_of(clang::QualType type) {
  const clang::QualType canonical = type.getCanonicalType();
  if (canonical->isVariablyModifiedType()) return lower_type(canonical.getTypePtr()->isVariableArrayType() ? type : canonical);
  if (canonical->isVoidPointerType() && pointee(canonical)->isObjectType()) {
    const ir::Type told = ir::pointer_to(type_of(pointee(canonical)));
    return canonical.isConstQualified() ? ir::with_const(told) : told;
  }
  const void* key = canonical.getAsOpaquePtr();
  if (const auto known = owner_.types.find(key); known != owner_.types.end()) return known->second;
  // What is void within another type stays so: the type is that of all functions.
  const clang::QualType memory = frames_.empty() ? clang::QualType() : std::exchange(frames_.back().memory, {});
  ir::Type result = lower_type(canonical);
  if (!frames_.empty()) frames_.back().memory = memory;
  owner_.types[key] = result;
  return result;
}

ir::Type FunctionLowering::lower_type(clang::QualType whole) {
  const clang::QualType type = whole.getCanonicalType();
  if (type.isVolatileQualified()) return ir::opaque_type(spelling_of(type));
  const clang::QualType plain = type.getUnqualifiedType();
  ir::Type result;
  if (const auto* builtin = llvm::dyn_cast<clang::BuiltinType>(plain.getTypePtr())) {
    result = lower_builtin(*builtin, plain);
  } else if (const auto* enumeration = llvm::dyn_cast<clang::EnumType>(plain.getTypePtr())) {
    const int bytes = enumeration->getDecl()->isComplete() ? static_cast<int>(ast_.getTypeSizeInChars(plain).getQuantity()) : 4;
    // An enumeration of a function is known by its numbers alone.
    const bool is_local = enumeration->getDecl()->getParentFunctionOrMethod() != nullptr;
    const clang::QualType shown = is_local ? enumeration->getDecl()->getIntegerType() : plain;
    result = ir::integer_type(spelling_of(shown), bytes, plain->isSignedIntegerOrEnumerationType());
  } else if (plain->isFunctionPointerType() || plain->isFunctionReferenceType()) {
    result = ir::opaque_type("std::add_pointer_t<" + spelling_of(plain->getPointeeType()) + ">");
  } else if (plain->isPointerType()) {
    result = ir::pointer_to(type_of(plain->getPointeeType()));
  } else if (plain->isReferenceType()) {
    return ir::reference_to(type_of(plain->getPointeeType()));
  } else if (const clang::ArrayType* array = ast_.getAsArrayType(whole)) {
    return lower_array(*array);
  } else if (const auto* record = llvm::dyn_cast<clang::RecordType>(plain.getTypePtr())) {
    result = lower_record(*record, plain);
  } else {
    result = ir::opaque_type(spelling_of(plain));
  }
  return type.isConstQualified() ? ir::with_const(result) : result;
}

ir::Type FunctionLowering::lower_builtin(const clang::BuiltinType& type, clang::QualType whole) {
  switch (type.getKind()) {
    case clang::BuiltinType::Void: return ir::void_type();
    case clang::BuiltinType::Bool: return ir::bool_type();
    case clang::BuiltinType::Float: return ir::float_type();
    case clang::BuiltinType::Double: return ir::double_type();
    case clang::BuiltinType::LongDouble: return ir::long_double_type();
    default: break;
  }
  if (!type.isInteger()) return ir::opaque_type(type.isNullPtrType() ? "std::nullptr_t" : spelling_of(whole));
  const int bytes = static_cast<int>(ast_.getTypeSizeInChars(whole).getQuantity());
  return ir::integer_type(spelling_of(whole), bytes, whole->isSignedIntegerType());
}

ir::Type FunctionLowering::lower_array(const clang::ArrayType& type) {
  const ir::Type element = type_of(type.getElementType());
  if (const auto* constant = llvm::dyn_cast<clang::ConstantArrayType>(&type)) {
    return ir::array_of(element, ir::integer(static_cast<long>(constant->getSize().getZExtValue())));
  }
  const auto* variable = llvm::dyn_cast<clang::VariableArrayType>(&type);
  if (!variable || !variable->getSizeExpr()) return ir::array_of(element, nullptr);
  ir::Expr extent = value_of(*variable->getSizeExpr());
  const auto* ref = ir::get_if<ir::VarRef>(extent);
  const bool is_fixed = ir::get_if<ir::Literal>(extent) || (ref && function_.var(ref->var).is_temporary);
  // The extent is what it was when the declaration ran.
  if (!is_fixed && !is_invariant(*variable->getSizeExpr(), {decl_.getBody()}, escaping_)) extent = keep("extent", extent);
  return ir::array_of(element, extent);
}

namespace {

bool is_cpp_keyword(llvm::StringRef name) {
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus11 = language.CPlusPlus14 = language.CPlusPlus17 = language.Bool = true;
  clang::IdentifierTable words(language);
  return words.get(name).isKeyword(language);
}

bool is_zero_by_default(const clang::CXXRecordDecl& decl) {
  if (is_in_std(decl)) return true;
  for (const clang::CXXConstructorDecl* constructor : decl.ctors()) {
    if (constructor->isDefaultConstructor() && constructor->isUserProvided()) return false;
  }
  const auto is_fine = [](clang::QualType type) {
    const clang::CXXRecordDecl* inner = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !inner || !inner->getDefinition() || is_zero_by_default(*inner->getDefinition());
  };
  for (const clang::CXXBaseSpecifier& base : decl.bases()) {
    if (!is_fine(base.getType())) return false;
  }
  return std::all_of(decl.field_begin(), decl.field_end(), [&](const clang::FieldDecl* field) {
    const clang::Expr* init = field->getInClassInitializer();
    if (!init) return is_fine(field->getType());
    const clang::Expr& value = unwrapped(*init);
    const auto* list = llvm::dyn_cast<clang::InitListExpr>(&value);
    const auto* number = llvm::dyn_cast<clang::FloatingLiteral>(value.IgnoreParenImpCasts());
    const auto* whole = llvm::dyn_cast<clang::IntegerLiteral>(value.IgnoreParenImpCasts());
    return (list && list->getNumInits() == 0) || (number && number->getValue().isZero()) || (whole && whole->getValue().isZero());
  });
}

bool is_default_constructible(const clang::CXXRecordDecl& decl) {
  const auto is_fine = [](clang::QualType type) {
    const clang::CXXRecordDecl* inner = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !inner || !inner->getDefinition() || is_default_constructible(*inner->getDefinition());
  };
  if (is_in_std(decl) && decl.getName() != "pair" && decl.getName() != "array" && decl.getName() != "tuple") return true;
  const bool has_fit_parts =
      std::all_of(decl.bases_begin(), decl.bases_end(), [&](const auto& base) { return is_fine(base.getType()); }) &&
      std::all_of(decl.field_begin(), decl.field_end(), [&](const clang::FieldDecl* field) {
        return field->hasInClassInitializer() || (!field->getType()->isReferenceType() && is_fine(field->getType()));
      });
  // Those of a pair are templates.
  if (is_in_std(decl) || decl.needsImplicitDefaultConstructor()) return has_fit_parts;
  return std::any_of(decl.ctor_begin(), decl.ctor_end(), [](const clang::CXXConstructorDecl* one) {
    return one->isDefaultConstructor() && !one->isDeleted() && one->getAccess() == clang::AS_public;
  });
}

bool can_be_copied(const clang::CXXRecordDecl& decl) {
  const bool moves_only = decl.hasUserDeclaredMoveConstructor() || decl.hasUserDeclaredMoveAssignment();
  if (moves_only && !(decl.hasUserDeclaredCopyConstructor() && decl.hasUserDeclaredCopyAssignment())) return false;
  return std::none_of(decl.method_begin(), decl.method_end(), [](const clang::CXXMethodDecl* method) {
    const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(method);
    return method->isDeleted() && ((constructor && constructor->isCopyConstructor()) || method->isCopyAssignmentOperator());
  });
}

bool holds_reference(const clang::RecordDecl& decl) {
  return std::any_of(decl.field_begin(), decl.field_end(),
                     [](const clang::FieldDecl* field) { return field->getType()->isReferenceType(); });
}

const clang::ClassTemplateSpecializationDecl* tuple_class(clang::QualType type) {
  const auto* decl = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  return decl && library_name(*decl) == "std::tuple" ? decl : nullptr;
}

}  // namespace

ir::Type FunctionLowering::lower_record(const clang::RecordType& type, clang::QualType whole) {
  // Also of a class that nothing has instantiated yet.
  if (std::optional<ir::Type> library = library_type(*this, whole)) return *library;
  if (const auto* tuple = tuple_class(whole)) return lower_tuple(*tuple, whole);
  const auto* record_decl = llvm::dyn_cast_or_null<clang::RecordDecl>(type.getDecl()->getDefinition());
  const std::string spelling = spelling_of(whole);
  if (!record_decl || record_decl->isInvalidDecl()) return ir::opaque_type(spelling);
  if (record_decl->isUnion() && !renames_numbers(*record_decl)) return ir::opaque_type(spelling);
  const auto* class_decl = llvm::dyn_cast<clang::CXXRecordDecl>(record_decl);
  if (class_decl && class_decl->isLambda()) return ir::opaque_type(kClosureType);
  const bool is_pair = record_decl->getNameAsString() == "pair" && !holds_reference(*record_decl);
  if (is_in_std(*record_decl) && !is_pair && !(class_decl && is_operator_class(*class_decl))) {
    return ir::opaque_type(spelling);
  }
  const std::string key = record_key(whole);
  if (const auto known = owner_.records.find(key); known != owner_.records.end()) {
    return ir::record_type(*known->second);
  }
  ir::Record& record = owner_.program.records.emplace_back();
  owner_.records[key] = &record;
  record.name = spelling;
  add_fields(*record_decl, record);
  if (class_decl) {
    record.is_zero_by_default = is_zero_by_default(*class_decl);
    record.is_aggregate = class_decl->isAggregate();
    if (default_construction(*class_decl) != DefaultConstruction::kPlain) owner_.busy_defaults.insert(&record);
    if (may_free(*class_decl) && !is_scalarised(class_decl)) owner_.freed_by_themselves.insert(&record);
    record.is_default_constructible = is_default_constructible(*class_decl);
    // What constructors out of sight do cannot be done member by member.
    const auto is_seen = [&](const clang::CXXConstructorDecl* one) { return !one->isUserProvided() || owner_.definition(*one); };
    record.is_plain_data = class_decl->isTriviallyCopyable() && can_be_copied(*class_decl) && !is_made_at_once(*class_decl) &&
                           std::all_of(class_decl->ctor_begin(), class_decl->ctor_end(), is_seen);
  }
  return ir::record_type(record);
}

// The members of std::tuple have no names, and it may have been mentioned only. One of references stands for other objects.
ir::Type FunctionLowering::lower_tuple(const clang::ClassTemplateSpecializationDecl& decl, clang::QualType whole) {
  const std::string spelling = spelling_of(whole);
  const std::string key = record_key(whole);
  if (const auto known = owner_.records.find(key); known != owner_.records.end()) return ir::record_type(*known->second);
  ir::Record record;
  record.name = spelling;
  record.is_tuple = true;
  record.is_aggregate = false;
  for (const clang::TemplateArgument& argument : decl.getTemplateArgs()[0].pack_elements()) {
    if (argument.getAsType()->isReferenceType()) return ir::opaque_type(spelling);
    ir::Field field;
    field.name = "item_" + std::to_string(record.fields.size());
    field.type = type_of(argument.getAsType());
    if (field.type->kind == ir::TypeKind::kRecord) {
      record.is_zero_by_default &= field.type->record->is_zero_by_default;
      record.is_default_constructible &= field.type->record->is_default_constructible;
    }
    record.fields.push_back(std::move(field));
  }
  owner_.records[key] = &owner_.program.records.emplace_back(std::move(record));
  return ir::record_type(*owner_.records[key]);
}

void FunctionLowering::add_fields(const clang::RecordDecl& decl, ir::Record& record) {
  if (const auto* derived = llvm::dyn_cast<clang::CXXRecordDecl>(&decl)) {
    for (const clang::CXXBaseSpecifier& base : derived->bases()) {
      const clang::CXXRecordDecl* base_decl = base.getType()->getAsCXXRecordDecl();
      if (base_decl && base_decl->getDefinition() && !is_in_std(*base_decl)) add_fields(*base_decl->getDefinition(), record);
    }
  }
  for (const clang::FieldDecl* field : fields_with_values(decl)) {
    if (field->getNameAsString().empty()) continue;
    if (!ast_.getLangOpts().CPlusPlus && is_cpp_keyword(field->getName())) {
      refuse("Unsupported", {"the member '" + field->getNameAsString() + "', a keyword of C++,"});
    }
    ir::Field added;
    added.name = field->getNameAsString();
    added.type = type_of(field->getType());
    added.is_private = field->getAccess() == clang::AS_private || field->getAccess() == clang::AS_protected;
    added.is_constant = has_annotation(*field, "backsweep::constant");
    added.is_mutable = field->isMutable();
    record.fields.push_back(std::move(added));
  }
}

bool FunctionLowering::is_scalarised(const clang::CXXRecordDecl* record) const {
  const clang::CXXRecordDecl* decl = record ? record->getDefinition() : nullptr;
  if (!decl) return false;
  if (decl->isLambda() || holds_owning_pointer(*decl)) return true;
  if (is_in_std(*decl) || decl->isUnion() || decl->getNumVBases() > 0) return false;
  // What can be declared first and made afterwards stays whole: pointers to its base lead to it.
  if (decl->isPolymorphic() && (decl->isAbstract() || decl->hasDefaultConstructor())) return false;
  // Objects that code out of sight makes or destroys are its alone. What nothing uses of a class template is not made, but seen.
  const auto is_unseen = [&](const clang::CXXMethodDecl* method) {
    const clang::FunctionDecl* pattern = method->getTemplateInstantiationPattern();
    return method->isUserProvided() && !owner_.definition(*method) && !(pattern && pattern->isDefined());
  };
  if (std::any_of(decl->ctor_begin(), decl->ctor_end(), is_unseen)) return false;
  if (const clang::CXXDestructorDecl* destructor = decl->getDestructor(); destructor && is_unseen(destructor)) return false;
  if (is_made_at_once(*decl)) return true;
  if (default_construction(*decl) == DefaultConstruction::kActs) return true;
  if (decl->isAggregate() && !has_own_copy(*decl) && !has_own_assignment(*decl)) return false;
  if (decl->hasUserDeclaredDestructor() && decl->hasNonTrivialDestructor()) {
    const clang::CXXDestructorDecl* destructor = decl->getDestructor();
    if (destructor && destructor->isUserProvided()) return true;
  }
  bool has_default = decl->needsImplicitDefaultConstructor();
  for (const clang::CXXConstructorDecl* constructor : decl->ctors()) {
    if (constructor->isDefaultConstructor() && !constructor->isDeleted() && constructor->getAccess() == clang::AS_public) {
      has_default = true;
    }
    if (constructor->isCopyOrMoveConstructor() && constructor->isUserProvided()) return true;
  }
  for (const clang::CXXMethodDecl* method : decl->methods()) {
    if ((method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()) && method->isUserProvided()) return true;
  }
  for (const clang::FieldDecl* field : decl->fields()) {
    if (is_scalarised(field->getType()->getAsCXXRecordDecl())) return true;
  }
  for (const clang::CXXBaseSpecifier& base : decl->bases()) {
    if (is_scalarised(base.getType()->getAsCXXRecordDecl())) return true;
  }
  return !has_default;
}

}  // namespace backsweep::frontend
