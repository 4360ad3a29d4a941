// Operators: arithmetic, choice, and those with side effects, which become statements.
#include <cctype>
#include <utility>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

std::optional<ir::BinaryOp> binary_op(clang::BinaryOperatorKind kind) {
  switch (kind) {
    case clang::BO_Add: case clang::BO_AddAssign: return ir::BinaryOp::kAdd;
    case clang::BO_Sub: case clang::BO_SubAssign: return ir::BinaryOp::kSub;
    case clang::BO_Mul: case clang::BO_MulAssign: return ir::BinaryOp::kMul;
    case clang::BO_Div: case clang::BO_DivAssign: return ir::BinaryOp::kDiv;
    case clang::BO_Rem: case clang::BO_RemAssign: return ir::BinaryOp::kRem;
    case clang::BO_LT: return ir::BinaryOp::kLess;
    case clang::BO_LE: return ir::BinaryOp::kLessEqual;
    case clang::BO_GT: return ir::BinaryOp::kGreater;
    case clang::BO_GE: return ir::BinaryOp::kGreaterEqual;
    case clang::BO_EQ: return ir::BinaryOp::kEqual;
    case clang::BO_NE: return ir::BinaryOp::kNotEqual;
    case clang::BO_And: case clang::BO_AndAssign: return ir::BinaryOp::kBitAnd;
    case clang::BO_Or: case clang::BO_OrAssign: return ir::BinaryOp::kBitOr;
    case clang::BO_Xor: case clang::BO_XorAssign: return ir::BinaryOp::kBitXor;
    case clang::BO_Shl: case clang::BO_ShlAssign: return ir::BinaryOp::kShiftLeft;
    case clang::BO_Shr: case clang::BO_ShrAssign: return ir::BinaryOp::kShiftRight;
    default: return std::nullopt;
  }
}

bool is_special(const clang::Expr& place) {
  return place.getType().isVolatileQualified() || is_union_member(place);
}

/// Whether the value leaves alone what says where the target lies.
bool is_undisturbed(const clang::Expr& target, const clang::Expr& value) {
  bool result = true;
  walk_ast(target, [&](const clang::Stmt& stmt) {
    if (llvm::isa<clang::CallExpr>(stmt) && !llvm::isa<clang::CXXOperatorCallExpr>(stmt)) result = false;
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
    if (!var) return true;
    result = result && !is_written_in(*var, value) && escaping_variables(value).count(var) == 0;
    return true;
  });
  return result;
}

bool is_opaque(const ir::Expr& expr) { return !expr || expr->type->kind == ir::TypeKind::kOpaque; }

/// The side that a constant condition chooses; null where the condition is to be evaluated.
const clang::Expr* known_side(const clang::AbstractConditionalOperator& op, clang::ASTContext& ast) {
  const std::optional<long> known = integer_value(*op.getCond(), ast);
  if (!known || op.getCond()->HasSideEffects(ast)) return nullptr;
  return *known ? op.getTrueExpr() : op.getFalseExpr();
}

}  // namespace

ir::Expr FunctionLowering::unary_value(const clang::UnaryOperator& op) {
  switch (op.getOpcode()) {
    case clang::UO_Plus: return value_of(*op.getSubExpr());
    case clang::UO_Minus: return ir::raw_unary(ir::UnaryOp::kNegate, value_of(*op.getSubExpr()), type_of(op.getType()));
    case clang::UO_Not: return ir::raw_unary(ir::UnaryOp::kBitNot, value_of(*op.getSubExpr()), type_of(op.getType()));
    case clang::UO_LNot: return ir::raw_unary(ir::UnaryOp::kNot, condition_of(*op.getSubExpr()), ir::bool_type());
    case clang::UO_Deref: return place_of(op);
    case clang::UO_AddrOf: {
      const clang::Expr& operand = unwrapped(*op.getSubExpr());
      const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&operand);
      if (ref && llvm::isa<clang::FunctionDecl>(ref->getDecl())) return value_of(operand);
      if (operand.getType()->isMemberPointerType() || op.getType()->isMemberPointerType()) return opaque_value(op);
      return ir::address_of(place_of(operand));
    }
    case clang::UO_PreInc: case clang::UO_PreDec:
    case clang::UO_PostInc: case clang::UO_PostDec: return increment(op, /*needs_value=*/true);
    default: return opaque_value(op);
  }
}

