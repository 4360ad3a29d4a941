// Recognises loops that add to elements around the one of their counter.
#include "transform/scatter_loop.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>
#include <utility>

#include "analysis/polynomial.h"
#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/pointer_variables.h"

namespace backsweep::transform {
namespace {

using analysis::Polynomial;
using ir::BinaryOp;

// Neighbours further apart than this are not added to in one pass.
constexpr long kWidest = 8;
// Of real numbers. Longer terms are hard to read.
constexpr int kMaxNodes = 40;
// Nothing is gained in loops that are known to have no more iterations.

bool is_pure_scalar(const ir::Function& function, const ir::Declare& declared) {
  const ir::Type& type = function.var(declared.var).type;
  return declared.init && (ir::is_real(type) || ir::is_integer(type));
}

// a - b of two numbers.
std::optional<double> difference(const ir::Expr& a, const ir::Expr& b) {
  const auto* first = ir::get_if<ir::Literal>(a);
  const auto* second = ir::get_if<ir::Literal>(b);
  if (!first || !second || !first->value || !second->value) return std::nullopt;
  return *first->value - *second->value;
}

// Of two numbers: rounded. Of two polynomials: the factor at the first product of the divisor, 0 without one.
long about_quotient(const Polynomial& a, const Polynomial& by) {
  const auto& [product, divisor] = *by.terms.rbegin();
  const auto found = a.terms.find(product);
  const double factor = found == a.terms.end() ? 0 : static_cast<double>(found->second);
  return std::lround(factor / static_cast<double>(divisor));
}

// How many iterations of each loop lie between two subscripts.
std::optional<std::vector<long>> steps_between(const Polynomial& from, const Polynomial& to,
                                               const std::vector<const ir::For*>& loops) {
  Polynomial rest = to - from;
  std::vector<long> steps;
  for (const ir::For* loop : loops) {
    const std::optional<Polynomial> stride = from.coefficient(atom_of(loop->var));
    if (!stride || stride->terms.empty() || rest.mentions(atom_of(loop->var))) return std::nullopt;
    steps.push_back(about_quotient(rest, *stride));
    rest = rest - Polynomial(steps.back()) * *stride;
  }
  return rest.terms.empty() ? std::optional(steps) : std::nullopt;
}

}  // namespace

ScatterLoop::ScatterLoop(const ir::Function& function, const Aliases& aliases, const Surroundings& around,
                         const ir::For& outermost)
    : function_(function), aliases_(aliases), around_(around), loops_{&outermost} {
  find_loops();
  is_fit_ = inspect();
}

void ScatterLoop::find_loops() {
  const auto is_integer = [&](const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    return declared && declared->init && ir::is_integer(function_.var(declared->var).type);
  };
  while (!body().empty()) {
    const ir::Region& outer = body();
    const auto* inner = ir::get_if<ir::For>(outer.back());
    if (!inner || !std::all_of(outer.begin(), outer.end() - 1, is_integer)) return;
    for (std::size_t i = 0; i + 1 < outer.size(); ++i) between_.emplace_back(loops_.size() - 1, &outer[i]);
    loops_.push_back(inner);
  }
}

bool ScatterLoop::inspect() {
  const auto is_written = [&](const ir::Expr& bound) {
    return std::any_of(loops_.begin(), loops_.end(), [&](const ir::For* loop) { return ir::mentions(bound, loop->var); }) ||
           std::any_of(between_.begin(), between_.end(),
                       [&](const auto& one) { return ir::mentions(bound, std::get<ir::Declare>(one.second->node).var); });
  };
  for (const ir::For* loop : loops_) {
    if (!is_counted(*loop) || is_written(loop->from) || is_written(loop->to)) return false;
  }
  note_definitions();
  note_turned();
  if (!std::all_of(body().begin(), body().end(), [&](const ir::Stmt& stmt) { return note(stmt); })) return false;
  return find_offsets() && turns_alone() &&
         std::all_of(writes_.begin(), writes_.end(), [&](const ScatterWrite& w) { return is_apart(w); });
}

// Where an element is that of a turned counter, all elements of the array are those of counters, turned or not.
bool ScatterLoop::turns_alone() const {
  std::set<ir::VarId> turned;
  for (const ScatterWrite& write : writes_) {
    if (write.is_turned() && !write.op) return false;
    if (write.is_turned()) turned.insert(write.root);
  }
  return std::all_of(writes_.begin(), writes_.end(), [&](const ScatterWrite& write) {
    const bool is_moved = std::any_of(write.offsets.begin(), write.offsets.end(), [](long offset) { return offset != 0; });
    return !is_moved || turned.count(write.root) == 0;
  });
}

bool ScatterLoop::is_counted(const ir::For& loop) const {
  const ir::Type& type = function_.var(loop.var).type;
  if (!ir::is_integer(type) || !type->is_signed || !ir::is_one(loop.step)) return false;
  if (loop.compare == BinaryOp::kNotEqual || loop.compare == BinaryOp::kEqual) return false;
  const std::optional<double> trips = difference(high(loop), low(loop));
  return !trips || *trips > kFewTrips;
}

void ScatterLoop::note_definitions() {
  for (const auto& [loop, stmt] : between_) {
    const auto& declared = std::get<ir::Declare>(stmt->node);
    definitions_[declared.var] = declared.init;
  }
  for (const ir::Stmt& stmt : body()) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) definitions_[s->var] = s->init;
    else if (const ir::VarId var = own(stmt); var.is_valid()) definitions_[var] = nullptr;
  }
}

