// Calls: which function is meant, and whether it is a rule, a library model, a function of the user's, or unknown.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ParentMapContext.h>

#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "frontend/source_spans.h"
#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

bool is_number(clang::QualType type) {
  const clang::QualType plain = type.getNonReferenceType();
  return plain->isArithmeticType() || plain->isEnumeralType();
}

std::string plain_name(const clang::FunctionDecl& function) {
  std::string name = function.getNameAsString();
  // Clang's builtins, and its overloads of <tgmath.h>.
  for (const char* prefix : {"__builtin_", "__tg_"}) {
    if (name.starts_with(prefix)) name.erase(0, std::string(prefix).size());
  }
  return name;
}

/// Whether a number is of interest only for not being zero.
bool is_only_tested(const clang::Expr& expr, clang::ASTContext& ast) {
  const clang::DynTypedNodeList around = ast.getParents(expr);
  const auto* user = around.empty() ? nullptr : around[0].get<clang::Stmt>();
  if (!user) return false;
  if (const auto* part = llvm::dyn_cast<clang::ParenExpr>(user)) return is_only_tested(*part, ast);
  if (const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(user)) return cast->getCastKind() == clang::CK_IntegralToBoolean;
  if (const auto* negated = llvm::dyn_cast<clang::UnaryOperator>(user)) return negated->getOpcode() == clang::UO_LNot;
  if (const auto* both = llvm::dyn_cast<clang::BinaryOperator>(user)) return both->isLogicalOp();
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(user)) return choice->getCond() == &expr;
  return llvm::isa<clang::IfStmt, clang::WhileStmt, clang::DoStmt, clang::ForStmt>(user);
}

/// What NAN, INFINITY and HUGE_VAL expand to.
ir::Expr special_number(const clang::FunctionDecl& callee, const ir::Type& type) {
  static const std::set<std::string> kInfinities = {"inf", "inff", "infl", "huge_val", "huge_valf", "huge_vall"};
  static const std::set<std::string> kNans = {"nan", "nanf", "nanl"};
  const std::string name = callee.getBuiltinID() != 0 ? plain_name(callee) : "";
  if (kInfinities.count(name) > 0) return ir::literal("inf", std::nullopt, ir::without_const(type));
  if (kNans.count(name) > 0) return ir::literal("nan", std::nullopt, ir::without_const(type));
  return nullptr;
}

/// `energy(...)` leaves `energy_value`; operators have words for names.
std::string result_name(const clang::FunctionDecl& callee) {
  if (callee.isOverloadedOperator() || !callee.getIdentifier()) return "value";
  return callee.getNameAsString() + "_value";
}

bool is_virtual_call(const clang::CallExpr& call) {
  const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  const clang::CXXMethodDecl* method = member ? member->getMethodDecl() : nullptr;
  if (!method || !method->isVirtual()) return false;
  const auto* access = llvm::dyn_cast<clang::MemberExpr>(member->getCallee()->IgnoreParens());
  if (access && !access->performsVirtualDispatch(call.getExprLoc().isValid() ? method->getASTContext().getLangOpts()
                                                                             : clang::LangOptions())) {
    return false;
  }
  return !method->hasAttr<clang::FinalAttr>() && !method->getParent()->hasAttr<clang::FinalAttr>();
}

/// The two sides of an assignment of objects that is the compiler's own, which is that of the members; nothing for other calls.
std::optional<std::pair<const clang::Expr*, const clang::Expr*>> memberwise_assignment(const clang::FunctionDecl& callee,
                                                                                     const clang::CallExpr& call) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (!method || method->isUserProvided() || (!method->isCopyAssignmentOperator() && !method->isMoveAssignmentOperator())) return {};
  if (llvm::isa<clang::CXXOperatorCallExpr>(call)) return std::pair{call.getArg(0), call.getArg(1)};
  return std::pair{llvm::cast<clang::CXXMemberCallExpr>(call).getImplicitObjectArgument(), call.getArg(0)};
}

bool is_lambda(const clang::Expr* expr) {
  const clang::CXXRecordDecl* record = expr->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->isLambda();
}

