// What the tool need not understand is copied as text, with the variables in it kept as operands.
#include <clang/AST/Attr.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/refusals.h"
#include "frontend/source_spans.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

using diagnostics::Kind;

bool is_library(const clang::FunctionDecl& callee) { return is_in_std(callee) || is_in_system_header(callee); }

/// Whether evaluating the text again does no harm and gives the same.
bool is_pure(const clang::Stmt& stmt) {
  bool pure = true;
  walk_ast(stmt, [&](const clang::Stmt& s) {
    if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&s)) pure = pure && !op->isAssignmentOp();
    if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&s)) pure = pure && !op->isIncrementDecrementOp();
    if (llvm::isa<clang::CXXNewExpr, clang::CXXDeleteExpr, clang::CXXThrowExpr, clang::AsmStmt, clang::VAArgExpr, clang::AtomicExpr>(s)) pure = false;
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&s)) {
      const clang::FunctionDecl* callee = call->getDirectCallee();
      const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
      const bool is_constant = callee && (callee->hasAttr<clang::ConstAttr>() || callee->hasAttr<clang::PureAttr>() ||
                                          (callee->isConstexpr() && std::none_of(callee->param_begin(), callee->param_end(), [](const clang::ParmVarDecl* param) {
                                            return gives_access(param->getType());
                                          })));
      pure = pure && callee && (is_constant || (method && is_in_std(*callee) && only_looks(*method)));
    }
    return pure;
  });
  return pure;
}

/// Whether assembly may write more than its outputs.
bool writes_memory(const clang::AsmStmt& assembly) {
  if (!llvm::isa<clang::GCCAsmStmt>(assembly)) return true;
  for (unsigned i = 0; i < assembly.getNumClobbers(); ++i) {
    if (assembly.getClobber(i) == "memory") return true;
  }
  return false;
}

/// A subscript of a container of the library: nothing but the container is reached by what it gives.
bool gives_element(const clang::Expr& expr) {
  const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&unwrapped(expr));
  const clang::FunctionDecl* callee = call && call->getOperator() == clang::OO_Subscript ? call->getDirectCallee() : nullptr;
  return callee && is_in_std(*callee);
}

/// Whether control may leave the statement other than at its end or by an exception.
bool leaves(const clang::Stmt& stmt, const TextExits* exits, bool in_loop = false, bool in_switch = false) {
  if (exits && std::find(exits->jumps.begin(), exits->jumps.end(), &stmt) != exits->jumps.end()) return false;
  if (llvm::isa<clang::ReturnStmt, clang::GotoStmt, clang::IndirectGotoStmt>(stmt)) return true;
  if (llvm::isa<clang::BreakStmt>(stmt)) return !in_loop && !in_switch;
  if (llvm::isa<clang::ContinueStmt>(stmt)) return !in_loop;
  if (llvm::isa<clang::Expr>(stmt)) return false;
  const bool is_loop = llvm::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(stmt);
  const bool is_switch = llvm::isa<clang::SwitchStmt>(stmt);
  return std::any_of(stmt.child_begin(), stmt.child_end(), [&](const clang::Stmt* child) {
    return child && leaves(*child, exits, in_loop || is_loop, in_switch || is_switch);
  });
}

}  // namespace

ir::Opaque FunctionLowering::opaque_of(const clang::Stmt& stmt, bool wants_pointers, const TextExits* exits) {
  ir::Opaque result;
  CopiedText copied = text_of(stmt, wants_pointers, exits);
  result.text = std::move(copied.pieces);
  result.operands = std::move(copied.operands);
  find_writes(stmt, result);
  result.has_side_effects = !is_pure(stmt);
  result.leaves = leaves(stmt, exits);
  if (result.leaves && frames_.back().is_inlined) {
    owner_.sink.error(Kind::kUnsupported, span_of(ast_, stmt.getSourceRange()), {"a jump out of this statement"});
  }
  const Refusal refusal = refusal_of(stmt);
  result.refusal = refusal.kind;
  result.refusal_arguments = refusal.arguments;
  result.reads_bits = refusal.reads_bits;
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt);
  const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
  // A function of the user's that cannot be seen may write whatever it can reach.
  result.may_write_anything = refusal.kind == "LongJump" || (call && !callee) || (callee && !is_library(*callee));
  result.is_unseen_call = refusal.kind == "NoBody" && callee && !callee->hasBody();
  return result;
}

