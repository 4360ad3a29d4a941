// Class objects: construction member by member, and objects that are taken apart into variables.
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/union_names.h"

namespace backsweep::frontend {

std::string without_trailing_underscore(std::string name) {
  while (name.size() > 1 && name.back() == '_') name.pop_back();
  return name;
}

const clang::CXXRecordDecl* class_of(const clang::Expr& expr) {
  clang::QualType type = expr.getType().getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  return record ? record->getDefinition() : nullptr;
}

namespace {

bool is_std_function(const clang::CXXRecordDecl& record) { return is_in_std(record) && record.getName() == "function"; }

/// No name, reference or pointer to one that is there already.
bool is_new_object(const clang::Expr& expr) { return expr.isPRValue() && expr.getType()->isRecordType(); }

/// std::move, std::forward, std::as_const: another name for the argument.
const clang::Expr* passed_through(const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (!callee || !callee->getIdentifier() || !is_in_std(*callee) || call.getNumArgs() != 1) return nullptr;
  const llvm::StringRef name = callee->getName();
  return name == "move" || name == "forward" || name == "as_const" || name == "ref" || name == "cref" ? call.getArg(0) : nullptr;
}

}  // namespace

const Binding* FunctionLowering::this_binding() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    const Binding& self = frame->self;
    if (self.object && self.object->captured_this.is_set()) return &self.object->captured_this;
    if (self.is_set()) return &self;
  }
  return nullptr;
}

/// Whether the expression is, or points to, an object that is taken apart.
bool FunctionLowering::names_object(const clang::Expr& original) {
  const clang::Expr& expr = unwrapped(original);
  const clang::CXXRecordDecl* record = class_of(expr);
  if (!record) return false;
  if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
    const Binding* binding = find_binding(*ref->getDecl());
    return binding && binding->object;
  }
  if (llvm::isa<clang::CXXThisExpr>(expr)) {
    const Binding* self = this_binding();
    return self && self->object;
  }
  if (llvm::isa<clang::LambdaExpr>(expr)) return true;
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&expr)) {
    if (is_new_object(expr)) return is_scalarised(record) && is_assembled(*record);
    return !record->isLambda() && names_object(*choice->getTrueExpr()) && names_object(*choice->getFalseExpr());
  }
  if (llvm::isa<clang::InitListExpr>(expr)) return is_scalarised(record);
  if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&expr)) {
    return (op->getOpcode() == clang::UO_Deref || op->getOpcode() == clang::UO_AddrOf) && names_object(*op->getSubExpr());
  }
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) return names_object(*cast->getSubExpr());
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
    return llvm::isa<clang::FieldDecl>(member->getMemberDecl()) && is_scalarised(record) && names_object(*member->getBase());
  }
  if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expr)) {
    if (is_std_function(*record)) return construct->getNumArgs() > 0 && names_object(*construct->getArg(0));
    return !expr.getType()->isArrayType() && is_scalarised(record);
  }
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
    if (const clang::Expr* argument = passed_through(*call)) return names_object(*argument);
    if (is_new_object(expr)) return is_scalarised(record);
    return is_scalarised(record) && gives_object_back(*call);
  }
  return false;
}

/// Whether what the call refers or points to is one of its arguments, which is taken apart.
bool FunctionLowering::gives_object_back(const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  const clang::FunctionDecl* body = callee ? owner_.definition(*callee) : nullptr;
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  const bool is_member = method && method->isInstance();
  std::optional<std::size_t> which;
  if (call.isLValue()) which = is_member ? 0 : body ? returned_argument(*body, ast_) : std::nullopt;
  else if (body) which = pointed_argument(*body, ast_);
  if (!which) return false;
  const auto* member_call = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  if (member_call && *which == 0) return names_object(*member_call->getImplicitObjectArgument());
  const std::size_t at = *which - (member_call ? 1 : 0);
  return at < call.getNumArgs() && names_object(*call.getArg(static_cast<unsigned>(at)));
}

