// Variables: what a name means, and declarations with every form of initializer.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "frontend/source_spans.h"
#include "frontend/union_names.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

/// Whether a member is initialized, by its default, from others of the object in the making.
bool reads_own_members(const clang::Expr& init) {
  bool found = false;
  if (llvm::isa<clang::CXXDefaultInitExpr>(init)) {
    walk_ast(init, [&](const clang::Stmt& stmt) {
      found = found || llvm::isa<clang::CXXThisExpr>(stmt);
      return !found;
    });
  }
  return found;
}

bool is_scalar(const ir::Type& type) {
  return ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer;
}

/// Whether the value of `var` is read below `stmt`; its address and its size are no values.
bool reads_variable(const clang::Stmt& stmt, const clang::VarDecl& var) {
  if (llvm::isa<clang::UnaryExprOrTypeTraitExpr>(stmt)) return false;
  if (const auto* load = llvm::dyn_cast<clang::ImplicitCastExpr>(&stmt); load && load->getCastKind() == clang::CK_LValueToRValue) {
    if (variable_at_root(*load->getSubExpr()) == &var) return true;
  }
  const auto children = stmt.children();
  return std::any_of(children.begin(), children.end(),
                     [&](const clang::Stmt* child) { return child && reads_variable(*child, var); });
}

std::optional<double> constant_number(const clang::VarDecl& var) {
  const clang::VarDecl* with_value = nullptr;
  const clang::Expr* init = var.getAnyInitializer(with_value);
  if (!init || !with_value || init->isValueDependent() || with_value->isInvalidDecl()) return std::nullopt;
  const clang::APValue* value = with_value->evaluateValue();
  if (!value) return std::nullopt;
  if (value->isInt()) return static_cast<double>(value->getInt().getExtValue());
  if (!value->isFloat()) return std::nullopt;
  llvm::APFloat number = value->getFloat();
  bool loses = false;
  number.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &loses);
  return loses ? std::nullopt : std::optional<double>(number.convertToDouble());
}

}  // namespace

const Binding* FunctionLowering::find_binding(const clang::ValueDecl& decl) const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (!frame->self.object) continue;
    const auto captured = frame->self.object->captures.find(&decl);
    if (captured != frame->self.object->captures.end()) return &captured->second;
    break;
  }
  const auto known = bindings_.find(&decl);
  return known == bindings_.end() ? nullptr : &known->second;
}

ir::Expr FunctionLowering::binding_place(const Binding& binding) {
  if (binding.place) return binding.place;
  if (binding.var.is_valid()) return ir::place_of(function_, binding.var);
  return nullptr;
}

ir::Expr FunctionLowering::bound_place(const clang::ValueDecl& decl) {
  const Binding* binding = find_binding(decl);
  return binding ? binding_place(*binding) : nullptr;
}

/// A constant with a scalar value is its value, under its name where that can be said from outside.
ir::Expr FunctionLowering::constant_variable(const clang::VarDecl& var) {
  const clang::QualType type = var.getType();
  if (!var.hasGlobalStorage() || type.isVolatileQualified()) return nullptr;
  if (!type->isArithmeticType() && !type->isEnumeralType()) return nullptr;
  if (!type.isConstQualified() && !owner_.is_constant_by_use(var)) return nullptr;
  const ir::Type lowered = ir::without_const(type_of(type));
  if (!is_scalar(lowered)) return nullptr;
  const std::optional<double> value = constant_number(var);
  if (!value) return nullptr;
  if (is_accessible(var)) return ir::literal(qualified_name(var), value, lowered);
  if (ir::is_real(lowered)) return ir::real(*value, lowered);
  if (lowered->kind == ir::TypeKind::kBool) return ir::boolean(*value != 0);
  return ir::integer(static_cast<long>(*value), lowered);
}

/// The variables of the program that the initializer names, but for those that are only read.
std::vector<ir::VarId> FunctionLowering::written_variables_in(const clang::Expr& init) {
  std::vector<ir::VarId> found;
  walk_ast(init, [&](const clang::Stmt& stmt) {
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    const auto* named = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
    const bool is_constant = named && ast_.getBaseElementType(named->getType()).isConstQualified();
    if (named && named->hasGlobalStorage() && !is_constant && !owner_.is_only_read(*named)) found.push_back(global(*named));
    return true;
  });
  return found;
}

