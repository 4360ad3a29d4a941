// Compares the subscripts that a step reads with those it has surely written.
//
// What is written are intervals [first, end) of subscripts: of a loop that assigns an element in every iteration, or of
// one assignment. A read of [low, high] is covered if intervals lead on from one at or below low to one that ends above
// high, each beginning no later than the one before ends. That holds for empty and reversed intervals too: the first of
// them to end above a subscript begins at or below it.
#include "plan/covered_arrays.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/affine.h"

namespace backsweep::plan {
namespace {

using analysis::ZoneId;
using analysis::ZoneSet;

struct Interval {
  Affine first;
  Affine end;
};

class Coverage {
 public:
  Coverage(analysis::FunctionZones& zones, const ir::Region& step, ir::VarId array)
      : zones_(zones), step_(step), array_(array) {
    ir::walk(step, [&](const ir::Stmt& stmt) {
      if (!ir::regions(stmt).empty()) return;
      if (ir::get_if<ir::Declare>(stmt)) return;
      changed_.insert(zones_.effects(stmt).writes);
    });
    for (const ir::Stmt& stmt : step) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) declared_.insert(s->var);
    }
    ir::walk(step, [&](const ir::Stmt& stmt) {
      const auto* s = ir::get_if<ir::Declare>(stmt);
      if (s && !declared_.count(s->var)) changed_.insert(zones_.leaves(zones_.variable(s->var)));
    });
  }

  bool holds() {
    visit(step_, /*is_certain=*/true);
    return is_covered_;
  }

 private:
  void visit(const ir::Region& region, bool is_certain) {
    const std::vector<ir::Expr> fresh = fresh_;
    for (const ir::Stmt& stmt : region) visit(stmt, is_certain);
    fresh_ = fresh;
  }

