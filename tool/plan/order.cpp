// Proves that the iterations of a loop touch different elements.
//
// The adjoint of a read adds to x_bar; that of an assignment reads y_bar and clears it; that of `y += e` reads y_bar. Two
// of these commute unless one of them clears, or one reads and the other adds, and both mean the same element.
#include "plan/order.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analysis/polynomial.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "plan/exposed_reads.h"

namespace backsweep::plan {
namespace {

using analysis::Atom;
using analysis::Polynomial;
using analysis::ZoneSet;

enum class Access { kRead, kAdd, kWrite };

struct Use {
  Access access;
  ir::Expr place;  ///< Null where only the zones are known.
  ZoneSet zones;
};

/// One step from an object into it.
struct Step {
  std::string field;     ///< Empty: a subscript.
  Polynomial subscript;
};

/// `root`, then into it; memory behind a pointer begins with a subscript.
struct Path {
  ir::VarId root;
  std::vector<Step> steps;
};

class Order {
 public:
  Order(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ZoneSet& restored)
      : code_(code), zones_(code.zones()), stmt_(stmt), loop_(std::get<ir::For>(stmt.node)), restored_(restored),
        atoms_(code.zones()), counter_(atoms_.of(loop_.var)) {}

  bool is_free() {
    collect_own();
    written_ = zones_.with_aliases(zones_.effects(loop_.body).writes);
    ir::walk(loop_.body, [&](const ir::Stmt& stmt) { note(stmt); });
    if (!is_understood_) return false;
    assume_iterations();
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i].access == Access::kRead) continue;
      const ZoneSet touched = zones_.with_aliases(uses_[i].zones);
      for (const Use& other : uses_) {
        if (uses_[i].access == Access::kAdd && other.access == Access::kAdd) continue;
        if (!touched.intersects(other.zones) || are_apart(uses_[i].place, other.place)) continue;
        if (!is_promised(uses_[i].place, other.place)) return false;
      }
    }
    return true;
  }

 private:
  // What an iteration declares, and what it overwrites before it reads it, unless somebody reads that after the loop.
  void collect_own() {
    ir::walk(loop_.body, [&](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
        own_.insert(zones_.leaves(zones_.variable(s->var)));
        declared_.insert(s->var);
      }
      if (const auto* s = ir::get_if<ir::For>(stmt)) {
        inner_[atoms_.of(s->var)] = s;
        declared_.insert(s->var);
      }
      if (const auto* s = ir::get_if<ir::Opaque>(stmt); s && s->declares_result) own_.insert(zones_.leaves_of(s->result));
    });
    const ZoneSet kept = zones_.with_aliases(exposed_reads(zones_, loop_.body));
    const auto& around = code_.activity().at;
    const auto known = around.find(&stmt_);
    for (const analysis::ZoneId id : zones_.effects(loop_.body).writes.items()) {
      const analysis::Zone& root = zones_.zone(zones_.root(id));
      const bool is_local =
          root.kind == analysis::ZoneKind::kVariable && zones_.function().var(root.var).role == ir::VarRole::kLocal;
      const bool is_read_later = known == around.end() || known->second.useful_after.contains(id);
      if (is_local && !kept.contains(id) && !is_read_later && !restored_.contains(id)) own_.insert(id);
    }
  }

  // Where there are two iterations, the bound of a loop from 0 is positive. Steps always are.
  void assume_iterations() {
    const std::optional<Polynomial> step = atoms_.read(loop_.step);
    if (step && step->terms.size() == 1 && step->terms.begin()->first.size() == 1) {
      atoms_.assume_positive(step->terms.begin()->first[0]);
    }
    const bool counts_up = !loop_.is_down && ir::is_zero(loop_.from) && loop_.compare != ir::BinaryOp::kLessEqual;
    const std::optional<Polynomial> to = counts_up ? atoms_.read(loop_.to) : std::nullopt;
    if (to && to->terms.size() == 1 && to->terms.begin()->first.size() == 1 && to->terms.begin()->second > 0) {
      atoms_.assume_positive(to->terms.begin()->first[0]);
    }
  }

  // The user's word is about elements: a variable that every iteration overwrites is another matter.
  bool is_promised(const ir::Expr& a, const ir::Expr& b) const {
    return loop_.marks.independent && !ir::get_if<ir::VarRef>(a) && !ir::get_if<ir::VarRef>(b);
  }

  bool concerns(const ZoneSet& zones) const {
    ZoneSet outside = zones;
    outside.erase(own_);
    return outside.intersects(code_.activity().active) || outside.intersects(restored_);
  }

  void add(Access access, const ir::Expr& place, const ZoneSet& zones) {
    if (concerns(zones)) uses_.push_back({access, place, zones});
  }

  void note_reads(const ir::Expr& value) {
    if (!value) return;
    if (const auto* address = ir::get_if<ir::AddressOf>(value)) return note_address(address->place);
    const bool is_value = ir::is_place(value) && (ir::is_real(value->type) || ir::is_integer(value->type));
    if (is_value) add(Access::kRead, value, zones_.leaves_of(value));
    for (const ir::Expr& operand : ir::children(value)) note_reads(operand);
  }

  // What finding the place reads, but not the place.
  void note_address(const ir::Expr& place) {
    for (const ir::Expr& operand : ir::children(place)) {
      if (ir::is_place(operand) && !ir::is_pointer_like(operand->type)) note_address(operand);
      else note_reads(operand);
    }
  }

  void note(const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt); s && s->elements.empty() && s->arguments.empty()) {
      const bool is_plain = !s->init || ir::is_pointer_like(s->init->type) || !ir::carries_real(s->init->type) || ir::is_real(s->init->type);
      if (is_plain) return note_reads(s->init);
    }
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    if (assigned && !ir::is_pointer_like(assigned->place->type) && (ir::is_real(assigned->place->type) || ir::is_integer(assigned->place->type))) {
      add(Access::kWrite, assigned->place, zones_.leaves_of(assigned->place));
      return note_reads(assigned->value);
    }
    if (const auto* s = ir::get_if<ir::Update>(stmt); s && (ir::is_real(s->place->type) || ir::is_integer(s->place->type))) {
      const bool adds = s->op == ir::BinaryOp::kAdd || s->op == ir::BinaryOp::kSub;
      const ZoneSet zones = zones_.leaves_of(s->place);
      add(adds && !zones.intersects(restored_) ? Access::kAdd : Access::kWrite, s->place, zones);
      return note_reads(s->value);
    }
    if (!ir::regions(stmt).empty()) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { note_reads(expr); });
      return;
    }
    // Calls and operations of the library: only what they touch is known.
    const analysis::Effects& effects = zones_.effects(stmt);
    is_understood_ = is_understood_ && !concerns(effects.writes);
    add(Access::kRead, nullptr, effects.reads);
  }

  std::optional<Path> pointed_path(const ir::Expr& pointer) {
    if (const auto* node = ir::get_if<ir::Cast>(pointer)) return pointed_path(node->operand);
    if (const auto* node = ir::get_if<ir::AddressOf>(pointer)) return path(node->place);
    if (const auto* node = ir::get_if<ir::VarRef>(pointer)) {
      if (const ir::Expr init = zones_.stable().initializer(node->var); init && is_fixed_address(init)) {
        return pointed_path(init);
      }
      const bool is_written = written_.intersects(zones_.leaves(zones_.variable(node->var)));
      if (is_written || declared_.count(node->var)) return std::nullopt;
      return Path{node->var, {{"", Polynomial()}}};
    }
    const auto* sum = ir::get_if<ir::Binary>(pointer);
    if (!sum || sum->op != ir::BinaryOp::kAdd) return std::nullopt;
    std::optional<Path> at = pointed_path(sum->left);
    const std::optional<Polynomial> offset = atoms_.read(sum->right);
    if (!at || !offset || at->steps.empty() || !at->steps.back().field.empty()) return std::nullopt;
    at->steps.back().subscript = at->steps.back().subscript + *offset;
    return at;
  }

  // Into an array or vector of the function, or behind a pointer that keeps its value.
  bool is_fixed_address(const ir::Expr& pointer) {
    bool is_fixed = true;
    ir::walk(pointer, [&](const ir::Expr& e) {
      if (ir::get_if<ir::Deref>(e) || ir::get_if<ir::OpaqueExpr>(e) || ir::get_if<ir::Select>(e)) is_fixed = false;
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (ref && ir::is_pointer_like(e->type) && !zones_.stable().is_unchanging(ref->var)) is_fixed = false;
    });
    return is_fixed;
  }

  std::optional<Path> path(const ir::Expr& place) {
    if (const auto* node = ir::get_if<ir::VarRef>(place)) {
      if (ir::is_pointer_like(place->type)) return std::nullopt;
      return Path{node->var, {}};
    }
    if (const auto* node = ir::get_if<ir::Deref>(place)) return pointed_path(node->pointer);
    if (const auto* node = ir::get_if<ir::Member>(place)) {
      std::optional<Path> at = path(node->base);
      if (at) at->steps.push_back({node->field, {}});
      return at;
    }
    const auto* node = ir::get_if<ir::Index>(place);
    const std::optional<Polynomial> subscript = node ? atoms_.read(node->index) : std::nullopt;
    if (!subscript) return std::nullopt;
    if (node->base->type->kind == ir::TypeKind::kPointer) {
      std::optional<Path> at = pointed_path(node->base);
      if (!at || at->steps.empty() || !at->steps.back().field.empty()) return std::nullopt;
      at->steps.back().subscript = at->steps.back().subscript + *subscript;
      return at;
    }
    std::optional<Path> at = path(node->base);
    if (at) at->steps.push_back({"", *subscript});
    return at;
  }

  bool are_apart(const ir::Expr& a, const ir::Expr& b) {
    if (!a || !b) return false;
    const std::optional<Path> x = path(a);
    const std::optional<Path> y = path(b);
    if (!x || !y || x->root != y->root) return false;
    for (std::size_t i = 0; i < std::min(x->steps.size(), y->steps.size()); ++i) {
      const Step& one = x->steps[i];
      const Step& other = y->steps[i];
      if (one.field != other.field) return !one.field.empty() && !other.field.empty();
      if (one.field.empty() && are_apart(one.subscript, other.subscript)) return true;
    }
    return false;
  }

  /// The subscript as stride * counter + rest, with the least and the greatest rest.
  struct Range {
    Polynomial stride;
    Polynomial least;
    Polynomial greatest;
  };

  std::optional<Range> range(const Polynomial& subscript) {
    const std::optional<Polynomial> stride = subscript.coefficient(counter_);
    if (!stride || !is_invariant(*stride)) return std::nullopt;
    const Polynomial rest = subscript.without(counter_);
    const std::optional<Polynomial> least = bound(rest, /*upper=*/false);
    const std::optional<Polynomial> greatest = bound(rest, /*upper=*/true);
    if (!least || !greatest) return std::nullopt;
    return Range{*stride, *least, *greatest};
  }

  // Counters of inner loops replaced by their first or last values.
  std::optional<Polynomial> bound(Polynomial value, bool upper) {
    for (std::size_t round = 0; round <= inner_.size(); ++round) {
      const auto inner = std::find_if(inner_.begin(), inner_.end(), [&](const auto& one) { return value.mentions(one.first); });
      if (inner == inner_.end()) return is_invariant(value) ? std::optional(value) : std::nullopt;
      const std::optional<Polynomial> factor = value.coefficient(inner->first);
      const std::optional<long> number = factor ? factor->constant() : std::nullopt;
      if (!number) return std::nullopt;
      const std::optional<Polynomial> at = end_of(*inner->second, (*number > 0) == upper);
      if (!at) return std::nullopt;
      value = value.without(inner->first) + *factor * *at;
    }
    return std::nullopt;
  }

  // The greatest (or least) value of a loop's counter, or a bound of it.
  std::optional<Polynomial> end_of(const ir::For& loop, bool greatest) {
    using ir::BinaryOp;
    if (greatest != loop.is_down) {
      std::optional<Polynomial> to = atoms_.read(loop.to);
      if (!to) return std::nullopt;
      if (loop.compare == BinaryOp::kLess) return *to - Polynomial(1);
      if (loop.compare == BinaryOp::kGreater) return *to + Polynomial(1);
      if (loop.compare == BinaryOp::kNotEqual) return loop.is_down ? *to + Polynomial(1) : *to - Polynomial(1);
      return to;
    }
    return atoms_.read(loop.from);
  }

  // Of what keeps its value while the loop runs.
  bool is_invariant(const Polynomial& value) {
    for (const auto& [product, factor] : value.terms) {
      for (const Atom atom : product) {
        bool is_fixed = atom != counter_ && inner_.count(atom) == 0;
        ir::walk(atoms_.expr(atom), [&](const ir::Expr& e) {
          const auto* ref = ir::get_if<ir::VarRef>(e);
          if (ref && (ref->var == loop_.var || declared_.count(ref->var))) is_fixed = false;
        });
        if (!is_fixed || zones_.reads(atoms_.expr(atom)).intersects(written_)) return false;
      }
    }
    return true;
  }

  // Whether the subscripts differ in any two different iterations.
  bool are_apart(const Polynomial& a, const Polynomial& b) {
    const std::optional<Range> x = range(a);
    const std::optional<Range> y = range(b);
    const std::optional<Polynomial> step = atoms_.read(loop_.step);
    if (!x || !y || !step || !(x->stride == y->stride) || !is_invariant(*step)) return false;
    Polynomial stride = x->stride * *step;
    Polynomial least = x->least - y->greatest;
    Polynomial greatest = x->greatest - y->least;
    const std::optional<long> number = stride.constant();
    if (number && *number == 0) return false;
    if (number && *number < 0) {
      stride = Polynomial(-1) * stride;
      const Polynomial negated = Polynomial(-1) * least;
      least = Polynomial(-1) * greatest;
      greatest = negated;
    }
    const std::optional<long> gap = least.constant();
    if (number && gap && least == greatest && *gap % *number != 0) return true;
    const Polynomial room = stride - Polynomial(1);
    if (atoms_.is_nonnegative(room - greatest) && atoms_.is_nonnegative(room + least)) return true;
    // Further apart than the first iteration is from the last.
    const bool is_positive = atoms_.is_nonnegative(room) || atoms_.is_nonnegative(room - (x->greatest - x->least));
    if (!ir::is_one(loop_.step) || !is_positive) return false;
    const std::optional<Polynomial> first = end_of(loop_, /*greatest=*/false);
    const std::optional<Polynomial> last = end_of(loop_, /*greatest=*/true);
    if (!first || !last || !is_invariant(*first) || !is_invariant(*last)) return false;
    const Polynomial way = stride * (*last - *first) + Polynomial(1);
    return atoms_.is_nonnegative(least - way) || atoms_.is_nonnegative(Polynomial(-1) * greatest - way);
  }

  const analysis::ActiveCode& code_;
  analysis::FunctionZones& zones_;
  const ir::Stmt& stmt_;
  const ir::For& loop_;
  const ZoneSet& restored_;
  analysis::Atoms atoms_;
  Atom counter_;
  ZoneSet own_;
  ZoneSet written_;
  std::set<ir::VarId> declared_;
  std::map<Atom, const ir::For*> inner_;
  std::vector<Use> uses_;
  bool is_understood_ = true;
};

}  // namespace

bool is_order_free(const analysis::ActiveCode& code, const ir::Stmt& loop, const ZoneSet& restored) {
  return Order(code, loop, restored).is_free();
}

}  // namespace backsweep::plan