ir::VarId FunctionLowering::global(const clang::VarDecl& var) {
  const clang::VarDecl* canonical = var.getCanonicalDecl();
  if (const auto known = globals_.find(canonical); known != globals_.end()) return known->second;
  const clang::VarDecl* with_init = nullptr;
  const clang::Expr* init = var.getAnyInitializer(with_init);
  if (!init) {
    with_init = owner_.definition(var);
    init = with_init ? with_init->getInit() : nullptr;
  }
  ir::Variable variable;
  variable.type = type_of(var.getType());
  variable.span = span_of_range(var.getSourceRange());
  variable.role = var.isStaticLocal() ? ir::VarRole::kStatic : ir::VarRole::kGlobal;
  variable.name = var.getNameAsString();
  variable.is_constexpr = var.isConstexpr();
  // What a pointer in it leads to may be written all the same.
  const bool has_pointers = ir::holds_pointers(variable.type);
  variable.is_constant = has_annotation(var, "backsweep::constant") || (!has_pointers && owner_.is_only_read(var));
  if (!var.isStaticLocal()) {
    variable.qualified_name = is_private_member(var) ? access_to_variable(owner_.program, qualified_name(var)) : qualified_name(var);
  }
  if (init && !init->isValueDependent()) {
    if (var.isStaticLocal()) {
      // It is declared again in another function, where the names of this one's class and namespaces are others.
      const CopiedText text = text_of(*init);
      if (text.operands.empty()) variable.init_text = text.pieces.front();
    } else {
      llvm::raw_string_ostream stream(variable.init_text);
      init->printPretty(stream, nullptr, policy());
    }
    const bool is_call = with_init && with_init->getInitStyle() == clang::VarDecl::CallInit;
    if (is_call && !variable.init_text.empty() && llvm::isa<clang::CXXConstructExpr>(unwrapped(*init))) {
      variable.init_text = spelling_of(var.getType().getUnqualifiedType()) + "(" + variable.init_text + ")";
    }
  }
  const ir::VarId id = function_.add_var(std::move(variable));
  reachable_.insert(id.index);
  globals_[canonical] = id;
  if (has_pointers && init) function_.var(id).initial_targets = written_variables_in(*init);
  return id;
}

ir::Expr FunctionLowering::variable_place(const clang::VarDecl& var) {
  if (ir::Expr place = bound_place(var)) return place;
  if (var.hasGlobalStorage()) return ir::place_of(function_, global(var));
  if (const auto* holding = llvm::dyn_cast<clang::ParmVarDecl>(&var); holding && frames_.back().is_inlined) return nullptr;
  // A local of an enclosing function, named in a constant expression: its value is all that counts.
  if (const std::optional<double> value = constant_number(var)) {
    return ir::literal(std::to_string(static_cast<long>(*value)), value, ir::without_const(type_of(var.getType())));
  }
  return nullptr;
}

void FunctionLowering::lower_declarations(const clang::DeclStmt& stmt) {
  for (const clang::Decl* decl : stmt.decls()) {
    if (const auto* type_decl = llvm::dyn_cast<clang::TypeDecl>(decl)) {
      lower_local_type(*type_decl);
    } else if (const auto* bindings = llvm::dyn_cast<clang::DecompositionDecl>(decl)) {
      declare_bindings(*bindings);
    } else if (const auto* var = llvm::dyn_cast<clang::VarDecl>(decl)) {
      // A constant table of the function is declared again wherever the function is emitted.
      const clang::QualType type = ast_.getBaseElementType(var->getType());
      const bool is_constant = var->isStaticLocal() && (type.isConstQualified() || owner_.is_constant_by_use(*var));
      const bool is_table = is_constant && !var->getType()->isScalarType() && var->getInit();
      if (!var->hasGlobalStorage() || is_table) declare_local(*var);
    }
  }
}

