// Bodies lowered in place of a call: lambdas, accessors, and functions that get what has no address of its own.
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

constexpr std::size_t kDeepestInlining = 40;

bool is_function_pointer(clang::QualType type) {
  return type->isFunctionPointerType() || type->isFunctionReferenceType() ||
         (type->isReferenceType() && type->getPointeeType()->isFunctionPointerType());
}

/// Whether `base` is a template that was told the class that derives from it: its members ask for those of that class,
/// so that the object must be in sight.
bool knows_derived(const clang::CXXRecordDecl* base, const clang::CXXRecordDecl* derived) {
  const auto* made = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(base);
  if (!made || !derived || base->getCanonicalDecl() == derived->getCanonicalDecl()) return false;
  const llvm::ArrayRef<clang::TemplateArgument> arguments = made->getTemplateArgs().asArray();
  return std::any_of(arguments.begin(), arguments.end(), [&](const clang::TemplateArgument& argument) {
    const bool is_type = argument.getKind() == clang::TemplateArgument::Type;
    const clang::CXXRecordDecl* named = is_type ? argument.getAsType()->getAsCXXRecordDecl() : nullptr;
    return named && named->getCanonicalDecl() == derived->getCanonicalDecl();
  });
}

const clang::CXXRecordDecl* class_of(clang::QualType type) {
  while (type->isReferenceType() || type->isPointerType()) type = type->getPointeeType();
  return type->getAsCXXRecordDecl();
}

/// The same of the object and the arguments of a call.
bool knows_derived(const clang::FunctionDecl& callee, const clang::CallExpr& call) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  const bool is_operator = method && method->isInstance() && llvm::isa<clang::CXXOperatorCallExpr>(call);
  const clang::Expr* object = member ? member->getImplicitObjectArgument() : is_operator ? call.getArg(0) : nullptr;
  if (object && method && knows_derived(method->getParent(), class_of(object->IgnoreParenImpCasts()->getType()))) return true;
  for (unsigned i = is_operator ? 1 : 0, at = 0; i < call.getNumArgs() && at < callee.getNumParams(); ++i, ++at) {
    const clang::CXXRecordDecl* given = class_of(unwrapped(*call.getArg(i)->IgnoreParenImpCasts()).getType());
    if (knows_derived(class_of(callee.getParamDecl(at)->getType()), given)) return true;
  }
  return false;
}

/// Stands for what a call gives that has been refused.
ir::Expr placeholder(LibraryHost& host, clang::QualType returned) {
  if (returned->isVoidType()) return nullptr;
  const ir::VarId value = host.temporary("value", ir::without_const(ir::strip_reference(host.type_of(returned))));
  host.emit(ir::declare(value));
  return ir::var_ref(host.function(), value);
}

/// The void pointer of its own that a function returns, if nothing else reaches it.
const clang::VarDecl* returned_pointer(const clang::Expr* value, const std::set<const clang::VarDecl*>& escaping) {
  const auto* ref = value ? llvm::dyn_cast<clang::DeclRefExpr>(value->IgnoreParenImpCasts()) : nullptr;
  const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
  const bool is_local = var && var->hasLocalStorage() && !llvm::isa<clang::ParmVarDecl>(var);
  const bool is_own = is_local && var->getType()->isVoidPointerType();
  return is_own && escaping.count(var) == 0 ? var : nullptr;
}

/// `double out() const { return state.out; }`
bool gives_own_field(const clang::FunctionDecl& function) {
  const clang::Expr* returned = only_returned(function);
  return returned && is_own_member(*returned);
}

}  // namespace

/// One `return` of a place or of a member: the same place at the call says it all.
bool FunctionLowering::is_accessor(const clang::FunctionDecl& callee) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  const clang::FunctionDecl* body = owner_.definition(callee);
  const clang::Expr* returned = body ? only_returned(*body) : nullptr;
  if (!returned || is_in_std(callee)) return false;
  const clang::Expr& value = *returned->IgnoreParenImpCasts();
  if (callee.getReturnType()->isReferenceType()) {
    return !llvm::isa<clang::CallExpr>(value) || llvm::isa<clang::CXXOperatorCallExpr, clang::CXXMemberCallExpr>(value);
  }
  if (!method || !method->isInstance()) return false;
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(&value);
  if (member && callee.getNumParams() == 0) return true;
  const auto* size = llvm::dyn_cast<clang::CXXMemberCallExpr>(&value);
  return size && callee.getNumParams() == 0 && size->getMethodDecl() && is_in_std(*size->getMethodDecl());
}

