// Loops: counted ones are recognised, all others keep their condition.
#include <algorithm>
#include <set>
#include <utility>

#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"
#include "frontend/source_spans.h"

namespace backsweep::frontend {
namespace {

/// A `for` whose header says how often it runs.
struct CountedHeader {
  const clang::VarDecl* var = nullptr;
  const clang::Expr* from = nullptr;
  bool declares = false;                    ///< `for (int i = ...`, not `for (i = ...`.
  std::vector<const clang::Stmt*> before;   ///< Other parts of the init, run first.
  ir::BinaryOp compare = ir::BinaryOp::kLess;
  const clang::Expr* to = nullptr;          ///< Null: zero.
  bool is_ahead = false;                    ///< `for (i = n; i-- > 0;)`: the body has one less than what is counted.
  long shift = 0;                           ///< `i + shift` is what is compared.
  clang::QualType compared;                 ///< The type it is compared in.
  const clang::Expr* step = nullptr;        ///< Null: one.
  bool is_down = false;
  std::vector<const clang::Expr*> after;    ///< Other parts of the increment.
};

const clang::VarDecl* named_variable(const clang::Expr& expr) {
  const clang::Expr* e = expr.IgnoreParenImpCasts();
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(e);
  return ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
}

bool is_counter(const clang::VarDecl& var) {
  return (var.hasLocalStorage() || var.isStaticLocal()) && var.getType()->isIntegerType() && !var.getType()->isBooleanType() &&
         !var.getType().isVolatileQualified();
}

bool read_init(const clang::Stmt* init, CountedHeader& header) {
  if (!init) return false;
  if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(init)) {
    const auto* var = declared->isSingleDecl() ? llvm::dyn_cast<clang::VarDecl>(declared->getSingleDecl()) : nullptr;
    if (!var || !var->getInit() || !is_counter(*var)) return false;
    header.var = var;
    header.from = var->getInit();
    header.declares = true;
    return true;
  }
  const auto* op = llvm::dyn_cast<clang::BinaryOperator>(llvm::cast<clang::Expr>(init)->IgnoreParens());
  if (!op) return false;
  if (op->getOpcode() == clang::BO_Comma) {
    // `sum = 0, i = 0`: the counter comes last.
    header.before.push_back(op->getLHS());
    return read_init(op->getRHS(), header);
  }
  if (op->getOpcode() != clang::BO_Assign) return false;
  header.var = named_variable(*op->getLHS());
  header.from = op->getRHS();
  return header.var && is_counter(*header.var);
}

ir::BinaryOp mirrored(ir::BinaryOp op) {
  switch (op) {
    case ir::BinaryOp::kLess: return ir::BinaryOp::kGreater;
    case ir::BinaryOp::kLessEqual: return ir::BinaryOp::kGreaterEqual;
    case ir::BinaryOp::kGreater: return ir::BinaryOp::kLess;
    case ir::BinaryOp::kGreaterEqual: return ir::BinaryOp::kLessEqual;
    default: return op;
  }
}

bool mentions(const clang::Expr& expr, const clang::VarDecl& var) {
  bool found = false;
  walk_ast(expr, [&](const clang::Stmt& stmt) {
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
    found = found || (ref && ref->getDecl() == &var);
    return !found;
  });
  return found;
}

/// `i`, or `i + c` in a comparison with a bound that moves by as much.
bool reads_counter(const clang::Expr& expr, CountedHeader& header, const clang::ASTContext& context) {
  header.compared = expr.getType();
  if (named_variable(expr) == header.var) return true;
  const auto* sum = llvm::dyn_cast<clang::BinaryOperator>(expr.IgnoreParenImpCasts());
  if (!sum || (sum->getOpcode() != clang::BO_Add && sum->getOpcode() != clang::BO_Sub)) return false;
  const std::optional<long> amount = integer_value(*sum->getRHS(), context);
  if (named_variable(*sum->getLHS()) != header.var || !amount || *amount < 0) return false;
  header.shift = sum->getOpcode() == clang::BO_Add ? *amount : -*amount;
  return true;
}

bool read_condition(const clang::Expr* condition, CountedHeader& header, const clang::ASTContext& context) {
  const auto* op = condition ? llvm::dyn_cast<clang::BinaryOperator>(&unwrapped(*condition->IgnoreParenImpCasts())) : nullptr;
  if (!op || !op->isComparisonOp()) return false;
  switch (op->getOpcode()) {
    case clang::BO_LT: header.compare = ir::BinaryOp::kLess; break;
    case clang::BO_LE: header.compare = ir::BinaryOp::kLessEqual; break;
    case clang::BO_GT: header.compare = ir::BinaryOp::kGreater; break;
    case clang::BO_GE: header.compare = ir::BinaryOp::kGreaterEqual; break;
    case clang::BO_NE: header.compare = ir::BinaryOp::kNotEqual; break;
    default: return false;
  }
  const bool is_left = reads_counter(*op->getLHS(), header, context);
  const bool is_right = !is_left && reads_counter(*op->getRHS(), header, context);
  if (is_left == is_right) return false;
  header.to = is_left ? op->getRHS() : op->getLHS();
  if (is_right) header.compare = mirrored(header.compare);
  if (!header.to->getType()->isIntegerType()) return false;
  return !mentions(*header.to, *header.var);
}

/// `i = i + c`, `i += c`: the amount.
bool read_step_by(const clang::BinaryOperator& op, CountedHeader& header) {
  if (op.getOpcode() == clang::BO_AddAssign || op.getOpcode() == clang::BO_SubAssign) {
    header.is_down = op.getOpcode() == clang::BO_SubAssign;
    header.step = op.getRHS();
    return true;
  }
  const auto* sum = op.getOpcode() == clang::BO_Assign ? llvm::dyn_cast<clang::BinaryOperator>(op.getRHS()->IgnoreParenImpCasts()) : nullptr;
  if (!sum || (sum->getOpcode() != clang::BO_Add && sum->getOpcode() != clang::BO_Sub)) return false;
  header.is_down = sum->getOpcode() == clang::BO_Sub;
  if (named_variable(*sum->getLHS()) == header.var) {
    header.step = sum->getRHS();
  } else if (!header.is_down && named_variable(*sum->getRHS()) == header.var) {
    header.step = sum->getLHS();
  }
  return header.step != nullptr;
}

bool read_increment(const clang::Expr* increment, CountedHeader& header) {
  if (!increment) return false;
  const clang::Expr& e = unwrapped(*increment);
  if (const auto* op = llvm::dyn_cast<clang::UnaryOperator>(&e); op && op->isIncrementDecrementOp()) {
    header.is_down = op->isDecrementOp();
    return named_variable(*op->getSubExpr()) == header.var;
  }
  const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&e);
  if (!op) return false;
  if (op->getOpcode() == clang::BO_Comma) {
    CountedHeader left = header;
    if (read_increment(op->getLHS(), left)) {
      // `++i, k += i` reads the new value, and the body's end has the old one.
      if (mentions(*op->getRHS(), *header.var)) return false;
      header = left;
      header.after.push_back(op->getRHS());
      return true;
    }
    header.after.insert(header.after.begin(), op->getLHS());
    return read_increment(op->getRHS(), header);
  }
  return named_variable(*op->getLHS()) == header.var && read_step_by(*op, header) && !mentions(*header.step, *header.var);
}

