// Makes pointers that walk through counted loops into subscripts.
#include "transform/walking_pointers.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "transform/pointer_variables.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

/// How a pointer moves in each iteration of a loop: behind each of `statements` of its body it is `distance` further, or
/// further back.
struct Walk {
  ir::VarId pointer;
  std::vector<std::size_t> statements;
  std::vector<ir::Expr> distances;  ///< Numbers, where there are several.
  bool is_back = false;

  /// Of a whole iteration.
  [[nodiscard]] ir::Expr distance() const { return distance_behind(statements.size()); }
  [[nodiscard]] ir::Expr distance_behind(std::size_t count) const {
    if (count == 1) return distances.front();
    long sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += static_cast<long>(*std::get<ir::Literal>(distances[i]->node).value);
    return ir::integer(sum);
  }
};

bool is_number(const ir::Expr& expr) {
  const auto* literal = ir::get_if<ir::Literal>(expr);
  return literal && literal->value;
}

const ir::Update* moved(const ir::Stmt& stmt) {
  const auto* update = ir::get_if<ir::Update>(stmt);
  const bool is_pointer = update && update->place->type->kind == ir::TypeKind::kPointer && ir::get_if<ir::VarRef>(update->place);
  return is_pointer && (update->op == BinaryOp::kAdd || update->op == BinaryOp::kSub) ? update : nullptr;
}

/// Whether the loop runs at all.
ir::Expr entered(const ir::For& loop) { return ir::binary(loop.compare, loop.from, loop.to); }

/// The same of a loop between numbers.
bool runs_surely(const ir::For& loop) {
  const double from = *std::get<ir::Literal>(loop.from->node).value;
  const double to = *std::get<ir::Literal>(loop.to->node).value;
  return loop.is_down ? from > to : from < to;
}

bool is_one_by_one(const ir::For& loop) {
  return ir::is_one(loop.step) && (loop.compare == BinaryOp::kLess || loop.compare == BinaryOp::kLessEqual ||
                                   loop.compare == BinaryOp::kGreater || loop.compare == BinaryOp::kGreaterEqual);
}

ir::Expr difference(const ir::Expr& high, const ir::Expr& low) {
  return ir::is_zero(low) ? high : ir::binary(BinaryOp::kSub, high, low);
}

/// `count` times `distance`; as wide as memory, as what a pointer walks through need not fit into an int.
ir::Expr times(const ir::Expr& count, const ir::Expr& distance) {
  if (ir::is_one(distance)) return count;
  return ir::binary(BinaryOp::kMul, ir::cast(count, ir::long_type()), distance);
}

ir::Expr trips(const ir::For& loop) {
  const ir::Expr distance = loop.is_down ? difference(loop.from, loop.to) : difference(loop.to, loop.from);
  const bool is_closed = loop.compare == BinaryOp::kLessEqual || loop.compare == BinaryOp::kGreaterEqual;
  return is_closed ? ir::binary(BinaryOp::kAdd, distance, ir::integer(1, distance->type)) : distance;
}

class Indexer {
 public:
  explicit Indexer(ir::Function& function) : function_(function) {}

  void run() { visit(function_.body); }

 private:
  /// Where a loop stands: what comes behind it decides what of its pointers is still of interest.
  struct Place {
    const ir::Region* region;
    std::size_t at;
    bool repeats;  ///< The region is the body of a loop.
  };