bool FunctionLowering::must_inline(const clang::FunctionDecl& callee, const clang::CallExpr& call) {
  if (frames_.size() > kDeepestInlining) return false;
  const bool is_std_function = is_in_std(callee);
  if (is_std_function) return false;
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (method && method->getParent()->isLambda()) return true;
  if (is_scalarised(callee.getReturnType().getNonReferenceType()->getAsCXXRecordDecl()) && !callee.getReturnType()->isReferenceType()) {
    return true;
  }
  if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
    if (names_object(*member->getImplicitObjectArgument())) return true;
  }
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    const clang::Expr& argument = *call.getArg(i);
    if (names_object(argument)) return true;
    if (holds_known_function(argument) && !is_in_system_header(callee)) return true;
    if (is_function_pointer(argument.getType()) || argument.getType()->isFunctionType()) {
      if (named_function(argument) && !is_in_system_header(callee)) return true;
      const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(argument.IgnoreParenImpCasts());
      const Binding* binding = ref ? find_binding(*ref->getDecl()) : nullptr;
      if (binding && binding->function) return true;
    }
  }
  // How long a list is, is known at the call.
  const auto is_list = [&](const clang::ParmVarDecl* param) { return may_list_numbers(param->getType()); };
  if (std::any_of(callee.param_begin(), callee.param_end(), is_list)) return true;
  // Which place a reference means is known where the body stands; a call would give the place without its adjoint.
  const clang::FunctionDecl* body = owner_.definition(callee);
  if (callee.getReturnType()->isReferenceType() && body && !returned_argument(*body, ast_)) return true;
  return is_accessor(callee) || has_local_signature(callee) || is_out_of_reach(callee) || knows_derived(callee, call);
}

bool FunctionLowering::is_recursive(const clang::FunctionDecl& callee) const {
  return std::any_of(frames_.begin(), frames_.end(), [&](const Frame& frame) {
    return frame.function && frame.function->getCanonicalDecl() == callee.getCanonicalDecl();
  });
}

Binding FunctionLowering::self_of_object(const clang::Expr& object, bool is_pointer, bool is_read_at_once) {
  if (names_object(object)) return Binding{{}, nullptr, object_of(object, "object"), nullptr};
  const clang::Expr& e = unwrapped(object);
  if (llvm::isa<clang::CXXThisExpr>(*e.IgnoreParenImpCasts())) {
    if (frames_.back().self.object) return frames_.back().self;
    return Binding{{}, this_place(), nullptr, nullptr};
  }
  const ir::Expr place = is_pointer ? ir::deref(value_of(object)) : place_of(object);
  const clang::QualType type = is_pointer ? object.getType()->getPointeeType() : object.getType();
  return Binding{{}, is_read_at_once ? place : fixed_place(place, "object", type.isConstQualified()), nullptr, nullptr};
}

Binding FunctionLowering::self_of(const clang::CallExpr& call) {
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.getDirectCallee());
  if (!method || !method->isInstance()) return {};
  if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
    const clang::Expr& object = *member->getImplicitObjectArgument();
    const clang::FunctionDecl* body = owner_.definition(*method);
    return self_of_object(object, object.getType()->isPointerType(), /*is_read_at_once=*/body && gives_own_field(*body));
  }
  if (llvm::isa<clang::CXXOperatorCallExpr>(call)) return self_of_object(*call.getArg(0), /*is_pointer=*/false);
  return {};
}