/// `for (i = n; i-- > 0;)` and its like: `--i >= 0` of a signed counter, `i--` of an unsigned one.
bool read_countdown(const clang::ForStmt& stmt, CountedHeader& header, const clang::ASTContext& context) {
  if (stmt.getInc() || !stmt.getCond()) return false;
  const bool is_unsigned = header.var->getType()->isUnsignedIntegerType();
  const clang::Expr& condition = unwrapped(*stmt.getCond()->IgnoreParenImpCasts());
  const auto* compared = llvm::dyn_cast<clang::BinaryOperator>(&condition);
  if (compared && (integer_value(*compared->getRHS(), context) != 0 ||
                   compared->getLHS()->getType()->isUnsignedIntegerType() != is_unsigned)) {
    return false;
  }
  const clang::Expr& counted = compared ? *compared->getLHS()->IgnoreParenImpCasts() : condition;
  const auto* step = llvm::dyn_cast<clang::UnaryOperator>(&counted);
  if (!step || !step->isDecrementOp() || named_variable(*step->getSubExpr()) != header.var) return false;
  const bool is_nonzero = is_unsigned && (!compared || compared->getOpcode() == clang::BO_NE);
  const bool is_above = compared && compared->getOpcode() == clang::BO_GT;
  const bool is_not_below = compared && compared->getOpcode() == clang::BO_GE && !is_unsigned;
  if (step->isPostfix() ? !is_nonzero && !is_above : !is_not_below) return false;
  // What is narrower than an int would need a cast wherever the body has one less.
  if (context.getTypeSize(header.var->getType()) < context.getTypeSize(context.IntTy)) return false;
  header.compare = ir::BinaryOp::kGreater;
  header.is_down = true;
  header.is_ahead = true;
  return true;
}

