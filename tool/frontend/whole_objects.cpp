// Objects that are taken apart, put together again where a function that is called needs a whole one.
#include <algorithm>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {

using diagnostics::Kind;

/// Whether braces around its members make an object that nobody can tell from the first as long as both are only read.
bool FunctionLowering::is_made_of_members(const clang::CXXRecordDecl& decl) const {
  const clang::CXXRecordDecl& record = *decl.getDefinition();
  if (record.isLambda() || is_in_std(record) || needs_destruction(record)) return false;
  if (!record.isAggregate() || record.getNumBases() > 0) return false;
  return std::all_of(record.field_begin(), record.field_end(), [&](const clang::FieldDecl* field) {
    if (field->isMutable() || field->isAnonymousStructOrUnion() || field->isUnnamedBitField()) return false;
    const clang::QualType type = field->getType();
    const clang::CXXRecordDecl* inner = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (inner && is_scalarised(inner)) return is_made_of_members(*inner);
    // Its adjoint could not be added to.
    if (type.isConstQualified() && type->isRealFloatingType()) return false;
    return type->isReferenceType() || type->isArithmeticType() || type->isEnumeralType() || type->isPointerType();
  });
}

/// A new variable whose members refer to what those of the object do, and have their values; null where that cannot be had.
/// The object's class must be `is_made_of_members`.
ir::Expr FunctionLowering::whole_object(const Object& object) {
  const clang::CXXRecordDecl& record = *object.record;
  const ir::Type type = ir::without_const(type_of(ast_.getRecordType(&record)));
  if (type->kind != ir::TypeKind::kRecord) return nullptr;
  std::vector<ir::Expr> members;
  for (const clang::FieldDecl* field : record.fields()) {
    const auto known = object.fields.find(field);
    if (known == object.fields.end()) return nullptr;
    const ir::Expr place = known->second.object ? whole_object(*known->second.object) : binding_place(known->second);
    const bool is_reference = field->getType()->isReferenceType();
    if (!place || (is_reference && !ir::is_place(place))) return nullptr;
    members.push_back(is_reference ? ir::make_expr(ir::AddressOf{place}, ir::reference_to(place->type)) : place);
  }
  const ir::VarId whole = temporary(object.name, type);
  emit(ir::make_stmt(ir::Declare{whole, nullptr, false, std::move(members), {}}));
  return ir::var_ref(function_, whole);
}

/// The same of an expression; null also for one that stands for no object that is taken apart.
ir::Expr FunctionLowering::whole_object(const clang::Expr& expr) {
  clang::QualType type = expr.getType().getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (!record || !names_object(expr) || !is_made_of_members(*record)) return nullptr;
  const std::shared_ptr<Object> object = object_of(expr, "object");
  return object ? whole_object(*object) : nullptr;
}

/// What cannot be put together is refused.
ir::Expr FunctionLowering::object_as_place(const clang::Expr& expr) {
  clang::QualType type = expr.getType().getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  owner_.sink.error(Kind::kUnsupported, span_, {"this use of a '" + spelling_of(type.getUnqualifiedType()) + "'"})
      .note(Kind::kWayOut, span_, {"hand over its members, or what they refer to, in place of the whole object"});
  const ir::VarId dummy = temporary("object", ir::without_const(type_of(type)));
  emit(ir::declare(dummy));
  return ir::var_ref(function_, dummy);
}

}  // namespace backsweep::frontend
