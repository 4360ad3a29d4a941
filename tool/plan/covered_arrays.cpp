// Compares the subscripts that a step reads with those it has surely written.
//
// What is written are intervals [first, end) of subscripts: of a loop that assigns an element in every iteration, or of
// one assignment. A read of [low, high] is covered if intervals lead on from one at or below low to one that ends above
// high, each beginning no later than the one before ends. That holds for empty and reversed intervals too: the first of
// them to end above a subscript begins at or below it.
#include "plan/covered_arrays.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <tuple>
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
  /// Whether the step reads elements of the array only after it has written them.
  Coverage(analysis::FunctionZones& zones, const ir::Region& step, ir::VarId array)
      : Coverage(zones, step, array, {}, 0) {}

  /// The same of what is behind `array` in the statements in front of the last `tail`; and whether they have written
  /// behind it, in the end, whatever they read behind `partner`.
  Coverage(analysis::FunctionZones& zones, const ir::Region& step, ir::VarId array, ir::VarId partner, std::size_t tail)
      : zones_(zones), step_(step), array_(array), partner_(partner), tail_(tail) {
    ir::walk(step, [&](const ir::Stmt& stmt) {
      if (!ir::regions(stmt).empty()) return;
      if (ir::get_if<ir::Declare>(stmt)) return;
      changed_.insert(zones_.effects(stmt).writes);
    });
    for (const ir::Stmt& stmt : step) {
      // What is compared with the next step must be the same there.
      if (const auto* s = ir::get_if<ir::Declare>(stmt); s && !partner_.is_valid()) declared_.insert(s->var);
    }
    ir::walk(step, [&](const ir::Stmt& stmt) {
      const auto* s = ir::get_if<ir::Declare>(stmt);
      if (s && !declared_.count(s->var)) changed_.insert(zones_.leaves(zones_.variable(s->var)));
    });
  }

  bool holds() {
    for (std::size_t k = 0; k + tail_ < step_.size(); ++k) visit(step_[k], /*is_certain=*/true);
    return is_covered_ && std::all_of(later_.begin(), later_.end(), [&](const Interval& one) { return is_led(one.first, one.end); });
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

  bool is_partner(const ir::Expr& expr) const {
    const auto* ref = ir::get_if<ir::VarRef>(expr);
    return ref && partner_.is_valid() && ref->var == partner_;
  }

  // The step after this one reads there what this one has written by then.
  void note_later(const ir::Expr& index) {
    check(index);
    const std::optional<Affine> at = affine(index);
    const std::optional<Affine> low = at ? extreme(*at, false) : std::nullopt;
    const std::optional<Affine> high = at ? extreme(*at, true) : std::nullopt;
    if (low && high) later_.push_back({*low, *high + 1});
    else is_covered_ = false;
  }

  bool is_first(const ir::Expr& pointer) const {
    const auto* address = ir::get_if<ir::AddressOf>(pointer);
    const ir::Expr index = address ? index_of(address->place) : nullptr;
    return index && ir::is_zero(index);
  }

  void check(const ir::Expr& expr) {
    if (!expr || ir::get_if<ir::VarRef>(sized_container(expr))) return;
    if (is_array(expr) || is_partner(expr)) is_covered_ = false;
    if (const ir::Expr index = index_of(expr)) {
      check(index);
      is_covered_ = is_covered_ && is_written(index);
      return;
    }
    const auto* access = ir::get_if<ir::Index>(expr);
    if (access && is_partner(access->base)) return note_later(access->index);
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
    // No subscript of a container is below zero.
    const bool starts_at_zero = !partner_.is_valid();
    return low && high && (is_led(*low, *high + 1) || (starts_at_zero && is_led(Affine{}, *high + 1)));
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
  ir::VarId partner_;
  std::size_t tail_;
  std::vector<Interval> later_;    ///< What is read behind the partner.
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

ir::VarId variable_of(const ir::Expr& expr) {
  const auto* ref = ir::get_if<ir::VarRef>(expr);
  return ref ? ref->var : ir::VarId{};
}

// The exchange that starts at a statement of the step, and how many statements make it; none where it is no exchange.
std::pair<Exchange, std::size_t> exchange_at(const ir::Region& step, std::size_t at) {
  const auto* swap = ir::get_if<ir::Model>(step[at]);
  if (swap && swap->op == ir::ModelOp::kSwap) {
    return {{variable_of(swap->operands[0]), variable_of(swap->operands[1])}, 1};
  }
  if (at + 2 >= step.size()) return {{}, 0};
  const auto* kept = ir::get_if<ir::Declare>(step[at]);
  const auto* first = ir::get_if<ir::Assign>(step[at + 1]);
  const auto* second = ir::get_if<ir::Assign>(step[at + 2]);
  if (!kept || !first || !second) return {{}, 0};
  const Exchange made{variable_of(first->place), variable_of(second->place)};
  const bool is_exchange = variable_of(kept->init) == made.live && variable_of(first->value) == made.spent &&
                           variable_of(second->value) == kept->var;
  return is_exchange ? std::pair{made, std::size_t{3}} : std::pair{Exchange{}, std::size_t{0}};
}

// Whether every way to the memory behind the pair is a subscript of one of the two.
bool is_reached_by_subscripts(analysis::FunctionZones& zones, const ir::Region& step, std::size_t tail,
                              const Exchange& pair, const ZoneSet& memory) {
  bool holds = true;
  const std::function<void(const ir::Expr&)> look = [&](const ir::Expr& expr) {
    if (!expr || !holds) return;
    const auto* access = ir::get_if<ir::Index>(expr);
    const ir::VarId base = access ? variable_of(access->base) : ir::VarId{};
    if (base.is_valid() && (base == pair.live || base == pair.spent)) return look(access->index);
    const ir::VarId var = variable_of(expr);
    if (var.is_valid() && (var == pair.live || var == pair.spent)) holds = false;
    if (ir::is_place(expr) && zones.leaves_of(expr).intersects(memory)) holds = false;
    for (const ir::Expr& child : ir::children(expr)) look(child);
  };
  const auto visit = [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { look(expr); });
    const bool is_plain = ir::get_if<ir::Declare>(stmt) || ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt);
    if (is_plain || !ir::regions(stmt).empty()) return;
    const analysis::Effects& effects = zones.effects(stmt);
    holds = holds && !effects.reads.intersects(memory) && !effects.writes.intersects(memory);
  };
  for (std::size_t k = 0; k + tail < step.size(); ++k) ir::walk(step[k], visit);
  return holds;
}

}  // namespace