/// The class an object certainly has: it is a variable of that class, not a reference or pointer to it.
const clang::CXXRecordDecl* exact_class(const clang::Expr& object) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(object.IgnoreParenImpCasts());
  const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
  if (!var || var->getType()->isReferenceType() || var->getType()->isPointerType()) return nullptr;
  return var->getType()->getAsCXXRecordDecl();
}

}  // namespace

/// The function that runs, seen through constant function pointers and exact classes; null where that is not known.
const clang::FunctionDecl* FunctionLowering::callee_of(const clang::CallExpr& call) {
  const clang::FunctionDecl* direct = call.getDirectCallee();
  if (direct && is_virtual_call(call)) {
    const auto& member = llvm::cast<clang::CXXMemberCallExpr>(call);
    const clang::CXXRecordDecl* known = exact_class(*member.getImplicitObjectArgument());
    return known ? llvm::cast<clang::CXXMethodDecl>(direct)->getCorrespondingMethodInClass(known) : nullptr;
  }
  if (direct) return direct;
  const clang::Expr* callee = call.getCallee()->IgnoreParenImpCasts();
  if (const auto* deref = llvm::dyn_cast<clang::UnaryOperator>(callee); deref && deref->getOpcode() == clang::UO_Deref) {
    callee = deref->getSubExpr()->IgnoreParenImpCasts();
  }
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(callee)) {
    const auto* field = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    const clang::VarDecl* holder = field ? holder_of(*member->getBase()) : nullptr;
    return holder ? owner_.function_in(*holder, *field) : nullptr;
  }
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(callee);
  const Binding* binding = ref ? find_binding(*ref->getDecl()) : nullptr;
  return binding ? binding->function : nullptr;
}

ir::Expr FunctionLowering::call_value(const clang::CallExpr& call, Destination* destination) {
  if (llvm::isa<clang::CXXPseudoDestructorExpr>(call.getCallee()->IgnoreParens())) return nullptr;
  const clang::FunctionDecl* callee = callee_of(call);
  if (callee) return call_function(*callee, call, destination);
  return opaque_value(call, destination);
}

bool FunctionLowering::is_intrinsic_candidate(const clang::FunctionDecl& callee) {
  if (llvm::isa<clang::CXXMethodDecl>(callee) || !callee.getIdentifier()) return false;
  if (callee.getBuiltinID() != 0 || is_in_std(callee) || is_in_system_header(callee)) return true;
  return !owner_.definition(callee) && callee.isExternC();
}