std::shared_ptr<Object> FunctionLowering::object_of(const clang::Expr& original, const std::string& name) {
  const clang::Expr& expr = unwrapped(original);
  if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&expr)) {
    const Binding* binding = find_binding(*ref->getDecl());
    return binding ? binding->object : nullptr;
  }
  if (llvm::isa<clang::CXXThisExpr>(expr)) return this_binding()->object;
  if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&expr)) return closure(*lambda, name);
  if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&expr)) return object_of(*op->getSubExpr(), name);
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) return object_of(*cast->getSubExpr(), name);
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr)) {
    const std::shared_ptr<Object> base = object_of(*member->getBase(), name);
    const auto* field = llvm::cast<clang::FieldDecl>(member->getMemberDecl());
    return field_of(Binding{{}, nullptr, base, nullptr}, *field).object;
  }
  const bool is_new = is_new_object(expr);
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&expr); choice && !is_new) return chosen_name(*choice, name);
  std::shared_ptr<Object> made = make_object(expr, name);
  if (is_new && made && needs_destruction(*made->record)) temporaries_.emplace_back(made, region_);
  return made;
}

/// What a constructor or a function gives.
std::shared_ptr<Object> FunctionLowering::make_object(const clang::Expr& expr, const std::string& name) {
  const auto* made_by_user = llvm::dyn_cast<clang::CallExpr>(&expr);
  const clang::FunctionDecl* maker = made_by_user ? made_by_user->getDirectCallee() : nullptr;
  const bool is_library = !made_by_user || (maker && is_in_std(*maker) && !passed_through(*made_by_user));
  if (is_library && is_owning_pointer(*class_of(expr))) return make_owner(expr, name);
  if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expr)) {
    if (is_std_function(*class_of(expr))) return object_of(*construct->getArg(0), name);
    return constructed(*construct, name);
  }
  if (llvm::isa<clang::InitListExpr>(expr)) {
    std::shared_ptr<Object> object = new_object(*class_of(expr), name);
    initialise_base(Binding{{}, nullptr, object, nullptr}, expr);
    declare_fields(*object, *object->record);
    return object;
  }
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&expr)) return chosen_object(*choice, name);
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr);
  if (!call) return nullptr;
  if (const clang::Expr* argument = passed_through(*call)) return object_of(*argument, name);
  last_object_ = nullptr;
  wanted_object_ = call;
  call_value(*call);
  std::shared_ptr<Object> result = std::exchange(last_object_, nullptr);
  if (!result) refuse("Unsupported", {"the object that '" + source_text(expr.getSourceRange()) + "' gives"});
  return result ? result : new_object(*class_of(expr), name);
}

std::shared_ptr<Object> FunctionLowering::new_object(const clang::CXXRecordDecl& record, const std::string& name) {
  auto object = std::make_shared<Object>();
  object->record = record.getDefinition();
  object->name = name;
  return object;
}

void FunctionLowering::declare_field(Object& object, const clang::FieldDecl& field) {
  const std::string name = object.name + "_" + without_trailing_underscore(field.getNameAsString());
  ir::Variable variable;
  variable.name = unique_name(name);
  variable.type = ir::without_const(type_of(field.getType()));
  variable.span = span_;
  // A member holds its value: it is no name for what an expression gives.
  variable.is_temporary = variable.type->kind != ir::TypeKind::kOpaque;
  variable.is_constant = has_annotation(field, "backsweep::constant");
  const ir::VarId var = function_.add_var(std::move(variable));
  reachable_.insert(var.index);
  object.fields[&field] = Binding{var, nullptr, nullptr, nullptr};
}

/// Where a member lies: in its own variable, or inside the place of a whole object.
Binding FunctionLowering::field_of(const Binding& self, const clang::FieldDecl& field) {
  const std::optional<Renamed> other = renamed(field);
  if (other && (other->field != &field || !other->indices.empty())) {
    ir::Expr place = binding_place(field_of(self, *other->field));
    for (const long index : other->indices) place = place ? ir::index(place, ir::integer(index)) : nullptr;
    return Binding{{}, place, nullptr, nullptr};
  }
  if (self.object) {
    const auto known = self.object->fields.find(&field);
    return known == self.object->fields.end() ? Binding{} : known->second;
  }
  const ir::Expr object = binding_place(self);
  if (!object) return {};
  const bool is_private = field.getAccess() == clang::AS_private || field.getAccess() == clang::AS_protected;
  ir::Type type = type_of(field.getType());
  if (object->type->is_const && !field.isMutable() && type->kind != ir::TypeKind::kReference) type = ir::with_const(type);
  const ir::Expr place = ir::member(object, field.getNameAsString(), type, is_private);
  return Binding{{}, type->kind == ir::TypeKind::kReference ? ir::deref(place) : place, nullptr, nullptr};
}

