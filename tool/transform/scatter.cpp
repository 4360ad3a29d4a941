// Cuts loops that add to neighbouring elements into computing terms and adding them.
#include "transform/scatter.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/cut_turns.h"
#include "transform/gather.h"
#include "transform/gather_periodic.h"
#include "transform/names.h"
#include "transform/scatter_loop.h"
#include "transform/split_loop.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// The terms of a block stay in the first-level cache, and outweigh the loops around them.
constexpr long kBlock = 256;
// Compilers tell fewer pairs of arrays apart at little cost as they run; in inner loops they do so again and again.
constexpr long kManyPairs = 5;
constexpr long kManyPairsInside = 2;

/// A write whose value may be kept over a block.
struct Write : ScatterWrite {
  ir::VarId terms = {};  ///< The block's values, where they have to be kept.
  long pad = 0;          ///< Terms in front of the block and behind it that change no sum.
};

class Blocks {
 public:
  Blocks(ir::Function& function, const ScatterLoop& scatter, const ir::For& loop, const std::set<ir::VarId>& bars)
      : function_(function), scatter_(scatter), loop_(loop), bars_(bars), spans_(scatter.spans()) {
    for (const ScatterWrite& write : scatter.writes()) {
      Write kept{write, {}, spans_.at(write.root)[0].width()};
      const bool is_partial = is_partial_sum(kept);
      if (is_partial) make_positive(kept);
      // What goes to elements of its own stays in the loop of terms where that computes nothing for neighbours.
      if (is_partial || scatter.scatters()) writes_.push_back(kept);
    }
  }

  [[nodiscard]] bool is_worth_it() const { return !writes_.empty(); }

  ir::Stmt cut(const ir::Stmt& original) {
    using namespace ir::algebra;
    const ir::Type type = function_.var(loop_.var).type;
    const ir::Expr block = ir::integer(kBlock, type);
    const std::string stem = function_.var(loop_.var).name;
    const ir::VarId edge = induction(stem + (loop_.is_down ? "_end" : "_begin"), type);
    const ir::VarId other = add_temporary(function_, stem + (loop_.is_down ? "_begin" : "_end"), type);
    const ir::Expr at = ir::var_ref(function_, edge);
    const ir::Expr bound = ir::var_ref(function_, other);
    begin_ = loop_.is_down ? bound : at;
    end_ = loop_.is_down ? at : bound;
    ir::For blocks = loop_;
    blocks.is_vector_loop = false;
    blocks.var = edge;
    blocks.step = block;
    blocks.from = loop_.is_down ? high(loop_) : low(loop_);
    blocks.compare = loop_.is_down ? BinaryOp::kGreater : BinaryOp::kLess;
    blocks.to = loop_.is_down ? low(loop_) : high(loop_);
    const ir::Expr next = loop_.is_down ? at - block : at + block;
    blocks.body = {ir::declare(other, loop_.is_down ? largest(next, blocks.to, type) : least(next, blocks.to, type))};
    fill(blocks.body);
    ir::Stmt made = ir::make_stmt(std::move(blocks), original.span, original.text);
    made.comments = original.comments;
    return made;
  }

 private:
  ir::VarId induction(const std::string& name, const ir::Type& type) {
    const ir::VarId var = add_temporary(function_, name, type);
    function_.var(var).role = ir::VarRole::kInduction;
    return var;
  }

  // Whether the terms of a plain variable are added in partial sums: their order is that of a rising loop. A value of the
  // primal stays what the primal makes of it.
  bool is_partial_sum(const Write& write) const {
    return bars_.count(write.root) && ir::get_if<ir::VarRef>(write.place) && !loop_.is_down &&
           !ir::get_if<ir::Literal>(write.value) && ir::same_type(write.place->type, write.value->type);
  }

  static void make_positive(Write& write) {
    if (*write.op == BinaryOp::kSub) write.value = ir::unary(ir::UnaryOp::kNegate, write.value);
    write.op = BinaryOp::kAdd;
  }