ir::Expr FunctionLowering::increment(const clang::UnaryOperator& op, bool needs_value) {
  const clang::Expr& target = *op.getSubExpr();
  const ir::BinaryOp step = op.isIncrementOp() ? ir::BinaryOp::kAdd : ir::BinaryOp::kSub;
  if (is_special(target)) {
    const ir::Expr before = special_read(target);
    const ir::Expr after = ir::raw_binary(step, before, ir::integer(1), before->type);
    special_write(target, after);
    return op.isPostfix() ? before : after;
  }
  const std::size_t begin = region_->size();
  // Of `a[i]++` the old value is kept at once; of `++a[i]` the place is read later.
  const ir::Expr place = needs_value && !op.isPostfix() ? fixed_place(place_of(target), "target") : place_of(target);
  if (is_unknown(place)) {
    region_->resize(begin);
    const ir::Expr before = needs_value && op.isPostfix() ? keep("before", value_of(target)) : nullptr;
    opaque_statement(op);
    return before || !needs_value ? before : value_of(target);
  }
  const ir::Type type = ir::without_const(place->type);
  const ir::Expr one = ir::is_real(type) ? ir::real(1, type) : ir::integer(1);
  ir::Expr result = place;
  if (needs_value && op.isPostfix()) {
    const auto* ref = ir::get_if<ir::VarRef>(place);
    result = keep(ref ? function_.var(ref->var).name + "_before" : "before", place);
  }
  emit(ir::update(place, step, one));
  return result;
}

namespace {

bool is_shift(ir::BinaryOp op) { return op == ir::BinaryOp::kAdd || op == ir::BinaryOp::kSub; }

/// `i - 1 + 1`, which the source does not say where the body of a countdown has `i + 1`.
bool continues_sum(ir::BinaryOp op, const ir::Expr& left, const ir::Expr& right) {
  const auto* sum = ir::get_if<ir::Binary>(left);
  return sum && is_shift(op) && is_shift(sum->op) && ir::is_integer(left->type) && ir::get_if<ir::Literal>(sum->right) &&
         ir::get_if<ir::Literal>(right) && ir::same_type(left->type, right->type);
}

/// The name of a parameter that stands for a number: `row * m` of row 0, which the source does not say.
bool is_bound_to_number(const clang::Expr& expr, const ir::Expr& lowered) {
  const auto* number = ir::get_if<ir::Literal>(lowered);
  return number && std::isdigit(static_cast<unsigned char>(number->spelling.front())) &&
         llvm::isa<clang::DeclRefExpr>(expr.IgnoreParenImpCasts());
}

/// The number of elements, where `sizeof(table) / sizeof(table[0])` asks for it.
std::optional<long> element_count(const clang::BinaryOperator& op, const clang::ASTContext& context) {
  const auto argument = [](const clang::Expr& side) {
    const auto* size = llvm::dyn_cast<clang::UnaryExprOrTypeTraitExpr>(side.IgnoreParenImpCasts());
    return size && size->getKind() == clang::UETT_SizeOf ? size->getTypeOfArgument() : clang::QualType();
  };
  if (op.getOpcode() != clang::BO_Div) return std::nullopt;
  const clang::QualType whole = argument(*op.getLHS());
  const clang::QualType part = argument(*op.getRHS());
  const clang::ConstantArrayType* array = whole.isNull() || part.isNull() ? nullptr : context.getAsConstantArrayType(whole);
  if (!array || !context.hasSameUnqualifiedType(array->getElementType(), part)) return std::nullopt;
  return static_cast<long>(array->getSize().getZExtValue());
}

}  // namespace

