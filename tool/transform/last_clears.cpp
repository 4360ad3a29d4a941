// Drops assignments of zero to elements of arrays that end behind them.
#include "transform/last_clears.h"

#include <algorithm>
#include <set>
#include <vector>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

class LastClears {
 public:
  explicit LastClears(ir::Function& function) : function_(function) {}

  void visit(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) visit(*inner);
    }
    for (std::size_t i = 0; i < region.size(); ++i) {
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      if (declared && is_fit(declared->var, region)) drop(region, i, declared->var);
    }
  }

 private:
  // Reached through nothing but its name.
  bool is_fit(ir::VarId var, const ir::Region& region) const {
    const ir::Variable& variable = function_.var(var);
    const ir::TypeKind kind = variable.type->kind;
    const bool is_array = kind == ir::TypeKind::kArray || kind == ir::TypeKind::kVector;
    return is_array && variable.role == ir::VarRole::kLocal && ir::is_only_indexed(region, var) &&
           !ir::is_address_taken(region, var);
  }

  void drop(ir::Region& region, std::size_t declaration, ir::VarId array) {
    for (std::size_t last = region.size(); --last > declaration;) {
      if (!ir::mentions(region[last], array)) continue;
      if (is_clear(region[last], array, {})) region.erase(region.begin() + static_cast<std::ptrdiff_t>(last));
      else if (!drop_in(region[last], array)) return;
      else if (is_empty(region[last])) region.erase(region.begin() + static_cast<std::ptrdiff_t>(last));
      // It reads what is cleared in front of it.
      else if (ir::mentions(region[last], array)) return;
    }
  }

  static bool is_empty(const ir::Stmt& stmt) {
    const auto* loop = ir::get_if<ir::For>(stmt);
    return loop && loop->body.empty();
  }

  // Whether a loop had a clear to drop. `array` is mentioned in it.
  bool drop_in(ir::Stmt& stmt, ir::VarId array) const {
    std::vector<ir::VarId> counters;
    ir::Region* body = nullptr;
    for (ir::Stmt* inner = &stmt; inner;) {
      auto* loop = ir::get_if<ir::For>(*inner);
      if (!loop) break;
      counters.push_back(loop->var);
      body = &loop->body;
      inner = only_mention(*body, array);
    }
    return body && drop_from(*body, array, counters);
  }

  static ir::Stmt* only_mention(ir::Region& body, ir::VarId array) {
    ir::Stmt* found = nullptr;
    for (ir::Stmt& stmt : body) {
      if (!ir::mentions(stmt, array)) continue;
      if (found) return nullptr;
      found = &stmt;
    }
    return found;
  }

  // The last mention has to be the clear, of an element that no other iteration touches; the others only mention that one.
  static bool drop_from(ir::Region& body, ir::VarId array, const std::vector<ir::VarId>& counters) {
    const auto last = std::find_if(body.rbegin(), body.rend(), [&](const ir::Stmt& s) { return ir::mentions(s, array); });
    if (last == body.rend() || !is_clear(*last, array, counters)) return false;
    const ir::Expr place = std::get<ir::Assign>(last->node).place;
    if (!touches_only(body, array, place)) return false;
    body.erase(std::next(last).base());
    return true;
  }

  static bool touches_only(const ir::Region& body, ir::VarId array, const ir::Expr& place) {
    int others = 0;
    ir::walk(body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          const auto* ref = ir::get_if<ir::VarRef>(e);
          if (ref && ref->var == array) ++others;
          if (ir::same_expr(e, place)) --others;
        });
      });
    });
    return others == 0;
  }

  // `array[i + 1][j] = 0`, where each of the counters stands in one subscript.
  static bool is_clear(const ir::Stmt& stmt, ir::VarId array, const std::vector<ir::VarId>& counters) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (!assigned || !ir::is_zero(assigned->value)) return false;
    std::set<ir::VarId> used;
    ir::Expr place = assigned->place;
    for (const auto* access = ir::get_if<ir::Index>(place); access; access = ir::get_if<ir::Index>(place)) {
      for (const ir::VarId counter : counters) {
        if (ir::constant_offset(access->index, counter)) used.insert(counter);
      }
      place = access->base;
    }
    const auto* root = ir::get_if<ir::VarRef>(place);
    return root && root->var == array && used.size() == counters.size();
  }

  const ir::Function& function_;
};

}  // namespace

void drop_last_clears(ir::Function& function) { LastClears(function).visit(function.body); }

}  // namespace backsweep::transform