ir::Expr FunctionLowering::call_function(const clang::FunctionDecl& callee, const clang::CallExpr& call, Destination* destination) {
  const bool wants_object = std::exchange(wanted_object_, nullptr) == &call;
  if (is_intrinsic_candidate(callee)) {
    if (ir::Expr value = intrinsic_call(callee, call)) return value;
    if (callee.getBuiltinID() == clang::Builtin::BI__builtin_expect || callee.getBuiltinID() == clang::Builtin::BI__builtin_assume_aligned) {
      return value_of(*call.getArg(0));
    }
  }
  const std::size_t statements = region_->size();
  const std::size_t temporaries = temporaries_.size();
  // What a lambda's parameters are bound to in a row does not hold in its text.
  const bool has_lambda = std::any_of(call.arg_begin(), call.arg_end(), is_lambda);
  const auto bindings = has_lambda ? bindings_ : decltype(bindings_){};
  if (std::optional<ir::Expr> value = lower_library_call(*this, call)) {
    const bool is_wanted = !call.getType()->isVoidType() && !(destination && destination->is_ignored);
    if (*value || !is_wanted) return *value;
  }
  // A row that declines leaves nothing behind of what it looked at.
  region_->erase(region_->begin() + static_cast<std::ptrdiff_t>(statements), region_->end());
  temporaries_.resize(temporaries);
  last_object_ = nullptr;
  if (has_lambda) bindings_ = bindings;
  if (ir::Expr found = search_value(call)) return found;
  if (const auto* wrapper = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&call); wrapper && is_in_std(callee) &&
      callee.getOverloadedOperator() == clang::OO_Call && names_object(*call.getArg(0))) {
    // std::function around a lambda.
    const std::shared_ptr<Object> object = object_of(*call.getArg(0), "callee");
    const clang::CXXMethodDecl* target = object ? call_operator_of(*object, call) : nullptr;
    if (target && target->getBody() && !is_recursive(*target)) {
      const std::vector<const clang::Expr*> arguments(call.arg_begin() + 1, call.arg_end());
      Frame frame;
      frame.self = Binding{{}, nullptr, object, nullptr};
      return inline_call(*target, std::move(frame), arguments);
    }
  }
  const bool is_library = is_in_std(callee) || (is_in_system_header(callee) && !callee.isTemplateInstantiation());
  const auto sides = is_library ? std::nullopt : memberwise_assignment(callee, call);
  const auto assign_members = [&] {
    const ir::Expr place = place_of(*sides->first);
    assign(place, *sides->second);
    return place;
  };
  if (sides && !names_object(*sides->first) && !names_object(*sides->second)) return assign_members();
  const bool is_value_wanted = !wants_object && !(destination && destination->is_ignored);
  if (const std::optional<ir::Expr> value = call_inlined(callee, call, destination, is_value_wanted)) return *value;
  if (sides) return assign_members();
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  const clang::FunctionDecl* definition = owner_.definition(callee);
  const bool has_body = definition && definition->getBody() && !llvm::isa<clang::CoroutineBodyStmt>(definition->getBody());
  if ((!has_body && !is_told_by_user(callee)) || is_library || has_local_signature(callee) || callee.isVariadic() || callee.isConsteval()) return opaque_value(call, destination);
  if (is_out_of_reach(callee)) {
    owner_.sink.error(diagnostics::Kind::kUnsupported, span_, {"a recursion of '" + callee.getNameAsString() + "', which emitted code cannot name,"})
        .note(diagnostics::Kind::kWayOut, span_, {"declare it outside of its class, too, or make it a public member"});
  }
  std::vector<std::function<ir::Expr()>> evaluations;
  unsigned first = 0;
  if (method && method->isInstance()) {
    const bool is_operator = llvm::isa<clang::CXXOperatorCallExpr>(call);
    first = is_operator ? 1 : 0;
    const clang::Expr* object = is_operator ? call.getArg(0) : llvm::cast<clang::CXXMemberCallExpr>(call).getImplicitObjectArgument();
    evaluations.emplace_back([this, object, method] { return object_argument(*object, method->isConst()); });
  }
  for (unsigned i = first; i < call.getNumArgs(); ++i) {
    const clang::ParmVarDecl* param = i - first < callee.getNumParams() ? callee.getParamDecl(i - first) : nullptr;
    const clang::Expr* argument = call.getArg(i);
    evaluations.emplace_back([this, argument, param] { return argument_value(*argument, param ? param->getType() : argument->getType()); });
  }
  return emit_call(callee, in_order(evaluations), destination);
}

/// The operator() of a lambda that takes as many arguments as the call has.
const clang::CXXMethodDecl* FunctionLowering::call_operator_of(const Object& object, const clang::CallExpr& call) {
  for (const clang::CXXMethodDecl* method : object.record->methods()) {
    if (method->getOverloadedOperator() == clang::OO_Call && method->getNumParams() + 1 == call.getNumArgs()) return method;
  }
  return nullptr;
}

/// The address of the object a member function is called on; `is_const`: one that does not change it.
ir::Expr FunctionLowering::object_argument(const clang::Expr& object, bool is_const) {
  const clang::Expr& e = unwrapped(object);
  ir::Expr place = is_const ? whole_object(e) : nullptr;
  if (place) return ir::address_of(place);
  if (names_object(e)) {
    place = object_as_place(e);
  } else if (e.getType()->isPointerType()) {
    place = llvm::isa<clang::CXXThisExpr>(*e.IgnoreParenImpCasts()) ? this_place() : ir::deref(value_of(object));
  } else {
    place = place_of(object);
  }
  return ir::make_expr(ir::AddressOf{place}, ir::pointer_to(place->type));
}