/// Of pointers, one of which leads to an object that is taken apart: such a one has no address, but is itself and nothing else.
bool FunctionLowering::are_same_object(const clang::Expr& left, const clang::Expr& right) {
  if (!names_object(left) || !names_object(right)) return false;
  const std::shared_ptr<Object> one = object_of(left, "left");
  const std::shared_ptr<Object> other = object_of(right, "right");
  if (one && other && one != other && (one->is_chosen || other->is_chosen)) {
    refuse("Unsupported", {"a comparison with the address of an object that ?: chose"});
  }
  return one == other;
}

/// `callback == NULL` where it is known what the pointer points to.
bool FunctionLowering::is_null_test_of_function(const clang::BinaryOperator& op) {
  const auto is_null = [&](const clang::Expr& e) {
    return e.isNullPointerConstant(const_cast<clang::ASTContext&>(ast_), clang::Expr::NPC_NeverValueDependent) != clang::Expr::NPCK_NotNull;
  };
  if (!op.isEqualityOp()) return false;
  return (is_null(*op.getRHS()) && known_function(*op.getLHS())) || (is_null(*op.getLHS()) && known_function(*op.getRHS()));
}

ir::Expr FunctionLowering::binary_value(const clang::BinaryOperator& op) {
  if (op.isAssignmentOp()) return assignment(op);
  if (op.isLogicalOp()) return logical_value(op);
  if (op.getOpcode() == clang::BO_Comma) {
    discard(*op.getLHS());
    return value_of(*op.getRHS());
  }
  const std::optional<ir::BinaryOp> kind = binary_op(op.getOpcode());
  if (!kind) return opaque_value(op);
  if (const std::optional<long> count = element_count(op, ast_)) return ir::integer(*count, type_of(op.getType()));
  if (op.isEqualityOp() && op.getLHS()->getType()->isPointerType() && (names_object(*op.getLHS()) || names_object(*op.getRHS()))) {
    return ir::boolean(are_same_object(*op.getLHS(), *op.getRHS()) == (op.getOpcode() == clang::BO_EQ));
  }
  if (is_null_test_of_function(op)) return ir::boolean(op.getOpcode() == clang::BO_NE);
  if (op.getLHS()->getType()->isAnyComplexType() || op.getRHS()->getType()->isAnyComplexType()) return opaque_value(op);
  const std::vector<ir::Expr> operands =
      in_order({[&] { return value_of(*op.getLHS()); }, [&] { return value_of(*op.getRHS()); }});
  if (is_opaque(operands[0]) || is_opaque(operands[1])) return opaque_value(op);
  const ir::Type type = op.isComparisonOp() ? ir::bool_type() : ir::without_const(type_of(op.getType()));
  const bool has_number =
      ir::is_integer(type) && (is_bound_to_number(*op.getLHS(), operands[0]) || is_bound_to_number(*op.getRHS(), operands[1]));
  const bool is_simpler = has_number || continues_sum(*kind, operands[0], operands[1]);
  return is_simpler ? ir::binary(*kind, operands[0], operands[1]) : ir::raw_binary(*kind, operands[0], operands[1], type);
}

ir::Expr FunctionLowering::logical_value(const clang::BinaryOperator& op) {
  const bool is_and = op.getOpcode() == clang::BO_LAnd;
  const ir::Expr left = condition_of(*op.getLHS());
  ir::Expr right;
  ir::Region effects = collect([&] { right = condition_of(*op.getRHS()); });
  if (effects.empty()) {
    return ir::raw_binary(is_and ? ir::BinaryOp::kAnd : ir::BinaryOp::kOr, left, right, ir::bool_type());
  }
  const ir::Expr result = keep(is_and ? "both" : "either", converted(left, ir::bool_type()));
  effects.push_back(ir::make_stmt(ir::Assign{result, converted(right, ir::bool_type())}, span_, text_));
  ir::If branch{is_and ? result : ir::raw_unary(ir::UnaryOp::kNot, result, ir::bool_type()), std::move(effects), {}};
  emit(ir::make_stmt(std::move(branch)));
  return result;
}

