// Makes loops that add to neighbours on a ring into loops over the elements.
#include "transform/gather_periodic.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

// What a term may cost that is computed once more: a load and a store between loops that do not vectorise.
constexpr int kWorthOfTerm = 4;

class Ring {
 public:
  Ring(ir::Function& function, const ScatterLoop& scatter, const ir::Stmt& stmt)
      : function_(function), scatter_(scatter), stmt_(stmt) {}

  ir::Region run() {
    if (!fetch()) return {};
    ir::Region parts{nest(first_, /*is_first=*/true)};
    if (!later_.empty()) parts.push_back(nest(later_, /*is_first=*/false));
    parts.front().comments.insert(parts.front().comments.begin(), stmt_.comments.begin(), stmt_.comments.end());
    return parts;
  }

 private:
  // Fills the bodies of the two loops.
  bool fetch() {
    const ir::Region& body = scatter_.body();
    auto write = scatter_.writes().begin();
    for (std::size_t i = 0; i < body.size(); ++i) {
      const bool is_write = write != scatter_.writes().end() && write->position == i;
      if (!is_write || !write->is_turned()) {
        first_.push_back(body[i]);
      } else if (!add_term(*write)) {
        return false;
      }
      if (is_write) ++write;
    }
    return put_off_assignments();
  }

  // All that one array gets from neighbours is added at once.
  bool add_term(const ScatterWrite& write) {
    const ir::Expr value = from_neighbour(write);
    if (!value) return false;
    const auto [known, is_first] = sums_.emplace(write.root, first_.size());
    if (is_first) {
      first_.push_back(ir::update(element(write), *write.op, value));
      first_.back().comments = scatter_.body()[write.position].comments;
    } else {
      auto& sum = std::get<ir::Update>(first_[known->second].node);
      // x -= a with + b is x -= a - b.
      sum.value = ir::binary(*write.op == sum.op ? ir::BinaryOp::kAdd : ir::BinaryOp::kSub, sum.value, value);
      first_.push_back(ir::make_stmt(ir::Block{}));
    }
    return true;
  }