ir::Expr FunctionLowering::argument_value(const clang::Expr& argument, clang::QualType parameter) {
  if (parameter->isReferenceType()) return reference_argument(argument, parameter);
  if (parameter->isVariablyModifiedType()) {
    // The extents of `double a[n][m]` are parameters themselves: they have no meaning at the call.
    const clang::Expr& inner = *argument.IgnoreParenImpCasts();
    return inner.getType()->isArrayType() ? decayed(inner) : value_of(inner);
  }
  const ir::Type type = ir::without_const(type_of(parameter));
  if (ir::is_real(type) || ir::is_integer(type)) return converted(value_of(argument), type);
  const clang::Expr& e = unwrapped(argument);
  if (const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(&e)) {
    const bool copies = copy->getNumArgs() == 1 && copy->getConstructor()->isCopyConstructor() && unwrapped(*copy->getArg(0)).isGLValue();
    if (copies && !copy->getConstructor()->isUserProvided() && type->kind != ir::TypeKind::kOpaque) {
      const ir::Expr whole = whole_object(*copy->getArg(0));
      return whole ? whole : place_of(*copy->getArg(0));
    }
  }
  if (type->kind == ir::TypeKind::kRecord || type->kind == ir::TypeKind::kArray || type->kind == ir::TypeKind::kVector) {
    if (const ir::Expr whole = whole_object(e)) return whole;
    const ir::Expr place = e.isGLValue() ? place_of(argument) : temporary_place(e);
    return place ? place : object_as_place(e);
  }
  return value_of(argument);
}

namespace {

bool holds_pointer(const ir::Type& type) {
  if (type->kind == ir::TypeKind::kPointer || type->kind == ir::TypeKind::kReference || type->kind == ir::TypeKind::kOpaque) return true;
  if (type->kind != ir::TypeKind::kRecord) return type->element && holds_pointer(type->element);
  return std::any_of(type->record->fields.begin(), type->record->fields.end(), [](const ir::Field& field) { return holds_pointer(field.type); });
}

/// Whether nobody can tell a copy from the object as long as both are only read.
bool is_plain_value(const ir::Type& type) {
  if (type->kind != ir::TypeKind::kRecord || holds_pointer(type)) return false;
  const std::vector<ir::Field>& fields = type->record->fields;
  return std::none_of(fields.begin(), fields.end(), [](const ir::Field& field) { return field.is_mutable; });
}

}  // namespace

ir::Expr FunctionLowering::reference_argument(const clang::Expr& argument, clang::QualType parameter) {
  const clang::Expr& e = unwrapped(argument);
  const bool is_const = parameter->getPointeeType().isConstQualified();
  ir::Expr place = is_const ? whole_object(e) : nullptr;
  if (!place && is_const && is_plain_value(type_of(parameter->getPointeeType()))) place = copied_object(e);
  if (!place && e.isGLValue()) {
    place = place_of(argument);
  } else if (!place) {
    const ir::Type type = ir::without_const(type_of(parameter->getPointeeType()));
    const bool is_scalar = ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer;
    place = is_scalar ? keep("argument", converted(value_of(argument), type)) : temporary_place(e);
  }
  if (!place) return ir::literal("nullptr", std::nullopt, ir::pointer_to(type_of(parameter->getPointeeType())));
  if (!ir::is_place(place)) place = keep("argument", place);
  return ir::make_expr(ir::AddressOf{place}, ir::pointer_to(place->type));
}

namespace {

bool is_read_only(const ir::Type& type) {
  if (!ir::is_pointer_like(type)) return !holds_pointer(type);
  return type->element->is_const && !holds_pointer(type->element);
}

}  // namespace

/// Whether the arguments give the function nothing to write through: all it may change is globals.
bool FunctionLowering::only_reads(const clang::FunctionDecl& callee) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (method && method->isInstance()) {
    if (!method->isConst() || holds_pointer(type_of(ast_.getRecordType(method->getParent())))) return false;
  }
  return std::all_of(callee.param_begin(), callee.param_end(), [&](const clang::ParmVarDecl* param) {
    const clang::QualType type = param->getType();
    if (type->isVariablyModifiedType()) return ast_.getBaseElementType(type->getPointeeType()).isConstQualified();
    return is_read_only(type_of(type));
  });
}

namespace {

/// A conversion that is printed: another function of the name takes what is converted.
ir::Expr spelled_out(const ir::Expr& value) {
  const auto* cast = ir::get_if<ir::Cast>(value);
  const bool is_number = ir::is_real(value->type) || ir::is_integer(value->type);
  return cast && cast->is_implicit && is_number ? ir::make_expr(ir::Cast{cast->operand, /*is_implicit=*/false}, value->type) : value;
}

}  // namespace