ir::Expr FunctionLowering::choice_value(const clang::AbstractConditionalOperator& op) {
  if (const auto* gnu = llvm::dyn_cast<clang::BinaryConditionalOperator>(&op)) {
    opaque_values_[gnu->getOpaqueValue()] = value_of(*gnu->getCommon());
  }
  if (op.getType()->isVoidType()) {
    discard(op);
    return nullptr;
  }
  if (op.isGLValue() && op.getType()->isRecordType()) return choice_place(op);
  if (const clang::Expr* known = known_side(op, ast_)) return value_of(*known);
  const ir::Type type = ir::without_const(type_of(op.getType()));
  if (type->kind == ir::TypeKind::kRecord) {
    const ir::Expr place = ir::var_ref(function_, temporary("chosen", type));
    emit(ir::declare(std::get<ir::VarRef>(place->node).var));
    assign_choice(place, op);
    return place;
  }
  const ir::Expr condition = condition_of(*op.getCond());
  ir::Expr values[2];
  ir::Region effects[2];
  effects[0] = collect([&] { values[0] = value_of(*op.getTrueExpr()); });
  effects[1] = collect([&] { values[1] = value_of(*op.getFalseExpr()); });
  const bool is_scalar = ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer;
  if (effects[0].empty() && effects[1].empty() && is_scalar && values[0] && values[1]) {
    return ir::make_expr(ir::Select{condition, values[0], values[1]}, type);
  }
  const ir::VarId chosen = temporary("chosen", type);
  const ir::Expr place = ir::var_ref(function_, chosen);
  emit(ir::declare(chosen));
  for (int side = 0; side < 2; ++side) {
    // A side that throws has no value.
    if (values[side]) effects[side].push_back(ir::make_stmt(ir::Assign{place, values[side]}, span_, text_));
  }
  emit(ir::make_stmt(ir::If{condition, std::move(effects[0]), std::move(effects[1])}));
  return place;
}

/// Each side delivers its object into the place.
void FunctionLowering::assign_choice(const ir::Expr& place, const clang::AbstractConditionalOperator& op) {
  if (const clang::Expr* known = known_side(op, ast_)) return assign(place, *known);
  ir::If branch;
  branch.condition = condition_of(*op.getCond());
  branch.then_region = collect([&] { assign(place, *op.getTrueExpr()); });
  branch.else_region = collect([&] { assign(place, *op.getFalseExpr()); });
  emit(ir::make_stmt(std::move(branch)));
}

ir::Expr FunctionLowering::choice_place(const clang::AbstractConditionalOperator& op) {
  const ir::Expr condition = condition_of(*op.getCond());
  ir::Expr places[2];
  ir::Region effects[2];
  effects[0] = collect([&] { places[0] = ir::address_of(place_of(*op.getTrueExpr())); });
  effects[1] = collect([&] { places[1] = ir::address_of(place_of(*op.getFalseExpr())); });
  const ir::Type type = ir::pointer_to(type_of(op.getType()));
  if (effects[0].empty() && effects[1].empty()) {
    return ir::deref(ir::make_expr(ir::Select{condition, places[0], places[1]}, type));
  }
  const ir::VarId chosen = temporary("chosen", type);
  const ir::Expr pointer = ir::var_ref(function_, chosen);
  emit(ir::declare(chosen));
  for (int side = 0; side < 2; ++side) effects[side].push_back(ir::make_stmt(ir::Assign{pointer, places[side]}, span_, text_));
  emit(ir::make_stmt(ir::If{condition, std::move(effects[0]), std::move(effects[1])}));
  return ir::deref(pointer);
}