void FunctionLowering::opaque_statement(const clang::Stmt& stmt, const std::string& refusal, std::vector<std::string> arguments) {
  ir::Opaque opaque = opaque_of(stmt);
  if (!refusal.empty()) {
    opaque.refusal = refusal;
    opaque.refusal_arguments = std::move(arguments);
  }
  opaque.throws = llvm::isa<clang::CXXThrowExpr>(stmt);
  if (const auto* assembly = llvm::dyn_cast<clang::AsmStmt>(&stmt)) opaque.may_write_anything = writes_memory(*assembly);
  emit(ir::make_stmt(std::move(opaque), span_of(ast_, stmt.getSourceRange())));
}

/// A search is a number of elements from where it began: so the element found has its derivative beside it.
ir::Expr FunctionLowering::search_value(const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  const bool is_search = callee && only_searches(*callee) && call.getNumArgs() > 1;
  if (!is_search || type_of(call.getType())->kind != ir::TypeKind::kPointer || !is_pure(*call.getArg(0))) return nullptr;
  const ir::Type pointer = ir::without_const(type_of(call.getArg(0)->getType()));
  if (pointer->kind != ir::TypeKind::kPointer) return nullptr;
  const ir::VarId first = temporary("first", pointer);
  emit(ir::declare(first, value_of(*call.getArg(0))));
  const ir::Expr begin = ir::var_ref(function_, first);
  ir::Opaque opaque = opaque_of(call, /*wants_pointers=*/true);
  find_writes(call, opaque, /*is_read=*/true);
  opaque.text.back() += " - ";
  opaque.text.emplace_back();
  opaque.operands.push_back(begin);
  const ir::VarId position = temporary("position", ir::long_type());
  opaque.result = ir::var_ref(function_, position);
  const ir::Expr found = ir::raw_binary(ir::BinaryOp::kAdd, begin, opaque.result, type_of(call.getType()));
  emit(ir::declare(position));
  emit(ir::make_stmt(std::move(opaque), span_of(ast_, call.getSourceRange())));
  return found;
}

/// Declares the variable that text gives a value. A pointer points first to what of the text's operands it may reach:
/// that is how later phases know. `is_into_first`: none but the first, the container of whose element it is the address.
void FunctionLowering::declare_pointer_into(ir::VarId var, const ir::Opaque& opaque, bool is_into_first) {
  const ir::Type type = function_.var(var).type;
  std::vector<ir::Expr> reached;
  for (const ir::Expr& operand : opaque.operands) {
    if (type->kind != ir::TypeKind::kPointer || (is_into_first && &operand != &opaque.operands.front())) break;
    const auto fits = [&](const ir::Type& element) {
      return element && ir::same_type(element, type->element) && (type->element->is_const || !element->is_const);
    };
    const ir::TypeKind kind = operand->type->kind;
    const bool is_block = ir::is_place(operand) && (kind == ir::TypeKind::kVector || kind == ir::TypeKind::kArray);
    if (kind == ir::TypeKind::kPointer && fits(operand->type->element)) {
      reached.push_back(operand);
    } else if (is_block && fits(operand->type->element)) {
      reached.push_back(ir::address_of(ir::index(operand, ir::integer(0))));
    } else if (ir::is_place(operand) && fits(operand->type)) {
      reached.push_back(ir::address_of(operand));
    } else if (ir::is_place(operand) && (kind == ir::TypeKind::kOpaque || kind == ir::TypeKind::kRecord)) {
      reached.push_back(ir::make_expr(ir::Cast{ir::address_of(operand)}, type));
    }
  }
  emit(reached.empty() ? ir::declare(var) : ir::declare(var, reached.front()));
  for (std::size_t i = 1; i < reached.size(); ++i) emit(ir::assign(ir::var_ref(function_, var), reached[i]));
}