namespace {

/// Whether the arguments may lead to the place: what the function writes there must not be lost to what it returns before
/// its reverse part has seen it.
bool is_handed(const ir::Expr& place, const std::vector<ir::Expr>& arguments) {
  const ir::VarId root = ir::root_var(place);
  return ir::is_behind_pointer(place) ||
         std::any_of(arguments.begin(), arguments.end(),
                     [&](const ir::Expr& argument) { return ir::is_pointer_like(argument->type) && ir::mentions(argument, root); });
}

}  // namespace

/// The call as a statement; its value is the destination, a temporary, or the place a reference names.
ir::Expr FunctionLowering::emit_call(const clang::FunctionDecl& callee, std::vector<ir::Expr> arguments, Destination* destination) {
  const clang::FunctionDecl* definition = owner_.definition(callee);
  if (is_overloaded(callee)) std::transform(arguments.begin(), arguments.end(), arguments.begin(), spelled_out);
  ir::Call made{nullptr, owner_.request(callee), std::move(arguments), {}};
  if (only_reads(callee)) reading_calls_.insert(made.callee.index);
  const clang::QualType returned = callee.getReturnType();
  if (returned->isVoidType() || (destination && destination->is_ignored && !returned->isReferenceType())) {
    emit(ir::make_stmt(std::move(made)));
    return nullptr;
  }
  if (returned->isReferenceType()) {
    const std::optional<std::size_t> same = definition ? returned_argument(*definition, ast_) : std::nullopt;
    if (same && *same < made.arguments.size()) {
      const ir::Expr object = made.arguments[*same];
      emit(ir::make_stmt(std::move(made)));
      return ir::deref(object);
    }
    const ir::VarId pointer = temporary(result_name(callee), ir::pointer_to(type_of(returned->getPointeeType())));
    made.result = ir::var_ref(function_, pointer);
    emit(ir::declare(pointer));
    emit(ir::make_stmt(std::move(made)));
    return ir::deref(ir::var_ref(function_, pointer));
  }
  const ir::Type type = ir::without_const(type_of(returned));
  if (destination && destination->declared.is_valid() &&
      ir::same_type(ir::without_const(function_.var(destination->declared).type), type)) {
    emit(ir::declare(destination->declared));
    made.result = ir::var_ref(function_, destination->declared);
    destination->is_used = true;
  } else if (destination && destination->place && ir::same_type(ir::without_const(destination->place->type), type) &&
             (only_reads(callee) || !is_handed(destination->place, made.arguments))) {
    made.result = destination->place;
    destination->is_used = true;
  } else {
    const ir::VarId result = temporary(result_name(callee), type);
    emit(ir::declare(result));
    made.result = ir::var_ref(function_, result);
  }
  const ir::Expr result = made.result;
  emit(ir::make_stmt(std::move(made)));
  return result;
}

// Rows of the rule table.

ir::Expr FunctionLowering::intrinsic_call(const clang::FunctionDecl& callee, const clang::CallExpr& call) {
  const std::string name = is_in_std(callee) ? "std::" + plain_name(callee) : plain_name(callee);
  if (ir::Expr split = split_call(plain_name(callee), call)) return split;
  if (ir::Expr special = special_number(callee, type_of(call.getType()))) return special;
  const bool is_all_numbers = std::all_of(call.arg_begin(), call.arg_end(),
                                          [](const clang::Expr* argument) { return is_number(argument->getType()); });
  if (!is_all_numbers || call.getNumArgs() == 0) return nullptr;
  if (!is_number(call.getType())) return nullptr;
  // C's isinf() also tells the sign, which no function of C++ does.
  const bool is_infinite_test = callee.getBuiltinID() == clang::Builtin::BI__builtin_isinf_sign && is_only_tested(call, ast_);
  const std::optional<std::string> row = owner_.find_intrinsic(is_infinite_test ? "isinf" : name, call.getNumArgs());
  if (!row) return nullptr;
  std::vector<std::function<ir::Expr()>> evaluations;
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    const clang::ParmVarDecl* param = i < callee.getNumParams() ? callee.getParamDecl(i) : nullptr;
    const clang::Expr* argument = call.getArg(i);
    evaluations.emplace_back([this, argument, param] {
      const ir::Expr value = value_of(*argument);
      return param ? converted(value, type_of(param->getType())) : value;
    });
  }
  return ir::intrinsic(*row, in_order(evaluations), ir::without_const(ir::strip_reference(type_of(call.getType()))));
}