void FunctionLowering::assign_value(const ir::Expr& place, const ir::Expr& value) {
  emit(ir::assign(place, converted(value, place->type)));
}

/// Built-in arrays have no assignment.
void FunctionLowering::copy_array(const ir::Expr& place, const ir::Expr& source) {
  ir::Expr to = place;
  ir::Expr from = source;
  ir::Expr count = ir::integer(1, ir::size_type());
  while (to->type->kind == ir::TypeKind::kArray && !to->type->is_std && to->type->extent) {
    count = ir::binary(ir::BinaryOp::kMul, count, ir::cast(to->type->extent, ir::size_type(), /*is_implicit=*/true));
    to = ir::index(to, ir::integer(0));
    from = ir::index(from, ir::integer(0));
  }
  emit(ir::make_stmt(ir::Model{ir::ModelOp::kCopy, {ir::address_of(to), ir::address_of(from), count}, ir::HeapFamily::kNone}));
}

/// Declares a variable that starts as a copy of the place.
void FunctionLowering::declare_copy(ir::VarId var, const ir::Expr& source) {
  const ir::Type& type = source->type;
  if (type->kind != ir::TypeKind::kArray || type->is_std) return emit(ir::declare(var, source));
  emit(ir::declare(var));
  copy_array(ir::var_ref(function_, var), source);
}

/// What `=` means for a value of any kind: a call delivers into the place, braces go member by member.
/// Where an object ends whose destructor is not followed, what its members point to may end, too: once more than it is
/// given back by what undoes an allocation. False, and nothing done, for any other member.
bool FunctionLowering::assign_freed_pointer(const ir::Expr& place, const clang::Expr& value) {
  const auto* member = ir::get_if<ir::Member>(place);
  const ir::Type owner = member ? ir::strip_reference(member->base->type) : nullptr;
  const bool is_freed = owner && owner->kind == ir::TypeKind::kRecord && owner_.freed_by_themselves.count(owner->record) > 0;
  if (!is_freed || value.isNullPointerConstant(const_cast<clang::ASTContext&>(ast_), clang::Expr::NPC_NeverValueDependent)) return false;
  ir::Opaque opaque = opaque_of(value);
  opaque.text.front() = " = " + opaque.text.front();
  opaque.text.insert(opaque.text.begin(), "");
  opaque.operands.insert(opaque.operands.begin(), place);
  opaque.writes.push_back(place);
  opaque.moves_pointers = true;
  opaque.refusal = "Unsupported";
  opaque.refusal_arguments = {"memory that '" + owner->record->name + "' gives back when it ends"};
  emit(ir::make_stmt(std::move(opaque), span_));
  return true;
}

