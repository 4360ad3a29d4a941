// Bounds the subscripts of a pointer parameter by the loops around them.
#include "analysis/extents.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
namespace {

using ir::BinaryOp;

class Accesses {
 public:
  Accesses(const ir::Function& function, ir::Expr pointer) : function_(function), pointer_(std::move(pointer)) {}

  ir::Expr extent() {
    collect_written(function_.body);
    visit(function_.body);
    // Behind a pointer that the function tests there is everything or nothing.
    if (null_test_) sizes_.insert(sizes_.end(), conditional_.begin(), conditional_.end());
    if (!is_bounded_ || !starts_at_zero_ || sizes_.empty()) return nullptr;
    if (!std::all_of(conditional_.begin(), conditional_.end(), [&](const ir::Expr& e) { return is_within(e); })) return nullptr;
    drop_implied();
    ir::Expr result = sizes_.front();
    for (std::size_t i = 1; i < sizes_.size(); ++i) result = larger(result, sizes_[i]);
    if (null_test_) result = ir::select(null_test_, result, ir::zero(result->type));
    return result;
  }

 private:
  void collect_written(const ir::Region& region) {
    ir::walk(region, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        if (use == ir::Use::kRead) return;
        if (const auto* ref = ir::get_if<ir::VarRef>(expr)) written_.push_back(ref->var);
        if (const auto* member = ir::get_if<ir::Member>(expr)) written_members_.push_back(member->field);
      });
      if (const auto* s = ir::get_if<ir::Declare>(stmt); s && s->init) declared_.push_back(&stmt);
    });
  }

  bool is_written(ir::VarId var) const { return std::find(written_.begin(), written_.end(), var) != written_.end(); }

  void visit(const ir::Region& region) {
    for (const ir::Stmt& stmt : region) {
      if (is_other_name(stmt)) continue;
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { visit(expr); });
      const auto* loop = ir::get_if<ir::For>(stmt);
      const bool may_skip = ir::get_if<ir::If>(stmt) || ir::get_if<ir::While>(stmt);
      if (loop) loops_.push_back(loop);
      if (may_skip) ++conditions_;
      for (const ir::Region* inner : ir::regions(stmt)) visit(*inner);
      if (may_skip) --conditions_;
      if (loop) loops_.pop_back();
    }
  }

  bool is_pointer(const ir::Expr& expr) const { return ir::same_expr(expr, pointer_); }

  /// `double* x_2 = x - 1;`: accesses by that name are accesses so many elements further.
  bool is_other_name(const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    const auto* sum = declared ? ir::get_if<ir::Binary>(declared->init) : nullptr;
    if (!sum || !is_pointer(sum->left) || is_written(declared->var)) return false;
    other_names_[declared->var] = sum;
    return true;
  }

  /// The sum that the other name stands for; null for anything else.
  const ir::Binary* other_name(const ir::Expr& expr) const {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    const auto known = ref ? other_names_.find(ref->var) : other_names_.end();
    return known == other_names_.end() ? nullptr : known->second;
  }

  void visit(const ir::Expr& expr) {
    if (const auto* access = ir::get_if<ir::Index>(expr); access && other_name(access->base)) {
      const ir::Binary& sum = *other_name(access->base);
      add(ir::raw_binary(sum.op, access->index, sum.right, access->index->type));
      visit(access->index);
      return;
    }
    if (const auto* access = ir::get_if<ir::Index>(expr); access && is_pointer(access->base)) {
      add(access->index);
      visit(access->index);
      return;
    }
    if (const auto* access = ir::get_if<ir::Deref>(expr); access && is_pointer(access->pointer)) return add(ir::integer(0));
    if (is_null_test(expr)) {
      const ir::Expr null = ir::literal("nullptr", std::nullopt, pointer_->type);
      null_test_ = ir::raw_binary(BinaryOp::kNotEqual, pointer_, null, ir::bool_type());
      return;
    }
    if (is_pointer(expr) || other_name(expr) || (!is_inside_member_ && holds_pointer(expr))) is_bounded_ = false;
    if (!is_followed_ && leads_to_holder(expr)) is_bounded_ = false;
    const bool was_inside = std::exchange(is_inside_member_, ir::get_if<ir::Member>(expr) != nullptr);
    const bool is_access = ir::get_if<ir::Deref>(expr) || ir::get_if<ir::Index>(expr) || is_comparison(expr);
    const bool was_followed = std::exchange(is_followed_, is_access);
    for (const ir::Expr& child : ir::children(expr)) visit(child);
    is_inside_member_ = was_inside;
    is_followed_ = was_followed;
  }

  static bool is_comparison(const ir::Expr& expr) {
    const auto* test = ir::get_if<ir::Binary>(expr);
    return test && (test->op == BinaryOp::kEqual || test->op == BinaryOp::kNotEqual);
  }

  /// A pointer to the object that the pointer is a member of: whoever gets it may use the member as well.
  bool leads_to_holder(const ir::Expr& expr) const {
    for (const auto* member = ir::get_if<ir::Member>(pointer_); member; member = ir::get_if<ir::Member>(member->base)) {
      if (const auto* pointed = ir::get_if<ir::Deref>(member->base); pointed && ir::same_expr(expr, pointed->pointer)) return true;
      if (const auto* element = ir::get_if<ir::Index>(member->base); element && ir::same_expr(expr, element->base)) return true;
    }
    return false;
  }

  /// The address, or the value as a whole, of an object that the pointer is a member of: it may be used elsewhere.
  bool holds_pointer(const ir::Expr& expr) const {
    const auto* address = ir::get_if<ir::AddressOf>(expr);
    const ir::Expr& object = address ? address->place : expr;
    for (const auto* member = ir::get_if<ir::Member>(pointer_); member; member = ir::get_if<ir::Member>(member->base)) {
      const bool is_whole = address || object->type->kind == ir::TypeKind::kRecord;
      if (is_whole && ir::same_expr(object, member->base)) return true;
    }
    return false;
  }

  /// `p == nullptr` and `p != nullptr` reach nothing behind the pointer.
  bool is_null_test(const ir::Expr& expr) const {
    const auto* test = ir::get_if<ir::Binary>(expr);
    if (!test || (test->op != BinaryOp::kEqual && test->op != BinaryOp::kNotEqual)) return false;
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
    const ir::Expr all = ir::binary(BinaryOp::kAdd, highest, ir::integer(1));
    const ir::Expr reached_size = reached(index, all);
    const ir::Expr size = reached_size ? reached_size : all;
    std::vector<ir::Expr>& sizes = conditions_ > 0 || !reached_size ? conditional_ : sizes_;
    const bool known = std::any_of(sizes.begin(), sizes.end(), [&](const ir::Expr& e) { return ir::same_expr(e, size); });
    if (!known) sizes.push_back(size);
  }

  // An access that does not move with the innermost loop happens only if that loop runs at all. Null where nothing tells.
  ir::Expr reached(const ir::Expr& index, const ir::Expr& size) {
    if (loops_.empty() || ir::mentions(index, loops_.back()->var)) return size;
    const ir::For& loop = *loops_.back();
    const ir::Expr from = bound(loop.from, loop.is_down);
    const ir::Expr to = bound(loop.to, !loop.is_down);
    if (!from || !to) return nullptr;
    return ir::select(ir::raw_binary(loop.compare, from, to, ir::bool_type()), size, ir::zero(size->type));
  }

  // `0 < n ? s : 0` adds nothing to `s`.
  void drop_implied() {
    const auto is_implied = [&](const ir::Expr& size) {
      const auto* choice = ir::get_if<ir::Select>(size);
      return choice && std::any_of(sizes_.begin(), sizes_.end(),
                                   [&](const ir::Expr& other) { return ir::same_expr(other, choice->if_true); });
    };
    const std::vector<ir::Expr> all = sizes_;
    sizes_.clear();
    std::copy_if(all.begin(), all.end(), std::back_inserter(sizes_), [](const ir::Expr& e) { return !ir::get_if<ir::Select>(e); });
    std::copy_if(all.begin(), all.end(), std::back_inserter(sizes_), [&](const ir::Expr& e) { return ir::get_if<ir::Select>(e) && !is_implied(e); });
  }

  // What is reached under a condition only must lie within what is reached in any case: else it may not be there.
  bool is_within(const ir::Expr& size) const {
    const auto* number = ir::get_if<ir::Literal>(size);
    return std::any_of(sizes_.begin(), sizes_.end(), [&](const ir::Expr& known) {
      const auto* other = ir::get_if<ir::Literal>(known);
      const bool is_less = number && other && number->value && other->value && *number->value <= *other->value;
      return is_less || ir::same_expr(size, known);
    });
  }

  // The largest (smallest) value of an index, over parameters; factors are taken as not negative.
  ir::Expr bound(const ir::Expr& expr, bool upper) {
    if (ir::get_if<ir::Literal>(expr)) return expr;
    if (const auto* node = ir::get_if<ir::Cast>(expr); node && ir::is_integer_cast(expr)) {
      return bound(node->operand, upper);
    }
    if (const auto* ref = ir::get_if<ir::VarRef>(expr)) return bound_variable(expr, ref->var, upper);
    if (const auto* node = ir::get_if<ir::OpaqueExpr>(expr)) {
      return node->text.size() == 2 && node->text[1] == ".size()" ? expr : nullptr;
    }
    if (const auto* member = ir::get_if<ir::Member>(expr)) {
      const bool is_fixed = ir::is_integer(expr->type) && ir::root_var(expr).is_valid() && !is_written(ir::root_var(expr)) &&
                            std::find(written_members_.begin(), written_members_.end(), member->field) == written_members_.end();
      return is_fixed ? expr : nullptr;
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
  ir::Expr pointer_;
  std::vector<std::string> written_members_;
  std::vector<const ir::For*> loops_;
  std::vector<ir::VarId> written_;
  std::vector<const ir::Stmt*> declared_;
  int conditions_ = 0;  ///< Branches and while loops around.
  std::vector<ir::Expr> sizes_;
  std::vector<ir::Expr> conditional_;  ///< Of accesses under a condition.
  std::map<ir::VarId, const ir::Binary*> other_names_;  ///< Pointers that are declared so many elements from it.
  ir::Expr null_test_;  ///< `pointer != nullptr`, if the function asks.
  bool is_inside_member_ = false;  ///< What is visited is the object of a member access.
  bool is_followed_ = false;       ///< What is visited is a pointer whose object is accessed, or that is only compared.
  bool is_bounded_ = true;
  bool starts_at_zero_ = false;
};

}  // namespace

ir::Expr infer_extent(const ir::Function& function, ir::VarId pointer) {
  return infer_extent(function, ir::var_ref(function, pointer));
}

ir::Expr infer_extent(const ir::Function& function, const ir::Expr& pointer) {
  if (pointer->type->kind != ir::TypeKind::kPointer) return nullptr;
  return Accesses(function, pointer).extent();
}

}  // namespace backsweep::analysis