/// Functions with a second result behind a pointer: one rule for each of the two.
ir::Expr FunctionLowering::split_call(const std::string& original, const clang::CallExpr& call) {
  std::string name = original;
  const bool has_suffix = !name.empty() && (name.back() == 'f' || name.back() == 'l') &&
                          (name == "modff" || name == "modfl" || name == "frexpf" || name == "frexpl" || name == "remquof" || name == "remquol");
  if (has_suffix) name.pop_back();
  const auto write = [&](unsigned at, const std::string& row, std::vector<ir::Expr> arguments) {
    const ir::Expr target = ir::deref(value_of(*call.getArg(at)));
    const ir::Type type = ir::without_const(target->type);
    emit(ir::assign(target, ir::intrinsic(row, std::move(arguments), type)));
  };
  const auto number = [&](unsigned at) {
    const ir::Type type = type_of(call.getType());
    ir::Expr value = converted(value_of(*call.getArg(at)), type);
    // Read twice, and not after what the call writes.
    const auto* ref = ir::get_if<ir::VarRef>(value);
    const bool is_safe = ir::get_if<ir::Literal>(value) || (ref && reachable_.count(ref->var.index) == 0);
    return is_safe ? value : keep("argument", value);
  };
  if (name == "modf" && call.getNumArgs() == 2) {
    const ir::Expr x = number(0);
    write(1, "std::trunc", {x});
    return ir::intrinsic("backsweep::modf_fraction", {x}, type_of(call.getType()));
  }
  if (name == "frexp" && call.getNumArgs() == 2) {
    const ir::Expr x = number(0);
    write(1, "backsweep::frexp_exponent", {x});
    return ir::intrinsic("backsweep::frexp_mantissa", {x}, type_of(call.getType()));
  }
  if (name == "remquo" && call.getNumArgs() == 3) {
    const ir::Expr x = number(0);
    const ir::Expr y = number(1);
    write(2, "backsweep::remquo_quotient", {x, y});
    return ir::intrinsic("std::remainder", {x, y}, type_of(call.getType()));
  }
  if ((name == "sincos" || name == "sincosf" || name == "sincosl") && call.getNumArgs() == 3) {
    const ir::Expr x = value_of(*call.getArg(0));
    const ir::Expr kept = ir::get_if<ir::VarRef>(x) ? x : keep("argument", x);
    write(1, "std::sin", {kept});
    write(2, "std::cos", {kept});
    return ir::integer(0);
  }
  return nullptr;
}

/// Calls a function object with values: what library models need.
void FunctionLowering::hold(const clang::Expr& callable) {
  const clang::Expr& expr = unwrapped(*callable.IgnoreParenImpCasts());
  const clang::CXXRecordDecl* record = expr.getType()->getAsCXXRecordDecl();
  held_.erase(&callable);
  if (record && !is_in_std(*record)) held_[&callable] = self_of_object(expr, /*is_pointer=*/false);
}

/// The function that the expression names, or that a pointer is known to point to; null for any other.
const clang::FunctionDecl* FunctionLowering::known_function(const clang::Expr& expr) {
  if (const clang::FunctionDecl* named = named_function(expr)) return named;
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr.IgnoreParenImpCasts());
  const Binding* binding = ref ? find_binding(*ref->getDecl()) : nullptr;
  return binding ? binding->function : nullptr;
}

