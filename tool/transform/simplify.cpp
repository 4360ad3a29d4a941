// Cleans up emitted functions: first touches, dead assignments, unused variables, empty regions.
#include "transform/simplify.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

using VarSet = std::set<ir::VarId>;

bool is_scalar(const ir::Type& type) {
  return ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer;
}

class Simplifier {
 public:
  Simplifier(ir::Function& function, const std::vector<ir::VarId>& derivatives, const IsPure& is_pure)
      : function_(function), derivatives_(derivatives.begin(), derivatives.end()), is_pure_(is_pure) {}

  void run() {
    changed_ = true;
    for (int round = 0; changed_ && round < 20; ++round) {
      changed_ = false;
      collect();
      drop_unread(function_.body);
      VarSet live;
      drop_dead(function_.body, live);
      drop_empty(function_.body);
      replace_copies(function_.body);
      join_clear_and_add(function_.body);
    }
    join_updates(function_.body);
    start_with_first_touch(function_.body);
    replace_copies(function_.body);
    drop_unused_pops(function_.body);
    std::vector<std::string> last;
    comment_once(function_.body, last);
  }

  // One line of the primal gives several statements: what is said of it holds until something else is said.
  static void comment_once(ir::Region& region, std::vector<std::string>& last) {
    for (ir::Stmt& stmt : region) {
      if (stmt.comments == last) stmt.comments.clear();
      else if (!stmt.comments.empty()) last = stmt.comments;
      for (ir::Region* inner : ir::regions(stmt)) comment_once(*inner, last);
    }
  }