/// The same place, its subscripts and pointers kept in variables where later statements could change them.
ir::Expr FunctionLowering::fixed_place(const ir::Expr& place, const std::string& name, bool is_const) {
  if (!place) return place;
  bool is_fixed = true;
  ir::walk(place, [&](const ir::Expr& e) {
    if (const auto* element = ir::get_if<ir::Index>(e)) is_fixed = is_fixed && ir::get_if<ir::Literal>(element->index);
    if (const auto* deref = ir::get_if<ir::Deref>(e)) {
      const auto* ref = ir::get_if<ir::VarRef>(deref->pointer);
      const bool is_constant_pointer = ref && (deref->pointer->type->kind == ir::TypeKind::kReference || function_.var(ref->var).is_temporary);
      is_fixed = is_fixed && is_constant_pointer;
    }
    if (const auto* element = ir::get_if<ir::Index>(e); element && element->base->type->kind == ir::TypeKind::kPointer) {
      const auto* ref = ir::get_if<ir::VarRef>(element->base);
      is_fixed = is_fixed && ref && function_.var(ref->var).role == ir::VarRole::kParam && reachable_.count(ref->var.index) == 0;
    }
  });
  if (is_fixed || !ir::is_place(place)) return place;
  const ir::VarId alias = temporary(name, ir::reference_to(is_const ? ir::with_const(place->type) : place->type));
  reachable_.insert(alias.index);
  emit(ir::declare(alias, ir::make_expr(ir::AddressOf{place}, ir::pointer_to(place->type))));
  return ir::place_of(function_, alias);
}

/// The local object of a caller, or of this function, that the expression is, points to or copies; null where it holds no
/// pointers to functions.
const clang::VarDecl* FunctionLowering::holder_of(const clang::Expr& expr) const {
  const clang::Expr* e = &unwrapped(*expr.IgnoreParenImpCasts());
  for (;;) {
    const auto* op = llvm::dyn_cast<clang::UnaryOperator>(e);
    const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(e);
    const bool is_step = op && (op->getOpcode() == clang::UO_AddrOf || op->getOpcode() == clang::UO_Deref);
    const bool is_copy = copy && copy->getNumArgs() == 1 && copy->getConstructor()->isCopyOrMoveConstructor();
    if (!is_step && !is_copy) break;
    e = &unwrapped(*(is_step ? op->getSubExpr() : copy->getArg(0))->IgnoreParenImpCasts());
  }
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(e);
  const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
  if (!var) return nullptr;
  if (const auto known = holders_.find(var); known != holders_.end()) return known->second;
  return var->hasLocalStorage() && FunctionMembers::has_any(var->getType()) ? var : nullptr;
}

bool FunctionLowering::holds_known_function(const clang::Expr& expr) {
  const clang::VarDecl* holder = holder_of(expr);
  const clang::RecordDecl* record = holder ? holder->getType()->getAsRecordDecl() : nullptr;
  if (!record) return false;
  const clang::RecordDecl& whole = *record->getDefinition();
  return std::any_of(whole.field_begin(), whole.field_end(), [&](const clang::FieldDecl* field) {
    return field->getType()->isFunctionPointerType() && owner_.function_in(*holder, *field);
  });
}

/// What is bound to an object with known functions has the same; of a copy that `scope` changes that is not known.
void FunctionLowering::note_holder(const clang::VarDecl& var, const clang::Expr& init, const clang::Stmt* scope) {
  holders_.erase(&var);
  const clang::VarDecl* holder = holder_of(init);
  if (!holder) return;
  const bool may_change = !var.getType()->isReferenceType() &&
                          (!scope || written_variables(*scope).count(&var) > 0 || escaping_variables(*scope).count(&var) > 0);
  if (!may_change) holders_[&var] = holder;
}

