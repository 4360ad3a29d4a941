// Bounds the subscripts of a pointer parameter by the loops around them.
#include "analysis/extents.h"

#include <algorithm>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
namespace {

using ir::BinaryOp;

class Accesses {
 public:
  Accesses(const ir::Function& function, ir::VarId pointer) : function_(function), pointer_(pointer) {}

  ir::Expr extent() {
    collect_written(function_.body);
    visit(function_.body);
    if (!is_bounded_ || !starts_at_zero_ || sizes_.empty()) return nullptr;
    ir::Expr result = sizes_.front();
    for (std::size_t i = 1; i < sizes_.size(); ++i) result = larger(result, sizes_[i]);
    // Behind a pointer that the function tests there may be nothing.
    if (null_test_) result = ir::select(null_test_, result, ir::zero(result->type));
    return result;
  }

 private:
  void collect_written(const ir::Region& region) {
    ir::walk(region, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        if (use == ir::Use::kRead) return;
        if (const auto* ref = ir::get_if<ir::VarRef>(expr)) written_.push_back(ref->var);
      });
      if (const auto* s = ir::get_if<ir::Declare>(stmt); s && s->init) declared_.push_back(&stmt);
    });
  }

  bool is_written(ir::VarId var) const { return std::find(written_.begin(), written_.end(), var) != written_.end(); }

  void visit(const ir::Region& region) {
    for (const ir::Stmt& stmt : region) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { visit(expr); });
      const auto* loop = ir::get_if<ir::For>(stmt);
      if (loop) loops_.push_back(loop);
      for (const ir::Region* inner : ir::regions(stmt)) visit(*inner);
      if (loop) loops_.pop_back();
    }
  }

  void visit(const ir::Expr& expr) {
    if (const auto* access = ir::get_if<ir::Index>(expr)) {
      const auto* base = ir::get_if<ir::VarRef>(access->base);
      if (base && base->var == pointer_) {
        add(access->index);
        visit(access->index);
        return;
      }
    }
    if (const auto* access = ir::get_if<ir::Deref>(expr)) {
      const auto* base = ir::get_if<ir::VarRef>(access->pointer);
      if (base && base->var == pointer_) return add(ir::integer(0));
    }
    if (is_null_test(expr)) {
      const ir::Expr pointer = ir::var_ref(function_, pointer_);
      const ir::Expr null = ir::literal("nullptr", std::nullopt, pointer->type);
      null_test_ = ir::raw_binary(BinaryOp::kNotEqual, pointer, null, ir::bool_type());
      return;
    }
    if (const auto* ref = ir::get_if<ir::VarRef>(expr); ref && ref->var == pointer_) is_bounded_ = false;
    for (const ir::Expr& child : ir::children(expr)) visit(child);
  }

  /// `p == nullptr` and `p != nullptr` reach nothing behind the pointer.
  bool is_null_test(const ir::Expr& expr) const {
    const auto* test = ir::get_if<ir::Binary>(expr);
    if (!test || (test->op != BinaryOp::kEqual && test->op != BinaryOp::kNotEqual)) return false;
    const auto is_pointer = [&](const ir::Expr& side) {
      const auto* ref = ir::get_if<ir::VarRef>(side);
      return ref && ref->var == pointer_;
    };
    const auto is_null = [](const ir::Expr& side) {
      const auto* literal = ir::get_if<ir::Literal>(side);
      return literal && literal->spelling == "nullptr";
    };
    return (is_pointer(test->left) && is_null(test->right)) || (is_null(test->left) && is_pointer(test->right));
  }

  void add(const ir::Expr& index) {
    const ir::Expr highest = bound(index, /*upper=*/true);
    const ir::Expr lowest = bound(index, /*upper=*/false);
    if (!highest || !lowest) {
      is_bounded_ = false;
      return;
    }
    if (ir::is_zero(lowest)) starts_at_zero_ = true;
    if (ir::get_if<ir::Unary>(lowest)) is_bounded_ = false;
    const ir::Expr size = ir::binary(BinaryOp::kAdd, highest, ir::integer(1));
    const bool known = std::any_of(sizes_.begin(), sizes_.end(), [&](const ir::Expr& e) { return ir::same_expr(e, size); });
    if (!known) sizes_.push_back(size);
  }

  // The largest (smallest) value of an index, over parameters; factors are taken as not negative.
  ir::Expr bound(const ir::Expr& expr, bool upper) {
    if (ir::get_if<ir::Literal>(expr)) return expr;
    if (const auto* node = ir::get_if<ir::Cast>(expr); node && ir::is_integer(node->operand->type)) {
      return bound(node->operand, upper);
    }
    if (const auto* ref = ir::get_if<ir::VarRef>(expr)) return bound_variable(expr, ref->var, upper);
    if (const auto* node = ir::get_if<ir::OpaqueExpr>(expr)) {
      return node->text.size() == 2 && node->text[1] == ".size()" ? expr : nullptr;
    }
    const auto* node = ir::get_if<ir::Binary>(expr);
    if (!node) return nullptr;
    const bool flips = node->op == BinaryOp::kSub;
    if (node->op != BinaryOp::kAdd && node->op != BinaryOp::kMul && !flips) return nullptr;
    const ir::Expr left = bound(node->left, upper);
    const ir::Expr right = bound(node->right, flips ? !upper : upper);
    return left && right ? ir::binary(node->op, left, right) : nullptr;
  }

  ir::Expr bound_variable(const ir::Expr& expr, ir::VarId var, bool upper) {
    for (const ir::For* loop : loops_) {
      if (loop->var != var) continue;
      const bool is_open = loop->compare == BinaryOp::kLess || loop->compare == BinaryOp::kGreater ||
                           loop->compare == BinaryOp::kNotEqual;
      if (upper == loop->is_down) return bound(loop->from, upper);
      const ir::Expr end = bound(loop->to, upper);
      if (!end || !is_open) return end;
      return ir::binary(loop->is_down ? BinaryOp::kAdd : BinaryOp::kSub, end, ir::integer(1));
    }
    if (is_written(var)) return nullptr;
    if (function_.var(var).role == ir::VarRole::kParam) return expr;
    for (const ir::Stmt* stmt : declared_) {
      const auto& declared = std::get<ir::Declare>(stmt->node);
      if (declared.var == var) return bound(declared.init, upper);
    }
    return nullptr;
  }

  static ir::Expr larger(const ir::Expr& a, const ir::Expr& b) {
    const auto* x = ir::get_if<ir::Literal>(a);
    const auto* y = ir::get_if<ir::Literal>(b);
    if (x && y && x->value && y->value) return *x->value >= *y->value ? a : b;
    return ir::opaque({"std::max<long>(", ", ", ")"}, {a, b}, ir::long_type());
  }

  const ir::Function& function_;
  ir::VarId pointer_;
  std::vector<const ir::For*> loops_;
  std::vector<ir::VarId> written_;
  std::vector<const ir::Stmt*> declared_;
  std::vector<ir::Expr> sizes_;
  ir::Expr null_test_;  ///< `pointer != nullptr`, if the function asks.
  bool is_bounded_ = true;
  bool starts_at_zero_ = false;
};

}  // namespace

ir::Expr infer_extent(const ir::Function& function, ir::VarId pointer) {
  if (function.var(pointer).type->kind != ir::TypeKind::kPointer) return nullptr;
  return Accesses(function, pointer).extent();
}

}  // namespace backsweep::analysis