  void visit(const ir::Stmt& stmt, bool is_certain) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (const ir::Expr index = assigned ? index_of(assigned->place) : nullptr) {
      check(assigned->value);
      check(index);
      return write(index, is_certain);
    }
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (model && model->op == ir::ModelOp::kFill && is_first(model->operands[0]) && is_certain && loops_.empty()) {
      check(model->operands[1]);
      check(model->operands[2]);
      if (const std::optional<Affine> count = affine(model->operands[1])) written_.push_back({Affine{}, *count});
      return;
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { check(expr); });
    const auto* loop = ir::get_if<ir::For>(stmt);
    if (loop) loops_.push_back(loop);
    // A block runs whenever it is reached; an iteration of a counted loop, as often as the bounds say.
    const bool is_inner_certain = is_certain && (loop || ir::get_if<ir::Block>(stmt));
    for (const ir::Region* inner : ir::regions(stmt)) visit(*inner, is_inner_certain);
    if (!loop) return;
    loops_.pop_back();
    if (!loops_.empty()) return;
    written_.insert(written_.end(), pending_.begin(), pending_.end());
    pending_.clear();
  }

  ir::Expr index_of(const ir::Expr& place) const {
    const auto* access = ir::get_if<ir::Index>(place);
    return access && is_array(access->base) ? access->index : nullptr;
  }

  bool is_array(const ir::Expr& expr) const {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    return ref && ref->var == array_;
  }

  bool is_first(const ir::Expr& pointer) const {
    const auto* address = ir::get_if<ir::AddressOf>(pointer);
    const ir::Expr index = address ? index_of(address->place) : nullptr;
    return index && ir::is_zero(index);
  }

  void check(const ir::Expr& expr) {
    if (!expr || ir::get_if<ir::VarRef>(sized_container(expr))) return;
    if (is_array(expr)) is_covered_ = false;
    if (const ir::Expr index = index_of(expr)) {
      check(index);
      is_covered_ = is_covered_ && is_written(index);
      return;
    }
    for (const ir::Expr& child : ir::children(expr)) check(child);
  }

  void write(const ir::Expr& index, bool is_certain) {
    const std::optional<Affine> at = affine(index);
    if (!at) return;
    fresh_.push_back(index);
    if (!is_certain || loops_.size() > 1) return;
    if (loops_.empty()) return written_.push_back({*at, *at + 1});
    const auto factor = at->terms.find(symbol_of(loops_[0]->var));
    const bool is_dense = factor != at->terms.end() && (factor->second == 1 || factor->second == -1);
    if (!is_dense || !ir::is_one(loops_[0]->step)) return;
    const std::optional<Affine> low = extreme(*at, /*is_high=*/false);
    const std::optional<Affine> high = extreme(*at, /*is_high=*/true);
    if (low && high) pending_.push_back({*low, *high + 1});
  }

  bool is_written(const ir::Expr& index) const {
    const auto is_same = [&](const ir::Expr& known) { return ir::same_expr(known, index); };
    if (std::any_of(fresh_.begin(), fresh_.end(), is_same)) return true;
    const std::optional<Affine> at = affine(index);
    const std::optional<Affine> low = at ? extreme(*at, false) : std::nullopt;
    const std::optional<Affine> high = at ? extreme(*at, true) : std::nullopt;
    // No subscript is below zero.
    return low && high && (is_led(*low, *high + 1) || is_led(Affine{}, *high + 1));
  }

  // Whether intervals lead on from one subscript to another.
  bool is_led(Affine reached, const Affine& end) const {
    std::vector<Interval> left = written_;
    while (!is_at_least(reached, end)) {
      const auto next = std::find_if(left.begin(), left.end(), [&](const Interval& one) { return is_at_least(reached, one.first); });
      if (next == left.end()) return false;
      // Of intervals that begin early enough each is tried once: one that ends sooner cannot help any more.
      const std::optional<long> gain = constant_of(next->end - reached);
      if (!gain || *gain > 0) reached = next->end;
      left.erase(next);
    }
    return true;
  }

  static bool is_at_least(const Affine& a, const Affine& b) {
    const std::optional<long> difference = constant_of(a - b);
    return difference && *difference >= 0;
  }

  // The lowest or highest value over the loops around.
  std::optional<Affine> extreme(Affine value, bool is_high) const {
    for (auto loop = loops_.rbegin(); loop != loops_.rend(); ++loop) {
      const auto term = value.terms.find(symbol_of((*loop)->var));
      if (term == value.terms.end()) continue;
      const long factor = term->second;
      const bool takes_high = is_high == (factor > 0);
      const std::optional<Affine> bound = affine(takes_high == (*loop)->is_down ? (*loop)->from : (*loop)->to);
      if (!bound) return std::nullopt;
      const bool is_open = (*loop)->compare != ir::BinaryOp::kLessEqual && (*loop)->compare != ir::BinaryOp::kGreaterEqual;
      const bool is_end = takes_high != (*loop)->is_down;
      value.terms.erase(term);
      value = value + (is_end && is_open ? *bound + (takes_high ? -1 : 1) : *bound) * factor;
    }
    return value;
  }

  std::optional<Affine> affine(const ir::Expr& expr) const {
    return affine_of(expr, [&](const ir::Expr& known) {
      const auto* ref = ir::get_if<ir::VarRef>(known);
      const bool is_counter = ref && std::any_of(loops_.begin(), loops_.end(), [&](const ir::For* loop) { return loop->var == ref->var; });
      return is_counter || !zones_.reads(known).intersects(changed_);
    });
  }

  analysis::FunctionZones& zones_;
  const ir::Region& step_;
  ir::VarId array_;
  ZoneSet changed_;                ///< While the step runs; what it declares first thing is not.
  std::set<ir::VarId> declared_;
  std::vector<const ir::For*> loops_;
  std::vector<Interval> written_;
  std::vector<Interval> pending_;  ///< By the loop that runs.
  std::vector<ir::Expr> fresh_;    ///< Subscripts assigned in this iteration of the innermost region.
  bool is_covered_ = true;
};

bool is_pointed_to(analysis::FunctionZones& zones, const ZoneSet& elements) {
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const ZoneId id{static_cast<std::int32_t>(i)};
    const ir::Type type = zones.zone(id).type;
    if (type && ir::is_pointer_like(type) && zones.leaves(zones.points_to(id)).intersects(elements)) return true;
  }
  return false;
}

}  // namespace

ZoneSet covered_arrays(analysis::FunctionZones& zones, const ir::Region& step) {
  ZoneSet result;
  const ir::Function& function = zones.function();
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Type& type = function.vars[i].type;
    const bool is_container = type->kind == ir::TypeKind::kArray || type->kind == ir::TypeKind::kVector;
    if (function.vars[i].role != ir::VarRole::kLocal || !is_container) continue;
    if (!ir::is_real(type->element) && !ir::is_integer(type->element)) continue;
    const ZoneSet elements = zones.leaves(zones.element(zones.variable(var)));
    if (is_pointed_to(zones, elements) || !Coverage(zones, step, var).holds()) continue;
    result.insert(elements);
  }
  return result;
}

}  // namespace backsweep::plan