std::optional<Exchange> exchanged_buffers(analysis::FunctionZones& zones, const ir::Region& step) {
  Exchange found;
  std::size_t length = 0;
  std::size_t at = step.size();
  while (length == 0 && at-- > 0) std::tie(found, length) = exchange_at(step, at);
  if (length == 0 || !found.live.is_valid() || !found.spent.is_valid() || found.live == found.spent) return {};
  const ir::Function& function = zones.function();
  const ir::Type& type = function.var(found.live).type;
  if (type->kind != ir::TypeKind::kPointer || !ir::is_real(type->element)) return {};
  ZoneSet memory = zones.leaves(zones.targets(ir::var_ref(function, found.live)));
  memory.insert(zones.leaves(zones.targets(ir::var_ref(function, found.spent))));
  memory = zones.with_aliases(memory);
  ZoneSet all = memory;
  for (const ir::VarId var : {found.live, found.spent}) all.insert(zones.leaves(zones.variable(var)));
  for (std::size_t k = at + length; k < step.size(); ++k) {
    const analysis::Effects& effects = zones.effects(step[k]);
    if (effects.reads.intersects(all) || effects.writes.intersects(all)) return {};
  }
  const std::size_t tail = step.size() - at;
  if (!is_reached_by_subscripts(zones, step, tail, found, memory)) return {};
  if (Coverage(zones, step, found.spent, found.live, tail).holds()) return found;
  std::swap(found.live, found.spent);
  if (Coverage(zones, step, found.spent, found.live, tail).holds()) return found;
  return {};
}

ZoneSet covered_arrays(analysis::FunctionZones& zones, const ir::Region& step) {
  ZoneSet result;
  const ir::Function& function = zones.function();
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::Type& type = function.vars[i].type;
    const bool is_container = type->kind == ir::TypeKind::kArray || type->kind == ir::TypeKind::kVector;
    const bool is_own = function.vars[i].role == ir::VarRole::kLocal || function.vars[i].role == ir::VarRole::kStatic;
    if (!is_own || !is_container) continue;
    if (!ir::is_real(type->element) && !ir::is_integer(type->element)) continue;
    const ZoneSet elements = zones.leaves(zones.element(zones.variable(var)));
    if (is_pointed_to(zones, elements) || !Coverage(zones, step, var).holds()) continue;
    result.insert(elements);
  }
  return result;
}

}  // namespace backsweep::plan