void FunctionLowering::declare_fields(Object& object, const clang::CXXRecordDecl& record) {
  for (const clang::CXXBaseSpecifier& base : record.bases()) {
    if (const clang::CXXRecordDecl* decl = base.getType()->getAsCXXRecordDecl()) declare_fields(object, *decl->getDefinition());
  }
  for (const clang::FieldDecl* field : fields_with_values(record)) {
    if (field->getType()->isReferenceType() || object.fields.count(field) > 0) continue;
    declare_field(object, *field);
    emit(ir::declare(object.fields[field].var));
  }
}

/// Whether an object may get its members one by one, in several places, and needs no more: nothing of it must be destroyed.
bool FunctionLowering::is_assembled(const clang::CXXRecordDecl& record) const {
  return may_be_assembled(record) && !needs_destruction(record);
}

/// The same where what it takes over is not destroyed: it has no references.
bool FunctionLowering::may_be_assembled(const clang::CXXRecordDecl& record) const {
  if (record.isLambda() || is_in_std(record) || holds_owning_pointer(record)) return false;
  const auto is_plain = [&](const clang::CXXRecordDecl* inner) {
    return !is_scalarised(inner) || may_be_assembled(*inner->getDefinition());
  };
  return std::all_of(record.bases_begin(), record.bases_end(), [&](const clang::CXXBaseSpecifier& base) {
           return base.getType()->getAsCXXRecordDecl() && may_be_assembled(*base.getType()->getAsCXXRecordDecl()->getDefinition());
         }) &&
         std::all_of(record.field_begin(), record.field_end(), [&](const clang::FieldDecl* field) {
           return !field->getType()->isReferenceType() && is_plain(field->getType()->getAsCXXRecordDecl());
         });
}

/// An object whose members have no values yet. Must be `may_be_assembled`.
std::shared_ptr<Object> FunctionLowering::blank_object(const clang::CXXRecordDecl& record, const std::string& name) {
  std::shared_ptr<Object> object = new_object(record, name);
  const std::function<void(const clang::CXXRecordDecl&)> declare = [&](const clang::CXXRecordDecl& one) {
    for (const clang::CXXBaseSpecifier& base : one.bases()) declare(*base.getType()->getAsCXXRecordDecl()->getDefinition());
    for (const clang::FieldDecl* field : fields_with_values(one)) {
      const clang::CXXRecordDecl* inner = field->getType()->getAsCXXRecordDecl();
      if (is_scalarised(inner)) {
        const std::string member = name + "_" + without_trailing_underscore(field->getNameAsString());
        object->fields[field] = Binding{{}, nullptr, blank_object(*inner->getDefinition(), member), nullptr};
        continue;
      }
      declare_field(*object, *field);
      emit(ir::declare(object->fields[field].var));
    }
  };
  declare(*object->record);
  return object;
}

/// Member by member, in the order of `to`'s class.
void FunctionLowering::assign_object(const Object& to, const Object& from) {
  const std::function<void(const clang::CXXRecordDecl&)> assign_members = [&](const clang::CXXRecordDecl& record) {
    for (const clang::CXXBaseSpecifier& base : record.bases()) {
      assign_members(*base.getType()->getAsCXXRecordDecl()->getDefinition());
    }
    for (const clang::FieldDecl* field : fields_with_values(record)) {
      const auto target = to.fields.find(field);
      const auto source = from.fields.find(field);
      if (target == to.fields.end() || source == from.fields.end()) continue;
      if (target->second.object && source->second.object) {
        assign_object(*target->second.object, *source->second.object);
        continue;
      }
      const ir::Expr place = ir::var_ref(function_, target->second.var);
      const bool is_array = place->type->kind == ir::TypeKind::kArray && !place->type->is_std;
      if (is_array) copy_array(place, binding_place(source->second));
      else emit(ir::assign(place, binding_place(source->second)));
    }
  };
  assign_members(*to.record);
}