  // The loop of terms, then the loops that add them.
  void fill(ir::Region& out) {
    ir::For compute = rising(loop_, begin_, end_);
    std::size_t next = 0;
    for (std::size_t i = 0; i < loop_.body.size(); ++i) {
      if (next == writes_.size() || writes_[next].position != i) {
        compute.body.push_back(loop_.body[i]);
        continue;
      }
      Write& write = writes_[next];
      if (const Write* known = same_term(next)) {
        write.terms = known->terms;
        write.pad = known->pad;
      } else if (!ir::get_if<ir::Literal>(write.value)) {
        write.terms = add_temporary(function_, name_for(function_, write.place) + "_terms",
                                    ir::array_of(write.value->type, ir::integer(kBlock + 2 * write.pad)));
        out.push_back(ir::make_stmt(ir::Declare{write.terms, nullptr, false, {}, {}}));
        ir::Stmt kept = ir::assign(term(write, 0), write.value);
        kept.comments = loop_.body[i].comments;
        compute.body.push_back(std::move(kept));
      }
      ++next;
    }
    fill_pads(out);
    const ir::Stmt computing = ir::make_stmt(std::move(compute));
    ir::Region runs = cut_turns(function_, computing, range_of(loop_));
    if (runs.empty()) runs.push_back(computing);
    std::move(runs.begin(), runs.end(), std::back_inserter(out));
    add_terms(out);
  }

  // In front of the block and behind it there are zeros of the sign that changes no sum, not even one that is zero.
  void fill_pads(ir::Region& out) {
    std::map<long, ir::Region> pads;
    std::map<long, ir::VarId> counters;
    std::set<ir::VarId> filled;
    const ir::Type type = function_.var(loop_.var).type;
    for (const Write& write : writes_) {
      if (write.pad == 0 || !filled.insert(write.terms).second) continue;
      ir::VarId& counter = counters[write.pad];
      if (write.pad > 1 && !counter.is_valid()) counter = induction("k", type);
      const ir::Expr at = write.pad > 1 ? ir::var_ref(function_, counter) : ir::integer(0, type);
      fill_pad(write, at, pads[write.pad]);
    }
    for (auto& [width, statements] : pads) {
      const std::size_t first = out.size();
      if (width > 1) out.push_back(ir::make_stmt(count_to(width, counters[width], std::move(statements))));
      else std::move(statements.begin(), statements.end(), std::back_inserter(out));
      out[first].comments.push_back("Zeros that change no sum, on both sides of the terms.");
    }
  }

  void fill_pad(const Write& write, const ir::Expr& at, ir::Region& out) const {
    const ir::Type& type = write.value->type;
    const ir::Expr idle = *write.op == BinaryOp::kSub ? ir::zero(type) : negative_zero(type);
    const ir::Expr array = ir::var_ref(function_, write.terms);
    const ir::Expr behind = ir::binary(BinaryOp::kAdd, shifted(ir::binary(BinaryOp::kSub, end_, begin_), write.pad), at);
    out.push_back(ir::assign(ir::index(array, at), idle));
    out.push_back(ir::assign(ir::index(array, behind), idle));
  }

  ir::For count_to(long count, ir::VarId counter, ir::Region body) const {
    const ir::Type& type = function_.var(loop_.var).type;
    ir::For loop;
    loop.var = counter;
    loop.from = ir::integer(0, type);
    loop.to = ir::integer(count, type);
    loop.step = ir::integer(1, type);
    loop.body = std::move(body);
    return loop;
  }

  static ir::Expr negative_zero(const ir::Type& type) {
    const std::string suffix = type->bytes == 4 ? "F" : type->bytes == 8 ? "" : "L";
    return ir::opaque({"-0.0" + suffix}, {}, type);
  }

  // Two places may get the same variable's value.
  const Write* same_term(std::size_t at) const {
    const Write& write = writes_[at];
    const auto* ref = ir::get_if<ir::VarRef>(write.value);
    for (std::size_t i = 0; ref && i < at; ++i) {
      const bool is_same = ir::same_expr(writes_[i].value, write.value) && !is_changed(ref->var);
      if (is_same && writes_[i].pad == write.pad && (write.pad == 0 || writes_[i].op == write.op)) return &writes_[i];
    }
    return nullptr;
  }