void ScatterLoop::note_turned() {
  for (const auto& [var, value] : definitions_) {
    if (!value || !ir::is_integer(function_.var(var).type)) continue;
    if (const std::optional<Turned> turned = turned_counter(with_counters(value))) turned_[var] = *turned;
  }
}

std::optional<Turned> ScatterLoop::turned_counter(const ir::Expr& value) const {
  for (std::size_t k = 0; k < loops_.size(); ++k) {
    for (const int by : {1, -1}) {
      if (ir::mentions(value, loops_[k]->var) && is_turned(value, range_of(*loops_[k]), by)) return Turned{k, by};
    }
  }
  return std::nullopt;
}

// Integers of the iteration's own by their values, as far as those do not change.
ir::Expr ScatterLoop::with_counters(const ir::Expr& expr) const {
  return ir::rewrite(expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (!ref || !ir::is_integer(e->type) || !is_own(ref->var) || !definition(ref->var)) return e;
    return ir::cast(with_counters(definition(ref->var)), e->type, /*is_implicit=*/true);
  });
}

// Declarations compute; all else adds to or assigns one place each.
bool ScatterLoop::note(const ir::Stmt& stmt) {
  const auto position = static_cast<std::size_t>(&stmt - body().data());
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    reads_.push_back({with_counters(s->init), position});
    return is_pure_scalar(function_, *s);
  }
  const auto* updated = ir::get_if<ir::Update>(stmt);
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  if (!updated && !assigned) return false;
  ScatterWrite write;
  if (!note_turns(write, updated ? updated->place : assigned->place)) return false;
  write.value = updated ? updated->value : assigned->value;
  write.position = position;
  if (updated) write.op = updated->op;
  reads_.push_back({with_counters(write.value), position});
  if (own(stmt).is_valid()) return true;
  if (updated && updated->op != BinaryOp::kAdd && updated->op != BinaryOp::kSub) return false;
  if (!ir::is_real(write.place->type) || !note_root(write)) return false;
  writes_.push_back(std::move(write));
  return true;
}

// The place, with counters where they are turned. A counter that is turned means nothing else in it.
bool ScatterLoop::note_turns(ScatterWrite& write, const ir::Expr& place) const {
  Turns turns{std::vector<std::set<int>>(loops_.size()), {}};
  write.place = straight(place, turns);
  write.turns.assign(loops_.size(), 0);
  for (std::size_t k = 0; k < loops_.size(); ++k) {
    if (turns.by[k].empty()) continue;
    if (turns.by[k].size() > 1 || turns.unturned.count(loops_[k]->var)) return false;
    write.turns[k] = *turns.by[k].begin();
  }
  return true;
}

ir::Expr ScatterLoop::straight(const ir::Expr& expr, Turns& turns) const {
  if (const std::optional<Turned> turned = as_turned(expr)) {
    turns.by[turned->loop].insert(turned->by);
    return ir::cast(ir::var_ref(function_, loops_[turned->loop]->var), expr->type, /*is_implicit=*/true);
  }
  if (const auto* ref = ir::get_if<ir::VarRef>(expr); ref && ir::is_integer(expr->type)) {
    if (is_own(ref->var) && definition(ref->var)) return ir::cast(straight(definition(ref->var), turns), expr->type, true);
    turns.unturned.insert(ref->var);
  }
  std::vector<ir::Expr> operands;
  for (const ir::Expr& child : ir::children(expr)) operands.push_back(straight(child, turns));
  return operands.empty() ? expr : ir::with_children(expr, operands);
}