/// What runs where the library calls the object, function or pointer to a function with so many arguments.
Callable FunctionLowering::callable_of(const clang::Expr& callable, std::size_t arguments) {
  const clang::Expr& expr = unwrapped(*callable.IgnoreParenImpCasts());
  if (const clang::FunctionDecl* known = known_function(expr)) return {known, {}};
  const clang::CXXRecordDecl* record = expr.getType()->getAsCXXRecordDecl();
  const clang::CXXRecordDecl* type = record ? record->getDefinition() : nullptr;
  if (!type) return {};
  const clang::FunctionDecl* callee = nullptr;
  for (const clang::Decl* decl : type->decls()) {
    const auto* pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl);
    if (pattern && pattern->getTemplatedDecl()->getOverloadedOperator() == clang::OO_Call) {
      for (const clang::FunctionDecl* one : pattern->specializations()) {
        if (one->getNumParams() == arguments && one->hasBody()) callee = one;
      }
    }
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(decl);
    if (method && method->getOverloadedOperator() == clang::OO_Call && method->getNumParams() == arguments) callee = method;
  }
  // The algorithm has a copy, which is all that a call may change.
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  if (!callee || (method && !method->isConst() && expr.isLValue())) return {};
  const auto held = held_.find(&callable);
  return {callee, held == held_.end() ? self_of_object(expr, /*is_pointer=*/false) : held->second};
}

std::optional<ir::Expr> FunctionLowering::apply(const clang::Expr& callable, const std::vector<ir::Expr>& arguments) {
  const clang::CXXRecordDecl* record = unwrapped(*callable.IgnoreParenImpCasts()).getType()->getAsCXXRecordDecl();
  const clang::CXXRecordDecl* type = record ? record->getDefinition() : nullptr;
  if (type && is_in_std(*type)) return apply_operator(*this, *type, arguments);
  return run_on_values(callable_of(callable, arguments.size()), arguments);
}

std::optional<ir::Expr> FunctionLowering::run_on_values(const Callable& callable, const std::vector<ir::Expr>& arguments) {
  const bool is_free = callable.function && !callable.self.is_set() && callable.function->getNumParams() == arguments.size();
  if (is_free && is_told_by_user(*callable.function)) return call_on_values(*callable.function, arguments);
  const clang::FunctionDecl* body = callable.function ? owner_.definition(*callable.function) : nullptr;
  if (!body || !body->getBody() || is_recursive(*body) || body->getNumParams() != arguments.size()) return std::nullopt;
  Frame frame;
  frame.function = body;
  frame.self = callable.self;
  for (unsigned i = 0; i < body->getNumParams(); ++i) bind_parameter_value(*body->getParamDecl(i), arguments[i]);
  const ir::Expr value = run_inlined(*body, std::move(frame));
  // An object that is taken apart is no value.
  if (!value && std::exchange(last_object_, nullptr)) return std::nullopt;
  return value;
}

namespace {

/// The operator in the body of the library's function, or of the function object that it calls.
const clang::FunctionDecl* own_operator(const clang::FunctionDecl& library, clang::OverloadedOperatorKind op) {
  const clang::FunctionDecl* found = nullptr;
  const clang::Stmt* const body = library.getBody();
  if (!body) return nullptr;
  walk_ast(*body, [&](const clang::Stmt& stmt) {
    const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&stmt);
    const clang::FunctionDecl* callee = call && !found ? call->getDirectCallee() : nullptr;
    if (callee && call->getOperator() == op && !is_in_std(*callee)) found = callee;
    const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
    const bool is_functor = method && call->getOperator() == clang::OO_Call && is_operator_class(*method->getParent());
    if (is_functor) found = own_operator(*method, op);
    return true;
  });
  return found;
}

}  // namespace

std::optional<ir::Expr> FunctionLowering::apply_own_operator(const clang::FunctionDecl& library, clang::OverloadedOperatorKind op,
                                                             const std::vector<ir::Expr>& arguments) {
  Callable callable{own_operator(library, op), {}};
  if (!callable.function) return std::nullopt;
  std::vector<ir::Expr> operands = arguments;
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callable.function)) {
    const ir::Expr object = ir::is_place(operands[0]) ? operands[0] : keep("object", operands[0]);
    callable.self = Binding{{}, fixed_place(object, "object", method->isConst()), nullptr, nullptr};
    operands.erase(operands.begin());
  }
  for (std::size_t i = 0; i < operands.size() && i < callable.function->getNumParams(); ++i) {
    const ir::Type taken = ir::without_const(ir::strip_reference(type_of(callable.function->getParamDecl(static_cast<unsigned>(i))->getType())));
    if (!ir::is_number(taken) && !ir::same_type(taken, ir::without_const(operands[i]->type))) return std::nullopt;
  }
  return run_on_values(callable, operands);
}

}  // namespace backsweep::frontend
