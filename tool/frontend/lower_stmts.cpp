// Statements: each becomes statements of the IR, jumps as they stand in the source.
#include <clang/AST/StmtOpenMP.h>

#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/source_spans.h"

namespace backsweep::frontend {
namespace {

using diagnostics::Kind;

bool is_simple(const clang::Stmt& stmt) {
  return llvm::isa<clang::Expr, clang::DeclStmt, clang::ReturnStmt, clang::BreakStmt, clang::ContinueStmt, clang::GotoStmt>(stmt);
}

}  // namespace

void FunctionLowering::lower_stmt(const clang::Stmt& stmt) {
  if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(&stmt); declared && take_mark(*declared)) return;
  check_marks(stmt);
  // What the compiler wrote stands where it is used.
  const clang::FunctionDecl* around = frames_.empty() ? nullptr : frames_.back().function;
  const bool is_written = !around || !around->isDefaulted();
  const base::SourceSpan outer_span = is_written ? std::exchange(span_, span_of(ast_, stmt.getSourceRange())) : span_;
  std::string outer_text = is_written ? std::exchange(text_, std::string()) : text_;
  if (is_written && is_simple(stmt)) {
    text_ = source_text(stmt.getSourceRange());
    if (!text_.empty() && text_.back() != ';') text_ += ';';
  }
  const std::size_t temporaries = temporaries_.size();
  lower_simple(stmt);
  if (!llvm::isa<clang::ReturnStmt>(stmt)) destroy_temporaries(temporaries);
  span_ = outer_span;
  text_ = std::move(outer_text);
  pending_ = {};
}

void FunctionLowering::lower_simple(const clang::Stmt& stmt) {
  if (lower_assertion(stmt)) return;
  if (const auto* expr = llvm::dyn_cast<clang::Expr>(&stmt)) return discard(*expr);
  if (llvm::isa<clang::OMPExecutableDirective>(stmt)) return opaque_statement(stmt, "ThreadActive", {"#pragma omp"});
  switch (stmt.getStmtClass()) {
    case clang::Stmt::NullStmtClass: return;
    case clang::Stmt::CompoundStmtClass: return lower_nested(stmt);
    case clang::Stmt::DeclStmtClass: return lower_declarations(llvm::cast<clang::DeclStmt>(stmt));
    case clang::Stmt::IfStmtClass: return lower_if(llvm::cast<clang::IfStmt>(stmt));
    case clang::Stmt::ForStmtClass: return lower_for(llvm::cast<clang::ForStmt>(stmt));
    case clang::Stmt::WhileStmtClass: return lower_while(llvm::cast<clang::WhileStmt>(stmt));
    case clang::Stmt::DoStmtClass: return lower_do(llvm::cast<clang::DoStmt>(stmt));
    case clang::Stmt::CXXForRangeStmtClass: return lower_range_for(llvm::cast<clang::CXXForRangeStmt>(stmt));
    case clang::Stmt::SwitchStmtClass: return lower_switch(llvm::cast<clang::SwitchStmt>(stmt));
    case clang::Stmt::ReturnStmtClass: return lower_return(llvm::cast<clang::ReturnStmt>(stmt));
    case clang::Stmt::BreakStmtClass:
      if (!breakable_.empty()) destroy_down_to(breakable_.back());
      return emit(ir::make_stmt(ir::Break{}));
    case clang::Stmt::ContinueStmtClass:
      if (!continuable_.empty()) destroy_down_to(continuable_.back());
      return emit(ir::make_stmt(ir::Continue{}));
    case clang::Stmt::GotoStmtClass:
      return emit(ir::make_stmt(ir::Goto{llvm::cast<clang::GotoStmt>(stmt).getLabel()->getNameAsString()}));
    case clang::Stmt::LabelStmtClass: {
      const auto& label = llvm::cast<clang::LabelStmt>(stmt);
      emit(ir::make_stmt(ir::Label{label.getName()}));
      return lower_stmt(*label.getSubStmt());
    }
    case clang::Stmt::AttributedStmtClass: return lower_stmt(*llvm::cast<clang::AttributedStmt>(stmt).getSubStmt());
    case clang::Stmt::GCCAsmStmtClass:
    case clang::Stmt::MSAsmStmtClass: return opaque_statement(stmt, "InlineAssembly");
    case clang::Stmt::CXXTryStmtClass: return lower_try(llvm::cast<clang::CXXTryStmt>(stmt));
    case clang::Stmt::IndirectGotoStmtClass:
      owner_.sink.error(Kind::kLongJump, span_, {"goto *"});
      return;
    case clang::Stmt::CaseStmtClass:
    case clang::Stmt::DefaultStmtClass:
      owner_.sink.error(Kind::kUnsupported, span_, {"a case label inside another statement"});
      return;
    default: opaque_statement(stmt, "Unsupported", {"this statement"});
  }
}

