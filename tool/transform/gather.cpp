// Makes loops that add to neighbouring elements into loops over the elements.
#include "transform/gather.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// What a term may cost that is computed for each element anew instead of being kept: a store and a load.
constexpr int kWorthOfTerm = 3;

/// What is added to one array.
struct Target {
  std::vector<ScatterWrite> terms;  ///< Without variables of the iteration; in the order in which an element meets them.
  std::vector<Span> spans;          ///< By loop.
  bool is_zero = false;             ///< In front of the loop: elements are assigned what would be added to them.
};

/// Whether the array was declared in the region of the loop, with zeros, and is mentioned for the first time there.
bool begins_at_zero(const Surroundings& around, ir::VarId array) {
  const auto& [region, position] = around.back();
  for (std::size_t k = position; k-- > 0;) {
    const ir::Stmt& stmt = (*region)[k];
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (!declared || declared->var != array) {
      if (ir::mentions(stmt, array)) return false;
      continue;
    }
    const std::size_t arguments = declared->arguments.size();
    return !declared->init && (declared->zeroed || arguments == 1 || (arguments == 2 && ir::is_zero(declared->arguments[1])));
  }
  return false;
}

class Gather {
 public:
  Gather(ir::Function& function, const ScatterLoop& scatter, const Surroundings& around, const ir::Stmt& stmt)
      : function_(function), scatter_(scatter), around_(around), stmt_(stmt), loops_(scatter.loops()) {}

  ir::Region run() {
    choose();
    if (targets_.empty()) return {};
    ir::Region parts;
    for (const auto& [root, target] : targets_) {
      const std::size_t at = parts.size();
      add_loops(target, 0, target.terms, parts);
      parts[at].comments.push_back("Elements at the ends, which get fewer terms, and those between them.");
    }
    if (ir::Region rest = without_terms(); !rest.empty()) parts.push_back(in_loops(std::move(rest)));
    hand_on_comments(parts);
    return parts;
  }

 private:
  // The loops over another body.
  ir::Stmt in_loops(ir::Region body) const {
    for (std::size_t k = loops_.size(); k-- > 0;) {
      ir::For loop = *loops_[k];
      loop.body = std::move(body);
      body.clear();
      body.push_back(ir::make_stmt(std::move(loop), stmt_.span, stmt_.text));
    }
    return std::move(body.front());
  }

  // What is said of the loop and at the top of its body is said of the first of the parts.
  void hand_on_comments(ir::Region& parts) const {
    std::vector<std::string>& first = parts.front().comments;
    first.insert(first.begin(), stmt_.comments.begin(), stmt_.comments.end());
    for (const ir::Stmt& stmt : scatter_.body()) {
      if (stmt.comments.empty()) continue;
      first.insert(first.end(), stmt.comments.begin(), stmt.comments.end());
      ir::walk(parts, [&](ir::Stmt& kept) {
        if (&kept != &parts.front() && kept.comments == stmt.comments) kept.comments.clear();
      });
      return;
    }
  }

  // Array by array, as long as what is computed twice is less than what is not kept.
  void choose() {
    for (const auto& [root, spans] : scatter_.spans()) {
      if (std::all_of(spans.begin(), spans.end(), [](const Span& span) { return span.width() == 0; })) continue;
      Target target{terms_of(root), spans, begins_at_zero(around_, root)};
      if (target.terms.empty()) continue;
      const int before = cost_of(without_terms());
      const int count = static_cast<int>(target.terms.size());
      int own = 0;
      for (const ScatterWrite& term : target.terms) own += operations(term.value);
      targets_[root] = std::move(target);
      if (own + cost_of(without_terms()) - before > count * kWorthOfTerm) targets_.erase(root);
    }
  }

  // Nothing where a term needs what changes within the iteration, or is too long.
  std::vector<ScatterWrite> terms_of(ir::VarId root) const {
    std::vector<ScatterWrite> terms;
    for (const ScatterWrite& write : scatter_.writes()) {
      if (write.root != root) continue;
      terms.push_back(write);
      terms.back().value = scatter_.expanded(write.value);
      if (!terms.back().value) return {};
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [&](const ScatterWrite& a, const ScatterWrite& b) { return scatter_.meets_first(a, b); });
    return terms;
  }

