// One of two objects that `?:` chooses: a new one, or another name for either.
#include <functional>

#include "frontend/lowering_impl.h"
#include "frontend/union_names.h"

namespace backsweep::frontend {
namespace {

bool is_const_object(const clang::Expr& expr) {
  const clang::QualType type = expr.getType();
  return (type->isPointerType() ? type->getPointeeType() : type).isConstQualified();
}

}  // namespace

/// `condition ? a : b`: the members of whichever is chosen.
std::shared_ptr<Object> FunctionLowering::chosen_object(const clang::ConditionalOperator& op, const std::string& name) {
  const std::shared_ptr<Object> object = blank_object(*class_of(op), name);
  ir::If branch;
  branch.condition = condition_of(*op.getCond());
  const auto deliver = [&](const clang::Expr& side) {
    return collect([&] {
      if (const std::shared_ptr<Object> from = object_of(side, name)) assign_object(*object, *from);
      else discard(side);
    });
  };
  branch.then_region = deliver(*op.getTrueExpr());
  branch.else_region = deliver(*op.getFalseExpr());
  emit(ir::make_stmt(std::move(branch)));
  return object;
}

/// `condition ? a : b` as a name or the address of either: each member is a reference to that of whichever is chosen.
std::shared_ptr<Object> FunctionLowering::chosen_name(const clang::ConditionalOperator& op, const std::string& name) {
  const ir::Expr condition = keep("taken", condition_of(*op.getCond()));
  std::shared_ptr<Object> first;
  std::shared_ptr<Object> second;
  ir::Region effects = collect([&] { first = object_of(*op.getTrueExpr(), name); });
  ir::append(collect([&] { second = object_of(*op.getFalseExpr(), name); }), effects);
  if (!effects.empty() || !first || !second) {
    refuse("Unsupported", {"a choice between objects that statements make"});
    return first ? first : new_object(*class_of(op), name);
  }
  const bool is_const = is_const_object(op);
  return chosen_members(condition, *first, *second, name, is_const);
}

/// An object whose members are references to those of `first` or `second`.
std::shared_ptr<Object> FunctionLowering::chosen_members(const ir::Expr& condition, const Object& first, const Object& second,
                                                         const std::string& name, bool is_const) {
  std::shared_ptr<Object> object = new_object(*first.record, name);
  object->is_chosen = true;
  const auto either = [&](const ir::Expr& one, const ir::Expr& other) {
    return ir::make_expr(ir::Select{condition, one, other}, one->type);
  };
  if (first.owned.is_valid()) {
    // What owns memory is a pointer, which nobody sets anew through a constant name.
    if (!is_const) refuse("Unsupported", {"a choice between objects that own memory"});
    object->owned = temporary(name, function_.var(first.owned).type);
    emit(ir::declare(object->owned, either(ir::var_ref(function_, first.owned), ir::var_ref(function_, second.owned))));
    return object;
  }
  const std::function<void(const clang::CXXRecordDecl&)> choose = [&](const clang::CXXRecordDecl& record) {
    for (const clang::CXXBaseSpecifier& base : record.bases()) choose(*base.getType()->getAsCXXRecordDecl()->getDefinition());
    for (const clang::FieldDecl* field : fields_with_values(record)) {
      const auto one = first.fields.find(field);
      const auto other = second.fields.find(field);
      if (one == first.fields.end() || other == second.fields.end()) continue;
      const std::string member = name + "_" + without_trailing_underscore(field->getNameAsString());
      if (one->second.object && other->second.object) {
        object->fields[field].object = chosen_members(condition, *one->second.object, *other->second.object, member, is_const);
        continue;
      }
      const ir::Expr places[] = {binding_place(one->second), binding_place(other->second)};
      if (!places[0] || !places[1]) continue;
      const ir::Expr place = ir::deref(either(ir::address_of(places[0]), ir::address_of(places[1])));
      object->fields[field].place = fixed_place(place, member, is_const && !field->isMutable());
    }
  };
  choose(*object->record);
  return object;
}

}  // namespace backsweep::frontend