// Construction.

std::shared_ptr<Object> FunctionLowering::constructed(const clang::CXXConstructExpr& construct, const std::string& name) {
  const clang::CXXConstructorDecl& constructor = *construct.getConstructor();
  const clang::CXXRecordDecl& record = *constructor.getParent()->getDefinition();
  if (construct.isElidable() && construct.getNumArgs() == 1 && names_object(*construct.getArg(0))) {
    return object_of(*construct.getArg(0), name);
  }
  const bool is_memberwise = constructor.isCopyOrMoveConstructor() && !constructor.isUserProvided() && !has_own_copy(record);
  if (record.isLambda() || is_memberwise) {
    const clang::Expr& source = *construct.getArg(0);
    const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(source.IgnoreParenImpCasts());
    if (choice && names_object(*choice->getTrueExpr()) && names_object(*choice->getFalseExpr()) && is_assembled(record)) {
      return chosen_object(*choice, name);
    }
    if (names_object(source)) {
      const std::shared_ptr<Object> from = object_of(source, name);
      return unwrapped(source).isPRValue() ? from : copy_object(*from, name);
    }
    return object_from_place(record, place_of(source), name);
  }
  std::shared_ptr<Object> object = new_object(record, name);
  std::vector<const clang::Expr*> arguments(construct.arg_begin(), construct.arg_end());
  this->construct(constructor, arguments, Binding{{}, nullptr, object, nullptr});
  return object;
}

std::shared_ptr<Object> FunctionLowering::object_from_place(const clang::CXXRecordDecl& record, const ir::Expr& place, const std::string& name) {
  std::shared_ptr<Object> object = new_object(record, name);
  if (record.isLambda()) {
    if (record.capture_size() > 0) refuse_lambda("a copy of a lambda that is not known by its name");
    return object;
  }
  for (const clang::CXXBaseSpecifier& base : record.bases()) {
    const std::shared_ptr<Object> inner = object_from_place(*base.getType()->getAsCXXRecordDecl()->getDefinition(), place, name);
    object->fields.insert(inner->fields.begin(), inner->fields.end());
  }
  for (const clang::FieldDecl* field : fields_with_values(record)) {
    const Binding source = field_of(Binding{{}, place, nullptr, nullptr}, *field);
    if (field->getType()->isReferenceType()) {
      object->fields[field] = source;
      continue;
    }
    const clang::CXXRecordDecl* inner = field->getType()->getAsCXXRecordDecl();
    if (inner && (inner->isLambda() || (is_scalarised(inner) && !is_in_std(*inner)))) {
      const std::string member = inner->isLambda() ? name : name + "_" + without_trailing_underscore(field->getNameAsString());
      object->fields[field] = Binding{{}, nullptr, object_from_place(*inner->getDefinition(), source.place, member), nullptr};
      continue;
    }
    declare_field(*object, *field);
    declare_copy(object->fields[field].var, source.place);
  }
  return object;
}

std::shared_ptr<Object> FunctionLowering::copy_object(const Object& from, const std::string& name) {
  if (from.owned.is_valid()) return owner_moved_from(from, *from.record, name);
  std::shared_ptr<Object> object = new_object(*from.record, name);
  object->captured_this = from.captured_this;
  const std::function<void(const clang::CXXRecordDecl&)> copy = [&](const clang::CXXRecordDecl& record) {
    if (record.isLambda()) return copy_captures(*object, from, record);
    for (const clang::CXXBaseSpecifier& base : record.bases()) copy(*base.getType()->getAsCXXRecordDecl()->getDefinition());
    for (const clang::FieldDecl* field : fields_with_values(record)) {
      const auto source = from.fields.find(field);
      if (source == from.fields.end()) continue;
      if (source->second.object && source->second.object->owned.is_valid()) {
        // An owner is never copied, only moved.
        const Object& owner = *source->second.object;
        object->fields[field] = Binding{{}, nullptr, owner_moved_from(owner, *owner.record, name + "_" + without_trailing_underscore(field->getNameAsString())), nullptr};
        continue;
      }
      if (!source->second.var.is_valid()) {
        object->fields[field] = source->second.object ? Binding{{}, nullptr, copy_object(*source->second.object, name), nullptr} : source->second;
        continue;
      }
      declare_field(*object, *field);
      declare_copy(object->fields[field].var, binding_place(source->second));
    }
  };
  copy(*from.record);
  return object;
}