  bool is_changed(ir::VarId var) const {
    return std::any_of(loop_.body.begin(), loop_.body.end(), [&](const ir::Stmt& stmt) {
      return !ir::get_if<ir::Declare>(stmt) && scatter_.own(stmt) == var;
    });
  }

  // What the iteration that many places before the loop's variable has to add.
  ir::Expr term(const Write& write, long back) const {
    const ir::Expr at = ir::binary(BinaryOp::kSub, ir::var_ref(function_, loop_.var), begin_);
    const long shift = write.pad - back;
    return ir::index(ir::var_ref(function_, write.terms), shifted(at, shift));
  }

  void add_terms(ir::Region& out) const {
    std::vector<const Write*> order;
    for (const Write& write : writes_) order.push_back(&write);
    std::stable_sort(order.begin(), order.end(),
                     [&](const Write* a, const Write* b) { return scatter_.meets_first(*a, *b); });
    for (std::size_t i = 0; i < order.size();) {
      const Write& first = *order[i];
      const auto behind = std::find_if(order.begin() + static_cast<std::ptrdiff_t>(i), order.end(),
                                       [&](const Write* write) { return write->root != first.root; });
      const std::vector<const Write*> same(order.begin() + static_cast<std::ptrdiff_t>(i), behind);
      if (std::all_of(same.begin(), same.end(), [&](const Write* write) { return is_partial_sum(*write); })) {
        out.push_back(add_up(same));
        i += same.size();
        continue;
      }
      const Span& span = spans_.at(first.root)[0];
      const bool gathers = span.width() > 0;
      ir::For adding = gathers ? rising(loop_, shifted(begin_, span.low), shifted(end_, span.high)) : rising(loop_, begin_, end_);
      adding.is_vector_loop = false;
      if (ir::get_if<ir::VarRef>(first.place) && loop_.is_down) turn(adding);
      for (; i < order.size() && order[i]->root == first.root && (gathers || order[i]->offsets == first.offsets); ++i) {
        adding.body.push_back(add(*order[i], gathers));
      }
      if (gathers) join_additions(adding.body);
      out.push_back(ir::make_stmt(std::move(adding)));
    }
  }

  // `sum = add_terms(sum, count, terms, …);`
  ir::Stmt add_up(const std::vector<const Write*>& writes) const {
    const ir::Expr sum = writes.front()->place;
    std::vector<std::string> text{"backsweep::add_terms(", ", "};
    std::vector<ir::Expr> operands{sum, ir::binary(BinaryOp::kSub, end_, begin_)};
    for (const Write* write : writes) {
      text.emplace_back(", ");
      operands.push_back(ir::var_ref(function_, write->terms));
    }
    text.emplace_back(")");
    return ir::assign(sum, ir::opaque(std::move(text), std::move(operands), sum->type));
  }

  ir::Stmt add(const Write& write, bool gathers) const {
    const ir::Expr value = write.terms.is_valid() ? term(write, gathers ? write.offsets[0] : 0) : write.value;
    if (!write.op) return ir::assign(write.place, value);
    if (!gathers) return ir::update(write.place, *write.op, value);
    return ir::update(scatter_.element(write.root), *write.op, value);
  }

  ir::Function& function_;
  const ScatterLoop& scatter_;
  const ir::For& loop_;
  const std::set<ir::VarId>& bars_;
  std::map<ir::VarId, std::vector<Span>> spans_;
  std::vector<Write> writes_;
  ir::Expr begin_;
  ir::Expr end_;
};

class Visitor {
 public:
  Visitor(ir::Function& function, const std::vector<ir::VarId>& bars)
      : function_(function), bars_(bars.begin(), bars.end()), aliases_(function, bars) {}