void FunctionLowering::lower_compound(const clang::CompoundStmt& block) {
  for (const clang::Stmt* stmt : block.body()) lower_stmt(*stmt);
  if (!pending_.word.empty()) {
    owner_.sink.error(Kind::kMisplacedAnnotation, pending_.span, {pending_.word, "a statement"});
    pending_ = {};
  }
}

ir::Region FunctionLowering::region_of(const clang::Stmt& stmt) {
  return collect([&] {
    open_scope();
    if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(&stmt)) {
      lower_compound(*block);
    } else {
      lower_stmt(stmt);
    }
    close_scope(/*is_reachable=*/true);
  });
}

void FunctionLowering::lower_nested(const clang::Stmt& stmt) {
  ir::Block block{region_of(stmt)};
  if (!block.body.empty()) emit(ir::make_stmt(std::move(block)));
}

/// Jumps end a region: nothing behind them runs.
void FunctionLowering::close_scope(bool is_reachable) {
  const bool ends_in_jump = !region_->empty() && (ir::get_if<ir::Return>(region_->back()) || ir::get_if<ir::Break>(region_->back()) ||
                                                  ir::get_if<ir::Continue>(region_->back()) || ir::get_if<ir::Goto>(region_->back()));
  if (is_reachable && !ends_in_jump) destroy_down_to(scopes_.size() - 1);
  scopes_.pop_back();
}

void FunctionLowering::destroy_down_to(std::size_t depth) {
  for (std::size_t i = scopes_.size(); i > depth; --i) {
    const std::vector<std::shared_ptr<Object>> objects = scopes_[i - 1];
    for (auto object = objects.rbegin(); object != objects.rend(); ++object) destroy(*object);
  }
}

void FunctionLowering::lower_if(const clang::IfStmt& stmt) {
  if (stmt.isConstexpr()) {
    if (const auto taken = stmt.getNondiscardedCase(ast_)) {
      const auto* block = llvm::dyn_cast_or_null<clang::CompoundStmt>(*taken);
      const bool declares = block && std::any_of(block->body_begin(), block->body_end(), [](const clang::Stmt* one) { return llvm::isa<clang::DeclStmt>(one); });
      if (block && !declares) {
        lower_compound(*block);
      } else if (*taken) {
        lower_nested(**taken);
      }
      return;
    }
  }
  const bool has_variable = stmt.getInit() || stmt.getConditionVariable();
  const auto body = [&] {
    if (stmt.getInit()) lower_stmt(*stmt.getInit());
    if (const clang::DeclStmt* variable = stmt.getConditionVariableDeclStmt()) lower_declarations(*variable);
    ir::If branch{condition_of(*stmt.getCond()), {}, {}};
    const auto* known = ir::get_if<ir::Literal>(branch.condition);
    if (known && known->value && known->value.value() == 0) {
      if (stmt.getElse()) lower_nested(*stmt.getElse());
      return;
    }
    if (known && known->value) return lower_nested(*stmt.getThen());
    branch.then_region = region_of(*stmt.getThen());
    if (stmt.getElse()) branch.else_region = region_of(*stmt.getElse());
    if (branch.condition) emit(ir::make_stmt(std::move(branch)));
  };
  if (!has_variable) return body();
  emit(ir::make_stmt(ir::Block{collect(body)}));
}

// Switches.

namespace {

/// Whether a case label stands below the statement without a switch of its own around it.
bool holds_case(const clang::Stmt& stmt) {
  if (llvm::isa<clang::SwitchCase>(stmt)) return true;
  if (llvm::isa<clang::SwitchStmt, clang::Expr>(stmt)) return false;
  return std::any_of(stmt.child_begin(), stmt.child_end(),
                     [](const clang::Stmt* child) { return child && holds_case(*child); });
}

}  // namespace