/// What a lambda captured by value has a variable of its own in each copy. `lambda` is the class of `from`, or a base of it.
void FunctionLowering::copy_captures(Object& object, const Object& from, const clang::CXXRecordDecl& lambda) {
  const bool is_steady = lambda.getLambdaCallOperator()->isConst();
  for (const clang::LambdaCapture& capture : lambda.captures()) {
    if (!capture.capturesVariable()) continue;
    const auto source = from.captures.find(capture.getCapturedVar());
    if (source == from.captures.end()) continue;
    const std::string variable = capture.getCapturedVar()->getNameAsString();
    Binding& target = object.captures[capture.getCapturedVar()];
    target = source->second;
    if (capture.getCaptureKind() != clang::LCK_ByCopy) continue;
    if (target.object && !is_steady) target.object = copy_object(*target.object, variable);
    if (!target.var.is_valid()) continue;
    const ir::Expr place = binding_place(target);
    target.var = temporary(variable, ir::without_const(ir::strip_reference(place->type)));
    declare_copy(target.var, place);
    if (is_steady) steady_.insert(target.var.index);
  }
}

/// A lambda that is a base class: its captures are the object's. What two of them captured under one name is not told apart.
void FunctionLowering::add_closure(Object& object, const Object& closure) {
  for (const clang::LambdaCapture& capture : closure.record->captures()) {
    const clang::ValueDecl* variable = capture.capturesVariable() ? capture.getCapturedVar() : nullptr;
    const auto known = closure.captures.find(variable);
    if (known == closure.captures.end()) continue;
    const bool is_new = object.captures.insert(*known).second;
    if (!is_new) refuse_lambda("an object of several lambdas that capture '" + variable->getNameAsString() + "'");
  }
  if (closure.captured_this.is_set()) object.captured_this = closure.captured_this;
}

void FunctionLowering::initialise_base(const Binding& self, const clang::Expr& init) {
  const clang::Expr& e = unwrapped(init);
  if (const clang::CXXRecordDecl* base = e.getType()->getAsCXXRecordDecl(); base && base->isLambda() && self.object) {
    const std::shared_ptr<Object> closure = names_object(e) ? object_of(e, self.object->name) : nullptr;
    return closure ? add_closure(*self.object, *closure) : refuse_lambda("a lambda as a base class");
  }
  if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&e)) {
    std::vector<const clang::Expr*> arguments(construct->arg_begin(), construct->arg_end());
    const clang::CXXConstructorDecl& constructor = *construct->getConstructor();
    if (constructor.isCopyOrMoveConstructor() && !constructor.isUserProvided()) {
      const clang::Expr& source = *construct->getArg(0);
      const bool is_object = names_object(source);
      const Binding from = is_object ? Binding{{}, nullptr, object_of(source, "base"), nullptr} : Binding{{}, place_of(source), nullptr, nullptr};
      for (const clang::FieldDecl* field : fields_with_values(*constructor.getParent())) {
        const Binding value = field_of(from, *field);
        const Binding target = field_of(self, *field);
        if (self.object && !target.is_set()) {
          declare_field(*self.object, *field);
          declare_copy(self.object->fields[field].var, binding_place(value));
        } else if (const ir::Expr place = binding_place(target)) {
          emit(ir::assign(place, binding_place(value)));
        }
      }
      return;
    }
    return this->construct(constructor, arguments, self);
  }
  const auto* list = llvm::dyn_cast<clang::InitListExpr>(&e);
  const auto* record = e.getType()->getAsCXXRecordDecl();
  if (!list || !record) return;
  const auto initialise = [&](const clang::FieldDecl& field, const clang::Expr& value) {
    const bool is_open = field.isAnonymousStructOrUnion() && llvm::isa<clang::InitListExpr>(unwrapped(value));
    is_open ? initialise_base(self, value) : initialise_member(self, field, &value);
  };
  if (const clang::FieldDecl* member = list->getInitializedFieldInUnion()) {
    if (list->getNumInits() > 0) initialise(*member, *list->getInit(0));
    return;
  }
  unsigned at = 0;
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    (void)base;
    if (at < list->getNumInits()) initialise_base(self, *list->getInit(at++));
  }
  for (const clang::FieldDecl* field : record->fields()) {
    if (field->isUnnamedBitField() || at >= list->getNumInits()) continue;
    initialise(*field, *list->getInit(at++));
  }
}

