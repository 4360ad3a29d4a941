// Gives work arrays of loops a row for each iteration.
#include "transform/expand_arrays.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/memory.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;
using Operands = const std::vector<ir::Expr>*;

bool same_integer(const ir::Expr& a, const ir::Expr& b) {
  return ir::same_expr(ir::without_integer_casts(a), ir::without_integer_casts(b));
}

ir::Expr as_size(const ir::Expr& expr) {
  return ir::cast(ir::without_integer_casts(expr), ir::size_type(), /*is_implicit=*/true);
}

/// `for (T k = from; k < to; ++k)`.
bool is_plain(const ir::For& loop) { return !loop.is_down && loop.compare == BinaryOp::kLess && ir::is_one(loop.step); }

/// Whether `back` runs through what the plain loop `loop` runs through, in either direction.
bool is_over_the_same(const ir::For& loop, const ir::For& back) {
  if (!back.is_down) return is_plain(back) && same_integer(back.from, loop.from) && same_integer(back.to, loop.to);
  const ir::Expr last = ir::binary(BinaryOp::kSub, loop.to, ir::integer(1, loop.to->type));
  return back.compare == BinaryOp::kGreaterEqual && ir::is_one(back.step) && same_integer(back.from, last) &&
         same_integer(back.to, loop.from);
}

/// A statement of a loop's body, by number; the loop's number in its region.
struct Place {
  ir::Region* region = nullptr;
  std::size_t loop = 0;
  std::size_t at = 0;

  ir::For& holder() const { return std::get<ir::For>((*region)[loop].node); }
};