std::optional<Turned> ScatterLoop::as_turned(const ir::Expr& expr) const {
  if (const auto* ref = ir::get_if<ir::VarRef>(expr)) {
    const auto found = turned_.find(ref->var);
    return found == turned_.end() ? std::nullopt : std::optional(found->second);
  }
  const auto* binary = ir::get_if<ir::Binary>(expr);
  const bool may_turn = ir::get_if<ir::Select>(expr) || (binary && binary->op == BinaryOp::kRem);
  return may_turn && ir::is_integer(expr->type) ? turned_counter(with_counters(expr)) : std::nullopt;
}

ir::VarId ScatterLoop::own(const ir::Stmt& stmt) const {
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) return s->var;
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* updated = ir::get_if<ir::Update>(stmt);
  if (!assigned && !updated) return {};
  const auto* ref = ir::get_if<ir::VarRef>(assigned ? assigned->place : updated->place);
  return ref && is_own(ref->var) ? ref->var : ir::VarId{};
}

void ScatterLoop::drop_unused(ir::Region& body) const {
  std::set<ir::VarId> used;
  ir::Region kept;
  for (std::size_t i = body.size(); i-- > 0;) {
    const ir::VarId var = own(body[i]);
    if (var.is_valid() && !used.count(var)) continue;
    used.merge(ir::mentioned(body[i]));
    kept.push_back(std::move(body[i]));
  }
  std::reverse(kept.begin(), kept.end());
  body = std::move(kept);
}

bool ScatterLoop::note_root(ScatterWrite& write) const {
  ir::Expr base = write.place;
  while (const auto* access = ir::get_if<ir::Index>(base)) base = access->base;
  const auto* ref = ir::get_if<ir::VarRef>(base);
  if (!ref || is_own(ref->var) || (base == write.place && !write.op)) return false;
  write.root = ref->var;
  return true;
}

bool ScatterLoop::find_offsets() {
  std::map<ir::VarId, std::vector<ScatterWrite*>> by_root;
  for (ScatterWrite& write : writes_) {
    if (!ir::get_if<ir::Index>(write.place)) write.offsets.assign(loops_.size(), 0);
    else by_root[write.root].push_back(&write);
  }
  return std::all_of(by_root.begin(), by_root.end(), [&](const auto& one) {
    if (find_offsets(one.first, one.second)) return true;
    // What is only assigned need not lie near.
    for (ScatterWrite* write : one.second) write->offsets.assign(loops_.size(), 0);
    return std::none_of(one.second.begin(), one.second.end(), [](const ScatterWrite* write) { return write->op.has_value(); });
  });
}

// Counter by counter, or in one subscript for all.
bool ScatterLoop::find_offsets(ir::VarId root, const std::vector<ScatterWrite*>& writes) {
  const std::optional<Subscripts> first = subscripts_of(writes.front()->place);
  const bool is_plain = first && std::all_of(writes.begin(), writes.end(), [&](ScatterWrite* write) {
    const std::optional<Subscripts> subscripts = subscripts_of(write->place);
    if (subscripts) write->offsets = subscripts->offsets;
    return subscripts && subscripts->loops == first->loops;
  });
  if (!is_plain) return find_flat_offsets(root, writes);
  elements_[root] = plain_element(writes.front()->place);
  return true;
}

// c in `a[i + c]`, c and d in `a[i + c][j + d]`, by loop.
std::optional<ScatterLoop::Subscripts> ScatterLoop::subscripts_of(const ir::Expr& place) const {
  Subscripts result{std::vector<long>(loops_.size(), 0), {}};
  std::size_t subscripts = 0;
  for (const auto* access = ir::get_if<ir::Index>(place); access; access = ir::get_if<ir::Index>(access->base)) {
    ++subscripts;
    for (std::size_t k = 0; k < loops_.size(); ++k) {
      const std::optional<long> offset = ir::constant_offset(access->index, loops_[k]->var);
      if (!offset) continue;
      result.offsets[k] = *offset;
      result.loops.push_back(k);
    }
  }
  const std::set<std::size_t> different(result.loops.begin(), result.loops.end());
  const bool is_fit = subscripts == loops_.size() && result.loops.size() == subscripts && different.size() == subscripts;
  return is_fit ? std::optional(std::move(result)) : std::nullopt;
}