/// A member of a union: one that renames a number gives that number its value, one that sees its bits is written as text.
void FunctionLowering::initialise_in_union(const Binding& self, const clang::FieldDecl& field, const clang::Expr& init) {
  if (const std::optional<Renamed> other = renamed(field)) {
    if (self.object && self.object->fields.count(other->field) == 0) {
      declare_field(*self.object, *other->field);
      emit(ir::declare(self.object->fields[other->field].var));
    }
    if (const ir::Expr place = binding_place(field_of(self, field))) assign(place, init);
    return;
  }
  const ir::Expr place = binding_place(self);
  place ? write_union_member(place, field, init) : refuse("Unsupported", {"this initializer of a union"});
}

void FunctionLowering::initialise_member(const Binding& self, const clang::FieldDecl& field, const clang::Expr* init) {
  if (field.getParent()->isUnion() || renamed(field)) return init ? initialise_in_union(self, field, *init) : void();
  if (field.getType()->isReferenceType()) {
    if (!self.object || !init) return;
    Binding bound;
    if (names_object(*init)) {
      bound.object = object_of(*init, self.object->name);
    } else {
      bound.place = fixed_place(place_of(*init), field.getNameAsString());
    }
    self.object->fields[&field] = bound;
    return;
  }
  if (self.object) {
    if (init && names_object(*init)) {
      const std::string name = self.object->name + "_" + without_trailing_underscore(field.getNameAsString());
      const std::shared_ptr<Object> member = object_of(*init, name);
      adopt(member);
      self.object->fields[&field] = Binding{{}, nullptr, member, nullptr};
      return;
    }
    declare_field(*self.object, field);
    return declare_with(self.object->fields[&field].var, init, field.getType());
  }
  const Binding target = field_of(self, field);
  if (!target.place || !init) return;
  const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&unwrapped(*init));
  const bool is_default = construct && construct->getNumArgs() == 0 && construct->getConstructor()->isDefaultConstructor();
  if (!is_default) return assign(target.place, *init);
  const bool is_record = target.place->type->kind == ir::TypeKind::kRecord && !construct->getType()->isArrayType();
  if (is_record && default_construction(*construct->getConstructor()->getParent()) != DefaultConstruction::kPlain) {
    this->construct(*construct->getConstructor(), {}, Binding{{}, target.place, nullptr, nullptr});
  }
}

namespace {

/// `using Base::Base;`: what hands the arguments on to the base's constructor; null for constructors of other kinds.
const clang::CXXInheritedCtorInitExpr* inherited_init(const clang::CXXCtorInitializer& init) {
  return init.isBaseInitializer() ? llvm::dyn_cast<clang::CXXInheritedCtorInitExpr>(&unwrapped(*init.getInit())) : nullptr;
}

}  // namespace

