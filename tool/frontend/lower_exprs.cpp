// Expressions as values and as places: one small function per kind of expression.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Lex/Lexer.h>

#include <cctype>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "frontend/source_spans.h"
#include "frontend/union_names.h"

namespace backsweep::frontend {
namespace {

ir::Expr with_span(const ir::Expr& expr, const base::SourceSpan& span) {
  if (!expr || expr->span.is_known()) return expr;
  return ir::make_expr(expr->node, expr->type, span);
}

bool is_scalar(const ir::Type& type) {
  return ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer;
}

/// The number of an integer or floating literal as the user spelled it, where C++ reads it the same way.
std::string spelled(const clang::Expr& literal, const clang::ASTContext& context) {
  const clang::SourceLocation begin = literal.getBeginLoc();
  if (begin.isMacroID()) return "";
  const clang::SourceManager& sources = context.getSourceManager();
  const std::string text = clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(literal.getSourceRange()),
                                                       sources, context.getLangOpts()).str();
  // A number in front of a suffix of the user's is an argument of the function that the suffix names.
  const bool is_hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
  const std::size_t suffix = text.find_first_not_of(is_hex ? "0123456789abcdefABCDEFxXpP+-.'" : "0123456789eE+-.bB'");
  const bool is_builtin = suffix == std::string::npos || text.find_first_not_of("uUlLfFzZ", suffix) == std::string::npos;
  if (!is_builtin && std::isdigit(static_cast<unsigned char>(text[0])) != 0) return "";
  // The value of a template parameter stands where its name does.
  const bool is_number = !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) != 0 || text[0] == '.' || text.back() == '\'');
  return is_number ? text : "";
}

}  // namespace

ir::Expr FunctionLowering::condition_of(const clang::Expr& expr) {
  const ir::Expr value = value_of(expr);
  if (!value || value->type->kind != ir::TypeKind::kOpaque || !expr.getType()->isFunctionPointerType()) return value;
  return ir::raw_binary(ir::BinaryOp::kNotEqual, value, ir::literal("nullptr", std::nullopt, value->type), ir::bool_type());
}

ir::Expr FunctionLowering::value_of(const clang::Expr& expr) {
  const ir::Expr value = lower_value(expr);
  return with_span(value, span_of(ast_, expr.getSourceRange()));
}

ir::Expr FunctionLowering::place_of(const clang::Expr& expr) {
  const ir::Expr place = lower_place(expr);
  return with_span(place, span_of(ast_, expr.getSourceRange()));
}

ir::Expr FunctionLowering::converted(const ir::Expr& value, const ir::Type& type, bool is_implicit) {
  if (!value) return value;
  const ir::Type target = ir::without_const(ir::strip_reference(type));
  const bool is_number = (ir::is_real(target) || ir::is_integer(target)) && (ir::is_real(value->type) || ir::is_integer(value->type));
  if (!is_number) return value;
  // A number that has the target's type by itself needs no conversion.
  const auto* number = is_implicit ? ir::get_if<ir::Literal>(value) : nullptr;
  const bool is_whole = number && number->value && *number->value >= 0 && ir::is_integer(value->type);
  if (is_whole && target->kind == ir::TypeKind::kInteger && target->bytes >= 4 && *number->value < 2147483648.0) {
    return ir::literal(number->spelling, number->value, target);
  }
  return ir::cast(value, target, is_implicit);
}