ir::Expr ScatterLoop::plain_element(const ir::Expr& place) const {
  const auto* access = ir::get_if<ir::Index>(place);
  if (!access) return place;
  const auto loop = std::find_if(loops_.begin(), loops_.end(), [&](const ir::For* one) {
    return ir::constant_offset(access->index, one->var).has_value();
  });
  return ir::index(plain_element(access->base), ir::var_ref(function_, (*loop)->var));
}

// `a[(i - 1) * n + j + 1]` lies one row in front of `a[i * n + j]`, and one element behind it. The offsets are those from
// one of the writes, in the middle of all.
bool ScatterLoop::find_flat_offsets(ir::VarId root, const std::vector<ScatterWrite*>& writes) {
  std::vector<Polynomial> subscripts;
  for (const ScatterWrite* write : writes) {
    const auto& access = std::get<ir::Index>(write->place->node);
    const std::optional<Polynomial> subscript = polynomial_over_variables(access.index);
    if (!subscript || !ir::get_if<ir::VarRef>(access.base) || reads_own(access.index)) return false;
    subscripts.push_back(*subscript);
  }
  long least = std::numeric_limits<long>::max();
  for (std::size_t middle = 0; middle < writes.size(); ++middle) {
    std::vector<std::vector<long>> offsets;
    long sum = 0;
    for (const Polynomial& subscript : subscripts) {
      const auto steps = steps_between(subscripts[middle], subscript, loops_);
      if (!steps) return false;
      offsets.push_back(*steps);
      for (const long step : *steps) sum += std::abs(step);
    }
    if (sum >= least) continue;
    least = sum;
    elements_[root] = writes[middle]->place;
    for (std::size_t i = 0; i < writes.size(); ++i) writes[i]->offsets = offsets[i];
  }
  return true;
}

// What changes within the iteration has no value outside of it.
bool ScatterLoop::reads_own(const ir::Expr& subscript) const {
  return std::any_of(definitions_.begin(), definitions_.end(), [&](const auto& one) { return ir::mentions(subscript, one.first); });
}

// At two offsets from one iteration: only then is there anything to gain.
bool ScatterLoop::scatters() const {
  std::map<ir::VarId, std::set<std::pair<std::vector<long>, std::vector<int>>>> offsets;
  for (const ScatterWrite& write : writes_) {
    if (write.op && ir::get_if<ir::Index>(write.place)) offsets[write.root].insert({write.offsets, write.turns});
  }
  return std::any_of(offsets.begin(), offsets.end(), [](const auto& one) { return one.second.size() > 1; });
}

bool ScatterLoop::is_periodic() const {
  return std::any_of(writes_.begin(), writes_.end(), [](const ScatterWrite& write) { return write.is_turned(); });
}

ir::Expr ScatterLoop::expanded(const ir::Expr& expr) const {
  int nodes = 0;
  return expanded(expr, nodes);
}

ir::Expr ScatterLoop::expanded(const ir::Expr& expr, int& nodes) const {
  nodes += ir::is_real(expr->type) ? 1 : 0;
  if (nodes > kMaxNodes || ir::get_if<ir::OpaqueExpr>(expr)) return nullptr;
  if (const auto* ref = ir::get_if<ir::VarRef>(expr); ref && is_own(ref->var)) {
    const ir::Expr value = turned_.count(ref->var) ? nullptr : definition(ref->var);
    return value ? expanded(value, nodes) : nullptr;
  }
  std::vector<ir::Expr> operands;
  for (const ir::Expr& child : ir::children(expr)) {
    operands.push_back(expanded(child, nodes));
    if (!operands.back()) return nullptr;
  }
  return operands.empty() ? expr : ir::with_children(expr, operands);
}