/// Opens a case for each label in front of `stmt`, then lowers it into the last one.
void FunctionLowering::lower_case_body(const clang::Stmt& stmt, std::vector<ir::SwitchCase>& cases) {
  const clang::Stmt* body = &stmt;
  bool is_new = true;
  while (const auto* label = llvm::dyn_cast<clang::SwitchCase>(body)) {
    if (std::exchange(is_new, false)) cases.emplace_back();
    if (const auto* one = llvm::dyn_cast<clang::CaseStmt>(label)) {
      const std::optional<long> last = one->getRHS() ? integer_value(*one->getRHS(), ast_) : std::nullopt;
      cases.back().values.push_back(value_of(*one->getLHS()));
      const std::optional<long> first = integer_value(*one->getLHS(), ast_);
      for (long value = first && last ? *first + 1 : 1; first && last && value <= *last; ++value) {
        cases.back().values.push_back(ir::integer(value, cases.back().values.front()->type));
      }
    } else {
      cases.back().is_default = true;
    }
    body = label->getSubStmt();
  }
  if (holds_case(*body) || cases.empty()) {
    owner_.sink.error(Kind::kUnsupported, span_of(ast_, body->getSourceRange()), {"a case label inside another statement"});
    return;
  }
  ir::Region added = collect([&] { lower_stmt(*body); });
  ir::Region& region = cases.back().body;
  ir::append(std::move(added), region);
}

void FunctionLowering::lower_switch(const clang::SwitchStmt& stmt) {
  const bool has_variable = stmt.getInit() || stmt.getConditionVariable();
  const auto whole = [&] {
    if (stmt.getInit()) lower_stmt(*stmt.getInit());
    if (const clang::DeclStmt* variable = stmt.getConditionVariableDeclStmt()) lower_declarations(*variable);
    ir::Switch made{value_of(*stmt.getCond()), {}};
    open_scope();
    breakable_.push_back(scopes_.size());
    const auto* block = llvm::dyn_cast<clang::CompoundStmt>(stmt.getBody());
    if (!block) {
      lower_case_body(*stmt.getBody(), made.cases);
    } else {
      for (const clang::Stmt* one : block->body()) {
        if (made.cases.empty() && !llvm::isa<clang::SwitchCase>(one)) {
          // In front of the first case only declarations without a value do anything.
          if (llvm::isa<clang::DeclStmt>(one)) lower_stmt(*one);
          continue;
        }
        lower_case_body(*one, made.cases);
      }
    }
    breakable_.pop_back();
    close_scope(/*is_reachable=*/false);
    emit(ir::make_stmt(std::move(made)));
  };
  if (!has_variable) return whole();
  emit(ir::make_stmt(ir::Block{collect(whole)}));
}

// Returns.

/// The value in the form the IR wants: the address where a reference is returned.
ir::Expr FunctionLowering::returned_value(const clang::Expr& value) {
  if (function_.result->kind == ir::TypeKind::kReference) {
    const ir::Expr place = place_of(value);
    return ir::make_expr(ir::AddressOf{place}, ir::pointer_to(place->type));
  }
  if (function_.result->kind == ir::TypeKind::kVoid) {
    discard(value);
    return nullptr;
  }
  const clang::Expr& expr = unwrapped(value);
  const bool is_scalar = ir::is_real(function_.result) || ir::is_integer(function_.result);
  if (is_scalar) return converted(value_of(value), function_.result);
  if (function_.result->kind == ir::TypeKind::kPointer) return value_of(value);
  // `return v` of a local takes the local itself.
  const clang::Expr* source = &expr;
  if (const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(source); copy && copy->getNumArgs() == 1) {
    const clang::Expr& argument = unwrapped(*copy->getArg(0)->IgnoreParenImpCasts());
    if (llvm::isa<clang::DeclRefExpr>(argument) && copy->getConstructor()->isCopyOrMoveConstructor() && !names_object(argument)) {
      return place_of(argument);
    }
  }
  if (names_object(expr)) {
    refuse("Unsupported", {"returning a '" + spelling_of(expr.getType()) + "' made here"});
    return nullptr;
  }
  if (source->isGLValue()) return place_of(*source);
  const ir::VarId result = temporary("result", function_.result);
  declare_with(result, &value, value.getType());
  return ir::var_ref(function_, result);
}

void FunctionLowering::lower_return(const clang::ReturnStmt& stmt) {
  if (frames_.back().is_inlined) return return_inlined(stmt.getRetValue());
  ir::Expr value = stmt.getRetValue() ? returned_value(*stmt.getRetValue()) : nullptr;
  const bool has_objects = std::any_of(scopes_.begin(), scopes_.end(), [](const auto& scope) { return !scope.empty(); });
  if (has_objects && value && function_.result->kind != ir::TypeKind::kReference && !ir::get_if<ir::Literal>(value)) {
    value = keep("result", value);
  }
  destroy_temporaries(0);
  destroy_down_to(0);
  emit(ir::make_stmt(ir::Return{value}));
}

}  // namespace backsweep::frontend
