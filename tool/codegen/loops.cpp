// Prints counted loops: their headers, and the bounds that must be computed before them.
#include "codegen/codegen.h"
#include "codegen/stmt_printer.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::Type;
using ir::TypeKind;

bool is_through_pointer(const Expr& place) {
  bool found = false;
  ir::walk(place, [&](const Expr& expr) {
    const auto* index = ir::get_if<ir::Index>(expr);
    found = found || ir::get_if<ir::Deref>(expr) ||
            (index && ir::strip_reference(index->base->type)->kind == TypeKind::kPointer);
  });
  return found;
}

/// What a loop body may change, as far as an upper bound needs to know.
class BodyWrites {
 public:
  explicit BodyWrites(const ir::Region& body) {
    ir::walk(body, [&](const ir::Stmt& stmt) { visit(stmt); });
  }

  /// Whether the expression has the same value in every iteration.
  [[nodiscard]] bool keeps(const Expr& expr, const ir::Function& function, const Usage& usage) const {
    bool is_kept = true;
    ir::walk(expr, [&](const Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) is_kept = is_kept && keeps_variable(ref->var, function, usage);
      const bool is_memory = ir::get_if<ir::Deref>(e) || ir::get_if<ir::Index>(e) || ir::get_if<ir::Member>(e);
      if (is_memory && (is_through_pointer(e) || ir::root_var(e).is_valid())) is_kept = is_kept && keeps_memory(e);
      if (ir::get_if<ir::OpaqueExpr>(e)) is_kept = is_kept && !changes_containers_;
    });
    return is_kept;
  }

 private:
  void visit(const ir::Stmt& stmt) {
    const bool is_unknown = ir::get_if<ir::Call>(stmt) != nullptr ||
                            (ir::get_if<ir::Opaque>(stmt) && ir::get_if<ir::Opaque>(stmt)->may_write_anything);
    calls_ = calls_ || is_unknown;
    if (const auto* model = ir::get_if<ir::Model>(stmt)) {
      const bool moves_elements = model->op == ir::ModelOp::kCopy || model->op == ir::ModelOp::kFill;
      if (!moves_elements)
        changes_containers_ = true;
      else
        written_types_.push_back(ir::strip_reference(model->operands[0]->type)->element);
    }
    ir::visit_exprs(stmt, [&](const Expr& expr, ir::Use use) {
      if (use == ir::Use::kRead) return;
      if (!is_through_pointer(expr)) written_.push_back(ir::root_var(expr));
      const Type type = ir::strip_reference(expr->type);
      written_types_.push_back(type);
      if (type->kind == TypeKind::kVector || type->kind == TypeKind::kRecord) changes_containers_ = true;
    });
  }

  [[nodiscard]] bool writes_type(const Type& type) const {
    for (const Type& written : written_types_) {
      const bool is_scalar = ir::is_real(written) || ir::is_integer(written) || written->kind == TypeKind::kPointer;
      if (!is_scalar || ir::same_type(written, type)) return true;
    }
    return false;
  }

  [[nodiscard]] bool keeps_variable(ir::VarId var, const ir::Function& function, const Usage& usage) const {
    for (const ir::VarId written : written_) {
      if (written == var) return false;
    }
    const bool is_reachable = usage.of(var).address_escapes || function.var(var).role == ir::VarRole::kGlobal;
    return !is_reachable || (!calls_ && !writes_type(function.var(var).type));
  }

  [[nodiscard]] bool keeps_memory(const Expr& place) const {
    if (ir::strip_reference(place->type)->kind == TypeKind::kVector) return !changes_containers_;
    return !calls_ && !writes_type(ir::strip_reference(place->type));
  }

  std::vector<ir::VarId> written_;
  std::vector<Type> written_types_;
  bool calls_ = false;
  bool changes_containers_ = false;
};

}  // namespace

std::string StmtPrinter::loop_bound(const ir::For& loop) {
  if (BodyWrites(loop.body).keeps(loop.to, function_, usage_)) return "";
  const auto is_taken = [&](const std::string& name) {
    for (std::size_t i = 0; i < function_.vars.size(); ++i) {
      if (exprs_.name(ir::VarId{static_cast<std::int32_t>(i)}) == name) return true;
    }
    return bound_names_.count(name) > 0;
  };
  const std::string base = exprs_.name(loop.var) + "_end";
  std::string name = base;
  for (int i = 2; is_taken(name); ++i) name = base + "_" + std::to_string(i);
  bound_names_.insert(name);
  const Type type = ir::with_const(ir::strip_reference(loop.to->type));
  writer_.line(print_declarator(type, name) + " = " + exprs_.as(loop.to, type) + ";");
  return name;
}

std::string StmtPrinter::for_head(const ir::For& loop, const std::string& bound) {
  const Type type = ir::without_const(function_.var(loop.var).type);
  const Expr var = ir::var_ref(loop.var, type);
  const Expr to = bound.empty() ? loop.to : ir::opaque({bound}, {}, loop.to->type);
  const std::string start = "for (" + print_declarator(type, exprs_.name(loop.var)) + " = ";
  const std::string name = exprs_.name(loop.var);
  const bool is_unit = ir::is_one(loop.step);
  const bool may_wrap = loop.is_down && ir::is_integer(type) && !type->is_signed &&
                        (loop.compare == BinaryOp::kGreaterEqual || (loop.compare == BinaryOp::kGreater && !is_unit));
  if (may_wrap && is_unit) {
    // Tested before it is decremented: the variable never has to go below zero.
    const Expr first = ir::binary(BinaryOp::kAdd, loop.from, ir::integer(1));
    return start + exprs_.as(first, type) + "; " + name + "-- > " + exprs_.as(to, type) + ";)";
  }
  if (may_wrap) {
    const Expr first = ir::binary(BinaryOp::kAdd, loop.from, loop.step);
    const Expr last = ir::binary(BinaryOp::kAdd, to, loop.step);
    const Text test = exprs_.condition(ir::raw_binary(loop.compare, var, last, ir::bool_type()));
    return start + exprs_.as(first, type) + "; " + test.text + ";)";
  }
  const Text test = exprs_.condition(ir::raw_binary(loop.compare, var, to, ir::bool_type()));
  const std::string step = is_unit ? (loop.is_down ? "--" : "++") + name
                                   : name + (loop.is_down ? " -= " : " += ") + exprs_.as(loop.step, type);
  return start + exprs_.as(loop.from, type) + "; " + test.text + "; " + step + ")";
}

void StmtPrinter::print(const ir::For& stmt) {
  const std::string bound = loop_bound(stmt);
  const std::string head = for_head(stmt, bound);
  if (head.size() > 2 && head.substr(head.size() - 2) == ";)" && !ir::is_one(stmt.step)) {
    // The unsigned downward loop with a step: decremented first thing in the body.
    writer_.line(head + " {");
    writer_.indent();
    writer_.line(exprs_.name(stmt.var) + " -= " + exprs_.as(stmt.step, function_.var(stmt.var).type) + ";");
    print(stmt.body);
    writer_.dedent();
    return writer_.line("}");
  }
  if (stmt.is_vector_loop) writer_.line("BACKSWEEP_IVDEP");
  braces(head, stmt.body);
  writer_.line("}");
}

}  // namespace backsweep::codegen