class Expander {
 public:
  explicit Expander(ir::Function& function) : function_(function) {
    ir::walk(std::as_const(function.body), [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        if (use != ir::Use::kRead) changing_.insert(ir::root_var(expr));
        ir::walk(expr, [&](const ir::Expr& e) {
          if (const auto* address = ir::get_if<ir::AddressOf>(e)) changing_.insert(ir::root_var(address->place));
        });
      });
    });
  }

  void run() {
    for (ir::Stmt& stmt : function_.body) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      if (!declared || declared->init || declared->arguments.size() != 1) continue;
      const ir::Type& type = function_.var(declared->var).type;
      if (type->kind == ir::TypeKind::kVector && ir::is_real(type->element) && is_fit(stmt)) expand(stmt);
    }
  }

 private:
  // Leaves the places of the pair in push_ and pop_.
  bool is_fit(const ir::Stmt& stmt) {
    const auto& declared = std::get<ir::Declare>(stmt.node);
    pushes_ = pops_ = 0;
    push_ = pop_ = {};
    find(function_.body, declared.var);
    if (pushes_ != 1 || pops_ != 1 || !push_.region || push_.region != pop_.region || push_.loop >= pop_.loop) return false;
    const ir::For& loop = push_.holder();
    const ir::For& back = pop_.holder();
    const std::vector<ir::Expr>& operands = *pushed_and_replaced(loop.body[push_.at]);
    const ir::Expr& size = declared.arguments[0];
    if (!ir::is_zero(operands[2]) || !same_integer(operands[3], size) || !is_fixed(size)) return false;
    if (!is_plain(loop) || !is_over_the_same(loop, back) || !is_fixed(loop.from) || !is_fixed(loop.to)) return false;
    const auto is_free = [&](const ir::Stmt& one) { return !ir::mentions(one, declared.var); };
    const auto pushed = loop.body.begin() + static_cast<std::ptrdiff_t>(push_.at);
    const auto popped = back.body.begin() + static_cast<std::ptrdiff_t>(pop_.at);
    return std::all_of(loop.body.begin(), pushed, is_free) && std::all_of(popped + 1, back.body.end(), is_free) &&
           is_used_by_loops_only(stmt, declared.var);
  }

  void find(ir::Region& region, ir::VarId var) {
    const auto is_of = [&](Operands operands) {
      const auto* vector = operands ? ir::get_if<ir::VarRef>((*operands)[1]) : nullptr;
      return vector && vector->var == var;
    };
    for (std::size_t i = 0; i < region.size(); ++i) {
      if (is_of(pushed_and_replaced(region[i]))) ++pushes_;
      if (is_of(popped_and_replaced(region[i]))) ++pops_;
      if (const auto* loop = ir::get_if<ir::For>(region[i])) {
        for (std::size_t k = 0; k < loop->body.size(); ++k) {
          if (is_of(pushed_and_replaced(loop->body[k]))) push_ = {&region, i, k};
          if (is_of(popped_and_replaced(loop->body[k]))) pop_ = {&region, i, k};
        }
      }
      for (ir::Region* inner : ir::regions(region[i])) find(*inner, var);
    }
  }

  // Made of parameters that keep their values.
  bool is_fixed(const ir::Expr& expr) const {
    bool result = true;
    ir::walk(expr, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) {
        result = result && function_.var(ref->var).role == ir::VarRole::kParam && changing_.count(ref->var) == 0;
      } else if (!ir::get_if<ir::Literal>(e) && !ir::get_if<ir::Binary>(e) && !ir::get_if<ir::Cast>(e)) {
        result = false;
      }
    });
    return result && ir::is_integer(expr->type);
  }

  // Subscripts within the two loops; elsewhere its size is asked for at most.
  bool is_used_by_loops_only(const ir::Stmt& declaration, ir::VarId var) const {
    const ir::Stmt& first = (*push_.region)[push_.loop];
    const ir::Stmt& second = (*pop_.region)[pop_.loop];
    bool result = true;
    const std::function<void(const ir::Region&, bool)> visit = [&](const ir::Region& region, bool is_inside) {
      for (const ir::Stmt& stmt : region) {
        if (&stmt == &declaration || pushed_and_replaced(stmt) || popped_and_replaced(stmt)) continue;
        ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
          result = result && (is_inside ? uses_elements(expr, var) : uses_size(expr, var));
        });
        const bool is_loop = &stmt == &first || &stmt == &second;
        for (const ir::Region* inner : ir::regions(stmt)) visit(*inner, is_inside || is_loop);
      }
    };
    visit(function_.body, false);
    return result;
  }

  static bool uses_elements(const ir::Expr& expr, ir::VarId var) {
    return count(expr, var) == count_if(expr, [&](const ir::Expr& e) {
             const auto* access = ir::get_if<ir::Index>(e);
             return access && is_var(access->base, var);
           });
  }

  static bool uses_size(const ir::Expr& expr, ir::VarId var) {
    return count(expr, var) == count_if(expr, [&](const ir::Expr& e) { return is_size_of(e, var); });
  }

  static bool is_var(const ir::Expr& expr, ir::VarId var) {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    return ref && ref->var == var;
  }

  static bool is_size_of(const ir::Expr& expr, ir::VarId var) {
    const auto* text = ir::get_if<ir::OpaqueExpr>(expr);
    return text && text->operands.size() == 1 && is_var(text->operands[0], var) && ir::same_expr(expr, ir::size_of(text->operands[0]));
  }

  static int count(const ir::Expr& expr, ir::VarId var) {
    return count_if(expr, [&](const ir::Expr& e) { return is_var(e, var); });
  }

  static int count_if(const ir::Expr& expr, const std::function<bool(const ir::Expr&)>& holds) {
    int result = 0;
    ir::walk(expr, [&](const ir::Expr& e) { result += holds(e) ? 1 : 0; });
    return result;
  }

  void expand(ir::Stmt& stmt) {
    auto& declared = std::get<ir::Declare>(stmt.node);
    const ir::VarId var = declared.var;
    const ir::Expr size = declared.arguments[0];
    ir::rewrite(function_.body, [&](const ir::Expr& e) { return is_size_of(e, var) ? size : e; });
    const ir::For& loop = push_.holder();
    const ir::Expr trips = ir::is_zero(loop.from) ? loop.to : ir::binary(BinaryOp::kSub, loop.to, loop.from);
    const ir::Expr none = ir::zero(trips->type);
    const ir::Expr rows = ir::select(ir::binary(BinaryOp::kGreater, trips, none), trips, none);
    declared.arguments[0] = ir::binary(BinaryOp::kMul, as_size(rows), as_size(size));
    use_row(push_, var, size, loop.from);
    use_row(pop_, var, size, loop.from);
  }

  // What the statement at the place did is done by the place of the row in the vector.
  void use_row(const Place& place, ir::VarId var, const ir::Expr& size, const ir::Expr& from) {
    ir::For& loop = place.holder();
    const ir::Expr counter = ir::var_ref(function_, loop.var);
    const ir::Expr passed = ir::is_zero(from) ? counter : ir::binary(BinaryOp::kSub, counter, from);
    const ir::Expr start = ir::binary(BinaryOp::kMul, as_size(passed), as_size(size));
    loop.body.erase(loop.body.begin() + static_cast<std::ptrdiff_t>(place.at));
    const ir::VarId row = row_at(loop.body, start);
    ir::rewrite(loop.body, [&](const ir::Expr& e) {
      const auto* access = ir::get_if<ir::Index>(e);
      if (!access || !is_var(access->base, var)) return e;
      return ir::index(access->base, ir::binary(BinaryOp::kAdd, ir::var_ref(function_, row), as_size(access->index)));
    });
  }

  // A variable at the body's head that is the row's place. Vectors of one length share it.
  ir::VarId row_at(ir::Region& body, const ir::Expr& start) {
    for (const ir::Stmt& stmt : body) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      if (!declared) break;
      if (declared->init && ir::same_expr(declared->init, start) && function_.var(declared->var).is_temporary) return declared->var;
    }
    const ir::VarId row = add_temporary(function_, "row", ir::size_type());
    body.insert(body.begin(), ir::declare(row, start));
    return row;
  }

  ir::Function& function_;
  std::set<ir::VarId> changing_;  ///< Written, or their addresses are taken.
  Place push_;
  Place pop_;
  int pushes_ = 0;
  int pops_ = 0;
};

}  // namespace

void expand_arrays(ir::Function& function) { Expander(function).run(); }

}  // namespace backsweep::transform
