// Finds the loop that touches every element of a cleared array first.
#include "transform/first_touch.h"

#include <algorithm>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/own_element.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

class FirstTouch {
 public:
  explicit FirstTouch(ir::Function& function) : function_(function) {}

  void run() {
    ir::Region& body = function_.body;
    for (std::size_t i = 0; i < body.size(); ++i) {
      const auto* fill = ir::get_if<ir::Model>(body[i]);
      if (!fill || fill->op != ir::ModelOp::kFill || !ir::is_zero(fill->operands[2])) continue;
      const auto* array = ir::get_if<ir::VarRef>(fill->operands[0]);
      if (!array || !keeps_value(fill->operands[1])) continue;
      const ir::VarId var = array->var;
      const auto next = std::find_if(body.begin() + static_cast<std::ptrdiff_t>(i) + 1, body.end(),
                                     [&](const ir::Stmt& stmt) { return ir::mentions(stmt, var); });
      if (next == body.end() || !take_over(*next, var, fill->operands[1])) continue;
      body.erase(body.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }

 private:
  // Parameters that nothing in the function changes.
  bool keeps_value(const ir::Expr& count) const {
    bool is_fit = true;
    ir::walk(count, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (!ref) {
        is_fit = is_fit && !ir::is_place(e) && !ir::get_if<ir::OpaqueExpr>(e);
        return;
      }
      is_fit = is_fit && function_.var(ref->var).role == ir::VarRole::kParam && !ir::may_be_written(function_.body, ref->var);
    });
    return is_fit;
  }

  static bool covers(const ir::For& loop, const ir::Expr& count) {
    if (!ir::is_one(loop.step)) return false;
    if (!loop.is_down) {
      return ir::is_zero(loop.from) && loop.compare == BinaryOp::kLess &&
             ir::same_expr(ir::without_integer_casts(loop.to), ir::without_integer_casts(count));
    }
    const auto* last = ir::get_if<ir::Binary>(ir::without_integer_casts(loop.from));
    return ir::is_zero(loop.to) && loop.compare == BinaryOp::kGreaterEqual && last && last->op == BinaryOp::kSub &&
           ir::is_one(last->right) && ir::same_expr(ir::without_integer_casts(last->left), ir::without_integer_casts(count));
  }

  // The loop's first addition to its element becomes an assignment. False, and nothing changed, where that is not all.
  static bool take_over(ir::Stmt& stmt, ir::VarId array, const ir::Expr& count) {
    auto* loop = ir::get_if<ir::For>(stmt);
    if (!loop || !covers(*loop, count)) return false;
    const auto first = std::find_if(loop->body.begin(), loop->body.end(),
                                    [&](const ir::Stmt& one) { return ir::mentions(one, array); });
    const auto* update = first == loop->body.end() ? nullptr : ir::get_if<ir::Update>(*first);
    if (!update || (update->op != BinaryOp::kAdd && update->op != BinaryOp::kSub)) return false;
    if (!is_own_element(update->place, array, loop->var) || ir::mentions(update->value, array)) return false;
    if (!ir::same_type(update->place->type, update->value->type) || !touches_only_own(*loop, array)) return false;
    const ir::Expr value = update->op == BinaryOp::kAdd ? update->value : ir::unary(ir::UnaryOp::kNegate, update->value);
    first->node = ir::Assign{update->place, value};
    return true;
  }

  static bool touches_only_own(const ir::For& loop, ir::VarId array) {
    return std::all_of(loop.body.begin(), loop.body.end(),
                       [&](const ir::Stmt& stmt) { return mentions_only_own_element(stmt, array, loop.var); });
  }

  ir::Function& function_;
};

}  // namespace

void assign_first_touches(ir::Function& function) { FirstTouch(function).run(); }

}  // namespace backsweep::transform