ir::Expr FunctionLowering::lower_value(const clang::Expr& original) {
  const clang::Expr& expr = unwrapped(original);
  if (ir::Expr constant = literal_value(expr)) return constant;
  if (ir::Expr copy = copied_object(expr)) return copy;
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) return cast_value(*cast);
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
    // An object that is taken apart has no value as a whole.
    return call->isPRValue() && names_object(expr) ? object_as_place(expr) : call_value(*call);
  }
  if (const auto* choice = llvm::dyn_cast<clang::AbstractConditionalOperator>(&expr)) return choice_value(*choice);
  switch (expr.getStmtClass()) {
    case clang::Stmt::UnaryOperatorClass: return unary_value(llvm::cast<clang::UnaryOperator>(expr));
    case clang::Stmt::BinaryOperatorClass: return binary_value(llvm::cast<clang::BinaryOperator>(expr));
    case clang::Stmt::CompoundAssignOperatorClass: return compound_assignment(llvm::cast<clang::CompoundAssignOperator>(expr));
    case clang::Stmt::DeclRefExprClass: return declaration_value(llvm::cast<clang::DeclRefExpr>(expr));
    case clang::Stmt::UnaryExprOrTypeTraitExprClass: return sized(llvm::cast<clang::UnaryExprOrTypeTraitExpr>(expr));
    case clang::Stmt::CXXThisExprClass: return ir::address_of(place_of(expr));
    case clang::Stmt::ImplicitValueInitExprClass:
    case clang::Stmt::CXXScalarValueInitExprClass: {
      const ir::Type type = ir::without_const(type_of(expr.getType()));
      return is_scalar(type) ? ir::zero(type) : temporary_place(expr);
    }
    case clang::Stmt::InitListExprClass:
      if (const ir::Type type = ir::without_const(type_of(expr.getType())); is_scalar(type) && llvm::cast<clang::InitListExpr>(expr).getNumInits() == 0) {
        return ir::zero(type);
      }
      return temporary_place(expr);
    case clang::Stmt::CXXConstructExprClass:
    case clang::Stmt::CXXTemporaryObjectExprClass:
      if (auto made = lower_library_construction(*this, llvm::cast<clang::CXXConstructExpr>(expr))) return *made;
      return temporary_place(expr);
    case clang::Stmt::CompoundLiteralExprClass: return temporary_place(expr);
    case clang::Stmt::CXXNewExprClass:
      if (std::optional<ir::Expr> made = lower_library_allocation(*this, expr)) return *made;
      return opaque_value(expr);
    case clang::Stmt::CXXDeleteExprClass: lower_library_delete(*this, llvm::cast<clang::CXXDeleteExpr>(expr)); return nullptr;
    case clang::Stmt::CXXThrowExprClass: opaque_statement(expr); return nullptr;
    case clang::Stmt::OpaqueValueExprClass:
      if (const auto known = opaque_values_.find(&expr); known != opaque_values_.end()) return known->second;
      return value_of(*llvm::cast<clang::OpaqueValueExpr>(expr).getSourceExpr());
    case clang::Stmt::ArrayInitIndexExprClass: return loop_indexes_.empty() ? ir::integer(0) : loop_indexes_.back();
    case clang::Stmt::StmtExprClass: {
      const clang::CompoundStmt& block = *llvm::cast<clang::StmtExpr>(expr).getSubStmt();
      if (block.body_empty()) return nullptr;
      for (const clang::Stmt* stmt : block.body()) {
        const auto* last = llvm::dyn_cast<clang::Expr>(stmt);
        if (stmt == block.body_back() && last && !expr.getType()->isVoidType()) return value_of(*last);
        lower_stmt(*stmt);
      }
      return nullptr;
    }
    default: break;
  }
  if (expr.isGLValue() && !llvm::isa<clang::CXXTypeidExpr>(expr)) {
    if (is_union_member(expr) && !expr.getType()->isArrayType()) return special_read(expr);
    return place_of(expr);
  }
  return opaque_value(expr);
}