  // A value that is only taken off the stack needs no variable.
  void drop_unused_pops(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) drop_unused_pops(*inner);
    }
    for (std::size_t i = 0; i + 1 < region.size(); ++i) {
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      const auto* popped = ir::get_if<ir::Pop>(region[i + 1]);
      if (!declared || declared->init || !popped || !is_var(popped->place, declared->var)) continue;
      bool is_used = extents_.count(declared->var) != 0;
      for (std::size_t k = i + 2; k < region.size(); ++k) is_used = is_used || ir::mentioned(region[k]).count(declared->var);
      if (is_used || !is_scalar(function_.var(declared->var).type)) continue;
      region[i + 1].node = ir::Pop{nullptr, function_.var(declared->var).type};
      region.erase(region.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

 private:
  bool is_local(ir::VarId var) const {
    const ir::VarRole role = function_.var(var).role;
    return role == ir::VarRole::kLocal;
  }

  // Which locals have their address taken, which are read at all, and which are mentioned beside their declaration.
  void collect() {
    escaped_.clear();
    read_.clear();
    mentioned_.clear();
    blocks_.clear();
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      const auto* s = ir::get_if<ir::Declare>(stmt);
      const auto* text = s ? ir::get_if<ir::OpaqueExpr>(s->init) : nullptr;
      if (text && text->text.size() > 1 && text->text[1].rfind(".allocate", 0) == 0) blocks_.insert(s->var);
    });
    ir::walk(function_.body, [&](const ir::Stmt& stmt) { escape_captures(stmt); });
    extents_.clear();
    ir::walk(function_.body, [&](const ir::Stmt& stmt) { escape_extents(stmt); });
    escaped_.insert(extents_.begin(), extents_.end());
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        if (!ir::get_if<ir::Declare>(stmt)) ir::add_mentions(expr, mentioned_);
        add_escapes(expr);
        const bool is_plain_write = ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt) || is_pure_call(stmt);
        if (use == ir::Use::kRead || !is_plain_write) {
          ir::add_mentions(expr, read_);
        } else {
          add_subscript_reads(expr);
        }
      });
      if (ir::get_if<ir::Model>(stmt)) {
        ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { ir::add_mentions(expr, escaped_); });
      }
    });
  }

  // Variables whose address is used for more than to reach an element: `(&a[0])[k]` is one of a's own.
  void add_escapes(const ir::Expr& expr, bool is_base = false) {
    if (!expr) return;
    const auto* address = ir::get_if<ir::AddressOf>(expr);
    if (address && !(is_base && ir::get_if<ir::Index>(address->place))) {
      const ir::VarId root = ir::root_var(address->place);
      if (root.is_valid()) escaped_.insert(root);
    }
    for (const ir::Expr& child : ir::children(expr)) add_escapes(child, ir::get_if<ir::Index>(expr) != nullptr);
  }

  static bool is_checkpointed(const ir::Stmt& stmt) {
    return ir::get_if<ir::CheckpointForward>(stmt) || ir::get_if<ir::CheckpointBackward>(stmt);
  }

  // What an array, or rows that are pointed to, are declared with stands in the type, where nothing replaces it.
  void escape_extents(const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (!declared) return;
    ir::Type type = function_.var(declared->var).type;
    while (type->kind == ir::TypeKind::kPointer) type = type->element;
    for (const ir::Expr& extent : ir::variable_extents(type)) ir::add_mentions(extent, extents_);
  }

  // What the steps of a checkpointed loop share with the code around it is read and written whenever the schedule says.
  void escape_captures(const ir::Stmt& stmt) {
    if (!is_checkpointed(stmt)) return;
    VarSet captured = ir::mentioned(stmt);
    for (const ir::VarId own : declared_inside(stmt)) captured.erase(own);
    escaped_.insert(captured.begin(), captured.end());
  }

  // What finding the written place reads: everything but the root that is written.
  void add_subscript_reads(const ir::Expr& place) {
    if (const auto* node = ir::get_if<ir::Member>(place)) return add_subscript_reads(node->base);
    if (const auto* node = ir::get_if<ir::Index>(place)) {
      ir::add_mentions(node->index, read_);
      if (const auto* address = ir::get_if<ir::AddressOf>(node->base)) return add_subscript_reads(address->place);
      if (node->base->type->kind == ir::TypeKind::kPointer && !is_private_block(node->base)) {
        ir::add_mentions(node->base, read_);
      } else {
        add_subscript_reads(node->base);
      }
      return;
    }
    if (!ir::get_if<ir::VarRef>(place)) ir::add_mentions(place, read_);
  }

  // A block from the workspace that only one local pointer reaches.
  bool is_private_block(const ir::Expr& pointer) const {
    const auto* ref = ir::get_if<ir::VarRef>(pointer);
    return ref && is_local(ref->var) && blocks_.count(ref->var) != 0;
  }

  bool is_unread(ir::VarId var) const { return is_local(var) && !read_.count(var) && !escaped_.count(var); }

  // Writes to locals that nothing ever reads, and their declarations.
  void drop_unread(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) drop_unread(*inner);
    }
    const auto is_waste = [&](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::Assign>(stmt)) return is_unread_place(s->place);
      if (const auto* s = ir::get_if<ir::Update>(stmt)) return is_unread_place(s->place);
      if (is_pure_call(stmt)) return is_unread_place(std::get<ir::Call>(stmt.node).result);
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
        return is_unread(s->var) && function_.var(s->var).type->kind != ir::TypeKind::kOpaque && !mentioned_.count(s->var);
      }
      return false;
    };
    remove(region, is_waste);
  }

  // A call that only gives its result.
  bool is_pure_call(const ir::Stmt& stmt) const {
    const auto* call = ir::get_if<ir::Call>(stmt);
    return call && call->result && is_pure_(call->callee);
  }

  bool is_unread_place(const ir::Expr& place) const {
    if (const auto* node = ir::get_if<ir::VarRef>(place)) return is_unread(node->var);
    if (const auto* node = ir::get_if<ir::Member>(place)) return is_unread_place(node->base);
    if (const auto* node = ir::get_if<ir::Index>(place)) {
      if (const auto* address = ir::get_if<ir::AddressOf>(node->base)) return is_unread_place(address->place);
      if (node->base->type->kind == ir::TypeKind::kPointer) return is_private_block(node->base) && is_unread_place(node->base);
      return is_unread_place(node->base);
    }
    return false;
  }

  template <class Predicate>
  void remove(ir::Region& region, const Predicate& is_waste) {
    const auto end = std::remove_if(region.begin(), region.end(), is_waste);
    changed_ = changed_ || end != region.end();
    region.erase(end, region.end());
  }

  bool is_tracked(const ir::Expr& place, ir::VarId& var) const {
    const auto* ref = ir::get_if<ir::VarRef>(place);
    if (!ref || !is_local(ref->var) || escaped_.count(ref->var) || !is_scalar(function_.var(ref->var).type)) return false;
    var = ref->var;
    return true;
  }

  // Backwards: an assignment to a scalar local that is not read later goes.
  void drop_dead(ir::Region& region, VarSet& live) {
    for (const ir::Stmt& stmt : region) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) live.erase(s->var);
    }
    std::vector<bool> dead(region.size());
    VarSet mentioned_below;
    for (std::size_t i = region.size(); i-- > 0;) {
      dead[i] = drop_dead(region[i], live) || is_idle_declaration(region[i], mentioned_below);
      if (!dead[i]) mentioned_below.merge(ir::mentioned(region[i]));
    }
    std::size_t i = 0;
    remove(region, [&](const ir::Stmt&) { return static_cast<bool>(dead[i++]); });
  }

  bool is_idle_declaration(const ir::Stmt& stmt, const VarSet& mentioned_below) const {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    if (!s || function_.var(s->var).type->kind == ir::TypeKind::kOpaque) return false;
    return !mentioned_below.count(s->var) && !extents_.count(s->var);
  }

  bool drop_dead(ir::Stmt& stmt, VarSet& live) {
    ir::VarId var;
    if (auto* s = ir::get_if<ir::Assign>(stmt); s && is_tracked(s->place, var)) {
      if (!live.count(var)) return true;
      live.erase(var);
      ir::add_mentions(s->value, live);
      return false;
    }
    if (auto* s = ir::get_if<ir::Update>(stmt); s && is_tracked(s->place, var)) {
      if (!live.count(var)) return true;
      ir::add_mentions(s->value, live);
      return false;
    }
    if (auto* s = ir::get_if<ir::Declare>(stmt)) {
      const bool is_known = is_local(s->var) && !escaped_.count(s->var) && is_scalar(function_.var(s->var).type);
      if (is_known && !live.count(s->var) && (s->init || s->zeroed)) {
        s->init = nullptr;
        s->zeroed = false;
        changed_ = true;
      }
      live.erase(s->var);
    }
    if (auto* branch = ir::get_if<ir::If>(stmt)) {
      VarSet then_live = live;
      drop_dead(branch->then_region, then_live);
      drop_dead(branch->else_region, live);
      live.insert(then_live.begin(), then_live.end());
      ir::add_mentions(branch->condition, live);
      return false;
    }
    if (auto* block = ir::get_if<ir::Block>(stmt)) {
      drop_dead(block->body, live);
      return false;
    }
    if (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt) || is_checkpointed(stmt)) {
      // What any iteration reads is live throughout.
      VarSet inside = reads(stmt);
      inside.insert(live.begin(), live.end());
      for (ir::Region* inner : ir::regions(stmt)) {
        VarSet at_end = inside;
        drop_dead(*inner, at_end);
      }
      for (const ir::VarId declared : declared_inside(stmt)) inside.erase(declared);
      for (const ir::VarId outside : live) inside.insert(outside);
      live = std::move(inside);
      return false;
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { ir::add_mentions(expr, live); });
    return false;
  }

  static VarSet declared_inside(const ir::Stmt& stmt) {
    VarSet vars;
    for (const ir::Region* region : ir::regions(stmt)) {
      ir::walk(*region, [&](const ir::Stmt& one) {
        if (const auto* s = ir::get_if<ir::Declare>(one)) vars.insert(s->var);
      });
    }
    return vars;
  }

  /// Variables read anywhere in a loop: a plain assignment to a scalar does not read it.
  VarSet reads(const ir::Stmt& loop) const {
    VarSet vars;
    const auto add = [&](const ir::Stmt& stmt) {
      const auto* assigned = ir::get_if<ir::Assign>(stmt);
      const auto* updated = ir::get_if<ir::Update>(stmt);
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        const bool is_target = (assigned && expr == assigned->place) || (updated && expr == updated->place);
        if (is_target && ir::get_if<ir::VarRef>(expr)) return;
        ir::add_mentions(expr, vars);
      });
    };
    ir::walk(loop, add);
    return vars;
  }

  void drop_empty(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) drop_empty(*inner);
      if (auto* branch = ir::get_if<ir::If>(stmt); branch && branch->then_region.empty() && !branch->else_region.empty()) {
        branch->condition = ir::unary(ir::UnaryOp::kNot, branch->condition);
        std::swap(branch->then_region, branch->else_region);
      }
    }
    remove(region, [](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::For>(stmt)) return s->body.empty();
      if (const auto* s = ir::get_if<ir::Block>(stmt)) return s->body.empty();
      if (const auto* s = ir::get_if<ir::If>(stmt)) return s->then_region.empty() && s->else_region.empty();
      return false;
    });
  }

  // `const double t = s; … t …` where s keeps its value to the end of the region: t is s.
  void replace_copies(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) replace_copies(*inner);
    }
    const std::map<ir::VarId, std::size_t> last_writes = find_last_writes(region);
    std::map<ir::VarId, ir::Expr> copies;
    ir::Region kept;
    for (std::size_t i = 0; i < region.size(); ++i) {
      if (!copies.empty()) replace(region[i], copies);
      if (!is_copy(region[i], i, last_writes)) {
        kept.push_back(std::move(region[i]));
        continue;
      }
      const auto& declared = std::get<ir::Declare>(region[i].node);
      copies[declared.var] = declared.init;
      if (i + 1 < region.size() && region[i + 1].comments.empty()) region[i + 1].comments = region[i].comments;
    }
    changed_ = changed_ || !copies.empty();
    region = std::move(kept);
  }

  bool is_copy(const ir::Stmt& stmt, std::size_t at, const std::map<ir::VarId, std::size_t>& last_writes) const {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    const auto* source = s ? ir::get_if<ir::VarRef>(s->init) : nullptr;
    ir::VarId copy;
    if (!source || !is_tracked(ir::var_ref(function_, s->var), copy) || !function_.var(copy).is_temporary) return false;
    if (!ir::same_type(s->init->type, function_.var(copy).type) || escaped_.count(source->var)) return false;
    const bool is_param = function_.var(source->var).role == ir::VarRole::kParam && is_scalar(s->init->type);
    ir::VarId tracked;
    if (!is_param && !is_tracked(s->init, tracked)) return false;
    const auto is_written_later = [&](ir::VarId var) {
      const auto known = last_writes.find(var);
      return known != last_writes.end() && known->second > at;
    };
    return !is_written_later(source->var) && !is_written_later(copy);
  }

  // By variable, the last statement of the region that declares or writes it, or holds one that does.
  static std::map<ir::VarId, std::size_t> find_last_writes(const ir::Region& region) {
    std::map<ir::VarId, std::size_t> result;
    for (std::size_t i = 0; i < region.size(); ++i) {
      const auto note = [&](const ir::Stmt& stmt) {
        if (const auto* s = ir::get_if<ir::Declare>(stmt)) result[s->var] = i;
        ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
          const auto* ref = use != ir::Use::kRead ? ir::get_if<ir::VarRef>(expr) : nullptr;
          if (ref) result[ref->var] = i;
        });
      };
      ir::walk(region[i], note);
    }
    return result;
  }

  static void replace(ir::Stmt& stmt, const std::map<ir::VarId, ir::Expr>& copies) {
    const auto in_expr = [&](const ir::Expr& expr) {
      return ir::rewrite(expr, [&](const ir::Expr& e) {
        const auto* ref = ir::get_if<ir::VarRef>(e);
        const auto known = ref ? copies.find(ref->var) : copies.end();
        return known != copies.end() ? known->second : e;
      });
    };
    ir::map_exprs(stmt, in_expr);
    for (ir::Region* inner : ir::regions(stmt)) {
      ir::walk(*inner, [&](ir::Stmt& one) { ir::map_exprs(one, in_expr); });
    }
  }

  // `p = 0; p += e;`  ->  `p = e;`, also where `e` gets names in between.
  void join_clear_and_add(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) join_clear_and_add(*inner);
    }
    for (std::size_t i = 0; i + 1 < region.size(); ++i) {
      const auto* cleared = ir::get_if<ir::Assign>(region[i]);
      if (!cleared || !ir::is_zero(cleared->value) || !ir::is_real(cleared->place->type)) continue;
      std::size_t at = i + 1;
      while (at < region.size() && is_apart(region[at], cleared->place)) ++at;
      const auto* added = at < region.size() ? ir::get_if<ir::Update>(region[at]) : nullptr;
      if (!added || !ir::same_expr(cleared->place, added->place) || reads_memory_of(added->value, cleared->place)) continue;
      if (added->op != ir::BinaryOp::kAdd && added->op != ir::BinaryOp::kSub) continue;
      const ir::Expr value = added->op == ir::BinaryOp::kAdd ? added->value : ir::unary(ir::UnaryOp::kNegate, added->value);
      region[at].node = ir::Assign{cleared->place, ir::cast(value, cleared->place->type, /*is_implicit=*/true)};
      if (region[at].comments.empty()) region[at].comments = region[i].comments;
      region.erase(region.begin() + static_cast<std::ptrdiff_t>(i));
      changed_ = true;
    }
  }

  // Names a real made of what surely is not the place: own variables, and memory that is only read.
  bool is_apart(const ir::Stmt& stmt, const ir::Expr& place) const {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    if (!s || !s->init || !ir::is_real(s->init->type) || !s->elements.empty() || !s->arguments.empty()) return false;
    bool found = reads_memory_of(s->init, place) || reads_writable(s->init);
    ir::walk(s->init, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      found = found || ir::get_if<ir::OpaqueExpr>(e) || (ref && function_.var(ref->var).type->kind == ir::TypeKind::kReference);
    });
    return !found;
  }

  // `a_bar[i] += x; … a_bar[i] += y;`  ->  `… a_bar[i] += x + y;`
  void join_updates(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) join_updates(*inner);
    }
    for (std::size_t i = 0; i < region.size(); ++i) {
      if (!is_sum_in_memory(region[i])) continue;
      const std::size_t later = next_update(region, i);
      if (later == region.size()) continue;
      const ir::Update first = std::get<ir::Update>(region[i].node);
      auto& second = std::get<ir::Update>(region[later].node);
      if (first.op == second.op) {
        second.value = ir::binary(ir::BinaryOp::kAdd, first.value, second.value);
      } else if (first.op == ir::BinaryOp::kAdd) {
        second = {second.place, ir::BinaryOp::kAdd, ir::binary(ir::BinaryOp::kSub, first.value, second.value)};
      } else {
        second = {second.place, ir::BinaryOp::kAdd, ir::binary(ir::BinaryOp::kSub, second.value, first.value)};
      }
      if (region[later].comments.empty()) region[later].comments = region[i].comments;
      region.erase(region.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }

  bool is_sum_in_memory(const ir::Stmt& stmt) const {
    const auto* s = ir::get_if<ir::Update>(stmt);
    return s && derivatives_.count(ir::root_var(s->place)) && ir::is_real(s->place->type) && ir::same_type(s->place->type, s->value->type) &&
           (s->op == ir::BinaryOp::kAdd || s->op == ir::BinaryOp::kSub) && ir::get_if<ir::Index>(s->place);
  }

  // The next addition to the same place that the one at `from` may wait for; the region's size if there is none. Nothing
  // in between may read the place, or memory that could be the same, or change what the waiting value is made of.
  std::size_t next_update(const ir::Region& region, std::size_t from) const {
    const auto& first = std::get<ir::Update>(region[from].node);
    const ir::VarId root = ir::root_var(first.place);
    if (!root.is_valid()) return region.size();
    const bool is_own = function_.var(root).type->kind != ir::TypeKind::kPointer && is_local(root);
    VarSet waiting;
    ir::add_mentions(first.value, waiting);
    ir::add_mentions(first.place, waiting);
    waiting.erase(root);
    const bool reads = reads_any_memory(first.value);
    for (std::size_t k = from + 1; k < region.size(); ++k) {
      if (is_sum_in_memory(region[k])) {
        const auto& update = std::get<ir::Update>(region[k].node);
        if (ir::same_expr(update.place, first.place)) return ir::mentions(update.value, root) ? region.size() : k;
        const bool is_apart = ir::root_var(update.place) != root || are_elements(update.place, first.place);
        if (!is_apart || reads || ir::mentions(update.value, root) || (!is_own && reads_writable(update.value))) {
          return region.size();
        }
        continue;
      }
      if (!is_scalar_step(region[k], waiting, root) || (!is_own && step_reads_writable(region[k]))) return region.size();
    }
    return region.size();
  }

  // a[i + 1] and a[i]: even where they are the same element, additions commute.
  static bool are_elements(const ir::Expr& a, const ir::Expr& b) {
    return ir::get_if<ir::Index>(a) && ir::get_if<ir::Index>(b);
  }

  static bool reads_any_memory(const ir::Expr& expr) {
    bool found = false;
    ir::walk(expr, [&](const ir::Expr& e) {
      found = found || (ir::is_place(e) && !ir::get_if<ir::VarRef>(e)) || ir::get_if<ir::OpaqueExpr>(e);
    });
    return found;
  }

  // Memory behind a pointer to what is not const: shadows are among it.
  static bool reads_writable(const ir::Expr& expr) {
    bool found = false;
    ir::walk(expr, [&](const ir::Expr& e) { found = found || (ir::get_if<ir::Index>(e) && !e->type->is_const) || ir::get_if<ir::Deref>(e); });
    return found;
  }

  static bool step_reads_writable(const ir::Stmt& stmt) {
    bool found = false;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { found = found || reads_writable(expr); });
    return found;
  }

  // Declares or assigns a scalar local that the waiting value does not read, from anything but the waiting place's array.
  bool is_scalar_step(const ir::Stmt& stmt, const VarSet& waiting, ir::VarId root) const {
    ir::VarId written;
    ir::Expr value;
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      if (!s->elements.empty() || !s->arguments.empty() || !is_scalar(function_.var(s->var).type)) return false;
      written = s->var;
      value = s->init;
    } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      if (!is_tracked(assigned->place, written)) return false;
      value = assigned->value;
    } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
      if (!is_tracked(updated->place, written)) return false;
      value = updated->value;
    } else {
      return false;
    }
    return !waiting.count(written) && written != root && !(value && ir::mentions(value, root));
  }

  // Whether the value may read what the place names: any memory of the same type that is not a plain scalar variable.
  static bool reads_memory_of(const ir::Expr& value, const ir::Expr& place) {
    bool found = false;
    const bool is_variable = ir::get_if<ir::VarRef>(place) != nullptr;
    ir::walk(value, [&](const ir::Expr& e) {
      if (!ir::is_place(e) || !ir::same_type(e->type, place->type)) return;
      found = found || (is_variable ? ir::same_expr(e, place) : ir::get_if<ir::VarRef>(e) == nullptr && may_overlap(e, place));
    });
    return found;
  }

  // Shadows and primal values never overlap; two places of one root may.
  static bool may_overlap(const ir::Expr& a, const ir::Expr& b) { return ir::root_var(a) == ir::root_var(b); }

  // `double s_bar = 0; … s_bar += e;`  ->  `… double s_bar = e;`
  void start_with_first_touch(ir::Region& region) {
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) start_with_first_touch(*inner);
    }
    // Of each statement: looking through all of them for every variable would cost their number squared.
    std::vector<VarSet> mentioned;
    for (const ir::Stmt& stmt : region) mentioned.push_back(ir::mentioned(stmt));
    for (std::size_t i = region.size(); i-- > 0;) {
      const auto* s = ir::get_if<ir::Declare>(region[i]);
      if (!s || s->init || !s->elements.empty() || !s->arguments.empty()) continue;
      if (!is_scalar(function_.var(s->var).type)) continue;
      move_to_first_touch(region, mentioned, i);
    }
  }

  void move_to_first_touch(ir::Region& region, std::vector<VarSet>& mentioned, std::size_t at) {
    const ir::VarId var = std::get<ir::Declare>(region[at].node).var;
    const bool zeroed = std::get<ir::Declare>(region[at].node).zeroed;
    std::size_t touch = at + 1;
    while (touch < region.size() && !mentioned[touch].count(var)) ++touch;
    if (touch == region.size()) return;
    const auto position = static_cast<std::ptrdiff_t>(at);
    ir::Stmt& first = region[touch];
    ir::Expr init;
    if (const auto* s = ir::get_if<ir::Assign>(first); s && is_var(s->place, var) && !ir::mentions(s->value, var)) {
      init = s->value;
    }
    if (const auto* s = ir::get_if<ir::Update>(first); s && zeroed && is_var(s->place, var) && !ir::mentions(s->value, var)) {
      if (s->op == ir::BinaryOp::kAdd) init = s->value;
      if (s->op == ir::BinaryOp::kSub) init = ir::unary(ir::UnaryOp::kNegate, s->value);
    }
    if (init) {
      first.node = ir::Declare{var, ir::cast(init, function_.var(var).type, /*is_implicit=*/true), false, {}, {}};
      region.erase(region.begin() + position);
      mentioned.erase(mentioned.begin() + position);
    } else if (touch > at + 1) {
      const auto until = static_cast<std::ptrdiff_t>(touch);
      std::rotate(region.begin() + position, region.begin() + position + 1, region.begin() + until);
      std::rotate(mentioned.begin() + position, mentioned.begin() + position + 1, mentioned.begin() + until);
    }
  }

  static bool is_var(const ir::Expr& place, ir::VarId var) {
    const auto* ref = ir::get_if<ir::VarRef>(place);
    return ref && ref->var == var;
  }

  ir::Function& function_;
  const VarSet derivatives_;
  const IsPure& is_pure_;
  VarSet escaped_;
  VarSet extents_;  ///< What arrays are declared with.
  VarSet read_;
  VarSet mentioned_;
  VarSet blocks_;
  bool changed_ = false;
};

}  // namespace

void simplify(ir::Function& function, const std::vector<ir::VarId>& derivatives, const IsPure& is_pure) {
  Simplifier(function, derivatives, is_pure).run();
}

}  // namespace backsweep::transform