void FunctionLowering::bind_parameter(const clang::ParmVarDecl& param, const clang::Expr& argument) {
  const clang::QualType type = param.getType();
  note_holder(param, argument, llvm::cast<clang::FunctionDecl>(param.getDeclContext())->getBody());
  if (is_function_pointer(type) || argument.getType()->isFunctionType() || is_function_pointer(argument.getType())) {
    if (const clang::FunctionDecl* function = known_function(argument)) {
      bindings_[&param] = Binding{{}, nullptr, nullptr, function};
      return;
    }
  }
  if (may_list_numbers(type) && bind_list(param, argument)) return;
  if (names_object(argument)) {
    std::shared_ptr<Object> object = object_of(argument, param.getNameAsString());
    const bool is_copied = !type->isReferenceType() && !type->isPointerType() && unwrapped(argument).isGLValue();
    if (is_copied) object = copy_object(*object, param.getNameAsString());
    bindings_[&param] = Binding{{}, nullptr, object, nullptr};
    return;
  }
  if (type->isReferenceType()) {
    const clang::Expr& e = unwrapped(argument);
    if (e.isGLValue()) {
      const ir::Expr place = fixed_place(place_of(argument), param.getNameAsString());
      if (place && ir::is_place(place)) {
        bindings_[&param] = Binding{{}, place, nullptr, nullptr};
        return;
      }
    }
    return declare_parameter(param, ir::without_const(type_of(type->getPointeeType())), argument, type->getPointeeType());
  }
  const ir::Type lowered = ir::without_const(type_of(type));
  const bool is_pointer = lowered->kind == ir::TypeKind::kPointer;
  const bool is_scalar = ir::is_real(lowered) || ir::is_integer(lowered) || is_pointer;
  const clang::Stmt* body = llvm::cast<clang::FunctionDecl>(param.getDeclContext())->getBody();
  const bool is_written = !body || is_written_in(param, *body) || escaping_.count(&param) > 0;
  if (is_scalar && !is_written) {
    ir::Expr value = converted(value_of(argument), lowered);
    const bool is_size = !frames_.back().memory.isNull() && ir::is_integer(lowered);
    if (is_size) value = kept_factors(value);
    const auto* ref = ir::get_if<ir::VarRef>(value);
    const bool is_lasting = is_size || ir::get_if<ir::Literal>(value) ||
                            (ref && (steady_.count(ref->var.index) > 0 || function_.var(ref->var).role == ir::VarRole::kInduction));
    if (is_lasting) {
      bindings_[&param] = Binding{{}, value, nullptr, nullptr};
      return;
    }
    const ir::VarId var = add_variable(param, lowered);
    return emit(ir::declare(var, value));
  }
  declare_parameter(param, lowered, argument, type);
}

// The argument may be a call of the same function, which binds the parameter to its own variable.
void FunctionLowering::declare_parameter(const clang::ParmVarDecl& param, const ir::Type& lowered, const clang::Expr& argument,
                                         const clang::QualType& type) {
  const ir::VarId var = add_variable(param, lowered);
  const Binding own = bindings_[&param];
  declare_with(var, &argument, type);
  bindings_[&param] = own;
}

// As in `f(a, f(b, c))`: a later argument may bind the parameters for its own call.
void FunctionLowering::bind_parameters(const clang::FunctionDecl& callee, const std::vector<const clang::Expr*>& arguments) {
  std::vector<std::pair<const clang::ParmVarDecl*, Binding>> bound;
  for (unsigned i = 0; i < callee.getNumParams() && i < arguments.size(); ++i) {
    const clang::ParmVarDecl& param = *callee.getParamDecl(i);
    // Nothing that somebody wrote can ask for it, as for a tag that picks the function.
    const bool is_written = !callee.isImplicit() && !callee.isDefaulted();
    if (is_written && param.getName().empty() && !arguments[i]->HasSideEffects(ast_)) continue;
    bind_parameter(param, *arguments[i]);
    bound.emplace_back(&param, bindings_[&param]);
  }
  for (const auto& [param, binding] : bound) bindings_[param] = binding;
}

void FunctionLowering::bind_parameter_value(const clang::ParmVarDecl& param, const ir::Expr& argument) {
  const clang::QualType type = param.getType();
  if (type->isReferenceType() && ir::is_place(argument)) {
    bindings_[&param] = Binding{{}, fixed_place(argument, param.getNameAsString(), type->getPointeeType().isConstQualified()), nullptr, nullptr};
    return;
  }
  const ir::VarId var = add_variable(param, ir::without_const(ir::strip_reference(type_of(type))));
  function_.var(var).name = unique_name(function_.var(var).name);
  emit(ir::declare(var, converted(argument, function_.var(var).type)));
}