/// Runs a constructor: bases, members in order, then its body.
void FunctionLowering::construct(const clang::CXXConstructorDecl& original, const std::vector<const clang::Expr*>& arguments,
                                 const Binding& self) {
  const auto* constructor = llvm::dyn_cast_or_null<clang::CXXConstructorDecl>(owner_.definition(original));
  if (!constructor) constructor = &original;
  const bool is_own = constructor->getCanonicalDecl() == decl_.getCanonicalDecl() && frames_.size() == 1;
  const bool is_inherited = constructor->isInheritingConstructor();
  if (is_inherited) {
    for (const clang::CXXCtorInitializer* init : constructor->inits()) {
      if (const auto* inherited = inherited_init(*init)) construct(*inherited->getConstructor(), arguments, self);
    }
  }
  if (!is_own) {
    if (constructor->getBody()) {
      learn(*constructor->getBody());
    }
    Frame binding_frame = frames_.back();
    frames_.push_back(std::move(binding_frame));
    frames_.back().is_inlined = true;
    if (!is_inherited) bind_parameters(*constructor, arguments);
    frames_.pop_back();
    Frame frame;
    frame.function = constructor;
    frame.self = self;
    frame.is_inlined = true;
    frame.scopes = scopes_.size();
    frames_.push_back(std::move(frame));
  }
  for (const clang::CXXCtorInitializer* init : constructor->inits()) {
    if (init->isAnyMemberInitializer()) {
      initialise_member(self, *init->getAnyMember(), init->getInit());
    } else if ((init->isBaseInitializer() && !inherited_init(*init)) || init->isDelegatingInitializer()) {
      initialise_base(self, *init->getInit());
    }
  }
  if (self.object) {
    std::set<const clang::FieldDecl*> references;
    declare_fields(*self.object, *constructor->getParent()->getDefinition());
  }
  if (is_own) return;
  if (constructor->getBody() && !constructor->isDefaulted()) {
    Frame frame = frames_.back();
    run_inlined(*constructor, std::move(frame));
  } else if (!constructor->isDefaulted() && !constructor->isTrivial() && !constructor->getBody()) {
    refuse("NoBody", {qualified_name(*constructor)});
  }
  frames_.pop_back();
}

/// What a default constructor reads is said once more, member by member: the declaration alone does not show it.
void FunctionLowering::show_default(ir::VarId var, const clang::CXXConstructExpr& construct) {
  const clang::CXXConstructorDecl& constructor = *construct.getConstructor();
  const bool is_record = function_.var(var).type->kind == ir::TypeKind::kRecord && !construct.getType()->isArrayType();
  if (!is_record || default_construction(*constructor.getParent()) == DefaultConstruction::kPlain) return;
  const std::vector<const clang::Expr*> arguments(construct.arg_begin(), construct.arg_end());
  this->construct(constructor, arguments, Binding{{}, ir::var_ref(function_, var), nullptr, nullptr});
}

/// `T var(arguments)` of a class that stays whole.
void FunctionLowering::declare_constructed(ir::VarId var, const clang::CXXConstructExpr& construct) {
  const ir::Type type = function_.var(var).type;
  const clang::CXXConstructorDecl& constructor = *construct.getConstructor();
  if (construct.getNumArgs() == 0 || (constructor.isDefaultConstructor() && llvm::isa<clang::CXXDefaultArgExpr>(*construct.getArg(0)))) {
    const bool zeroes = construct.requiresZeroInitialization() || construct.isListInitialization();
    emit(ir::make_stmt(ir::Declare{var, nullptr, zeroes, {}, {}}));
    return show_default(var, construct);
  }
  if (constructor.isCopyOrMoveConstructor() && construct.getNumArgs() == 1) {
    const clang::Expr& source = unwrapped(*construct.getArg(0)->IgnoreParenImpCasts());
    if (source.isPRValue()) return declare_with(var, &source, construct.getType());
    if (!constructor.isUserProvided()) return emit(ir::declare(var, place_of(source)));
  }
  // An iterator made from another one.
  if (type->kind == ir::TypeKind::kPointer) {
    if (const auto value = lower_library_construction(*this, construct)) return emit(ir::declare(var, converted(*value, type)));
  }
  // What cannot be declared first and given its members afterwards is made as the source makes it.
  const bool is_made_at_once = type->kind != ir::TypeKind::kRecord || is_in_std(constructor) || !ir::may_be_blank(type);
  if (is_made_at_once) return declare_opaque(var, nullptr, &construct, construct.getType());
  emit(ir::declare(var));
  std::vector<const clang::Expr*> arguments(construct.arg_begin(), construct.arg_end());
  this->construct(constructor, arguments, Binding{{}, ir::var_ref(function_, var), nullptr, nullptr});
}

