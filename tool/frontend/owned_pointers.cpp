// std::unique_ptr: an object that is taken apart into the pointer it owns, and gives the memory back when it ends.
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <utility>

#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

using ir::ModelOp;

/// The T of std::unique_ptr<T>, null for anything but a unique_ptr that deletes what it owns.
clang::QualType owned_type(const clang::CXXRecordDecl& record) {
  const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
  if (!made || library_name(record) != "std::unique_ptr" || made->getTemplateArgs().size() != 2) return {};
  const clang::TemplateArgument& deleter = made->getTemplateArgs()[1];
  const bool is_type = deleter.getKind() == clang::TemplateArgument::Type;
  if (!is_type || library_class(deleter.getAsType()) != "std::default_delete") return {};
  return made->getTemplateArgs()[0].getAsType();
}

ir::HeapFamily family_of(const clang::CXXRecordDecl& record) {
  return owned_type(record)->isArrayType() ? ir::HeapFamily::kNewArray : ir::HeapFamily::kNew;
}

bool is_make_unique(const clang::Expr& expr) {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr);
  const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
  const std::string name = callee ? library_name(*callee) : "";
  return name == "std::make_unique" || name == "std::make_unique_for_overwrite";
}

bool has_definition(const clang::QualType& type) {
  const clang::CXXRecordDecl* record = type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return record && record->getDefinition();
}

/// Whether it is so for the class of a base or member.
bool any_part(const clang::CXXRecordDecl& record, bool (*is_so)(const clang::CXXRecordDecl&)) {
  const auto holds = [&](clang::QualType type) {
    return has_definition(type) && is_so(*type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl()->getDefinition());
  };
  return std::any_of(record.bases_begin(), record.bases_end(), [&](const auto& base) { return holds(base.getType()); }) ||
         std::any_of(record.field_begin(), record.field_end(), [&](const auto* field) { return holds(field->getType()); });
}

}  // namespace

bool is_owning_pointer(const clang::CXXRecordDecl& record) { return !owned_type(record).isNull(); }

bool holds_owning_pointer(const clang::CXXRecordDecl& record) {
  if (is_owning_pointer(record)) return true;
  return !is_in_std(record) && any_part(record, holds_owning_pointer);
}

bool needs_destruction(const clang::CXXRecordDecl& record) {
  if (is_owning_pointer(record)) return true;
  if (is_in_std(record) || record.isLambda()) return false;
  const clang::CXXDestructorDecl* destructor = record.getDestructor();
  return (destructor && destructor->isUserProvided()) || any_part(record, needs_destruction);
}

bool may_free(const clang::CXXRecordDecl& record) {
  if (is_in_std(record) || record.isLambda()) return false;
  const clang::CXXDestructorDecl* destructor = record.getDestructor();
  if (!destructor || !destructor->isUserProvided()) return any_part(record, may_free);
  bool found = !destructor->getBody();
  if (!found) {
    walk_ast(*destructor->getBody(), [&](const clang::Stmt& stmt) {
      found = found || llvm::isa<clang::CXXDeleteExpr, clang::CallExpr>(stmt);
      return !found;
    });
  }
  return found || any_part(record, may_free);
}

/// A new owner; its pointer is a variable that is not declared yet.
std::shared_ptr<Object> FunctionLowering::new_owner(const clang::CXXRecordDecl& record, const std::string& name) {
  std::shared_ptr<Object> object = new_object(record, name);
  clang::QualType owned = owned_type(*object->record);
  if (const clang::ArrayType* array = ast_.getAsArrayType(owned)) owned = array->getElementType();
  object->owned = temporary(name, ir::pointer_to(type_of(owned)));
  reachable_.insert(object->owned.index);
  return object;
}

/// An owner of what another one gives up.
std::shared_ptr<Object> FunctionLowering::owner_moved_from(const Object& from, const clang::CXXRecordDecl& record, const std::string& name) {
  std::shared_ptr<Object> object = new_owner(record, name);
  const ir::Expr pointer = ir::var_ref(function_, from.owned);
  emit(ir::declare(object->owned, pointer));
  emit(ir::assign(pointer, ir::zero(pointer->type)));
  return object;
}