ir::Expr FunctionLowering::literal_value(const clang::Expr& expr) {
  switch (expr.getStmtClass()) {
    case clang::Stmt::IntegerLiteralClass: {
      const auto& literal = llvm::cast<clang::IntegerLiteral>(expr);
      const std::string text = spelled(literal, ast_);
      const double value = literal.getValue().roundToDouble();
      return ir::literal(text.empty() ? std::to_string(literal.getValue().getZExtValue()) : text, value, type_of(expr.getType()));
    }
    case clang::Stmt::FloatingLiteralClass: {
      const auto& literal = llvm::cast<clang::FloatingLiteral>(expr);
      const ir::Type type = type_of(expr.getType());
      llvm::APFloat number = literal.getValue();
      bool loses = false;
      number.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &loses);
      const std::string text = spelled(literal, ast_);
      if (text.empty() && !loses) return ir::real(number.convertToDouble(), type);
      llvm::SmallString<40> digits;
      literal.getValue().toString(digits);
      return ir::literal(text.empty() ? std::string(digits) + "L" : text, number.convertToDouble(), type);
    }
    case clang::Stmt::CXXBoolLiteralExprClass: return ir::boolean(llvm::cast<clang::CXXBoolLiteralExpr>(expr).getValue());
    case clang::Stmt::CharacterLiteralClass: {
      const double value = llvm::cast<clang::CharacterLiteral>(expr).getValue();
      const std::string text = spelled(expr, ast_);
      return ir::literal(text.empty() ? std::to_string(static_cast<long>(value)) : text, value, type_of(expr.getType()));
    }
    case clang::Stmt::CXXNullPtrLiteralExprClass:
    case clang::Stmt::GNUNullExprClass: return ir::literal("nullptr", std::nullopt, ir::pointer_to(ir::void_type()));
    case clang::Stmt::StringLiteralClass:
    case clang::Stmt::PredefinedExprClass: {
      std::string text;
      llvm::raw_string_ostream stream(text);
      expr.printPretty(stream, nullptr, policy());
      const clang::ArrayType* array = ast_.getAsArrayType(expr.getType());
      // Also in C, where it has another type, a text is constant.
      return ir::literal(text, std::nullopt, ir::pointer_to(ir::with_const(array ? type_of(array->getElementType()) : ir::void_type())));
    }
    case clang::Stmt::TypeTraitExprClass:
    case clang::Stmt::SizeOfPackExprClass:
    case clang::Stmt::OffsetOfExprClass:
    case clang::Stmt::CXXNoexceptExprClass:
    case clang::Stmt::ConceptSpecializationExprClass: return integer_constant(expr);
    default: return nullptr;
  }
}

ir::Expr FunctionLowering::integer_constant(const clang::Expr& expr) {
  const std::optional<long> value = integer_value(expr, ast_);
  if (!value) return nullptr;
  const ir::Type type = type_of(expr.getType());
  return type->kind == ir::TypeKind::kBool ? ir::boolean(*value != 0) : ir::integer(*value, type);
}

ir::Expr FunctionLowering::sized(const clang::UnaryExprOrTypeTraitExpr& expr) {
  if (expr.getKind() == clang::UETT_SizeOf && expr.getTypeOfArgument()->isVariableArrayType()) return size_of_variable_array(expr);
  const std::optional<long> value = integer_value(expr, ast_);
  if (!value) return opaque_value(expr);
  const bool is_sizeof = expr.getKind() == clang::UETT_SizeOf;
  const clang::QualType type = expr.getTypeOfArgument().getNonReferenceType();
  const bool is_named = is_sizeof && (type->isArithmeticType() || type->isPointerType());
  const std::string text = is_named ? "sizeof(" + spelling_of(type.getUnqualifiedType()) + ")" : std::to_string(*value);
  return ir::literal(text, static_cast<double>(*value), type_of(expr.getType()));
}

// What emitted code makes of such an array has another size: it is computed from what the array was declared with.
ir::Expr FunctionLowering::size_of_variable_array(const clang::UnaryExprOrTypeTraitExpr& expr) {
  const ir::Type wanted = type_of(expr.getType());
  ir::Type type = expr.isArgumentType() ? type_of(expr.getArgumentType()) : place_of(*expr.getArgumentExpr())->type;
  clang::QualType element = expr.getTypeOfArgument();
  ir::Expr count;
  for (; type->kind == ir::TypeKind::kArray; type = type->element) {
    const ir::Expr extent = ir::cast(type->extent, wanted);
    count = count ? ir::binary(ir::BinaryOp::kMul, count, extent) : extent;
    element = ast_.getAsArrayType(element)->getElementType();
  }
  const long bytes = static_cast<long>(ast_.getTypeSizeInChars(element).getQuantity());
  const ir::Expr size = ir::literal("sizeof(" + spelling_of(element.getUnqualifiedType()) + ")", static_cast<double>(bytes), wanted);
  return ir::binary(ir::BinaryOp::kMul, count, size);
}

