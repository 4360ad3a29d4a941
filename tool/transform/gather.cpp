// Makes loops that add to neighbouring elements into loops over the elements.
#include "transform/gather.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// What a term may cost that is computed for each element anew instead of being kept: a store and a load.
constexpr int kWorthOfTerm = 3;
// Longer terms are hard to read.
constexpr int kMaxNodes = 40;

int cost(const ir::Expr& expr) {
  int sum = 0;
  ir::walk(expr, [&](const ir::Expr& e) {
    if (ir::is_real(e->type) && !ir::is_place(e)) sum += rules::operations(e);
  });
  return sum;
}

class Gather {
 public:
  Gather(ir::Function& function, const ScatterLoop& scatter, const ir::Stmt& stmt)
      : function_(function),
        scatter_(scatter),
        stmt_(stmt),
        loop_(std::get<ir::For>(stmt.node)),
        low_(scatter.low()),
        high_(scatter.high()) {}

  ir::Region run() {
    note_definitions();
    choose();
    if (terms_.empty()) return {};
    ir::Region parts;
    for (auto& [root, terms] : terms_) add_loops(terms, spans_.at(root), parts);
    ir::For rest = loop_;
    rest.body = without_terms();
    if (!rest.body.empty()) parts.push_back(ir::make_stmt(std::move(rest), stmt_.span, stmt_.text));
    hand_on_comments(parts);
    return parts;
  }

 private:
  // What is said of the loop and at the top of its body is said of the first of the parts.
  void hand_on_comments(ir::Region& parts) const {
    std::vector<std::string>& first = parts.front().comments;
    first.insert(first.begin(), stmt_.comments.begin(), stmt_.comments.end());
    for (const ir::Stmt& stmt : loop_.body) {
      if (stmt.comments.empty()) continue;
      first.insert(first.end(), stmt.comments.begin(), stmt.comments.end());
      ir::walk(parts, [&](ir::Stmt& kept) {
        if (&kept != &parts.front() && kept.comments == stmt.comments) kept.comments.clear();
      });
      return;
    }
  }

  void note_definitions() {
    for (const ir::Stmt& stmt : loop_.body) {
      const ir::VarId var = scatter_.own(stmt);
      if (!var.is_valid()) continue;
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      definitions_[var] = declared ? declared->init : nullptr;
    }
  }

  // Array by array, as long as what is computed twice is less than what is not kept.
  void choose() {
    spans_ = scatter_.spans();
    for (const auto& [root, span] : spans_) {
      if (span.width() == 0) continue;
      std::vector<ScatterWrite> terms = terms_of(root);
      if (terms.empty()) continue;
      const int before = cost_of(without_terms());
      const int count = static_cast<int>(terms.size());
      int own = 0;
      for (const ScatterWrite& term : terms) own += cost(term.value);
      terms_[root] = std::move(terms);
      if (own + cost_of(without_terms()) - before > count * kWorthOfTerm) terms_.erase(root);
    }
  }

  // What is added to the array, without variables of the iteration; nothing where that cannot be.
  std::vector<ScatterWrite> terms_of(ir::VarId root) const {
    std::vector<ScatterWrite> terms;
    for (const ScatterWrite& write : scatter_.writes()) {
      if (write.root != root) continue;
      terms.push_back(write);
      terms.back().value = expanded(write.value);
      if (!is_fit(terms.back().value)) return {};
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [&](const ScatterWrite& a, const ScatterWrite& b) { return meets_first(a, b, loop_.is_down); });
    return terms;
  }

  // Null where a variable changes within the iteration.
  ir::Expr expanded(const ir::Expr& expr) const {
    if (const auto* ref = ir::get_if<ir::VarRef>(expr); ref && scatter_.is_own(ref->var)) {
      const ir::Expr& value = definitions_.at(ref->var);
      return value ? expanded(value) : nullptr;
    }
    std::vector<ir::Expr> operands;
    for (const ir::Expr& child : ir::children(expr)) {
      operands.push_back(expanded(child));
      if (!operands.back()) return nullptr;
    }
    return operands.empty() ? expr : ir::with_children(expr, operands);
  }

  static bool is_fit(const ir::Expr& term) {
    if (!term) return false;
    int nodes = 0;
    bool is_known = true;
    ir::walk(term, [&](const ir::Expr& e) {
      ++nodes;
      is_known = is_known && !ir::get_if<ir::OpaqueExpr>(e);
    });
    return is_known && nodes <= kMaxNodes;
  }