bool is_same_text(const clang::Expr& a, const clang::Expr& b, const clang::ASTContext& context) {
  llvm::FoldingSetNodeID of_a;
  llvm::FoldingSetNodeID of_b;
  a.IgnoreParenImpCasts()->Profile(of_a, context, /*Canonical=*/true);
  b.IgnoreParenImpCasts()->Profile(of_b, context, /*Canonical=*/true);
  return of_a == of_b;
}

/// `for (i = n - 1; i < n; --i)` of an unsigned counter, which ends where it wraps: counted down from `n`.
bool read_wrapping_countdown(const clang::ForStmt& stmt, CountedHeader& header, const clang::ASTContext& context) {
  if (!read_condition(stmt.getCond(), header, context) || !read_increment(stmt.getInc(), header)) return false;
  const auto* last = llvm::dyn_cast<clang::BinaryOperator>(header.from->IgnoreParenImpCasts());
  const bool ends_at_wrap = header.compare == ir::BinaryOp::kLess && header.is_down && !header.step && header.shift == 0 &&
                            header.var->getType()->isUnsignedIntegerType() &&
                            context.hasSameUnqualifiedType(header.var->getType(), header.compared);
  if (!ends_at_wrap || !last || last->getOpcode() != clang::BO_Sub || integer_value(*last->getRHS(), context) != 1) return false;
  if (!is_same_text(*last->getLHS(), *header.to, context) || !header.after.empty()) return false;
  header.from = last->getLHS();
  header.to = nullptr;
  header.compare = ir::BinaryOp::kGreater;
  header.is_ahead = true;
  return true;
}

/// Whether the direction of the step ends the loop.
bool fits(const CountedHeader& header, const clang::ASTContext& context) {
  const bool goes_up = header.compare == ir::BinaryOp::kLess || header.compare == ir::BinaryOp::kLessEqual;
  const bool goes_down = header.compare == ir::BinaryOp::kGreater || header.compare == ir::BinaryOp::kGreaterEqual;
  if (goes_up && header.is_down) return false;
  if (goes_down && !header.is_down) return false;
  const std::optional<long> step = header.step ? integer_value(*header.step, context) : std::optional<long>(1);
  if (step && *step <= 0) return false;
  const bool is_unsigned = header.var->getType()->isUnsignedIntegerType();
  // `i != -1` of an unsigned counter that goes down is below zero.
  if (!goes_up && !goes_down) return step == 1 && (!header.is_down || !is_unsigned || integer_value(*header.to, context) == 0);
  // An unsigned counter never gets below zero, and `<=` the greatest value never ends: leave such loops as they are.
  if (goes_down && is_unsigned && header.compare == ir::BinaryOp::kGreaterEqual) return false;
  // A negative start is a large number where it is compared with an unsigned bound.
  const std::optional<long> from = integer_value(*header.from, context);
  return is_unsigned || header.compared->isSignedIntegerType() || !from || *from >= 0;
}

bool read_header(const clang::ForStmt& stmt, CountedHeader& header, const clang::ASTContext& context) {
  CountedHeader start;
  if (!read_init(stmt.getInit(), start)) return false;
  header = start;
  if (read_condition(stmt.getCond(), header, context) && read_increment(stmt.getInc(), header) && fits(header, context)) return true;
  header = start;
  if (read_wrapping_countdown(stmt, header, context)) return true;
  header = start;
  return read_countdown(stmt, header, context);
}