std::optional<ir::Expr> FunctionLowering::call_inlined(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                                       Destination* destination, bool is_value_wanted) {
  const clang::QualType memory = memory_handled(callee, call);
  const clang::FunctionDecl* body = !memory.isNull() || must_inline(callee, call) ? owner_.definition(callee) : nullptr;
  if (!body || !body->getBody() || is_recursive(*body)) return std::nullopt;
  std::vector<const clang::Expr*> arguments(call.arg_begin(), call.arg_end());
  const bool has_object = llvm::isa<clang::CXXMethodDecl>(callee) && llvm::isa<clang::CXXOperatorCallExpr>(call);
  if (has_object && !arguments.empty()) arguments.erase(arguments.begin());
  Frame frame;
  frame.self = self_of(call);
  frame.memory = memory;
  const ir::VarId declared = destination ? destination->declared : ir::VarId();
  bool is_received = !memory.isNull() && declared.is_valid();
  if (is_received) {
    const ir::Type wanted = ir::without_const(function_.var(declared).type);
    is_received = ir::same_type(wanted, ir::pointer_to(type_of(memory)));
  }
  if (is_received) frame.receiver = declared;
  const ir::Expr value = inline_call(*body, std::move(frame), arguments);
  if (is_received && value && ir::is_variable(value, declared)) destination->is_used = true;
  if (value || !is_value_wanted || !callee.getReturnType()->isPointerType()) return value;
  owner_.sink.error(diagnostics::Kind::kUnsupported, span_, {"the object that '" + source_text(call.getSourceRange()) + "' points to"})
      .note(diagnostics::Kind::kWayOut, span_, {"choose between the objects by ?: where the pointer is used, without a function"});
  return ir::zero(ir::without_const(type_of(callee.getReturnType())));
}

ir::Expr FunctionLowering::inline_call(const clang::FunctionDecl& callee, Frame frame,
                                       const std::vector<const clang::Expr*>& arguments) {
  frame.function = &callee;
  // Arguments belong to the caller; names of parameters to the callee.
  learn(*callee.getBody());
  Frame binding_frame = frames_.back();
  frames_.push_back(std::move(binding_frame));
  frames_.back().is_inlined = true;
  frames_.back().memory = frame.memory;
  bind_parameters(callee, arguments);
  frames_.pop_back();
  return run_inlined(callee, std::move(frame));
}

ir::Expr FunctionLowering::copy_body(const clang::FunctionDecl& callee, Frame frame) {
  const clang::Stmt& body = *callee.getBody();
  const std::vector<const clang::ReturnStmt*> returns = returns_in(body, ast_);
  const auto* block = llvm::dyn_cast<clang::CompoundStmt>(&body);
  const bool is_last = returns.empty() || (returns.size() == 1 && block && !block->body_empty() && block->body_back() == returns[0]);
  if (is_unknown_closure(callee, frame.self)) {
    refuse_lambda("a call of a lambda that is not known by its name");
    return placeholder(*this, callee.getReturnType());
  }
  frame.is_inlined = true;
  frame.returns_at_end = is_last;
  const bool has_receiver = is_last && frame.receiver.is_valid() && !returns.empty();
  if (has_receiver) frame.given = returned_pointer(returns[0]->getRetValue(), escaping_);
  frame.scopes = scopes_.size();
  const clang::QualType returned = callee.getReturnType();
  const bool returns_object = is_scalarised(returned.getNonReferenceType()->getAsCXXRecordDecl());
  if (!is_last) {
    frame.end_label = unique_name(callee.getIdentifier() ? callee.getNameAsString() + "_done" : "call_done");
    if (returns_object) {
      const clang::CXXRecordDecl& record = *returned.getNonReferenceType()->getAsCXXRecordDecl()->getDefinition();
      if (!returned->isReferenceType() && may_be_assembled(record)) {
        frame.assembled = blank_object(record, callee.getIdentifier() ? callee.getNameAsString() : "object");
      }
    } else if (!returned->isVoidType()) {
      const bool is_told = returned->isVoidPointerType() && !frame.memory.isNull();
      const clang::QualType behind = is_told ? frame.memory : returned->getPointeeType();
      const bool is_address = is_told || returned->isReferenceType();
      const ir::Type type = is_address ? ir::pointer_to(type_of(behind)) : ir::without_const(type_of(returned));
      frame.result = temporary(callee.getIdentifier() ? callee.getNameAsString() + "_value" : "call_value", type);
      emit(ir::declare(frame.result));
    }
  }
  const std::string label = frame.end_label;
  frames_.push_back(std::move(frame));
  const std::vector<std::size_t> breakable = std::exchange(breakable_, {});
  const std::vector<std::size_t> continuable = std::exchange(continuable_, {});
  const auto lower = [&] {
    open_scope();
    if (block) {
      lower_compound(*block);
    } else {
      lower_stmt(body);
    }
    close_scope(/*is_reachable=*/is_last);
  };
  if (is_last) {
    lower();
  } else {
    emit(ir::make_stmt(ir::Block{collect(lower)}));
    emit(ir::make_stmt(ir::Label{label}));
  }
  breakable_ = breakable;
  continuable_ = continuable;
  Frame done = std::move(frames_.back());
  frames_.pop_back();
  last_object_ = done.object;
  if (done.result.is_valid()) {
    const ir::Expr value = ir::var_ref(function_, done.result);
    return returned->isReferenceType() ? ir::deref(value) : value;
  }
  return done.value;
}