void FunctionLowering::declare_local(const clang::VarDecl& var) {
  if (is_frame(var.getType())) return;
  const clang::Expr* init = var.getInit();
  if (init && (var.getType()->isPointerType() || var.getType()->isReferenceType())) {
    note_holder(var, *init, frames_.back().function->getBody());
  }
  // C's complex numbers are not C++'s: not even their text can be copied.
  if (var.getType()->isAnyComplexType() && !ast_.getLangOpts().CPlusPlus) {
    owner_.sink.error(diagnostics::Kind::kUnsupported, span_of(ast_, var.getSourceRange()), {"a complex number"});
  }
  if (init && may_list_numbers(var.getType()) && bind_list(var, *init)) return;
  if (init && names_object(*init)) {
    if (std::shared_ptr<Object> object = object_of(*init, var.getNameAsString())) {
      bindings_[&var] = Binding{{}, nullptr, object, nullptr};
      adopt(object);
      if (object->owned.is_valid() && !frames_.back().is_inlined) function_.var(object->owned).name = var.getNameAsString();
      const bool is_owner = !var.getType()->isReferenceType() && !var.getType()->isPointerType();
      if (is_owner && needs_destruction(*object->record)) scopes_.back().push_back(object);
      return;
    }
  }
  if (var.getType()->isReferenceType() && init) return declare_reference(var, *init);
  const ir::Type type = without_const_elements(type_of(var.getType()));
  if (type->kind == ir::TypeKind::kOpaque && var.getType()->isFunctionPointerType() && init) {
    const clang::Expr& e = *init->IgnoreParenImpCasts();
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(&e);
    const clang::Expr& named = address ? *address->getSubExpr()->IgnoreParenImpCasts() : e;
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&named);
    const auto* function = ref ? llvm::dyn_cast<clang::FunctionDecl>(ref->getDecl()) : nullptr;
    if (function && !is_mutated_local(var)) {
      bindings_[&var] = Binding{{}, nullptr, nullptr, function};
      return;
    }
  }
  if (init && !ir::holds_pointers(type) && reads_variable(*init, var)) {
    owner_.sink.error(diagnostics::Kind::kUnsupported, span_of(ast_, var.getSourceRange()),
                      {"'" + var.getNameAsString() + "', which its own initializer reads,"});
  }
  const ir::VarId receiver = receiving_variable(var);
  const ir::VarId id = receiver.is_valid() ? receiver : add_variable(var, type);
  declare_with(id, init, var.getType());
}

bool FunctionLowering::is_mutated_local(const clang::VarDecl& var) const {
  return escaping_.count(&var) + written_.count(&var) > 0;
}

namespace {

/// The variables that a reference bound to the expression may refer to: one of a choice, an argument of std::min.
void add_choices(const clang::Expr& expr, std::vector<const clang::ValueDecl*>& out) {
  const clang::Expr& e = unwrapped(*expr.IgnoreParenImpCasts());
  if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&e)) out.push_back(ref->getDecl());
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&e)) {
    add_choices(*choice->getTrueExpr(), out);
    add_choices(*choice->getFalseExpr(), out);
  }
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&e);
  const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !is_in_std(*callee) || !callee->getReturnType()->isReferenceType()) return;
  for (const clang::Expr* argument : call->arguments()) add_choices(*argument, out);
}

}  // namespace

/// Whether a reference bound to it may refer to the counter of a loop, which has no address and one value in an iteration.
bool FunctionLowering::may_be_counter(const clang::Expr& expr) {
  std::vector<const clang::ValueDecl*> choices;
  add_choices(expr, choices);
  return std::any_of(choices.begin(), choices.end(), [&](const clang::ValueDecl* var) {
    const Binding* binding = find_binding(*var);
    const bool is_value = binding && binding->place && !ir::is_place(binding->place);
    return is_value || (binding && binding->var.is_valid() && function_.var(binding->var).role == ir::VarRole::kInduction);
  });
}

/// A reference to a temporary is the temporary; anything else is bound to the place.
void FunctionLowering::declare_reference(const clang::VarDecl& var, const clang::Expr& init) {
  const clang::QualType referent = var.getType()->getPointeeType();
  const auto* temporary_expr = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(init.IgnoreParens()->IgnoreImplicitAsWritten());
  const bool is_temporary = temporary_expr || unwrapped(init).isPRValue();
  if (is_temporary) {
    const ir::VarId id = add_variable(var, ir::without_const(type_of(referent)));
    declare_with(id, &init, referent);
    return;
  }
  if (referent.isConstQualified() && may_be_counter(init)) {
    const ir::VarId id = add_variable(var, ir::without_const(type_of(referent)));
    return emit(ir::declare(id, converted(value_of(init), function_.var(id).type)));
  }
  const ir::Expr place = place_of(init);
  if (!place || !ir::is_place(place)) {
    const ir::VarId id = add_variable(var, type_of(var.getType()));
    declare_opaque(id, &var, &init, var.getType());
    return;
  }
  const ir::Expr named = with_named_subscripts(place);
  const ir::VarId id = add_variable(var, ir::reference_to(type_of(referent)));
  reachable_.insert(id.index);
  emit(ir::declare(id, ir::make_expr(ir::AddressOf{named}, ir::pointer_to(named->type))));
}