bool jumps_out(const clang::Stmt& body, bool in_loop = false) {
  if (llvm::isa<clang::ReturnStmt, clang::GotoStmt, clang::LabelStmt>(body)) return true;
  if (llvm::isa<clang::BreakStmt>(body)) return !in_loop;
  if (llvm::isa<clang::Expr>(body)) return false;
  const bool is_inner = in_loop || llvm::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt, clang::SwitchStmt>(body);
  return std::any_of(body.child_begin(), body.child_end(),
                     [&](const clang::Stmt* child) { return child && jumps_out(*child, is_inner); });
}

bool continues(const clang::Stmt& body) {
  if (llvm::isa<clang::ContinueStmt>(body)) return true;
  if (llvm::isa<clang::Expr, clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(body)) return false;
  return std::any_of(body.child_begin(), body.child_end(), [](const clang::Stmt* child) { return child && continues(*child); });
}

/// Whether every use of the variable below `stmt` lies in a `for` that sets it first.
bool is_only_counter(const clang::VarDecl& var, const clang::Stmt& stmt) {
  if (const auto* loop = llvm::dyn_cast<clang::ForStmt>(&stmt)) {
    CountedHeader header;
    if (read_init(loop->getInit(), header) && header.var == &var && !header.declares) {
      return is_only_counter(var, *header.from);
    }
  }
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
  if (ref && ref->getDecl() == &var) return false;
  if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt)) return is_only_counter(var, *lambda->getBody());
  return std::all_of(stmt.child_begin(), stmt.child_end(),
                     [&](const clang::Stmt* child) { return !child || is_only_counter(var, *child); });
}

/// Whether calls, as far as they name their functions, lead from the code back to the function.
bool leads_to(const clang::Stmt& code, const clang::FunctionDecl& function, std::set<const clang::FunctionDecl*>& seen) {
  bool found = false;
  walk_ast(code, [&](const clang::Stmt& stmt) {
    const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt);
    const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
    const clang::FunctionDecl* body = nullptr;
    if (callee && callee->getCanonicalDecl() == function.getCanonicalDecl()) found = true;
    if (!found && callee && callee->hasBody(body) && seen.insert(body).second) found = leads_to(*body->getBody(), function, seen);
    return !found;
  });
  return found;
}

/// Whether a static variable counts as a local one does: no call inside the loop counts on with it.
bool is_own_counter(const clang::VarDecl& var, const clang::Stmt& body) {
  const auto* function = llvm::dyn_cast<clang::FunctionDecl>(var.getDeclContext());
  std::set<const clang::FunctionDecl*> seen;
  return var.hasLocalStorage() || (function && !leads_to(body, *function, seen));
}

}  // namespace

ir::Region FunctionLowering::loop_body(const clang::Stmt& body) {
  breakable_.push_back(scopes_.size());
  continuable_.push_back(scopes_.size());
  ir::Region region = region_of(body);
  breakable_.pop_back();
  continuable_.pop_back();
  return region;
}

void FunctionLowering::lower_while(const clang::WhileStmt& stmt) {
  ir::While loop;
  loop.marks = take_marks();
  if (const clang::DeclStmt* variable = stmt.getConditionVariableDeclStmt()) {
    // The variable is fresh in every iteration and visible in the body: the condition is tested there.
    loop.condition = ir::boolean(true);
    loop.body = collect([&] {
      lower_declarations(*variable);
      const ir::Expr condition = condition_of(*stmt.getCond());
      ir::If leave{ir::raw_unary(ir::UnaryOp::kNot, condition, ir::bool_type()), {ir::make_stmt(ir::Break{}, span_)}, {}};
      emit(ir::make_stmt(std::move(leave)));
      const ir::Region body = loop_body(*stmt.getBody());
      for (const ir::Stmt& one : body) region_->push_back(one);
    });
    return emit(ir::make_stmt(std::move(loop)));
  }
  loop.before_condition = collect([&] { loop.condition = condition_of(*stmt.getCond()); });
  loop.body = loop_body(*stmt.getBody());
  emit(ir::make_stmt(std::move(loop)));
}