  int cost_of(const ir::Region& body) const {
    int sum = 0;
    for (const ir::Stmt& stmt : body) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) { sum += use == ir::Use::kRead ? cost(expr) : 0; });
    }
    return sum;
  }

  // The body without what goes to the chosen arrays, and without the variables that only that read.
  ir::Region without_terms() const {
    std::set<std::size_t> gone;
    for (const ScatterWrite& write : scatter_.writes()) {
      if (terms_.count(write.root)) gone.insert(write.position);
    }
    std::set<ir::VarId> used;
    ir::Region kept;
    for (std::size_t i = loop_.body.size(); i-- > 0;) {
      const ir::Stmt& stmt = loop_.body[i];
      const ir::VarId own = scatter_.own(stmt);
      if (gone.count(i) || (own.is_valid() && !used.count(own))) continue;
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          if (const auto* ref = ir::get_if<ir::VarRef>(e)) used.insert(ref->var);
        });
      });
      kept.push_back(stmt);
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
  }

  // The elements at one end, which get fewer terms, those in between, and those at the other end.
  void add_loops(const std::vector<ScatterWrite>& terms, const Span& span, ir::Region& out) {
    const ir::Type& type = function_.var(loop_.var).type;
    const ir::Expr inner_end = end_of_inner(span, out);
    const ir::Expr counter = ir::var_ref(function_, loop_.var);
    ir::For front = rising(loop_, low_, least(shifted(low_, span.width()), high_, type));
    ir::For inner = rising(loop_, shifted(low_, span.high), inner_end);
    ir::For back = rising(loop_, shifted(inner_end, -span.high), high_);
    for (const ScatterWrite& term : terms) {
      const ir::Stmt whole = add(term.place, *term.op, term.value);
      const ir::Expr element = ir::index(ir::var_ref(function_, term.root), counter);
      inner.body.push_back(add(element, *term.op, at_iteration(term.value, -term.offset)));
      const ir::Expr is_in_front = ir::binary(BinaryOp::kLess, counter, shifted(low_, span.high - term.offset));
      const ir::Expr is_behind = ir::binary(BinaryOp::kGreaterEqual, counter, shifted(inner_end, -term.offset));
      if (term.offset < span.high) front.body.push_back(term.offset == span.low ? whole : only_if(is_in_front, whole));
      if (term.offset > span.low) back.body.push_back(term.offset == span.high ? whole : only_if(is_behind, whole));
    }
    for (ir::For* loop : {&front, &back}) {
      if (loop_.is_down) turn(*loop);
    }
    const std::size_t at = out.size();
    for (ir::For* loop : {&front, &inner, &back}) out.push_back(ir::make_stmt(std::move(*loop), stmt_.span, stmt_.text));
    out[at].comments.push_back("Elements at the ends, which get fewer terms; those between them come second.");
  }

  static ir::Stmt add(const ir::Expr& place, BinaryOp op, const ir::Expr& value) {
    const auto* sign = ir::get_if<ir::Unary>(value);
    if (!sign || sign->op != ir::UnaryOp::kNegate) return ir::update(place, op, value);
    return add(place, op == BinaryOp::kAdd ? BinaryOp::kSub : BinaryOp::kAdd, sign->operand);
  }

  // Where the elements end that get all terms. Loops over few elements have none of them.
  ir::Expr end_of_inner(const Span& span, ir::Region& out) {
    const auto found = inner_ends_.find({span.low, span.high});
    if (found != inner_ends_.end()) return found->second;
    const ir::Type& type = function_.var(loop_.var).type;
    ir::Expr end = largest(shifted(high_, span.low), shifted(low_, span.high), type);
    if (!ir::get_if<ir::Literal>(end)) {
      const ir::VarId var = add_temporary(function_, function_.var(loop_.var).name + "_inner_end", type);
      out.push_back(ir::declare(var, end));
      end = ir::var_ref(function_, var);
    }
    return inner_ends_[{span.low, span.high}] = end;
  }

  static ir::Stmt only_if(const ir::Expr& condition, const ir::Stmt& stmt) {
    ir::If guarded;
    guarded.condition = condition;
    guarded.then_region.push_back(stmt);
    return ir::make_stmt(std::move(guarded));
  }

  // The value in the iteration that comes `by` later.
  ir::Expr at_iteration(const ir::Expr& expr, long by) const {
    const ir::Expr counter = ir::var_ref(function_, loop_.var);
    if (const auto* ref = ir::get_if<ir::VarRef>(expr)) return ref->var == loop_.var ? shifted(counter, by) : expr;
    if (const auto* access = ir::get_if<ir::Index>(expr)) {
      if (const auto offset = ir::constant_offset(access->index, loop_.var)) {
        return ir::index(at_iteration(access->base, by), shifted(counter, *offset + by));
      }
    }
    std::vector<ir::Expr> operands;
    for (const ir::Expr& child : ir::children(expr)) operands.push_back(at_iteration(child, by));
    return operands.empty() ? expr : ir::with_children(expr, operands);
  }

  ir::Function& function_;
  const ScatterLoop& scatter_;
  const ir::Stmt& stmt_;
  const ir::For& loop_;
  ir::Expr low_;
  ir::Expr high_;
  std::map<ir::VarId, ir::Expr> definitions_;  ///< Of the iteration's variables; null where one changes.
  std::map<ir::VarId, Span> spans_;
  std::map<ir::VarId, std::vector<ScatterWrite>> terms_;  ///< Of the arrays that are gathered.
  std::map<std::pair<long, long>, ir::Expr> inner_ends_;  ///< By the least and the largest offset.
};

}  // namespace

ir::Region gather(ir::Function& function, const Aliases& aliases, const ir::Stmt& stmt) {
  const ScatterLoop scatter(function, aliases, std::get<ir::For>(stmt.node));
  return scatter.is_fit() ? Gather(function, scatter, stmt).run() : ir::Region{};
}

}  // namespace backsweep::transform