void FunctionLowering::assign(const ir::Expr& place, const clang::Expr& value) {
  const clang::Expr& expr = unwrapped(value);
  if (const auto* literal = llvm::dyn_cast<clang::CompoundLiteralExpr>(&expr)) return assign(place, *literal->getInitializer());
  const clang::QualType type = expr.getType();
  const bool is_structured = type->isRecordType() || type->isArrayType() || type->isPointerType();
  if (type->isPointerType() && assign_freed_pointer(place, expr)) return;
  if (is_structured && !is_user_call(expr) && assign_by_library(*this, place, value)) return;
  if (llvm::isa<clang::InitListExpr>(expr)) {
    if (place->type->kind == ir::TypeKind::kArray || place->type->kind == ir::TypeKind::kRecord) {
      // The members may be read by the values: they are all evaluated first.
      const ir::VarId made = temporary("object", ir::without_const(place->type));
      declare_with(made, &expr, expr.getType());
      return emit(ir::assign(place, ir::var_ref(function_, made)));
    }
  }
  if (llvm::isa<clang::ImplicitValueInitExpr, clang::CXXScalarValueInitExpr>(expr)) return assign_zero(place);
  if (const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expr)) {
    return construct_in_place(place, *construct);
  }
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&expr); call && call->isPRValue()) {
    if (assign_object(place, expr)) return;
    if (names_object(expr)) return assign_value(place, object_as_place(expr));
    Destination destination{place, {}, false};
    const ir::Expr result = call_value(*call, &destination);
    if (destination.is_used) return;
    if (result) assign_value(place, result);
    return;
  }
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&expr)) {
    if (choice->isPRValue() && place->type->kind == ir::TypeKind::kRecord) return assign_choice(place, *choice);
  }
  if (const auto* loop = llvm::dyn_cast<clang::ArrayInitLoopExpr>(&expr)) {
    return copy_array(place, place_of(*loop->getCommonExpr()->getSourceExpr()));
  }
  const ir::Expr result = value_of(expr);
  if (!result) return;
  if (result->type->kind == ir::TypeKind::kPointer && place->type->kind == ir::TypeKind::kArray) {
    ir::Opaque text;
    text.operands = {place, result};
    text.writes = {place};
    text.text = {"std::strcpy(", ", ", ")"};
    return emit(ir::make_stmt(std::move(text)));
  }
  assign_value(place, result);
}

ir::Expr FunctionLowering::assignment(const clang::BinaryOperator& op) {
  if (op.getOpcode() != clang::BO_Assign) return compound_assignment(llvm::cast<clang::CompoundAssignOperator>(op));
  const clang::Expr& target = unwrapped(*op.getLHS());
  if (is_special(target)) {
    const ir::Expr value = value_of(*op.getRHS());
    special_write(target, value);
    return value;
  }
  const clang::Expr& source = unwrapped(*op.getRHS());
  const bool is_structured = op.getType()->isRecordType() || op.getType()->isPointerType() ||
                             (llvm::isa<clang::CallExpr>(source) && source.isPRValue());
  if (is_structured && is_undisturbed(target, source)) {
    const std::size_t begin = region_->size();
    const ir::Expr place = place_of(target);
    if (!is_unknown(place)) {
      assign(place, *op.getRHS());
      return place;
    }
    region_->resize(begin);
  }
  const std::size_t before = region_->size();
  const std::vector<ir::Expr> parts =
      in_order({[&] { return value_of(*op.getRHS()); }, [&] { return place_of(target); }});
  if (is_unknown(parts[1])) {
    // Copied as a whole instead.
    region_->resize(before);
    const ir::Expr value = value_of(*op.getRHS());
    special_write(target, value);
    return parts[1]->type->kind == ir::TypeKind::kOpaque ? parts[1] : value;
  }
  if (is_opaque(parts[1])) {
    special_write(target, parts[0]);
    return parts[1];
  }
  assign_value(parts[1], parts[0]);
  return parts[1];
}

ir::Expr FunctionLowering::compound_assignment(const clang::CompoundAssignOperator& op) {
  const ir::BinaryOp kind = *binary_op(op.getOpcode());
  const clang::Expr& target = unwrapped(*op.getLHS());
  if (is_special(target)) {
    const ir::Expr before = special_read(target);
    const ir::Expr after = ir::raw_binary(kind, before, value_of(*op.getRHS()), before->type);
    special_write(target, after);
    return after;
  }
  const std::size_t before = region_->size();
  const std::vector<ir::Expr> parts =
      in_order({[&] { return value_of(*op.getRHS()); }, [&] { return place_of(target); }});
  const ir::Expr& value = parts[0];
  const ir::Expr& place = parts[1];
  if (is_unknown(place) || is_opaque(value)) {
    region_->resize(before);
    opaque_statement(op);
    return place;
  }
  // `x += y` computes in the wider of the two types: what is lost on the way back is lost by the assignment.
  emit(ir::update(place, kind, value));
  return place;
}

}  // namespace backsweep::frontend