bool ScatterLoop::is_apart(const ScatterWrite& write) const {
  const ir::Variable& root = function_.var(write.root);
  const bool is_local = root.role == ir::VarRole::kLocal;
  const bool is_array = root.type->kind != ir::TypeKind::kPointer;
  if (!write.op && (!is_local || !is_once(write.place))) return false;
  if (is_local && ir::get_if<ir::Index>(write.place) && !is_array && !is_still_there(write.root)) return false;
  const auto meets_another = [&](const ScatterWrite& w) {
    return w.position != write.position && aliases_.same(w.root, write.root) && (w.op || !is_elsewhere(w.place, write));
  };
  if (!write.op && std::any_of(writes_.begin(), writes_.end(), meets_another)) return false;
  return std::none_of(reads_.begin(), reads_.end(), [&](const Read& read) {
    bool meets = false;
    bool is_unknown = false;
    ir::walk(read.expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const bool is_pointer = ref && ir::is_pointer_like(e->type) && function_.var(ref->var).role == ir::VarRole::kLocal;
      meets = meets || (ref && aliases_.same(ref->var, write.root));
      is_unknown = is_unknown || (is_pointer && !is_still_there(ref->var));
    });
    return is_unknown || (meets && (write.op || !reads_before(read, write)));
  });
}

// Whether a pointer is made in front of the loop, and no objects have changed places since: what it points to belongs to
// those that it was made of.
bool ScatterLoop::is_still_there(ir::VarId pointer) const {
  const auto exchanges = [](const ir::Stmt& stmt) {
    bool found = false;
    ir::walk(stmt, [&](const ir::Stmt& one) { found = found || ir::get_if<ir::Model>(one) || ir::get_if<ir::Call>(one); });
    return found;
  };
  for (auto level = around_.rbegin(); level != around_.rend(); ++level) {
    const ir::Region& region = *level->first;
    for (std::size_t i = level->second + 1; i-- > 0;) {
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      if (declared && declared->var == pointer) return declared->init != nullptr;
      if (exchanges(region[i])) return false;
    }
  }
  return false;
}

// Whether no two iterations mean the same element: `a[i][j]`, or `a[i * n + j]` of no more than n columns.
bool ScatterLoop::is_once(const ir::Expr& place) const {
  return subscripts_of(place) || length_of(place);
}

// Of the part of the array in which the elements lie that no two iterations share.
std::optional<Polynomial> ScatterLoop::length_of(const ir::Expr& place) const {
  const auto& access = std::get<ir::Index>(place->node);
  const std::optional<Polynomial> subscript = polynomial_over_variables(access.index);
  if (!subscript || !ir::get_if<ir::VarRef>(access.base) || reads_own(access.index)) return std::nullopt;
  Polynomial within(1);
  for (std::size_t k = loops_.size(); k-- > 0;) {
    const std::optional<Polynomial> stride = subscript->coefficient(atom_of(loops_[k]->var));
    const std::optional<Polynomial> from = polynomial_over_variables(low(*loops_[k]));
    const std::optional<Polynomial> to = polynomial_over_variables(high(*loops_[k]));
    if (!stride || !from || !to) return std::nullopt;
    // A row is at least as long as what the loops inside touch of it.
    const std::optional<long> rest = (*stride - within).constant();
    if (!rest || *rest < 0 || stride->terms.empty()) return std::nullopt;
    within = *stride * (*to - *from);
  }
  return within;
}

// Whether the place lies behind or in front of all elements that are written: `a[n * n + i * n + j]` and `a[i * n + j]`.
bool ScatterLoop::is_elsewhere(const ir::Expr& place, const ScatterWrite& write) const {
  const auto* access = ir::get_if<ir::Index>(place);
  const auto* root = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
  if (!root || root->var != write.root) return false;
  const std::optional<Polynomial> length = length_of(write.place);
  const std::optional<Polynomial> subscript = polynomial_over_variables(access->index);
  if (!length || !subscript) return false;
  const Polynomial distance = *subscript - *polynomial_over_variables(std::get<ir::Index>(write.place->node).index);
  const std::optional<long> behind = (distance - *length).constant();
  const std::optional<long> in_front = (Polynomial() - distance - *length).constant();
  return (behind && *behind >= 0) || (in_front && *in_front >= 0);
}

// What the pointer was made of, in front of the loops; null where that is not known.
ir::Expr ScatterLoop::made_of(ir::VarId pointer) const {
  if (function_.var(pointer).role != ir::VarRole::kLocal || is_assigned(function_.body, pointer) || is_taken(function_.body, pointer)) {
    return nullptr;
  }
  for (auto level = around_.rbegin(); level != around_.rend(); ++level) {
    for (std::size_t i = level->second; i-- > 0;) {
      const auto* declared = ir::get_if<ir::Declare>((*level->first)[i]);
      if (declared && declared->var == pointer) return declared->init;
    }
  }
  return nullptr;
}