ir::Expr FunctionLowering::declaration_value(const clang::DeclRefExpr& ref) {
  if (const auto* enumerator = llvm::dyn_cast<clang::EnumConstantDecl>(ref.getDecl())) {
    const double value = static_cast<double>(enumerator->getInitVal().getExtValue());
    const auto* parent = llvm::cast<clang::EnumDecl>(enumerator->getDeclContext());
    std::string name = std::to_string(static_cast<long>(value));
    if (is_accessible(*parent)) name = qualified_name(*enumerator);
    if (is_private_member(*parent) && parent->getIdentifier()) {
      name = name_of(ast_.getEnumType(parent)) + "::" + enumerator->getNameAsString();
    }
    return ir::literal(name, value, type_of(ref.getType()));
  }
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(ref.getDecl())) {
    return ir::literal(qualified_name(*function), std::nullopt, type_of(ast_.getPointerType(function->getType())));
  }
  if (ref.getType().isVolatileQualified()) return special_read(ref);
  if (const auto* var = llvm::dyn_cast<clang::VarDecl>(ref.getDecl()); var && !find_binding(*var)) {
    if (ir::Expr constant = constant_variable(*var)) return constant;
  }
  const ir::Expr place = place_of(ref);
  return place ? place : opaque_value(ref);
}

ir::Expr FunctionLowering::this_place() {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    const Binding& self = frame->self;
    if (self.object && self.object->captured_this.is_set()) return binding_place(self.object->captured_this);
    if (self.is_set()) return binding_place(self);
  }
  return nullptr;
}

ir::Expr FunctionLowering::lower_place(const clang::Expr& original) {
  const clang::Expr& expr = unwrapped(original);
  if (names_object(expr) && !llvm::isa<clang::CallExpr>(expr)) return object_as_place(expr);
  if (llvm::isa<clang::CXXThisExpr>(expr)) return this_place();
  if (expr.isPRValue()) return temporary_place(expr);
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) {
    const clang::CastKind kind = cast->getCastKind();
    const bool is_same = kind == clang::CK_NoOp || kind == clang::CK_DerivedToBase || kind == clang::CK_UncheckedDerivedToBase ||
                         kind == clang::CK_ConstructorConversion || kind == clang::CK_UserDefinedConversion ||
                         kind == clang::CK_LValueToRValue;
    if (is_same) return place_of(*cast->getSubExpr());
    if (kind == clang::CK_BaseToDerived) return pointer_cast(*cast);
    if (kind == clang::CK_LValueBitCast && !is_union_member(*cast->getSubExpr())) {
      const ir::Type seen = ir::pointer_to(type_of(cast->getType()));
      return ir::deref(ir::make_expr(ir::Cast{ir::address_of(place_of(*cast->getSubExpr()))}, seen));
    }
    return special_place(expr);
  }
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
    if (const std::optional<ir::Expr> chosen = lower_library_choice(*this, *call)) return *chosen;
    Destination wanted;
    wanted.wants_place = true;
    return call_value(*call, &wanted);
  }
  if (const auto* choice = llvm::dyn_cast<clang::AbstractConditionalOperator>(&expr)) return choice_place(*choice);
  switch (expr.getStmtClass()) {
    case clang::Stmt::DeclRefExprClass: {
      const clang::ValueDecl& decl = *llvm::cast<clang::DeclRefExpr>(expr).getDecl();
      if (const ir::Expr bound = bound_place(decl)) return bound;
      const auto* var = llvm::dyn_cast<clang::VarDecl>(&decl);
      const ir::Expr place = var ? variable_place(*var) : nullptr;
      if (!place) return special_place(expr);
      return ir::is_place(place) ? place : temporary_place(expr);
    }
    case clang::Stmt::MemberExprClass: return member_place(llvm::cast<clang::MemberExpr>(expr));
    case clang::Stmt::ArraySubscriptExprClass: return subscript_place(llvm::cast<clang::ArraySubscriptExpr>(expr));
    case clang::Stmt::UnaryOperatorClass: {
      const auto& op = llvm::cast<clang::UnaryOperator>(expr);
      if (op.isIncrementDecrementOp()) return increment(op, /*needs_value=*/true);
      if (op.getOpcode() != clang::UO_Deref) break;
      if (llvm::isa<clang::CXXThisExpr>(unwrapped(*op.getSubExpr()))) return this_place();
      return ir::deref(value_of(*op.getSubExpr()));
    }
    case clang::Stmt::BinaryOperatorClass: {
      const auto& op = llvm::cast<clang::BinaryOperator>(expr);
      if (op.isAssignmentOp()) return assignment(op);
      if (op.getOpcode() != clang::BO_Comma) break;
      discard(*op.getLHS());
      return place_of(*op.getRHS());
    }
    case clang::Stmt::CompoundAssignOperatorClass: return compound_assignment(llvm::cast<clang::CompoundAssignOperator>(expr));
    case clang::Stmt::OpaqueValueExprClass:
      if (const auto known = opaque_values_.find(&expr); known != opaque_values_.end()) return known->second;
      return place_of(*llvm::cast<clang::OpaqueValueExpr>(expr).getSourceExpr());
    case clang::Stmt::StringLiteralClass:
    case clang::Stmt::CompoundLiteralExprClass:
    case clang::Stmt::InitListExprClass: return temporary_place(expr);
    default: break;
  }
  return special_place(expr);
}