ir::Expr FunctionLowering::opaque_value(const clang::Expr& expr, Destination* destination) {
  if (expr.containsErrors() || expr.isValueDependent()) {
    owner_.sink.error(Kind::kUnsupported, span_of(ast_, expr.getSourceRange()), {"this expression"});
    return expr.getType()->isVoidType() ? nullptr : keep("value", ir::integer(0));
  }
  ir::Opaque opaque = opaque_of(expr);
  const base::SourceSpan span = span_of(ast_, expr.getSourceRange());
  if (expr.getType()->isVoidType() || (destination && destination->is_ignored)) {
    emit(ir::make_stmt(std::move(opaque), span));
    return nullptr;
  }
  const bool is_reference = expr.isGLValue();
  const ir::Type type = ir::without_const(type_of(expr.getType().getNonReferenceType()));
  // An iterator of a member function becomes the pointer that it is here.
  const bool is_iterator = type->kind == ir::TypeKind::kPointer && expr.getType()->isRecordType();
  if (is_iterator && llvm::isa<clang::CXXMemberCallExpr>(expr)) opaque.text.front().insert(0, "&*");
  const bool reads_real = std::any_of(opaque.operands.begin(), opaque.operands.end(), [](const ir::Expr& one) {
    return ir::carries_real(one->type) || one->type->kind == ir::TypeKind::kOpaque;
  });
  const bool is_number = ir::is_real(type) || ir::is_integer(type);
  const bool is_place_wanted = destination && destination->wants_place;
  // Of a place only the value counts.
  if (is_number && is_reference && !is_place_wanted) find_writes(expr, opaque, /*is_read=*/true);
  const bool is_silent = !opaque.has_side_effects && opaque.writes.empty() && !opaque.may_write_anything;
  const bool wants_place = is_reference && is_place_wanted;
  if (is_number && is_silent && !wants_place && !(opaque.reads_bits && reads_real) && (!reads_real || ir::is_integer(type))) {
    return ir::opaque(std::move(opaque.text), std::move(opaque.operands), type);
  }
  const bool is_bare = opaque.operands.size() == 1 && opaque.text[0].empty() && opaque.text[1].empty();
  if (is_reference && is_bare && type->kind == ir::TypeKind::kOpaque) return opaque.operands[0];
  if (is_reference && (wants_place || !is_number) && (type->kind != ir::TypeKind::kOpaque || wants_place)) {
    // A reference into something unknown.
    const ir::VarId pointer = temporary("place", ir::pointer_to(type_of(expr.getType().getNonReferenceType())));
    opaque.text.front().insert(0, "&");
    opaque.result = ir::var_ref(function_, pointer);
    unknown_pointers_.insert(pointer.index);
    declare_pointer_into(pointer, opaque, gives_element(expr));
    emit(ir::make_stmt(std::move(opaque), span));
    return ir::deref(ir::var_ref(function_, pointer));
  }
  if (destination && destination->declared.is_valid()) {
    opaque.result = ir::var_ref(function_, destination->declared);
    declare_pointer_into(destination->declared, opaque);
    destination->is_used = true;
  } else {
    const ir::VarId result = temporary("value", type);
    opaque.result = ir::var_ref(function_, result);
    if (type->kind == ir::TypeKind::kOpaque) {
      opaque.declares_result = true;
      if (gives_access(expr.getType())) handles_.insert(result.index);
    } else {
      declare_pointer_into(result, opaque);
    }
  }
  const ir::Expr result = opaque.result;
  emit(ir::make_stmt(std::move(opaque), span));
  return result;
}

