// Cuts loops that add to neighbouring elements into computing terms and adding them.
#include "transform/scatter.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ir/subscript.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// The terms of a block stay in the first-level cache, and outweigh the loops around them.
constexpr long kBlock = 256;
// Neighbours further apart than this are not added to in one pass.
constexpr long kWidest = 8;

/// The offsets at which an array is added to.
struct Span {
  long low = 0;
  long high = 0;

  [[nodiscard]] long width() const { return high - low; }
};

/// One write of the loop's body: `root[i + offset] op= value`, or a plain variable that sums up.
struct Write {
  ir::Expr place;
  std::optional<BinaryOp> op;  ///< Nothing for an assignment.
  ir::Expr value;
  ir::VarId root;
  long offset = 0;
  std::size_t position = 0;  ///< In the body.
  ir::VarId terms = {};      ///< The block's values, where they have to be kept.
  long pad = 0;              ///< Terms in front of the block and behind it that change no sum.
};

bool is_pure_scalar(const ir::Function& function, const ir::Declare& declared) {
  const ir::Type& type = function.var(declared.var).type;
  return declared.init && (ir::is_real(type) || ir::is_integer(type));
}

/// Variables through which the same memory may be reached: a pointer, and what it was ever made of.
class Aliases {
 public:
  explicit Aliases(const ir::Function& function) : function_(function) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) { note(stmt); });
  }

  [[nodiscard]] bool same(ir::VarId a, ir::VarId b) const { return root(a) == root(b); }

 private:
  [[nodiscard]] ir::VarId root(ir::VarId var) const {
    const auto found = parent_.find(var);
    return found == parent_.end() ? var : root(found->second);
  }

  void note(const ir::Stmt& stmt) {
    std::vector<ir::VarId> mentioned;
    bool makes_pointer = false;
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (declared) {
      mentioned.push_back(declared->var);
      makes_pointer = ir::holds_pointers(function_.var(declared->var).type);
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      makes_pointer = makes_pointer || (use != ir::Use::kRead && ir::holds_pointers(expr->type));
      ir::walk(expr, [&](const ir::Expr& e) {
        if (const auto* ref = ir::get_if<ir::VarRef>(e); ref && is_memory(ref->var)) mentioned.push_back(ref->var);
      });
    });
    if (!makes_pointer) return;
    for (const ir::VarId var : mentioned) {
      if (!same(var, mentioned.front())) parent_[root(var)] = root(mentioned.front());
    }
  }

  [[nodiscard]] bool is_memory(ir::VarId var) const {
    const ir::Type& type = function_.var(var).type;
    return !ir::is_real(type) && !ir::is_integer(type);
  }

  const ir::Function& function_;
  std::map<ir::VarId, ir::VarId> parent_;
};

class Loop {
 public:
  Loop(ir::Function& function, const Aliases& aliases, const ir::For& loop)
      : function_(function), aliases_(aliases), loop_(loop) {}

  /// Whether cutting the loop is right, and worth it.
  bool is_fit() {
    const ir::Type& type = function_.var(loop_.var).type;
    if (!ir::is_integer(type) || !type->is_signed || !ir::is_one(loop_.step)) return false;
    if (loop_.compare == BinaryOp::kNotEqual || loop_.compare == BinaryOp::kEqual) return false;
    if (!std::all_of(loop_.body.begin(), loop_.body.end(), [&](const ir::Stmt& stmt) { return note(stmt); })) {
      return false;
    }
    return scatters() && std::all_of(writes_.begin(), writes_.end(), [&](const Write& w) { return is_apart(w); });
  }

  ir::Stmt cut(const ir::Stmt& original) {
    using namespace ir::algebra;
    const ir::Type type = function_.var(loop_.var).type;
    const bool is_closed = loop_.compare == BinaryOp::kLessEqual || loop_.compare == BinaryOp::kGreaterEqual;
    const ir::Expr one = ir::integer(1, type);
    const ir::Expr block = ir::integer(kBlock, type);
    ir::For blocks = loop_;
    blocks.body.clear();
    blocks.step = block;
    const std::string stem = function_.var(loop_.var).name;
    const ir::VarId edge = induction(stem + (loop_.is_down ? "_end" : "_begin"), type);
    const ir::VarId other = add_temporary(function_, stem + (loop_.is_down ? "_begin" : "_end"), type);
    blocks.var = edge;
    const ir::Expr at = ir::var_ref(function_, edge);
    if (loop_.is_down) {
      // [low, i_end): from above the highest down to above the lowest.
      const ir::Expr low = is_closed ? loop_.to : ir::binary(BinaryOp::kAdd, loop_.to, one);
      blocks.from = ir::binary(BinaryOp::kAdd, loop_.from, one);
      blocks.compare = BinaryOp::kGreater;
      blocks.to = low;
      blocks.body.push_back(ir::declare(other, bounded("std::max", at - block, low, type)));
      begin_ = ir::var_ref(function_, other);
      end_ = at;
    } else {
      const ir::Expr high = is_closed ? ir::binary(BinaryOp::kAdd, loop_.to, one) : loop_.to;
      blocks.compare = BinaryOp::kLess;
      blocks.to = high;
      blocks.body.push_back(ir::declare(other, bounded("std::min", at + block, high, type)));
      begin_ = at;
      end_ = ir::var_ref(function_, other);
    }
    fill(blocks.body);
    ir::Stmt made = ir::make_stmt(std::move(blocks), original.span, original.text);
    made.comments = original.comments;
    return made;
  }