/// A temporary that holds what a prvalue makes.
ir::Expr FunctionLowering::temporary_place(const clang::Expr& expr) {
  if (expr.getType()->isVoidType()) {
    discard(expr);
    return nullptr;
  }
  const ir::Type type = ir::without_const(type_of(expr.getType()));
  if (is_scalar(type)) {
    const ir::Expr value = value_of(expr);
    if (value && ir::get_if<ir::VarRef>(value) && function_.var(ir::get_if<ir::VarRef>(value)->var).is_temporary) return value;
    return value ? keep("value", value) : nullptr;
  }
  if (llvm::isa<clang::CallExpr>(expr)) return lower_value(expr);
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr)) return cast_value(*cast);
  const ir::VarId var = temporary(type->kind == ir::TypeKind::kArray ? "values" : "object", type);
  declare_with(var, &expr, expr.getType());
  return ir::var_ref(function_, var);
}

ir::Expr FunctionLowering::member_place(const clang::MemberExpr& member) {
  if (const auto* var = llvm::dyn_cast<clang::VarDecl>(member.getMemberDecl())) {
    const ir::Expr place = variable_place(*var);
    return place && ir::is_place(place) ? place : keep("value", place);
  }
  const auto* field = llvm::dyn_cast<clang::FieldDecl>(member.getMemberDecl());
  if (!field || is_union_member(member)) return special_place(member);
  // A pair of references: what they lead to is not followed.
  const bool is_of_library = is_in_std(*field->getParent());
  if (is_of_library && type_of(ast_.getRecordType(field->getParent()))->kind == ir::TypeKind::kOpaque) return special_place(member);
  const MemberOwner owner = owner_of(member);
  const clang::Expr& base = *owner.object;
  if (names_object(base)) {
    const std::shared_ptr<Object> object = object_of(base, "object");
    const Binding bound = field_of(Binding{{}, nullptr, object, nullptr}, *field);
    if (const ir::Expr place = binding_place(bound)) return place;
    refuse("Unsupported", {"this use of '" + field->getNameAsString() + "'"});
    return keep("value", ir::zero(ir::without_const(type_of(field->getType()))));
  }
  ir::Expr object;
  if (llvm::isa<clang::CXXThisExpr>(unwrapped(*base.IgnoreParenImpCasts()))) {
    object = this_place();
  } else {
    object = owner.is_arrow ? ir::deref(value_of(base)) : place_of(base);
  }
  const Binding bound = field_of(Binding{{}, object, nullptr, nullptr}, *field);
  return bound.place;
}