/// What a constructor of std::unique_ptr or std::make_unique makes.
std::shared_ptr<Object> FunctionLowering::make_owner(const clang::Expr& expr, const std::string& name) {
  const clang::CXXRecordDecl& record = *expr.getType()->getAsCXXRecordDecl()->getDefinition();
  const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expr);
  const clang::Expr* source = construct && construct->getNumArgs() > 0 ? construct->getArg(0) : nullptr;
  if (source && names_object(*source)) {
    const std::shared_ptr<Object> from = object_of(*source, name);
    const bool is_same = from->record->getCanonicalDecl() == record.getCanonicalDecl();
    if (from->owned.is_valid() && is_same && unwrapped(*source).isPRValue()) return from;
    if (from->owned.is_valid() && is_same) return owner_moved_from(*from, record, name);
  }
  std::shared_ptr<Object> object = new_owner(record, name);
  const ir::Expr pointer = ir::var_ref(function_, object->owned);
  if (is_make_unique(expr)) {
    allocate_owned(llvm::cast<clang::CallExpr>(expr), *object);
  } else if (construct && (!source || source->getType()->isNullPtrType())) {
    emit(ir::declare(object->owned, ir::zero(pointer->type)));
  } else if (source && source->getType()->isPointerType()) {
    declare_with(object->owned, source, source->getType());
  } else {
    emit(ir::declare(object->owned, ir::zero(pointer->type)));
    refuse("Unsupported", {"the object that '" + source_text(expr.getSourceRange()) + "' gives"});
  }
  return object;
}

/// std::make_unique<T[]>(n) and std::make_unique<T>(arguments...).
void FunctionLowering::allocate_owned(const clang::CallExpr& call, const Object& object) {
  const clang::CXXRecordDecl& record = *object.record;
  const ir::Expr pointer = ir::var_ref(function_, object.owned);
  const bool is_array = family_of(record) == ir::HeapFamily::kNewArray;
  const bool is_overwritten = library_name(*call.getDirectCallee()) == "std::make_unique_for_overwrite";
  const ir::Type size = ir::size_type();
  const bool is_zeroed = !is_overwritten && (is_array || call.getNumArgs() == 0);
  const ir::Expr count = is_array ? ir::cast(value_of(*call.getArg(0)), size, /*is_implicit=*/true) : ir::integer(1, size);
  const clang::CXXRecordDecl* made = owned_type(record)->getAsCXXRecordDecl();
  const bool is_known = is_array || call.getNumArgs() == 0 || !made || type_of(owned_type(record))->kind == ir::TypeKind::kRecord;
  emit(ir::declare(object.owned));
  emit(ir::make_stmt(ir::Model{is_zeroed ? ModelOp::kAllocateZeroed : ModelOp::kAllocate, {pointer, count}, family_of(record)}));
  if (is_array || call.getNumArgs() == 0) return;
  const std::vector<const clang::Expr*> arguments(call.arg_begin(), call.arg_end());
  if (!is_known || !construct_from(ir::deref(pointer), owned_type(record), arguments)) {
    refuse("Unsupported", {"the object that '" + source_text(call.getSourceRange()) + "' gives"});
  }
}

bool FunctionLowering::construct_from(const ir::Expr& place, clang::QualType type, const std::vector<const clang::Expr*>& arguments) {
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (!record) {
    if (arguments.size() != 1) return false;
    assign(place, *arguments[0]);
    return true;
  }
  // The object is there before it is constructed: its class must allow that.
  if (place->type->kind != ir::TypeKind::kRecord || !ir::may_be_blank(place->type)) return false;
  const clang::CXXConstructorDecl* chosen = nullptr;
  for (const clang::CXXConstructorDecl* one : record->getDefinition()->ctors()) {
    const bool takes_all = one->getNumParams() >= arguments.size() && one->getMinRequiredArguments() <= arguments.size();
    if (one->isDeleted() || !takes_all || one->isCopyOrMoveConstructor()) continue;
    const bool are_numbers = std::equal(arguments.begin(), arguments.end(), one->param_begin(), [](const clang::Expr* argument, const clang::ParmVarDecl* param) {
      return argument->getType().getNonReferenceType()->isRecordType() == param->getType().getNonReferenceType()->isRecordType();
    });
    if (!are_numbers) continue;
    // Which of two the arguments fit better is not for the tool to say.
    if (chosen) return false;
    chosen = one;
  }
  if (!chosen || chosen->getNumParams() != arguments.size()) return false;
  construct(*chosen, arguments, Binding{{}, place, nullptr, nullptr});
  return true;
}