void FunctionLowering::lower_do(const clang::DoStmt& stmt) {
  ir::While loop;
  loop.marks = take_marks();
  loop.body = loop_body(*stmt.getBody());
  if (const std::optional<long> known = integer_value(*stmt.getCond(), ast_); known == 0 && !continues(*stmt.getBody()) &&
      !jumps_out(*stmt.getBody())) {
    // `do { ... } while (0)`, as macros have it.
    return emit(ir::make_stmt(ir::Block{std::move(loop.body)}));
  }
  loop.tests_after = true;
  loop.before_condition = collect([&] { loop.condition = condition_of(*stmt.getCond()); });
  emit(ir::make_stmt(std::move(loop)));
}

void FunctionLowering::lower_for(const clang::ForStmt& stmt) {
  if (!stmt.getConditionVariable() && (lower_counted_for(stmt) || lower_pointer_for(stmt))) return;
  lower_general_for(stmt);
}

void FunctionLowering::lower_general_for(const clang::ForStmt& stmt) {
  ir::Marks marks = take_marks();
  ir::Block block;
  block.body = collect([&] {
    open_scope();
    if (stmt.getInit()) lower_stmt(*stmt.getInit());
    ir::While loop;
    loop.marks = std::move(marks);
    loop.before_condition = collect([&] {
      if (const clang::DeclStmt* variable = stmt.getConditionVariableDeclStmt()) lower_declarations(*variable);
      loop.condition = stmt.getCond() ? condition_of(*stmt.getCond()) : ir::boolean(true);
    });
    loop.body = loop_body(*stmt.getBody());
    if (stmt.getInc()) loop.increment = collect([&] { lower_stmt(*stmt.getInc()); });
    emit(ir::make_stmt(std::move(loop)));
    close_scope(/*is_reachable=*/true);
  });
  emit(ir::make_stmt(std::move(block)));
}

/// `i + shift < bound` as a bound on `i`; unsigned bounds do not go below zero.
ir::Expr FunctionLowering::shifted_bound(const ir::Expr& bound, long shift, clang::QualType compared) {
  if (shift == 0) return bound;
  const ir::Expr amount = ir::integer(shift < 0 ? -shift : shift, ir::without_const(bound->type));
  if (shift < 0) return ir::binary(ir::BinaryOp::kAdd, bound, amount);
  const ir::Expr difference = ir::binary(ir::BinaryOp::kSub, bound, amount);
  if (compared->isSignedIntegerType() && bound->type->is_signed) return difference;
  const ir::Expr is_large = ir::raw_binary(ir::BinaryOp::kGreater, bound, amount, ir::bool_type());
  return ir::make_expr(ir::Select{is_large, difference, ir::integer(0, ir::without_const(bound->type))}, ir::without_const(bound->type));
}