std::optional<ScatterLoop::Address> ScatterLoop::address_of(const ir::Expr& place) const {
  const auto* given = ir::get_if<ir::Index>(place);
  const auto* pointer = given ? ir::get_if<ir::VarRef>(given->base) : nullptr;
  if (!pointer || reads_own(given->index)) return std::nullopt;
  ir::Expr element = place;
  if (given->base->type->kind == ir::TypeKind::kPointer) {
    const ir::Expr made = made_of(pointer->var);
    if (!made) return std::nullopt;
    element = ir::direct_access(ir::index(made, given->index));
  }
  const auto* access = ir::get_if<ir::Index>(element);
  const auto* array = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
  if (!array || access->base->type->kind == ir::TypeKind::kPointer) return std::nullopt;
  const std::optional<Polynomial> index = polynomial_over_variables(access->index);
  return index ? std::optional(Address{array->var, *index}) : std::nullopt;
}

// Whether all that the one place means over the loops lies in front of all that the other means.
bool ScatterLoop::are_apart(const ir::Expr& one, const ir::Expr& other) const {
  const std::optional<Address> a = address_of(one);
  const std::optional<Address> b = address_of(other);
  const std::optional<Polynomial> length_a = length_of(one);
  const std::optional<Polynomial> length_b = length_of(other);
  if (!a || !b || !length_a || !length_b || a->array != b->array) return false;
  const std::optional<long> behind = (b->index - a->index - *length_a).constant();
  const std::optional<long> in_front = (a->index - b->index - *length_b).constant();
  return (behind && *behind >= 0) || (in_front && *in_front >= 0);
}

bool ScatterLoop::is_independent() const {
  if (!is_fit_ || is_periodic()) return false;
  for (auto write = writes_.begin(); write != writes_.end(); ++write) {
    if (ir::get_if<ir::VarRef>(write->place)) continue;
    if (!ir::get_if<ir::Index>(write->place) || !is_once(write->place)) return false;
    const bool is_apart = std::all_of(writes_.begin(), write, [&](const ScatterWrite& other) {
      return ir::same_expr(other.place, write->place) || !aliases_.may_write_same(other.root, write->root) ||
             are_apart(other.place, write->place);
    });
    if (!is_apart) return false;
  }
  return true;
}

long ScatterLoop::pairs_of_arrays() const {
  std::set<ir::VarId> written;
  std::set<ir::VarId> touched;
  for (const ScatterWrite& write : writes_) written.insert(write.root);
  for (const Read& read : reads_) {
    ir::walk(read.expr, [&](const ir::Expr& e) {
      const auto* access = ir::get_if<ir::Index>(e);
      const auto* array = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
      if (array && written.count(array->var) == 0) touched.insert(array->var);
    });
  }
  const auto count = static_cast<long>(written.size());
  return count * (count - 1) / 2 + count * static_cast<long>(touched.size());
}

// Whether the read meets nothing of the array but the element, before it is written, and elements that are not.
bool ScatterLoop::reads_before(const Read& read, const ScatterWrite& write) const {
  std::size_t mentions = 0;
  std::size_t allowed = 0;
  ir::walk(read.expr, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref && aliases_.same(ref->var, write.root)) ++mentions;
    const bool is_itself = read.position <= write.position && ir::same_expr(e, write.place);
    if (is_itself || is_elsewhere(e, write)) ++allowed;
  });
  return mentions == allowed;
}

std::map<ir::VarId, std::vector<Span>> ScatterLoop::spans() const {
  std::map<ir::VarId, std::vector<Span>> spans;
  for (const ScatterWrite& write : writes_) {
    std::vector<Span>& all = spans[write.root];
    const bool is_first = all.empty();
    all.resize(loops_.size());
    for (std::size_t k = 0; k < loops_.size(); ++k) {
      const long offset = write.offsets[k];
      all[k] = is_first ? Span{offset, offset} : Span{std::min(all[k].low, offset), std::max(all[k].high, offset)};
    }
  }
  for (const ScatterWrite& write : writes_) {
    std::vector<Span>& all = spans.at(write.root);
    const bool is_narrow = std::all_of(all.begin(), all.end(), [](const Span& span) { return span.width() <= kWidest; });
    const bool is_fit = write.op && ir::get_if<ir::Index>(write.place) && !ir::get_if<ir::Literal>(write.value) && is_narrow;
    if (!is_fit) all.assign(loops_.size(), {});
  }
  return spans;
}