/// A declaration whose initializer is copied.
void FunctionLowering::declare_opaque(ir::VarId var, const clang::VarDecl* decl, const clang::Expr* init, clang::QualType type) {
  (void)decl;
  const auto* construct = init ? llvm::dyn_cast<clang::CXXConstructExpr>(&unwrapped(*init)) : nullptr;
  const bool is_default = construct && construct->getNumArgs() == 0;
  if (!init || is_default) return emit(ir::declare(var));
  const clang::Expr& e = unwrapped(*init);
  if (!type->isRecordType() && e.isPRValue() && e.getType()->isScalarType() && type.isVolatileQualified()) {
    const ir::Expr value = value_of(e);
    ir::Opaque opaque;
    opaque.result = ir::var_ref(function_, var);
    opaque.declares_result = true;
    opaque.text = {"", ""};
    opaque.operands = {value};
    opaque.refusal = "VolatileActive";
    opaque.refusal_arguments = {function_.var(var).name};
    return emit(ir::make_stmt(std::move(opaque)));
  }
  ir::Opaque opaque = opaque_of(e);
  opaque.result = ir::var_ref(function_, var);
  opaque.declares_result = true;
  const bool names_type = construct && !llvm::isa<clang::CXXTemporaryObjectExpr>(*construct) && !construct->getConstructor()->isCopyOrMoveConstructor() &&
                          !construct->isListInitialization();
  const bool is_list = (construct && construct->isListInitialization() && !llvm::isa<clang::CXXTemporaryObjectExpr>(*construct));
  if (names_type || is_list) {
    const bool has_braces = is_list && !opaque.text.front().empty() && opaque.text.front().front() == '{';
    opaque.text.front().insert(0, spelling_of(type.getUnqualifiedType()) + (has_braces ? "" : is_list ? "{" : "("));
    if (!has_braces) opaque.text.back() += is_list ? "}" : ")";
  }
  emit(ir::make_stmt(std::move(opaque)));
}

// Volatile variables and members of unions: read and written as text.

/// Whether the place lies behind a pointer that opaque text gave.
bool FunctionLowering::is_unknown(const ir::Expr& place) const {
  if (!place || place->type->kind == ir::TypeKind::kOpaque) return true;
  const ir::VarId root = ir::root_var(place);
  return root.is_valid() && unknown_pointers_.count(root.index) > 0;
}

/// What the text of a volatile variable or of a member of a union is refused with.
void FunctionLowering::refuse_special(const clang::Expr& expr, ir::Opaque& opaque) {
  const bool is_volatile = expr.getType().isVolatileQualified();
  const bool is_union = is_union_member(expr);
  if (!is_volatile && !is_union) return;
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr);
  opaque.refusal = is_volatile ? "VolatileActive" : "UnionActive";
  opaque.reads_bits = is_union && !is_volatile;
  opaque.refusal_arguments = {is_union && member ? member->getMemberDecl()->getNameAsString() : source_text(expr.getSourceRange())};
}

ir::Expr FunctionLowering::special_read(const clang::Expr& original) {
  const clang::Expr& expr = unwrapped(original);
  ir::Opaque opaque = opaque_of(expr);
  opaque.writes.clear();
  opaque.may_write_anything = false;
  opaque.has_side_effects = expr.getType().isVolatileQualified();
  refuse_special(expr, opaque);
  const ir::VarId value = temporary("value", ir::without_const(type_of(expr.getType().getUnqualifiedType())));
  opaque.result = ir::var_ref(function_, value);
  const ir::Expr result = opaque.result;
  emit(ir::declare(value));
  emit(ir::make_stmt(std::move(opaque), span_of(ast_, expr.getSourceRange())));
  return result;
}

/// Where it stands, behind a pointer that text gives.
ir::Expr FunctionLowering::special_place(const clang::Expr& original) {
  const clang::Expr& expr = unwrapped(original);
  ir::Opaque opaque = opaque_of(expr);
  opaque.may_write_anything = false;
  refuse_special(expr, opaque);
  const ir::VarId pointer = temporary("place", ir::pointer_to(type_of(expr.getType())));
  opaque.text.front().insert(0, "&");
  unknown_pointers_.insert(pointer.index);
  opaque.result = ir::var_ref(function_, pointer);
  opaque.writes = opaque.operands;
  std::erase_if(opaque.writes, [](const ir::Expr& one) { return !ir::is_place(one); });
  const ir::Expr result = opaque.result;
  emit(ir::declare(pointer));
  emit(ir::make_stmt(std::move(opaque), span_of(ast_, expr.getSourceRange())));
  return ir::deref(result);
}