void FunctionLowering::return_inlined(const clang::Expr* value) {
  const clang::FunctionDecl& callee = *frames_.back().function;
  const bool by_reference = callee.getReturnType()->isReferenceType();
  const bool is_void = callee.getReturnType()->isVoidType();
  ir::Expr lowered;
  bool is_one_object = false;  // As in `if (this == &other) return *this;`.
  const auto scopes = scopes_;
  if (value && names_object(*value)) {
    std::shared_ptr<Object> object = returned_local(*value);
    if (!object) object = object_of(*value, callee.getIdentifier() ? callee.getNameAsString() : "object");
    if (object && frames_.back().assembled) {
      assign_object(*frames_.back().assembled, *object);
      // What is returned takes the members over: they do not end here, but on other ways through the function.
      adopt(object);
      forget(object);
      object = frames_.back().assembled;
    }
    adopt(object);
    is_one_object = by_reference && (!frames_.back().object || frames_.back().object == object);
    frames_.back().object = object;
    if (!by_reference) forget(frames_.back().object);
  } else if (value && is_void) {
    discard(*value);
  } else if (value && by_reference) {
    lowered = place_of(*value);
  } else if (value) {
    const ir::Type type = ir::without_const(type_of(callee.getReturnType()));
    const clang::Expr& e = unwrapped(*value);
    const bool is_class = type->kind == ir::TypeKind::kRecord || type->kind == ir::TypeKind::kVector || type->kind == ir::TypeKind::kArray;
    lowered = is_class ? argument_value(e, callee.getReturnType()) : converted(value_of(*value), type);
  }
  if (frames_.back().returns_at_end) {
    const bool has_objects = std::any_of(scopes_.begin() + static_cast<std::ptrdiff_t>(frames_.back().scopes), scopes_.end(),
                                         [](const auto& scope) { return !scope.empty(); });
    const ir::VarId receiver = frames_.back().receiver;
    const bool is_received = receiver.is_valid() && lowered && ir::is_variable(lowered, receiver);
    if (has_objects && lowered && !by_reference && !is_received) lowered = keep("result", lowered);
    frames_.back().value = lowered;
    return;
  }
  if (frames_.back().result.is_valid() && lowered) {
    const ir::Expr result = ir::var_ref(function_, frames_.back().result);
    emit(ir::assign(result, by_reference ? ir::make_expr(ir::AddressOf{lowered}, ir::pointer_to(lowered->type)) : lowered));
  }
  const bool is_unassembled = frames_.back().object && !frames_.back().assembled && !is_one_object;
  const clang::CXXRecordDecl* unassembled = is_unassembled ? frames_.back().object->record : nullptr;
  if (unassembled && unassembled->isLambda()) {
    refuse_lambda("returning a lambda from several places");
  } else if (unassembled) {
    refuse("Unsupported", {"returning an object from several places"});
  }
  destroy_down_to(frames_.back().scopes);
  scopes_ = scopes;
  emit(ir::make_stmt(ir::Goto{frames_.back().end_label}));
}

}  // namespace backsweep::frontend