/// Subscripts that are computed from real numbers, which may change later, become variables: these can be kept.
ir::Expr FunctionLowering::with_named_subscripts(const ir::Expr& place) {
  return ir::rewrite(place, [&](const ir::Expr& e) {
    const auto* access = ir::get_if<ir::Index>(e);
    bool reads_reals = false;
    if (access) ir::walk(access->index, [&](const ir::Expr& part) { reads_reals = reads_reals || ir::is_real(part->type); });
    if (!reads_reals) return e;
    const ir::VarId index = temporary("index", ir::without_const(access->index->type));
    emit(ir::declare(index, access->index));
    return ir::index(access->base, ir::var_ref(function_, index));
  });
}

void FunctionLowering::declare_bindings(const clang::DecompositionDecl& decl) {
  const clang::Expr* init = decl.getInit();
  ir::Expr whole;
  const bool is_reference = decl.getType()->isReferenceType();
  if (is_reference && init && unwrapped(*init).isGLValue()) {
    whole = fixed_place(place_of(*init), "bound", decl.getType()->getPointeeType().isConstQualified());
  } else if (init) {
    const clang::QualType type = decl.getType().getNonReferenceType();
    const ir::VarId id = temporary("bound", ir::without_const(type_of(type)));
    for (const clang::BindingDecl* one : decl.bindings()) function_.var(id).member_names.push_back(one->getNameAsString());
    declare_with(id, init, type);
    whole = ir::var_ref(function_, id);
  }
  if (!whole) return;
  bindings_[&decl] = Binding{{}, whole, nullptr, nullptr};
  std::size_t position = 0;
  for (const clang::BindingDecl* one : decl.bindings()) {
    ir::Expr place;
    const std::size_t at = position++;
    if (whole->type->kind == ir::TypeKind::kArray) {
      place = ir::index(whole, ir::integer(static_cast<long>(at)));
    } else if (whole->type->kind == ir::TypeKind::kRecord && at < whole->type->record->fields.size()) {
      const ir::Field& field = whole->type->record->fields[at];
      place = ir::member(whole, field.name, field.type, field.is_private);
      if (field.type->kind == ir::TypeKind::kReference) place = ir::deref(place);
    } else if (one->getBinding() && !one->getHoldingVar()) {
      place = place_of(*one->getBinding());
    } else {
      refuse("Unsupported", {"a structured binding of '" + spelling_of(decl.getType()) + "'"});
      continue;
    }
    bindings_[one] = Binding{{}, place, nullptr, nullptr};
    if (const clang::VarDecl* holding = one->getHoldingVar()) bindings_[holding] = Binding{{}, place, nullptr, nullptr};
  }
}

/// A call whose result the function delivers itself.
bool FunctionLowering::is_user_call(const clang::Expr& expr) {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr);
  const clang::FunctionDecl* callee = call && call->isPRValue() ? callee_of(*call) : nullptr;
  return callee && !is_in_std(*callee) && !is_in_system_header(*callee) && callee->getBuiltinID() == 0 && owner_.definition(*callee);
}

void FunctionLowering::declare_with(ir::VarId var, const clang::Expr* init, clang::QualType type) {
  const ir::Type lowered = function_.var(var).type;
  if (!init) return emit(ir::declare(var));
  const clang::Expr& e = unwrapped(*init);
  if (const auto* literal = llvm::dyn_cast<clang::CompoundLiteralExpr>(&e)) {
    return declare_with(var, literal->getInitializer(), type);
  }
  const bool is_class = type->isRecordType() || type->isArrayType() || type->isPointerType();
  if (is_class && !is_user_call(e) && initialize_by_library(*this, var, *init)) return;
  if (lowered->kind == ir::TypeKind::kOpaque) return declare_opaque(var, nullptr, init, type);
  if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&e); list && declare_list(var, *list)) return;
  if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&e)) return declare_constructed(var, *construct);
  if (llvm::isa<clang::ImplicitValueInitExpr, clang::CXXScalarValueInitExpr>(e)) {
    return emit(ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
  }
  const auto* plain_call = llvm::dyn_cast<clang::CallExpr>(&e);
  if (const clang::CallExpr* call = plain_call ? plain_call : call_for_memory(e); call && !e.isGLValue()) {
    if (names_object(e)) {
      emit(ir::declare(var));
      return assign(ir::var_ref(function_, var), e);
    }
    Destination destination{nullptr, var, false};
    const ir::Expr value = call_value(*call, &destination);
    if (destination.is_used) return;
    return emit(ir::declare(var, value ? converted(value, lowered) : nullptr));
  }
  if (is_scalar(lowered)) return emit(ir::declare(var, converted(value_of(*init), lowered)));
  if (llvm::isa<clang::AbstractConditionalOperator, clang::StringLiteral, clang::ArrayInitLoopExpr>(e)) {
    emit(ir::declare(var));
    return assign(ir::var_ref(function_, var), *init);
  }
  const ir::Expr value = value_of(*init);
  if (value && ir::is_place(value)) return emit(ir::declare(var, value));
  emit(ir::declare(var));
  if (value) assign_value(ir::var_ref(function_, var), value);
}