ir::Expr FunctionLowering::owned_pointer(const clang::Expr& expr) {
  const clang::Expr& e = unwrapped(*expr.IgnoreParenImpCasts());
  const clang::CXXRecordDecl* record = e.getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !is_owning_pointer(*record) || !names_object(e)) return nullptr;
  const std::shared_ptr<Object> object = object_of(e, "owner");
  return object && object->owned.is_valid() ? ir::var_ref(function_, object->owned) : nullptr;
}

ir::Expr FunctionLowering::given_up(const clang::Expr& expr) {
  const clang::Expr& e = unwrapped(*expr.IgnoreParenImpCasts());
  const bool is_new = e.isPRValue();
  const std::shared_ptr<Object> object = names_object(e) ? object_of(e, "block") : nullptr;
  if (!object || !object->owned.is_valid()) return nullptr;
  adopt(object);
  const ir::Expr pointer = ir::var_ref(function_, object->owned);
  if (is_new) return pointer;
  const ir::Expr value = keep("block", pointer);
  emit(ir::assign(pointer, ir::zero(pointer->type)));
  return value;
}

/// The memory goes back.
void FunctionLowering::free_owned(const Object& object) {
  emit(ir::make_stmt(ir::Model{ModelOp::kFree, {ir::var_ref(function_, object.owned)}, family_of(*object.record)}));
}

namespace {

Lowered element(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  if (!pointer || call.count() != 1) return std::nullopt;
  return ir::index(pointer, call.value(0));
}

Lowered dereference(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  return pointer ? Lowered(ir::deref(pointer)) : std::nullopt;
}

Lowered get(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  return pointer ? Lowered(pointer) : std::nullopt;
}

Lowered is_set(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  if (!pointer) return std::nullopt;
  return ir::raw_binary(ir::BinaryOp::kNotEqual, pointer, ir::zero(pointer->type), ir::bool_type());
}

/// Frees what the owner had and gives it the new block, or none.
Lowered replace(const LibraryCall& call, const ir::Expr& pointer, const ir::Expr& block) {
  const clang::CXXRecordDecl& record = *call.object->getType().getNonReferenceType()->getAsCXXRecordDecl();
  emit(call.host, ModelOp::kFree, {pointer}, family_of(record));
  call.host.emit(ir::assign(pointer, block));
  return no_value();
}

Lowered assign(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  if (!pointer) return std::nullopt;
  const bool is_null = call.arguments[0]->getType()->isNullPtrType();
  const ir::Expr block = is_null ? ir::zero(pointer->type) : call.host.given_up(*call.arguments[0]);
  if (!block || !ir::same_type(block->type, pointer->type)) return std::nullopt;
  replace(call, pointer, block);
  return pointer;
}

Lowered reset(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  if (!pointer) return std::nullopt;
  const bool is_null = call.count() == 0 || call.arguments[0]->getType()->isNullPtrType();
  return replace(call, pointer, is_null ? ir::zero(pointer->type) : keep(call.host, "block", call.value(0)));
}

Lowered release(const LibraryCall& call) {
  const ir::Expr pointer = call.host.owned_pointer(*call.object);
  if (!pointer) return std::nullopt;
  const ir::Expr block = keep(call.host, "block", pointer);
  call.host.emit(ir::assign(pointer, ir::zero(pointer->type)));
  return block;
}

Lowered swap(const LibraryCall& call) {
  const ir::Expr left = call.host.owned_pointer(*call.object);
  const ir::Expr right = call.host.owned_pointer(*call.arguments[0]);
  if (!left || !right) return std::nullopt;
  emit(call.host, ModelOp::kSwap, {left, right});
  return no_value();
}

constexpr LibraryRow kRows[] = {
    {"std::unique_ptr", "operator[]", element},
    {"std::unique_ptr", "operator*", dereference},
    {"std::unique_ptr", "operator->", get},
    {"std::unique_ptr", "get", get},
    {"std::unique_ptr", "operator bool", is_set},
    {"std::unique_ptr", "operator=", assign},
    {"std::unique_ptr", "reset", reset},
    {"std::unique_ptr", "release", release},
    {"std::unique_ptr", "swap", swap},
};

}  // namespace

std::span<const LibraryRow> owner_rows() { return kRows; }

}  // namespace backsweep::frontend