  // The value in the iteration that adds to the element of this one.
  ir::Expr from_neighbour(const ScatterWrite& write) {
    const ir::Expr value = scatter_.expanded(write.value);
    if (!value || operations(value) > kWorthOfTerm) return nullptr;
    return ir::rewrite(value, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      for (std::size_t k = 0; ref && k < write.turns.size(); ++k) {
        if (write.turns[k] == 0 || ref->var != scatter_.loops()[k]->var) continue;
        return ir::var_ref(function_, turned_back(k, -write.turns[k]));
      }
      if (ref) fetched_.insert(ref->var);
      return e;
    });
  }

  // As the body itself calls it where it does so, and knows what that needs already.
  ir::Expr element(const ScatterWrite& write) const {
    const ir::Region& body = scatter_.body();
    for (const ScatterWrite& other : scatter_.writes()) {
      const auto* plain = other.root == write.root && !other.is_turned() ? ir::get_if<ir::Update>(body[other.position]) : nullptr;
      if (plain && is_known_at(plain->place, write.position)) return plain->place;
    }
    return scatter_.element(write.root);
  }

  [[nodiscard]] bool is_known_at(const ir::Expr& place, std::size_t position) const {
    const ir::Region& body = scatter_.body();
    return std::all_of(body.begin() + static_cast<std::ptrdiff_t>(position), body.end(), [&](const ir::Stmt& stmt) {
      const ir::VarId own = scatter_.own(stmt);
      return !own.is_valid() || !ir::mentions(place, own);
    });
  }

  // A variable of the body, or a new one in the body of its loop.
  ir::VarId turned_back(std::size_t loop, int by) {
    for (const auto& [var, turned] : scatter_.turned()) {
      if (turned.loop == loop && turned.by == by) return var;
    }
    ir::VarId& made = made_[{loop, by}];
    if (!made.is_valid()) {
      const ir::Variable counter = function_.var(scatter_.loops()[loop]->var);
      made = add_temporary(function_, counter.name + (by > 0 ? "_next" : "_previous"), counter.type);
    }
    return made;
  }

  // What neighbours still fetch is overwritten in a loop of its own.
  bool put_off_assignments() {
    for (const ScatterWrite& write : scatter_.writes()) {
      if (write.op || fetched_.count(write.root) == 0) continue;
      const ir::Expr value = scatter_.expanded(write.value);
      if (!value || reads_other_writes(value, write.root)) return false;
      later_.push_back(ir::assign(write.place, value));
      first_[write.position] = ir::make_stmt(ir::Block{});
    }
    first_.erase(std::remove_if(first_.begin(), first_.end(), [](const ir::Stmt& s) { return ir::get_if<ir::Block>(s); }),
                 first_.end());
    return true;
  }

  // What the first loop has overwritten by then.
  [[nodiscard]] bool reads_other_writes(const ir::Expr& value, ir::VarId root) const {
    return std::any_of(scatter_.writes().begin(), scatter_.writes().end(), [&](const ScatterWrite& other) {
      return other.root != root && ir::mentions(value, other.root);
    });
  }

  // The loops over a body, which declares first what it needs.
  ir::Stmt nest(ir::Region body, bool is_first) {
    scatter_.drop_unused(body);
    std::map<std::size_t, ir::Region> declared;
    for (const auto& [loop, stmt] : scatter_.between()) declared[loop].push_back(*stmt);
    for (const auto& [key, var] : made_) {
      if (is_first) declared[key.first].push_back(ir::declare(var, turned_counter(key.first, key.second)));
    }
    for (std::size_t k = scatter_.loops().size(); k-- > 0;) {
      ir::Region inside = std::move(declared[k]);
      ir::append(std::move(body), inside);
      bring_forward(inside);
      scatter_.drop_unused(inside);
      ir::For loop = *scatter_.loops()[k];
      loop.body = std::move(inside);
      body.clear();
      body.push_back(ir::make_stmt(std::move(loop), stmt_.span, stmt_.text));
    }
    return std::move(body.front());
  }

  [[nodiscard]] ir::Expr turned_counter(std::size_t loop, int by) const {
    const ir::For& counted = *scatter_.loops()[loop];
    return turned(ir::var_ref(function_, counted.var), range_of(counted), by);
  }

  // Turned counters are needed where the first terms are.
  void bring_forward(ir::Region& body) const {
    std::stable_partition(body.begin(), body.end(), [&](const ir::Stmt& stmt) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      return declared && scatter_.turned().count(declared->var) && mentions_only_counters(declared->init);
    });
  }

  [[nodiscard]] bool mentions_only_counters(const ir::Expr& value) const {
    std::set<ir::VarId> mentioned;
    ir::add_mentions(value, mentioned);
    return std::none_of(mentioned.begin(), mentioned.end(), [&](ir::VarId var) { return scatter_.is_own(var); });
  }

  ir::Function& function_;
  const ScatterLoop& scatter_;
  const ir::Stmt& stmt_;
  std::set<ir::VarId> fetched_;                              ///< What the terms of neighbours mention.
  std::map<ir::VarId, std::size_t> sums_;                    ///< Where an array gets the terms of neighbours.
  std::map<std::pair<std::size_t, int>, ir::VarId> made_;    ///< Turned counters that the body has not.
  ir::Region first_;
  ir::Region later_;
};

}  // namespace

ir::Region gather_periodic(ir::Function& function, const Aliases& aliases, const Surroundings& around, const ir::Stmt& stmt) {
  const ScatterLoop scatter(function, aliases, around, std::get<ir::For>(stmt.node));
  return scatter.is_fit() && scatter.is_periodic() ? Ring(function, scatter, stmt).run() : ir::Region{};
}

}  // namespace backsweep::transform