/// A member that points to a function: nothing else of its object is written. Null where it is something else.
ir::Expr FunctionLowering::function_member(const clang::Expr& expr) {
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expr);
  const bool is_plain = member && !expr.getType().isVolatileQualified() && !is_union_member(expr);
  if (!is_plain || !expr.getType()->isFunctionPointerType()) return nullptr;
  const std::size_t before = region_->size();
  const ir::Expr place = place_of(expr);
  const ir::VarId root = place ? ir::root_var(place) : ir::VarId();
  if (place && ir::get_if<ir::Member>(place) && unknown_pointers_.count(root.index) == 0) return place;
  region_->resize(before);
  return nullptr;
}

void FunctionLowering::special_write(const clang::Expr& original, const ir::Expr& value) {
  const clang::Expr& expr = unwrapped(original);
  if (const ir::Expr place = function_member(expr)) {
    ir::Opaque opaque;
    opaque.text = {"", " = ", ""};
    opaque.operands = {place, value};
    opaque.writes = {place};
    return emit(ir::make_stmt(std::move(opaque)));
  }
  ir::Opaque opaque = opaque_of(expr);
  opaque.writes.clear();
  for (const ir::Expr& operand : opaque.operands) {
    if (ir::is_place(operand)) opaque.writes.push_back(operand);
    if (gives_element(expr)) break;
  }
  opaque.text.back() += " = ";
  opaque.text.emplace_back();
  opaque.operands.push_back(value);
  opaque.moves_pointers = ir::holds_pointers(value->type);
  opaque.has_side_effects = true;
  opaque.may_write_anything = false;
  refuse_special(expr, opaque);
  emit(ir::make_stmt(std::move(opaque)));
}

void FunctionLowering::refuse(const std::string& kind, std::vector<std::string> arguments) {
  owner_.sink.error(diagnostics::kind_named(kind), span_, std::move(arguments));
}

/// assert(condition) keeps its name; its expansion differs from library to library.
bool FunctionLowering::lower_assertion(const clang::Stmt& stmt) {
  const auto* expr = llvm::dyn_cast<clang::Expr>(&stmt);
  if (!expr || !expr->getType()->isVoidType() || !expr->getBeginLoc().isMacroID()) return false;
  const clang::SourceManager& sources = ast_.getSourceManager();
  const clang::SourceLocation where = sources.getExpansionLoc(expr->getBeginLoc());
  if (clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(where), sources, ast_.getLangOpts()) != "assert") return false;
  const clang::Expr* condition = nullptr;
  walk_ast(*expr, [&](const clang::Stmt& s) {
    if (condition) return false;
    if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(&s)) condition = choice->getCond();
    if (const auto* branch = llvm::dyn_cast<clang::IfStmt>(&s)) condition = branch->getCond();
    return condition == nullptr && !llvm::isa<clang::UnaryExprOrTypeTraitExpr>(s);
  });
  if (!condition) return true;
  const clang::Expr* inner = condition->IgnoreParenImpCasts();
  if (const auto* named = llvm::dyn_cast<clang::CXXStaticCastExpr>(inner)) inner = named->getSubExpr()->IgnoreParenImpCasts();
  ir::Opaque opaque;
  ir::Expr value;
  const ir::Region effects = collect([&] { value = value_of(*inner); });
  if (!effects.empty()) {
    for (const ir::Stmt& one : effects) region_->push_back(one);
  }
  opaque.text = {"assert(", ")"};
  opaque.operands = {value};
  emit(ir::make_stmt(std::move(opaque)));
  return true;
}

}  // namespace backsweep::frontend