void FunctionLowering::construct_in_place(const ir::Expr& place, const clang::CXXConstructExpr& construct) {
  const clang::CXXConstructorDecl& constructor = *construct.getConstructor();
  if (constructor.isCopyOrMoveConstructor() && construct.getNumArgs() == 1 && !constructor.isUserProvided()) {
    const clang::Expr& source = *construct.getArg(0);
    if (unwrapped(source).isPRValue()) return assign(place, source);
    if (names_object(source)) return assign_members(place, *object_of(source, "object"));
    return emit(ir::assign(place, place_of(source)));
  }
  // The value may be made of what it replaces.
  const ir::VarId made = temporary("object", ir::without_const(place->type));
  declare_with(made, &construct, construct.getType());
  emit(ir::assign(place, ir::var_ref(function_, made)));
}

// Lambdas.

std::shared_ptr<Object> FunctionLowering::closure(const clang::LambdaExpr& lambda, const std::string& name) {
  std::shared_ptr<Object> object = new_object(*lambda.getLambdaClass(), name);
  if (const clang::CXXMethodDecl* call = lambda.getCallOperator(); call && call->getBody()) {
    learn(*call->getBody());
  }
  auto init = lambda.capture_init_begin();
  for (const clang::LambdaCapture& capture : lambda.captures()) {
    const clang::Expr* value = *init++;
    if (capture.capturesThis()) {
      if (const Binding* self = this_binding()) object->captured_this = *self;
      if (capture.getCaptureKind() == clang::LCK_StarThis) refuse("Unsupported", {"a lambda that captures *this by copy"});
      continue;
    }
    if (!capture.capturesVariable()) continue;
    const clang::ValueDecl& var = *capture.getCapturedVar();
    const Binding* outer = find_binding(var);
    const auto* own = llvm::dyn_cast<clang::VarDecl>(&var);
    if (own && own->isInitCapture() && own->getInit()) {
      if (names_object(*own->getInit())) {
        object->captures[&var] = Binding{{}, nullptr, object_of(*own->getInit(), own->getNameAsString()), nullptr};
      } else if (own->getType()->isReferenceType()) {
        object->captures[&var] = Binding{{}, fixed_place(place_of(*own->getInit()), own->getNameAsString()), nullptr, nullptr};
      } else {
        const ir::VarId id = temporary(own->getNameAsString(), ir::without_const(type_of(own->getType())));
        declare_with(id, own->getInit(), own->getType());
        object->captures[&var] = Binding{id, nullptr, nullptr, nullptr};
      }
      continue;
    }
    if (!outer) continue;
    if (capture.getCaptureKind() == clang::LCK_ByRef || outer->function) {
      object->captures[&var] = *outer;
      continue;
    }
    // A copy, where the variable or the copy may change later.
    // What a parameter of an inlined function refers to may change behind its call.
    const bool is_bound = own && (own->isLocalVarDecl() || frames_.size() > 1);
    const bool is_reference = is_bound && own->getType()->isReferenceType();
    const bool changes = !own || is_reference || is_mutated_local(*own) || !lambda.getCallOperator()->isConst();
    if (outer->object) {
      const std::shared_ptr<Object> held = changes ? copy_object(*outer->object, var.getNameAsString() + "_captured") : outer->object;
      object->captures[&var] = Binding{{}, nullptr, held, nullptr};
      continue;
    }
    const ir::Expr place = binding_place(*outer);
    const bool is_literal = ir::get_if<ir::Literal>(place) != nullptr;
    if (!changes || is_literal) {
      object->captures[&var] = *outer;
    } else if (value) {
      const ir::VarId copy = temporary(var.getNameAsString() + "_captured", ir::without_const(ir::strip_reference(place->type)));
      declare_copy(copy, place);
      if (lambda.getCallOperator()->isConst()) steady_.insert(copy.index);
      object->captures[&var] = Binding{copy, nullptr, nullptr, nullptr};
    }
  }
  return object;
}

}  // namespace backsweep::frontend