  void visit(ir::Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      around_.emplace_back(&region, i);
      for (ir::Region* inner : ir::regions(region[i])) visit(*inner);
      if (ir::get_if<ir::For>(region[i])) i = cut(region, i);
      around_.pop_back();
    }
  }

 private:
  // The loop, or the last of what is made of it.
  std::size_t cut(ir::Region& region, std::size_t at) {
    ir::Region parts = gathered(region[at]);
    if (parts.empty()) {
      mark_vector_loop(region[at]);
      cut_into_blocks(region[at]);
      return at;
    }
    const auto position = region.erase(region.begin() + static_cast<std::ptrdiff_t>(at));
    const std::size_t count = parts.size();
    region.insert(position, std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
    for (std::size_t i = 0; i < count; ++i, ++at) {
      around_.back().second = at;
      if (!ir::get_if<ir::For>(region[at])) continue;
      mark_vector_loop(region[at]);
      cut_innermost(region[at]);
    }
    return at - 1;
  }

  // The innermost of loops that are proved to be independent, where compilers would test many arrays for overlap.
  void mark_vector_loop(ir::Stmt& stmt) {
    const ScatterLoop scatter(function_, aliases_, around_, std::get<ir::For>(stmt.node));
    const long many = scatter.loops().size() > 1 ? kManyPairsInside : kManyPairs;
    if (!scatter.is_independent() || scatter.pairs_of_arrays() < many || !is_arithmetic(scatter.body())) return;
    auto* loop = ir::get_if<ir::For>(stmt);
    while (auto* inner = ir::get_if<ir::For>(loop->body.back())) loop = inner;
    loop->is_vector_loop = true;
  }

  // What is left between the elements that are gathered may be sums.
  void cut_innermost(ir::Stmt& stmt) {
    auto& loop = std::get<ir::For>(stmt.node);
    if (loop.body.empty() || !ir::get_if<ir::For>(loop.body.back())) {
      cut_into_blocks(stmt, /*is_rest=*/true);
      return;
    }
    around_.emplace_back(&loop.body, loop.body.size() - 1);
    cut_innermost(loop.body.back());
    around_.pop_back();
  }

  void cut_into_blocks(ir::Stmt& stmt, bool is_rest = false) {
    const ir::Stmt whole = stmt;
    const auto& loop = std::get<ir::For>(whole.node);
    const ScatterLoop scatter(function_, aliases_, around_, loop);
    if (!scatter.is_fit() || scatter.is_periodic() || scatter.loops().size() != 1 || !(is_rest || scatter.scatters())) return;
    if (Blocks blocks(function_, scatter, loop, bars_); blocks.is_worth_it()) stmt = blocks.cut(whole);
  }

  ir::Region gathered(const ir::Stmt& stmt) {
    if (ir::Region parts = gather(function_, aliases_, around_, stmt); !parts.empty()) return parts;
    if (ir::Region parts = gather_periodic(function_, aliases_, around_, stmt); !parts.empty()) return parts;
    ir::Region parts = split_behind_inner(aliases_, stmt);
    if (parts.empty()) return {};
    ir::Region made = gather(function_, aliases_, around_, parts.front());
    if (!made.empty()) made.push_back(std::move(parts.back()));
    return made;
  }

  ir::Function& function_;
  const std::set<ir::VarId> bars_;
  const Aliases aliases_;
  Surroundings around_;
};

// Sums that no block took over.
bool adds_up(const ir::For& loop) {
  std::set<ir::VarId> own;
  for (const ir::Stmt& stmt : loop.body) {
    if (const auto* declared = ir::get_if<ir::Declare>(stmt)) own.insert(declared->var);
  }
  return std::any_of(loop.body.begin(), loop.body.end(), [&](const ir::Stmt& stmt) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* updated = ir::get_if<ir::Update>(stmt);
    const ir::Expr place = assigned ? assigned->place : updated ? updated->place : nullptr;
    const auto* variable = place ? ir::get_if<ir::VarRef>(place) : nullptr;
    return variable && own.count(variable->var) == 0;
  });
}

void leave_sums_alone(ir::Region& region) {
  ir::walk(region, [](ir::Stmt& stmt) {
    if (auto* loop = ir::get_if<ir::For>(stmt)) loop->is_vector_loop = loop->is_vector_loop && !adds_up(*loop);
  });
}

}  // namespace

void gather_scatters(ir::Function& function, const std::vector<ir::VarId>& bars) {
  Visitor(function, bars).visit(function.body);
  leave_sums_alone(function.body);
  cut_turns(function);
}

}  // namespace backsweep::transform