/// Braces over scalars stay braces; nested ones become assignments to what they name.
bool FunctionLowering::declare_list(ir::VarId var, const clang::InitListExpr& list) {
  const ir::Type type = function_.var(var).type;
  std::vector<ir::Type> wanted;
  if (type->kind == ir::TypeKind::kRecord) {
    const auto* class_decl = list.getType()->getAsCXXRecordDecl();
    const bool is_nested = list.getType()->getAsRecordDecl()->isUnion() || (class_decl && class_decl->getNumBases() > 0);
    if (is_nested) {
      emit(ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
      assign_list(ir::var_ref(function_, var), list);
      return true;
    }
    for (const ir::Field& field : type->record->fields) wanted.push_back(field.type);
  } else if (type->kind == ir::TypeKind::kArray) {
    wanted.assign(list.getNumInits(), type->element);
  } else {
    return false;
  }
  bool is_flat = wanted.size() >= list.getNumInits();
  for (std::size_t i = 0; is_flat && i < list.getNumInits(); ++i) {
    const ir::Type element = ir::strip_reference(wanted[i]);
    const clang::Expr& init = *list.getInit(static_cast<unsigned>(i));
    const bool is_value = is_scalar(type_of(init.getType())) && !reads_own_members(init);
    is_flat = is_value && is_scalar(element) && wanted[i]->kind != ir::TypeKind::kReference;
  }
  const clang::CXXRecordDecl* element = list.getType()->isArrayType() ? ast_.getBaseElementType(list.getType())->getAsCXXRecordDecl() : nullptr;
  if (!is_flat && element && !ir::may_be_blank(type) && !is_made_at_once(*element->getDefinition())) {
    declare_opaque(var, nullptr, &list, list.getType());
    return true;
  }
  if (!is_flat) {
    emit(ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
    assign_list(ir::var_ref(function_, var), list);
    return true;
  }
  ir::Declare declare{var, nullptr, list.getNumInits() == 0, {}, {}};
  std::vector<std::function<ir::Expr()>> evaluations;
  for (unsigned i = 0; i < list.getNumInits(); ++i) {
    evaluations.emplace_back([this, &list, &wanted, i] { return converted(value_of(*list.getInit(i)), wanted[i]); });
  }
  declare.elements = in_order(evaluations);
  // Of a struct every member stays: compilers warn of missing ones.
  const auto drops_zero = [&] { return type->kind == ir::TypeKind::kArray && declare.elements.size() > 1 && ir::is_zero(declare.elements.back()); };
  while (drops_zero()) declare.elements.pop_back();
  emit(ir::make_stmt(std::move(declare)));
  return true;
}

/// Gives a member or element what stands for it in braces. It is zero so far.
void FunctionLowering::assign_part(const ir::Expr& part, const clang::Expr& value) {
  if (llvm::isa<clang::ImplicitValueInitExpr>(unwrapped(value))) return;
  const auto* inner = llvm::dyn_cast<clang::InitListExpr>(&unwrapped(value));
  const bool is_nested = inner && (part->type->kind == ir::TypeKind::kArray || part->type->kind == ir::TypeKind::kRecord);
  is_nested ? assign_list(part, *inner) : assign(part, value);
}

/// Assigns what the braces list to the members or elements of a place that is zero so far.
void FunctionLowering::assign_list(const ir::Expr& place, const clang::InitListExpr& list) {
  // The elements of a std::array stand in the braces of the C array inside it.
  const bool wraps_array = place->type->kind == ir::TypeKind::kArray && place->type->is_std && list.getType()->isRecordType();
  if (wraps_array) {
    const auto* elements = list.getNumInits() == 1 ? llvm::dyn_cast<clang::InitListExpr>(&unwrapped(*list.getInit(0))) : nullptr;
    if (elements) assign_list(place, *elements);
    return;
  }
  if (list.getInitializedFieldInUnion()) return assign_union(place, list);
  if (place->type->kind == ir::TypeKind::kArray) {
    for (unsigned i = 0; i < list.getNumInits(); ++i) {
      assign_part(ir::index(place, ir::integer(static_cast<long>(i))), *list.getInit(i));
    }
    return;
  }
  const auto* record = list.getType()->getAsRecordDecl();
  if (place->type->kind != ir::TypeKind::kRecord || !record) return;
  unsigned at = 0;
  if (const auto* class_decl = llvm::dyn_cast<clang::CXXRecordDecl>(record)) {
    for (const clang::CXXBaseSpecifier& base : class_decl->bases()) {
      (void)base;
      if (at >= list.getNumInits()) return;
      const Binding self{{}, place, nullptr, nullptr};
      initialise_base(self, *list.getInit(at++));
    }
  }
  const Binding self{{}, place, nullptr, nullptr};
  for (const clang::FieldDecl* field : record->fields()) {
    if (field->isUnnamedBitField()) continue;
    if (at >= list.getNumInits()) break;
    const clang::Expr& value = *list.getInit(at++);
    if (field->isAnonymousStructOrUnion()) {
      initialise_anonymous(place, value);
      continue;
    }
    const Binding bound = field_of(self, *field);
    if (!bound.place) continue;
    // Only in the member's own initializer is `this` the object in the making.
    const bool is_own = llvm::isa<clang::CXXDefaultInitExpr>(value);
    if (is_own) {
      Frame frame = frames_.back();
      frame.self = self;
      frames_.push_back(frame);
    }
    assign_part(bound.place, value);
    if (is_own) frames_.pop_back();
  }
}

/// Members of a struct without a name are members of the class around it.
void FunctionLowering::initialise_anonymous(const ir::Expr& place, const clang::Expr& value) {
  const auto* list = llvm::dyn_cast<clang::InitListExpr>(&unwrapped(value));
  if (!list) return;
  list->getInitializedFieldInUnion() ? assign_union(place, *list) : assign_list(place, *list);
}

/// Braces over a union give one of its members a value. The place is zero so far.
void FunctionLowering::assign_union(const ir::Expr& place, const clang::InitListExpr& list) {
  const clang::FieldDecl& member = *list.getInitializedFieldInUnion();
  if (list.getNumInits() == 0 || llvm::isa<clang::ImplicitValueInitExpr>(unwrapped(*list.getInit(0)))) return;
  const clang::Expr& value = *list.getInit(0);
  const auto* inner = llvm::dyn_cast<clang::InitListExpr>(&unwrapped(value));
  if (!renames_numbers(*member.getParent())) return write_union_member(place, member, value);
  const clang::RecordDecl* members = member.getType()->getAsRecordDecl();
  if (!members) return assign_part(field_of(Binding{{}, place, nullptr, nullptr}, member).place, value);
  if (inner) assign_list(place, *inner);
}

/// A member that sees the bits of others is written as text.
void FunctionLowering::write_union_member(const ir::Expr& place, const clang::FieldDecl& member, const clang::Expr& value) {
  if (!is_scalar(type_of(member.getType()))) return refuse("Unsupported", {"this initializer of a union"});
  ir::Opaque opaque;
  opaque.operands = {place, converted(value_of(value), type_of(member.getType()))};
  opaque.text = {"", "." + member.getNameAsString() + " = ", ""};
  opaque.writes = {place};
  opaque.refusal = "UnionActive";
  opaque.reads_bits = true;
  opaque.refusal_arguments = {member.getNameAsString()};
  emit(ir::make_stmt(std::move(opaque)));
}

void FunctionLowering::assign_zero(const ir::Expr& place) {
  if (is_scalar(place->type)) return emit(ir::assign(place, ir::zero(place->type)));
  const ir::VarId zeroed = temporary("zero", ir::without_const(place->type));
  emit(ir::make_stmt(ir::Declare{zeroed, nullptr, /*zeroed=*/true, {}, {}}));
  emit(ir::assign(place, ir::var_ref(function_, zeroed)));
}

}  // namespace backsweep::frontend
