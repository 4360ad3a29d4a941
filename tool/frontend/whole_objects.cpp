// Objects that are taken apart, put together again where a function that is called needs a whole one.
#include <algorithm>
#include <functional>

#include "frontend/lowering_impl.h"
#include "frontend/union_names.h"

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

/// Whether the expression stands for an object that is taken apart, and whose class says nothing about how its members are set.
bool FunctionLowering::names_plain_object(const clang::Expr& expr) {
  const clang::CXXRecordDecl* record = expr.getType()->getAsCXXRecordDecl();
  if (!record || !names_object(expr)) return false;
  if (!is_assembled(*record->getDefinition()) || is_made_at_once(*record->getDefinition())) return false;
  const ir::Type type = type_of(expr.getType());
  if (type->kind != ir::TypeKind::kRecord || owner_.busy_defaults.count(type->record) > 0) return false;
  return ir::may_be_blank(type);
}

/// The same of an object that is new.
bool FunctionLowering::makes_plain_object(const clang::Expr& expr) { return expr.isPRValue() && names_plain_object(expr); }

/// A whole object in a variable of its own; the expression must be one that `names_plain_object`.
ir::Expr FunctionLowering::plain_copy(const clang::Expr& expr) {
  const std::shared_ptr<Object> object = object_of(expr, "object");
  const ir::VarId whole = temporary("object", ir::without_const(type_of(expr.getType())));
  emit(ir::declare(whole));
  assign_members(ir::var_ref(function_, whole), *object);
  return ir::var_ref(function_, whole);
}

/// The same where the value of an object with a name is wanted; null where a copy of it is not only that of its members.
ir::Expr FunctionLowering::copied_object(const clang::Expr& expr) {
  if (!expr.isGLValue() || !names_plain_object(expr)) return nullptr;
  return has_own_copy(*expr.getType()->getAsCXXRecordDecl()->getDefinition()) ? nullptr : plain_copy(expr);
}

/// Gives the members of a whole object the values that those of one that is taken apart have.
void FunctionLowering::assign_members(const ir::Expr& place, const Object& from) {
  const std::function<void(const clang::CXXRecordDecl&)> assign_fields = [&](const clang::CXXRecordDecl& record) {
    for (const clang::CXXBaseSpecifier& base : record.bases()) {
      assign_fields(*base.getType()->getAsCXXRecordDecl()->getDefinition());
    }
    for (const clang::FieldDecl* field : fields_with_values(record)) {
      const auto source = from.fields.find(field);
      if (source == from.fields.end()) continue;
      const ir::Expr target = field_of(Binding{{}, place, nullptr, nullptr}, *field).place;
      if (source->second.object) {
        assign_members(target, *source->second.object);
        continue;
      }
      const ir::Expr value = binding_place(source->second);
      const bool is_array = target->type->kind == ir::TypeKind::kArray && !target->type->is_std;
      if (is_array) copy_array(target, value);
      else emit(ir::assign(target, value));
    }
  };
  assign_fields(*from.record);
}

/// `place = value` where the value is an object that is taken apart; false (nothing done) where it is none that may be so put.
bool FunctionLowering::assign_object(const ir::Expr& place, const clang::Expr& value) {
  if (!makes_plain_object(value) || place->type->kind != ir::TypeKind::kRecord) return false;
  const std::shared_ptr<Object> object = object_of(value, "object");
  if (object) assign_members(place, *object);
  return object != nullptr;
}

/// What cannot be put together is refused.
ir::Expr FunctionLowering::object_as_place(const clang::Expr& expr) {
  if (makes_plain_object(expr)) return plain_copy(expr);
  clang::QualType type = expr.getType().getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  const std::string spelling = spelling_of(type.getUnqualifiedType());
  if (record && record->isLambda()) {
    refuse_lambda("this use of a lambda");
  } else if (refused_classes_.count(spelling) == 0) {
    owner_.sink.error(Kind::kUnsupported, span_, {"this use of a '" + spelling + "'"})
        .note(Kind::kWayOut, span_, {"hand over its members, or what they refer to, in place of the whole object"});
  }
  const ir::VarId dummy = temporary("object", ir::without_const(type_of(type)));
  // What stands for it has nothing more to say; other uses have.
  const bool is_first = refused_classes_.insert(spelling).second;
  emit(ir::declare(dummy));
  if (is_first) refused_classes_.erase(spelling);
  return ir::var_ref(function_, dummy);
}

}  // namespace backsweep::frontend