bool ScatterLoop::meets_first(const ScatterWrite& a, const ScatterWrite& b) const {
  if (a.root != b.root) return a.root < b.root;
  for (std::size_t k = 0; k < loops_.size(); ++k) {
    // Going up, an element meets the terms with the largest offset first.
    if (a.offsets[k] != b.offsets[k]) return (a.offsets[k] < b.offsets[k]) == loops_[k]->is_down;
  }
  return false;
}

int operations(const ir::Expr& expr) {
  int sum = 0;
  ir::walk(expr, [&](const ir::Expr& e) {
    if (ir::is_real(e->type) && !ir::is_place(e)) sum += rules::operations(e);
  });
  return sum;
}

ir::Expr low(const ir::For& loop) {
  if (!loop.is_down) return loop.from;
  return loop.compare == BinaryOp::kGreaterEqual ? loop.to : shifted(loop.to, 1);
}

ir::Expr high(const ir::For& loop) {
  if (loop.is_down) return shifted(loop.from, 1);
  return loop.compare == BinaryOp::kLessEqual ? shifted(loop.to, 1) : loop.to;
}

CounterRange range_of(const ir::For& loop) { return {loop.var, low(loop), high(loop)}; }

ir::For rising(const ir::For& loop, ir::Expr from, ir::Expr to) {
  ir::For made = loop;
  made.body.clear();
  made.is_down = false;
  made.from = std::move(from);
  made.compare = BinaryOp::kLess;
  made.to = std::move(to);
  return made;
}

ir::Expr least(const ir::Expr& a, const ir::Expr& b, const ir::Type& type) {
  if (const auto by = difference(a, b)) return *by < 0 ? a : b;
  return ir::opaque({"std::min<" + type->spelling + ">(", ", ", ")"}, {a, b}, type);
}

ir::Expr largest(const ir::Expr& a, const ir::Expr& b, const ir::Type& type) {
  if (const auto by = difference(a, b)) return *by > 0 ? a : b;
  return ir::opaque({"std::max<" + type->spelling + ">(", ", ", ")"}, {a, b}, type);
}

namespace {

// -x + y reads better as y - x.
ir::Expr extended(const ir::Expr& before, BinaryOp op, const ir::Expr& value) {
  const auto* sign = ir::get_if<ir::Unary>(before);
  const bool is_negative = sign && sign->op == ir::UnaryOp::kNegate && op == BinaryOp::kAdd;
  return is_negative ? ir::binary(BinaryOp::kSub, value, sign->operand) : ir::binary(op, before, value);
}

}  // namespace

void join_additions(ir::Region& body) {
  ir::Region joined;
  for (ir::Stmt& stmt : body) {
    const auto* added = ir::get_if<ir::Update>(stmt);
    ir::Stmt* last = joined.empty() ? nullptr : &joined.back();
    auto* sum = last ? ir::get_if<ir::Assign>(*last) : nullptr;
    const auto* first = last ? ir::get_if<ir::Update>(*last) : nullptr;
    const ir::Expr place = sum ? sum->place : first ? first->place : nullptr;
    const bool continues = added && place && ir::same_expr(added->place, place) && ir::same_type(place->type, added->value->type) &&
                           (sum || ir::same_type(place->type, first->value->type));
    if (!continues) {
      joined.push_back(std::move(stmt));
      continue;
    }
    const ir::Expr before = sum ? sum->value : ir::binary(first->op, place, first->value);
    last->node = ir::Assign{place, extended(before, added->op, added->value)};
    last->comments.insert(last->comments.end(), stmt.comments.begin(), stmt.comments.end());
  }
  body = std::move(joined);
}

void turn(ir::For& loop) {
  const ir::Expr low = loop.from;
  loop.is_down = true;
  loop.from = shifted(loop.to, -1);
  loop.compare = BinaryOp::kGreaterEqual;
  loop.to = low;
}

}  // namespace backsweep::transform