bool FunctionLowering::lower_counted_for(const clang::ForStmt& stmt) {
  CountedHeader header;
  if (!read_header(stmt, header, ast_)) return false;
  const clang::Stmt& body = *stmt.getBody();
  std::vector<const clang::Stmt*> parts{&body};
  parts.insert(parts.end(), header.after.begin(), header.after.end());
  if (!header.after.empty() && continues(body)) return false;
  if (escaping_.count(header.var) > 0) return false;
  for (const clang::Stmt* part : parts) {
    if (is_written_in(*header.var, *part)) return false;
  }
  const bool is_plain_up = header.compare == ir::BinaryOp::kLess && !header.is_down;
  if (header.shift != 0 && !is_plain_up) return false;
  if (header.shift < 0 && !header.compared->isSignedIntegerType()) return false;
  if ((header.to && !is_invariant(*header.to, parts, escaping_)) || (header.step && !is_invariant(*header.step, parts, escaping_))) return false;
  const Binding* outer = header.declares ? nullptr : find_binding(*header.var);
  const clang::Stmt* whole = frames_.back().function->getBody();
  const bool lives_on = !header.declares && (!whole || !is_only_counter(*header.var, *whole));
  const bool is_plain = !header.step || integer_value(*header.step, ast_) == 1;
  if (lives_on && (header.is_ahead || !outer || !outer->var.is_valid() || jumps_out(body) || !is_plain)) return false;
  if (!is_own_counter(*header.var, body)) return false;
  if (lives_on && header.compare != ir::BinaryOp::kLess && header.compare != ir::BinaryOp::kGreater) return false;

  ir::For loop;
  loop.marks = take_marks();
  const Binding kept = outer ? *outer : Binding{};
  for (const clang::Stmt* part : header.before) discard(*llvm::cast<clang::Expr>(part));
  const ir::Type type = ir::without_const(type_of(header.var->getType()));
  loop.from = converted(value_of(*header.from), type);
  // The reverse sweep ends where this one began, whatever became of the variables that said where.
  if (!is_invariant(*header.from, parts, escaping_)) loop.from = keep("first", loop.from);
  loop.to = header.to ? value_of(*header.to) : ir::integer(0, type);
  loop.to = shifted_bound(loop.to, header.shift, header.compared);
  if (!ir::get_if<ir::Literal>(loop.to)) loop.to = converted(loop.to, type);
  loop.step = header.step ? converted(value_of(*header.step), type) : ir::integer(1, type);
  loop.compare = header.compare;
  loop.is_down = header.is_down;
  loop.var = add_variable(*header.var, type, /*keeps_name=*/!lives_on);
  function_.var(loop.var).role = ir::VarRole::kInduction;
  if (header.is_ahead) {
    const ir::Expr counted = ir::var_ref(function_, loop.var);
    bindings_[header.var] = Binding{{}, ir::binary(ir::BinaryOp::kSub, counted, ir::integer(1, type)), nullptr, nullptr};
  }
  loop.body = loop_body(body);
  if (!header.after.empty()) {
    ir::Region after = collect([&] {
      for (const clang::Expr* part : header.after) discard(*part);
    });
    loop.body.insert(loop.body.end(), after.begin(), after.end());
  }
  const ir::Expr from = loop.from;
  const ir::Expr to = loop.to;
  const ir::BinaryOp compare = loop.compare;
  emit(ir::make_stmt(std::move(loop)));
  if (header.declares) return true;
  if (outer) {
    bindings_[header.var] = kept;
  } else {
    bindings_.erase(header.var);
  }
  if (lives_on) {
    const ir::Expr place = ir::var_ref(function_, kept.var);
    const ir::Expr end = converted(to, type);
    const ir::Expr runs = ir::raw_binary(compare, from, end, ir::bool_type());
    emit(ir::assign(place, ir::make_expr(ir::Select{runs, end, from}, type)));
  }
  return true;
}

// Range-based loops.

void FunctionLowering::lower_range_for(const clang::CXXForRangeStmt& stmt) {
  const ir::Marks marks = pending_.marks;
  ir::Block block;
  block.body = collect([&] {
    open_scope();
    if (stmt.getInit()) lower_stmt(*stmt.getInit());
    const clang::Expr& range = *stmt.getRangeInit();
    pending_.marks = marks;
    if (std::optional<LibraryRange> known = lower_library_range(*this, range)) {
      range_by_index(stmt, *known);
    } else {
      range_by_iterators(stmt);
    }
    close_scope(/*is_reachable=*/true);
  });
  const bool is_alone = block.body.size() == 1 && ir::get_if<ir::For>(block.body.front());
  if (is_alone) return emit(std::move(block.body.front()));
  emit(ir::make_stmt(std::move(block)));
}

void FunctionLowering::bind_loop_variable(const clang::VarDecl& var, const ir::Expr& element) {
  if (const auto* bindings = llvm::dyn_cast<clang::DecompositionDecl>(&var)) {
    ir::Expr whole = element;
    if (!var.getType()->isReferenceType()) whole = keep("bound", element);
    bindings_[&var] = Binding{{}, whole, nullptr, nullptr};
    std::size_t at = 0;
    for (const clang::BindingDecl* one : bindings->bindings()) {
      const std::size_t position = at++;
      ir::Expr place = whole;
      if (whole->type->kind == ir::TypeKind::kRecord && position < whole->type->record->fields.size()) {
        const ir::Field& field = whole->type->record->fields[position];
        place = ir::member(whole, field.name, field.type, field.is_private);
      } else if (whole->type->kind == ir::TypeKind::kArray) {
        place = ir::index(whole, ir::integer(static_cast<long>(position)));
      }
      bindings_[one] = Binding{{}, place, nullptr, nullptr};
      if (const clang::VarDecl* holding = one->getHoldingVar()) bindings_[holding] = Binding{{}, place, nullptr, nullptr};
    }
    return;
  }
  if (is_initializer_list(var.getType())) {
    bindings_[&var] = Binding{{}, element, nullptr, nullptr};
    return;
  }
  if (!var.getType()->isReferenceType()) {
    const ir::VarId id = add_variable(var, ir::without_const(type_of(var.getType())));
    return emit(ir::declare(id, converted(element, function_.var(id).type)));
  }
  const ir::Type referent = type_of(var.getType()->getPointeeType());
  if (!ir::same_type(without_const_elements(referent), without_const_elements(element->type))) {
    // Bound to a converted temporary.
    const ir::VarId id = add_variable(var, ir::without_const(referent));
    return emit(ir::declare(id, converted(element, referent)));
  }
  const ir::VarId id = add_variable(var, ir::reference_to(referent));
  reachable_.insert(id.index);
  emit(ir::declare(id, ir::make_expr(ir::AddressOf{element}, ir::pointer_to(element->type))));
}