 private:
  static ir::Expr bounded(const std::string& function, const ir::Expr& a, const ir::Expr& b, const ir::Type& type) {
    return ir::opaque({function + "<" + type->spelling + ">(", ", ", ")"}, {a, b}, type);
  }

  ir::VarId induction(const std::string& name, const ir::Type& type) {
    const ir::VarId var = add_temporary(function_, name, type);
    function_.var(var).role = ir::VarRole::kInduction;
    return var;
  }

  // Declarations compute; all else adds to or assigns one place each.
  bool note(const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      declared_.insert(s->var);
      reads_.push_back(s->init);
      return is_pure_scalar(function_, *s);
    }
    Write write;
    if (const ir::Expr value = value_of_own(stmt)) {
      reads_.push_back(value);
      return true;
    }
    if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
      if (updated->op != BinaryOp::kAdd && updated->op != BinaryOp::kSub) return false;
      write = {updated->place, updated->op, updated->value, {}};
    } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      write = {assigned->place, std::nullopt, assigned->value, {}};
    } else {
      return false;
    }
    write.position = static_cast<std::size_t>(&stmt - loop_.body.data());
    reads_.push_back(write.value);
    if (!ir::is_real(write.place->type) || !locate(write)) return false;
    writes_.push_back(std::move(write));
    return true;
  }

  // What a statement gives to a variable of the iteration's own; null for any other statement.
  ir::Expr value_of_own(const ir::Stmt& stmt) const {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* updated = ir::get_if<ir::Update>(stmt);
    if (!assigned && !updated) return nullptr;
    const auto* ref = ir::get_if<ir::VarRef>(assigned ? assigned->place : updated->place);
    if (!ref || !declared_.count(ref->var)) return nullptr;
    return assigned ? assigned->value : updated->value;
  }

  bool locate(Write& write) const {
    if (const auto* ref = ir::get_if<ir::VarRef>(write.place)) {
      write.root = ref->var;
      return write.op && !declared_.count(ref->var);
    }
    const auto* access = ir::get_if<ir::Index>(write.place);
    const auto* base = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
    if (!base || declared_.count(base->var)) return false;
    const std::optional<long> offset = ir::constant_offset(access->index, loop_.var);
    if (!offset) return false;
    write.root = base->var;
    write.offset = *offset;
    return true;
  }

  // Some array gets terms at two offsets from one iteration: only then is there anything to gain.
  bool scatters() const {
    std::map<ir::VarId, std::set<long>> offsets;
    for (const Write& write : writes_) {
      if (write.op && ir::get_if<ir::Index>(write.place)) offsets[write.root].insert(write.offset);
    }
    return std::any_of(offsets.begin(), offsets.end(), [](const auto& one) { return one.second.size() > 1; });
  }

  // What is written is read by nobody else in the loop; an assigned element may be read where it is assigned, before that.
  bool is_apart(const Write& write) const {
    const bool is_local = function_.var(write.root).role == ir::VarRole::kLocal &&
                          function_.var(write.root).type->kind != ir::TypeKind::kPointer;
    if (!write.op && !is_local) return false;
    const auto writes_same = std::count_if(writes_.begin(), writes_.end(), [&](const Write& w) { return aliases_.same(w.root, write.root); });
    if (!write.op && writes_same != 1) return false;
    for (const ir::Expr& read : reads_) {
      bool is_bad = false;
      ir::walk(read, [&](const ir::Expr& e) {
        const auto* ref = ir::get_if<ir::VarRef>(e);
        if (ref && aliases_.same(ref->var, write.root)) is_bad = true;
      });
      if (!is_bad) continue;
      if (write.op || !reads_only_itself(read, write)) return false;
    }
    return true;
  }

  [[nodiscard]] bool reads_only_itself(const ir::Expr& read, const Write& write) const {
    std::size_t mentions = 0;
    std::size_t same = 0;
    ir::walk(read, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (ref && aliases_.same(ref->var, write.root)) ++mentions;
      if (ir::same_expr(e, write.place)) ++same;
    });
    return mentions == same;
  }

  // The loop of terms, then the loops that add them.
  void fill(ir::Region& out) {
    find_gathers();
    ir::For compute = over_block();
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
    out.push_back(ir::make_stmt(std::move(compute)));
    add_terms(out);
  }

  // Arrays whose elements can take all their terms at once: there are only additions to them, at different offsets.
  void find_gathers() {
    for (const Write& write : writes_) {
      Span& span = spans_.try_emplace(write.root, Span{write.offset, write.offset}).first->second;
      span = {std::min(span.low, write.offset), std::max(span.high, write.offset)};
    }
    for (const Write& write : writes_) {
      const bool is_fit = write.op && !ir::get_if<ir::Literal>(write.value) && spans_.at(write.root).width() <= kWidest;
      if (!is_fit) spans_.at(write.root) = {};
    }
    for (Write& write : writes_) write.pad = spans_.at(write.root).width();
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
      return value_of_own(stmt) && ir::root_var(ir::get_if<ir::Assign>(stmt) ? std::get<ir::Assign>(stmt.node).place
                                                                            : std::get<ir::Update>(stmt.node).place) == var;
    });
  }

  // What the iteration that many places before the loop's variable has to add.
  ir::Expr term(const Write& write, long back) const {
    const ir::Expr at = ir::binary(BinaryOp::kSub, ir::var_ref(function_, loop_.var), begin_);
    const long shift = write.pad - back;
    return ir::index(ir::var_ref(function_, write.terms), shifted(at, shift));
  }

  ir::For over_block() const {
    ir::For loop = loop_;
    loop.body.clear();
    loop.is_down = false;
    loop.from = begin_;
    loop.compare = BinaryOp::kLess;
    loop.to = end_;
    return loop;
  }

  static ir::Expr shifted(const ir::Expr& bound, long by) {
    if (by == 0) return bound;
    return ir::binary(by > 0 ? BinaryOp::kAdd : BinaryOp::kSub, bound, ir::integer(std::abs(by)));
  }

  // An element meets its terms in the order of the iterations: going up, those with the largest offset come first.
  void add_terms(ir::Region& out) const {
    std::vector<const Write*> order;
    for (const Write& write : writes_) order.push_back(&write);
    std::stable_sort(order.begin(), order.end(), [&](const Write* a, const Write* b) {
      if (a->root != b->root) return a->root < b->root;
      return loop_.is_down ? a->offset < b->offset : a->offset > b->offset;
    });
    for (std::size_t i = 0; i < order.size();) {
      const Write& first = *order[i];
      ir::For adding = over_block();
      const Span& span = spans_.at(first.root);
      const bool gathers = span.width() > 0;
      if (gathers) {
        adding.from = shifted(begin_, span.low);
        adding.to = shifted(end_, span.high);
      }
      if (ir::get_if<ir::VarRef>(first.place) && loop_.is_down) run_down(adding);
      for (; i < order.size() && order[i]->root == first.root && (gathers || order[i]->offset == first.offset); ++i) {
        adding.body.push_back(add(*order[i], gathers));
      }
      out.push_back(ir::make_stmt(std::move(adding)));
    }
  }

  ir::Stmt add(const Write& write, bool gathers) const {
    const ir::Expr value = write.terms.is_valid() ? term(write, gathers ? write.offset : 0) : write.value;
    if (!write.op) return ir::assign(write.place, value);
    if (!gathers) return ir::update(write.place, *write.op, value);
    return ir::update(ir::index(ir::var_ref(function_, write.root), ir::var_ref(function_, loop_.var)), *write.op, value);
  }

  void run_down(ir::For& loop) const {
    loop.is_down = true;
    loop.from = ir::binary(BinaryOp::kSub, end_, ir::integer(1));
    loop.compare = BinaryOp::kGreaterEqual;
    loop.to = begin_;
  }

  ir::Function& function_;
  const Aliases& aliases_;
  const ir::For& loop_;
  std::set<ir::VarId> declared_;
  std::vector<ir::Expr> reads_;
  std::vector<Write> writes_;
  std::map<ir::VarId, Span> spans_;  ///< Per array that is added to in one pass: where; of no width for the others.
  ir::Expr begin_;
  ir::Expr end_;
};

void visit(ir::Function& function, const Aliases& aliases, ir::Region& region) {
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) visit(function, aliases, *inner);
    const auto* counted = ir::get_if<ir::For>(stmt);
    if (!counted) continue;
    const ir::For copy = *counted;
    Loop loop(function, aliases, copy);
    if (loop.is_fit()) stmt = loop.cut(stmt);
  }
}

}  // namespace

void gather_scatters(ir::Function& function) {
  const Aliases aliases(function);
  visit(function, aliases, function.body);
}

}  // namespace backsweep::transform