ir::Expr FunctionLowering::subscript_place(const clang::ArraySubscriptExpr& subscript) {
  const clang::Expr& base = *subscript.getBase();
  if (is_union_member(subscript)) return special_place(subscript);
  if (base.getType()->isVectorType()) {
    refuse("Unsupported", {"an element of a vector register"});
    return keep("value", ir::zero(ir::without_const(type_of(subscript.getType()))));
  }
  const auto* decay = llvm::dyn_cast<clang::CastExpr>(&unwrapped(base));
  const bool is_array = decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay;
  const std::vector<ir::Expr> parts =
      in_order({[&] {
                  if (!is_array) return value_of(base);
                  const ir::Expr place = place_of(*decay->getSubExpr());
                  return place && place->type->kind == ir::TypeKind::kArray ? place : value_of(base);
                },
                [&] { return value_of(*subscript.getIdx()); }});
  // The address of an element of an array is no reason to lose the array: p = &a[k], p[i] stays p[i].
  return ir::index(parts[0], parts[1]);
}

ir::Expr FunctionLowering::decayed(const clang::Expr& array) {
  const clang::Expr& inner = unwrapped(array);
  if (llvm::isa<clang::StringLiteral, clang::PredefinedExpr>(inner)) return literal_value(inner);
  const ir::Expr place = place_of(array);
  if (place->type->kind != ir::TypeKind::kArray) return place;
  return ir::address_of(ir::index(place, ir::integer(0)));
}

ir::Expr FunctionLowering::cast_value(const clang::CastExpr& cast) {
  const bool is_implicit = llvm::isa<clang::ImplicitCastExpr>(cast);
  const clang::Expr& operand = *cast.getSubExpr();
  switch (cast.getCastKind()) {
    case clang::CK_LValueToRValue: {
      const clang::Expr& place = unwrapped(operand);
      if (place.getType().isVolatileQualified() || is_union_member(place)) return special_read(place);
      return value_of(place);
    }
    case clang::CK_ArrayToPointerDecay: return decayed(operand);
    case clang::CK_FunctionToPointerDecay:
    case clang::CK_BuiltinFnToFnPtr: return value_of(operand);
    case clang::CK_NoOp:
    case clang::CK_ConstructorConversion:
    case clang::CK_DerivedToBase:
    case clang::CK_UncheckedDerivedToBase:
    case clang::CK_UserDefinedConversion:
    case clang::CK_Dependent: return value_of(operand);
    case clang::CK_ToVoid: discard(operand); return nullptr;
    case clang::CK_NullToPointer: {
      discard(operand);
      return ir::literal("nullptr", std::nullopt, ir::without_const(type_of(cast.getType())));
    }
    case clang::CK_IntegralCast:
    case clang::CK_FloatingCast:
    case clang::CK_IntegralToFloating:
    case clang::CK_FloatingToIntegral:
    case clang::CK_BooleanToSignedIntegral: return converted(value_of(operand), type_of(cast.getType()), is_implicit);
    case clang::CK_IntegralToBoolean:
    case clang::CK_FloatingToBoolean: {
      const ir::Expr value = value_of(operand);
      if (value->type->kind == ir::TypeKind::kBool) return value;
      return ir::raw_binary(ir::BinaryOp::kNotEqual, value, ir::zero(value->type), ir::bool_type());
    }
    case clang::CK_PointerToBoolean: {
      if (known_function(operand)) return ir::boolean(true);
      const ir::Expr value = value_of(operand);
      if (ir::get_if<ir::Literal>(value)) return value;
      return ir::raw_binary(ir::BinaryOp::kNotEqual, value, ir::literal("nullptr", std::nullopt, value->type), ir::bool_type());
    }
    case clang::CK_BitCast:
    case clang::CK_LValueBitCast:
    case clang::CK_BaseToDerived:
    case clang::CK_PointerToIntegral:
    case clang::CK_IntegralToPointer: return pointer_cast(cast);
    default: return opaque_value(cast);
  }
}