void FunctionLowering::range_by_index(const clang::CXXForRangeStmt& stmt, const LibraryRange& range) {
  ir::For loop;
  loop.marks = take_marks();
  const ir::Type type = ir::without_const(range.size->type);
  ir::Variable counter;
  counter.name = unique_name("i_" + stmt.getLoopVariable()->getNameAsString());
  counter.type = type;
  counter.role = ir::VarRole::kInduction;
  counter.is_temporary = true;
  counter.span = span_;
  loop.var = function_.add_var(std::move(counter));
  loop.from = ir::integer(0, type);
  loop.to = range.size;
  loop.step = ir::integer(1, type);
  loop.body = collect([&] {
    open_scope();
    breakable_.push_back(scopes_.size());
    continuable_.push_back(scopes_.size());
    bind_loop_variable(*stmt.getLoopVariable(), ir::index(range.base, ir::var_ref(function_, loop.var)));
    const ir::Region body = region_of(*stmt.getBody());
    region_->insert(region_->end(), body.begin(), body.end());
    breakable_.pop_back();
    continuable_.pop_back();
    close_scope(/*is_reachable=*/true);
  });
  emit(ir::make_stmt(std::move(loop)));
}

/// What lies between begin() and end(), where both are pointers: neither has to move.
std::optional<LibraryRange> FunctionLowering::between_pointers(const clang::CXXForRangeStmt& stmt) {
  const auto* begin = llvm::cast<clang::VarDecl>(stmt.getBeginStmt()->getSingleDecl());
  const auto* end = llvm::cast<clang::VarDecl>(stmt.getEndStmt()->getSingleDecl());
  const clang::QualType type = begin->getType();
  if (!type->isPointerType() && !is_iterator_class(library_class(type))) return std::nullopt;
  const ir::Expr first = bound_place(*begin);
  const ir::Expr last = bound_place(*end);
  if (!first || !last || first->type->kind != ir::TypeKind::kPointer || last->type->kind != ir::TypeKind::kPointer) {
    return std::nullopt;
  }
  return LibraryRange{first, ir::binary(ir::BinaryOp::kSub, last, first)};
}

/// Through the declarations the standard says it stands for.
void FunctionLowering::range_by_iterators(const clang::CXXForRangeStmt& stmt) {
  ir::While loop;
  loop.marks = take_marks();
  lower_declarations(*stmt.getRangeStmt());
  lower_declarations(*stmt.getBeginStmt());
  lower_declarations(*stmt.getEndStmt());
  if (const std::optional<LibraryRange> elements = between_pointers(stmt)) {
    pending_.marks = std::move(loop.marks);
    return range_by_index(stmt, *elements);
  }
  loop.before_condition = collect([&] { loop.condition = condition_of(*stmt.getCond()); });
  loop.body = collect([&] {
    open_scope();
    breakable_.push_back(scopes_.size());
    continuable_.push_back(scopes_.size());
    lower_declarations(*stmt.getLoopVarStmt());
    const ir::Region body = region_of(*stmt.getBody());
    region_->insert(region_->end(), body.begin(), body.end());
    breakable_.pop_back();
    continuable_.pop_back();
    close_scope(/*is_reachable=*/true);
  });
  loop.increment = collect([&] { discard(*stmt.getInc()); });
  emit(ir::make_stmt(std::move(loop)));
}

}  // namespace backsweep::frontend