  static int cost_of(const ir::Region& body) {
    int sum = 0;
    for (const ir::Stmt& stmt : body) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) { sum += use == ir::Use::kRead ? operations(expr) : 0; });
    }
    return sum;
  }

  // The body without what goes to the chosen arrays, and without the variables that only that read.
  ir::Region without_terms() const {
    const ir::Region& body = scatter_.body();
    std::set<std::size_t> gone;
    for (const ScatterWrite& write : scatter_.writes()) {
      if (targets_.count(write.root)) gone.insert(write.position);
    }
    ir::Region kept;
    for (std::size_t i = 0; i < body.size(); ++i) {
      if (!gone.count(i)) kept.push_back(body[i]);
    }
    scatter_.drop_unused(kept);
    return kept;
  }

  // Loops over the elements in one dimension: at one end, in between, and at the other end. What the terms read has been
  // moved to the element in the dimensions around.
  void add_loops(const Target& target, std::size_t k, const std::vector<ScatterWrite>& terms, ir::Region& out) {
    const ir::For& loop = *loops_[k];
    const Span& span = target.spans[k];
    const ir::Expr first = shifted(low(loop), span.low);
    const ir::Expr last = shifted(high(loop), span.high);
    const ir::Expr inner_first = shifted(low(loop), span.high);
    const ir::Expr inner_last = span.width() == 0 ? last : end_of_inner(k, span, out);
    const std::vector<ScatterWrite> moved = moved_to_element(terms, k);
    if (span.width() > 0) {
      const ir::Type type = function_.var(loop.var).type;
      add_end(target, k, moved, rising(loop, first, least(inner_first, last, type)), /*is_front=*/true, out);
    }
    ir::For inner = rising(loop, inner_first, inner_last);
    if (k + 1 < loops_.size()) {
      add_loops(target, k + 1, moved, inner.body);
    } else {
      for (const ScatterWrite& term : moved) inner.body.push_back(add(term));
      if (target.is_zero) assign_first(inner.body);
      join_additions(inner.body);
    }
    out.push_back(ir::make_stmt(std::move(inner), stmt_.span, stmt_.text));
    if (span.width() > 0) add_end(target, k, moved, rising(loop, inner_last, last), /*is_front=*/false, out);
  }

  // Each term only where its iteration exists, in this dimension and in those inside of it.
  void add_end(const Target& target, std::size_t k, std::vector<ScatterWrite> terms, ir::For end, bool is_front,
               ir::Region& out) const {
    std::vector<ir::For> around{std::move(end)};
    for (std::size_t inner = k + 1; inner < loops_.size(); ++inner) {
      const Span& span = target.spans[inner];
      around.push_back(rising(*loops_[inner], shifted(low(*loops_[inner]), span.low), shifted(high(*loops_[inner]), span.high)));
      terms = moved_to_element(terms, inner);
    }
    for (const ScatterWrite& term : terms) {
      // The elements in front of the inner ones are those that this term does not reach, and those behind them likewise.
      if (term.offsets[k] == (is_front ? target.spans[k].high : target.spans[k].low)) continue;
      ir::Expr condition;
      for (std::size_t inner = k; inner < loops_.size(); ++inner) {
        const bool is_behind = inner == k && !is_front;
        require(term.offsets[inner], target.spans[inner], *loops_[inner], is_behind, condition);
      }
      around.back().body.push_back(condition ? only_if(condition, add(term)) : add(term));
    }
    if (target.is_zero) start_at_zero(around.back().body, target.terms.front());
    while (around.size() > 1) {
      ir::Stmt innermost = ir::make_stmt(std::move(around.back()), stmt_.span, stmt_.text);
      around.pop_back();
      around.back().body.push_back(std::move(innermost));
    }
    out.push_back(ir::make_stmt(std::move(around.front()), stmt_.span, stmt_.text));
  }

  // That the loop has the iteration that adds to the element of its counter. Behind the first elements it has started.
  void require(long offset, const Span& span, const ir::For& loop, bool is_behind, ir::Expr& condition) const {
    const ir::Expr counter = ir::var_ref(function_, loop.var);
    const auto add = [&](const ir::Expr& other) {
      condition = condition ? ir::binary(BinaryOp::kAnd, condition, other) : other;
    };
    if (offset > span.low && !is_behind) add(ir::binary(BinaryOp::kGreaterEqual, counter, shifted(low(loop), offset)));
    if (offset < span.high) add(ir::binary(BinaryOp::kLess, counter, shifted(high(loop), offset)));
  }

  std::vector<ScatterWrite> moved_to_element(std::vector<ScatterWrite> terms, std::size_t k) const {
    for (ScatterWrite& term : terms) term.value = at_iteration(term.value, loops_[k]->var, -term.offsets[k]);
    return terms;
  }

  ir::Stmt add(const ScatterWrite& term) const {
    BinaryOp op = *term.op;
    ir::Expr value = term.value;
    for (const auto* sign = ir::get_if<ir::Unary>(value); sign && sign->op == ir::UnaryOp::kNegate;
         sign = ir::get_if<ir::Unary>(value)) {
      op = op == BinaryOp::kAdd ? BinaryOp::kSub : BinaryOp::kAdd;
      value = sign->operand;
    }
    return ir::update(scatter_.element(term.root), op, value);
  }

  // `x += e` to nothing is `x = e`.
  static void assign_first(ir::Region& body) {
    const auto& added = std::get<ir::Update>(body.front().node);
    const ir::Expr value = added.op == BinaryOp::kAdd ? added.value : ir::unary(ir::UnaryOp::kNegate, added.value);
    body.front().node = ir::Assign{added.place, ir::cast(value, added.place->type, /*is_implicit=*/true)};
  }

  // Elements at the ends, which may get no term at all.
  void start_at_zero(ir::Region& body, const ScatterWrite& term) const {
    if (ir::get_if<ir::Update>(body.front())) return assign_first(body);
    const ir::Expr& place = scatter_.element(term.root);
    body.insert(body.begin(), ir::assign(place, ir::zero(place->type)));
  }

  static ir::Stmt only_if(const ir::Expr& condition, ir::Stmt stmt) {
    ir::If guarded;
    guarded.condition = condition;
    guarded.then_region.push_back(std::move(stmt));
    return ir::make_stmt(std::move(guarded));
  }

  // Where the elements end that get all terms. Loops over few elements have none of them.
  ir::Expr end_of_inner(std::size_t k, const Span& span, ir::Region& out) const {
    const ir::For& loop = *loops_[k];
    const ir::Type type = function_.var(loop.var).type;
    const ir::Expr end = largest(shifted(high(loop), span.low), shifted(low(loop), span.high), type);
    if (ir::get_if<ir::Literal>(end)) return end;
    const ir::VarId var = add_temporary(function_, function_.var(loop.var).name + "_inner_end", type);
    out.push_back(ir::declare(var, end));
    return ir::var_ref(function_, var);
  }

  // The value in the iteration of the loop that comes `by` later.
  ir::Expr at_iteration(const ir::Expr& expr, ir::VarId var, long by) const {
    const ir::Expr counter = ir::var_ref(function_, var);
    if (const auto* ref = ir::get_if<ir::VarRef>(expr)) return ref->var == var ? shifted(counter, by) : expr;
    if (const auto* access = ir::get_if<ir::Index>(expr)) {
      return ir::index(at_iteration(access->base, var, by), ir::joined_constants(at_iteration(access->index, var, by)));
    }
    std::vector<ir::Expr> operands;
    for (const ir::Expr& child : ir::children(expr)) operands.push_back(at_iteration(child, var, by));
    return operands.empty() ? expr : ir::with_children(expr, operands);
  }

  ir::Function& function_;
  const ScatterLoop& scatter_;
  const Surroundings& around_;
  const ir::Stmt& stmt_;
  const std::vector<const ir::For*>& loops_;
  std::map<ir::VarId, Target> targets_;  ///< Of the arrays that are gathered.
};

}  // namespace

ir::Region gather(ir::Function& function, const Aliases& aliases, const Surroundings& around, const ir::Stmt& stmt) {
  const ScatterLoop scatter(function, aliases, around, std::get<ir::For>(stmt.node));
  return scatter.is_fit() && scatter.is_plain() && scatter.scatters() ? Gather(function, scatter, around, stmt).run() : ir::Region{};
}

}  // namespace backsweep::transform