  void visit(ir::Region& region, bool repeats = false) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      around_.push_back({&region, i, repeats});
      const bool is_loop = ir::get_if<ir::For>(region[i]) || ir::get_if<ir::While>(region[i]);
      for (ir::Region* inner : ir::regions(region[i])) visit(*inner, is_loop);
      if (ir::get_if<ir::For>(region[i])) i += index(region, i);
      around_.pop_back();
    }
  }

  // How many statements were added behind the loop.
  std::size_t index(ir::Region& region, std::size_t at) {
    std::size_t added = 0;
    while (const std::optional<Walk> walk = first_walk(std::get<ir::For>(region[at].node))) {
      auto& loop = std::get<ir::For>(region[at].node);
      stand_still(loop, *walk);
      if (!is_of_interest(walk->pointer)) continue;
      ir::Stmt behind = moved_behind(loop, *walk);
      region.insert(region.begin() + static_cast<std::ptrdiff_t>(at + 1), std::move(behind));
      ++added;
    }
    return added;
  }

  [[nodiscard]] std::optional<Walk> first_walk(const ir::For& loop) const {
    if (!is_one_by_one(loop) || !is_steady(loop.from, loop)) return std::nullopt;
    for (std::size_t i = 0; i < loop.body.size(); ++i) {
      if (std::optional<Walk> walk = walk_of(loop, i)) return walk;
    }
    return std::nullopt;
  }

  // The walk whose first move is the statement.
  [[nodiscard]] std::optional<Walk> walk_of(const ir::For& loop, std::size_t at) const {
    const ir::Stmt& stmt = loop.body[at];
    const auto* branch = ir::get_if<ir::If>(stmt);
    const bool is_guarded = branch && branch->else_region.empty() && branch->then_region.size() == 1;
    const ir::Update* update = moved(is_guarded ? branch->then_region.front() : stmt);
    if (!update) return std::nullopt;
    Walk walk{std::get<ir::VarRef>(update->place->node).var, {at}, {update->value}, update->op == BinaryOp::kSub};
    std::set<const ir::Update*> moves = {update};
    for (std::size_t i = at + 1; i < loop.body.size() && is_number(update->value); ++i) {
      const ir::Update* next = moved(loop.body[i]);
      const bool is_same = next && ir::same_expr(next->place, update->place) && next->op == update->op;
      if (!is_same || is_guarded || !is_number(next->value)) continue;
      walk.statements.push_back(i);
      walk.distances.push_back(next->value);
      moves.insert(next);
    }
    // What is unsigned has no negatives.
    const bool has_negatives = function_.var(loop.var).type->is_signed && update->value->type->is_signed;
    if (walk.is_back && !has_negatives) return std::nullopt;
    if (!is_steady(update->value, loop) || !is_plain_walker(walk.pointer, loop, moves)) return std::nullopt;
    if (is_guarded && !moves_behind_loop(loop, at, walk.pointer)) return std::nullopt;
    if (!is_steady(loop.to, loop) && is_of_interest(walk.pointer)) return std::nullopt;
    return walk;
  }

  // What `moved_behind` made of an inner loop, in which alone the pointer is of use: there it is as far as if every
  // iteration had moved it.
  [[nodiscard]] bool moves_behind_loop(const ir::For& loop, std::size_t at, ir::VarId pointer) const {
    std::size_t before = at;
    while (before > 0 && ir::get_if<ir::If>(loop.body[before])) --before;
    const auto* inner = ir::get_if<ir::For>(loop.body[before]);
    if (!inner || !ir::same_expr(entered(*inner), std::get<ir::If>(loop.body[at].node).condition)) return false;
    if (!is_steady(inner->from, loop) || !is_steady(inner->to, loop)) return false;
    for (std::size_t i = 0; i < loop.body.size(); ++i) {
      if (i != at && i != before && ir::mentions(loop.body[i], pointer)) return false;
    }
    return true;
  }

  // Whether nothing else in the function has its address, and nothing else in the loop moves it or sees it in a text.
  [[nodiscard]] bool is_plain_walker(ir::VarId pointer, const ir::For& loop, const std::set<const ir::Update*>& moves) const {
    const ir::VarRole role = function_.var(pointer).role;
    if (role != ir::VarRole::kLocal && role != ir::VarRole::kParam) return false;
    if (!function_.var(pointer).member_names.empty() || is_taken(function_.body, pointer)) return false;
    bool result = true;
    ir::walk(loop.body, [&](const ir::Stmt& stmt) {
      if (const auto* declared = ir::get_if<ir::Declare>(stmt)) result = result && declared->var != pointer;
      if (moves.count(ir::get_if<ir::Update>(stmt))) return;
      const bool is_text = ir::get_if<ir::Opaque>(stmt) != nullptr;
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        const auto* ref = ir::get_if<ir::VarRef>(expr);
        if (use != ir::Use::kRead && ref && ref->var == pointer) result = false;
        if (is_text && ir::mentions(expr, pointer)) result = false;
        ir::walk(expr, [&](const ir::Expr& e) {
          if (ir::get_if<ir::OpaqueExpr>(e) && ir::mentions(e, pointer)) result = false;
        });
      });
    });
    return result;
  }

  // The same number in every iteration: made of variables that the loop leaves alone.
  [[nodiscard]] static bool is_steady(const ir::Expr& number, const ir::For& loop) {
    if (!number || !ir::is_integer(number->type)) return false;
    bool result = true;
    ir::walk(number, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const bool is_known = ref || ir::get_if<ir::Literal>(e) || ir::get_if<ir::Binary>(e) || ir::get_if<ir::Cast>(e);
      result = result && is_known && (!ref || (ref->var != loop.var && !ir::may_be_written(loop.body, ref->var)));
    });
    std::set<ir::VarId> vars;
    ir::add_mentions(number, vars);
    ir::walk(loop.body, [&](const ir::Stmt& stmt) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      const auto* inner = ir::get_if<ir::For>(stmt);
      if ((declared && vars.count(declared->var)) || (inner && vars.count(inner->var))) result = false;
    });
    return result;
  }

  // Whether anything sees where the pointer is behind the loop that is being visited.
  [[nodiscard]] bool is_of_interest(ir::VarId pointer) const {
    for (auto place = around_.rbegin(); place != around_.rend(); ++place) {
      const ir::Region& region = *place->region;
      for (std::size_t i = place->at + 1; i < region.size(); ++i) {
        if (ir::mentions(region[i], pointer)) return true;
      }
      for (std::size_t i = 0; i < place->at; ++i) {
        const auto* declared = ir::get_if<ir::Declare>(region[i]);
        if (declared && declared->var == pointer) return false;
      }
      // The next iteration begins where this one ends.
      if (place->repeats) return true;
    }
    return false;
  }

  ir::Stmt moved_behind(const ir::For& loop, const Walk& walk) const {
    const ir::Expr pointer = ir::var_ref(function_, walk.pointer);
    ir::Stmt move = ir::update(pointer, walk.is_back ? BinaryOp::kSub : BinaryOp::kAdd, times(trips(loop), walk.distance()));
    if (is_number(loop.from) && is_number(loop.to) && runs_surely(loop)) return move;
    ir::If guarded;
    guarded.condition = entered(loop);
    guarded.then_region.push_back(std::move(move));
    return ir::make_stmt(std::move(guarded));
  }

  // Replaces the pointer by where it is in each iteration. Copies of it are replaced, too.
  void stand_still(ir::For& loop, const Walk& walk) {
    const ir::Expr counter = ir::var_ref(function_, loop.var);
    const bool counts_from = loop.is_down == walk.is_back;
    const ir::Expr iteration = counts_from ? difference(counter, loop.from) : ir::binary(BinaryOp::kSub, loop.from, counter);
    std::size_t moves = 0;
    for (std::size_t i = 0; i < loop.body.size(); ++i) {
      if (moves < walk.statements.size() && walk.statements[moves] == i) {
        ++moves;
        continue;
      }
      const ir::Expr pointer = ir::var_ref(function_, walk.pointer);
      replace(loop.body[i], walk.pointer, ir::binary(BinaryOp::kAdd, pointer, offset(iteration, walk, moves)));
    }
    for (auto at = walk.statements.rbegin(); at != walk.statements.rend(); ++at) {
      loop.body.erase(loop.body.begin() + static_cast<std::ptrdiff_t>(*at));
    }
    forward_copies(loop.body, loop.body, walk.pointer);
  }

  // Behind so many moves of the iteration, which is negative where the pointer moves back.
  static ir::Expr offset(const ir::Expr& iteration, const Walk& walk, std::size_t moves) {
    const ir::Expr before = times(iteration, walk.distance());
    if (moves == 0) return before;
    const ir::Expr own = walk.distance_behind(moves);
    return ir::joined_constants(ir::binary(walk.is_back ? BinaryOp::kSub : BinaryOp::kAdd, before, own));
  }

  static void replace(ir::Stmt& stmt, ir::VarId var, const ir::Expr& value) {
    ir::Region one;
    one.push_back(std::move(stmt));
    ir::rewrite(one, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      return ref && ref->var == var ? value : ir::direct_access(e);
    });
    stmt = std::move(one.front());
  }

  // `const double* before = w + k;`: what is the same wherever it stands needs no name.
  void forward_copies(ir::Region& region, ir::Region& whole, ir::VarId pointer) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      for (ir::Region* inner : ir::regions(region[i])) forward_copies(*inner, whole, pointer);
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      const auto* sum = declared && declared->init ? ir::get_if<ir::Binary>(declared->init) : nullptr;
      const auto* base = sum ? ir::get_if<ir::VarRef>(sum->left) : nullptr;
      if (!base || base->var != pointer) continue;
      const ir::VarId copy = declared->var;
      if (!function_.var(copy).is_temporary || is_taken(function_.body, copy) || is_assigned(region, copy)) continue;
      const ir::Expr value = declared->init;
      region.erase(region.begin() + static_cast<std::ptrdiff_t>(i--));
      ir::rewrite(whole, [&](const ir::Expr& e) {
        const auto* ref = ir::get_if<ir::VarRef>(e);
        return ref && ref->var == copy ? value : ir::direct_access(e);
      });
    }
  }

  ir::Function& function_;
  std::vector<Place> around_;
};

}  // namespace

void index_walking_pointers(ir::Function& function) { Indexer(function).run(); }

}  // namespace backsweep::transform