/// Between pointers, and between pointers and numbers.
ir::Expr FunctionLowering::pointer_cast(const clang::CastExpr& cast) {
  note_conversion(cast);
  if (std::optional<ir::Expr> made = lower_library_allocation(*this, cast)) return *made;
  const clang::Expr& operand = *cast.getSubExpr();
  if (operand.isNullPointerConstant(const_cast<clang::ASTContext&>(ast_), clang::Expr::NPC_NeverValueDependent) != clang::Expr::NPCK_NotNull) {
    return ir::literal("nullptr", std::nullopt, ir::without_const(type_of(cast.getType())));
  }
  if (cast.getCastKind() == clang::CK_BaseToDerived) {
    // An object that is in sight keeps its own class, whatever class a member function sees it as.
    const ir::Expr object = cast.isGLValue() ? place_of(operand) : value_of(operand);
    const ir::Type derived = type_of(cast.getType().getNonReferenceType());
    const bool is_pointer = derived->kind == ir::TypeKind::kPointer;
    const bool is_same = object && ir::same_type(ir::without_const(is_pointer ? derived->element : derived),
                                                 ir::without_const(is_pointer ? object->type->element : object->type));
    if (is_same) return object;
    return cast.isGLValue() ? special_place(cast) : opaque_value(cast);
  }
  const ir::Type target = ir::without_const(type_of(cast.getType()));
  const ir::Expr value = value_of(operand);
  const bool is_untyped = operand.getType()->isVoidPointerType() || cast.getType()->isVoidPointerType();
  const bool is_told = is_untyped && target->element && target->element->kind != ir::TypeKind::kVoid;
  if (is_told && ir::same_type(target, value->type)) return value;
  if (target->kind == ir::TypeKind::kPointer && value->type->kind == ir::TypeKind::kPointer) {
    // What it does to the values behind it shows where they are read or written.
    const bool is_silent = target->element->kind == ir::TypeKind::kVoid ||
                           ir::same_type(ir::without_const(target->element), ir::without_const(value->type->element));
    return ir::make_expr(ir::Cast{value, is_silent && llvm::isa<clang::ImplicitCastExpr>(cast)}, target);
  }
  const bool is_address = cast.getCastKind() == clang::CK_IntegralToPointer && target->element->kind != ir::TypeKind::kVoid;
  if (!ir::carries_real(value->type) && !ir::carries_real(target) && !is_address) return ir::make_expr(ir::Cast{value}, target);
  const ir::VarId var = temporary("reinterpreted", target);
  const ir::Expr result = ir::var_ref(function_, var);
  emit(ir::declare(var));
  ir::Opaque opaque;
  opaque.result = result;
  // A number that becomes a pointer may reach anything.
  opaque.may_write_anything = is_address;
  opaque.text = {"reinterpret_cast<" + spelling_of(cast.getType()) + ">(", ")"};
  opaque.operands = {value};
  opaque.has_side_effects = false;
  opaque.reads_bits = true;
  opaque.refusal = "ReinterpretActive";
  opaque.refusal_arguments = {spelling_of(cast.getType())};
  emit(ir::make_stmt(std::move(opaque), span_of(ast_, cast.getSourceRange())));
  return result;
}

void FunctionLowering::discard(const clang::Expr& original) {
  const clang::Expr& expr = unwrapped(original);
  if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&expr); op && op->isIncrementDecrementOp()) {
    increment(*op, /*needs_value=*/false);
    return;
  }
  if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&expr); op && op->getOpcode() == clang::BO_Comma) {
    discard(*op->getLHS());
    discard(*op->getRHS());
    return;
  }
  if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expr); cast && cast->getCastKind() == clang::CK_ToVoid) {
    return discard(*cast->getSubExpr());
  }
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr)) {
    Destination ignored;
    ignored.is_ignored = true;
    call_value(*call, &ignored);
    return;
  }
  if (llvm::isa<clang::LambdaExpr, clang::DeclRefExpr>(expr)) return;
  if (expr.getType()->isVoidType() && llvm::isa<clang::AbstractConditionalOperator>(expr)) {
    const auto& choice = llvm::cast<clang::AbstractConditionalOperator>(expr);
    ir::If branch{condition_of(*choice.getCond()), {}, {}};
    branch.then_region = collect([&] { discard(*choice.getTrueExpr()); });
    branch.else_region = collect([&] { discard(*choice.getFalseExpr()); });
    return emit(ir::make_stmt(std::move(branch)));
  }
  value_of(expr);
}

}  // namespace backsweep::frontend
