// Finds values that two neighbouring iterations compute.
#include "transform/share_neighbours.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// Longer expressions are not compared.
constexpr int kMaxNodes = 400;

// Computing it twice costs more than a pass over memory: quotients vectorise, and do not.
bool is_costly(const ir::Expr& expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    found = found || (ir::is_real(e->type) && !ir::is_place(e) && rules::is_worth_array(e));
  });
  return found;
}

int count_nodes(const ir::Expr& expr) {
  int nodes = 0;
  ir::walk(expr, [&](const ir::Expr&) { ++nodes; });
  return nodes;
}

/// One loop over elements, without branches.
class Loop {
 public:
  Loop(ir::Function& function, const ir::For& loop) : function_(function), loop_(loop) {}

  /// Whether the loop only computes scalars of its own and writes elements of local arrays that it does not read.
  bool is_fit() {
    const auto* from = ir::get_if<ir::Literal>(loop_.from);
    if (!ir::is_one(loop_.step) || loop_.is_down || loop_.compare != BinaryOp::kLess) return false;
    if (!from || !from->value || *from->value < 1) return false;
    if (!std::all_of(loop_.body.begin(), loop_.body.end(), [&](const ir::Stmt& stmt) { return note(stmt); })) return false;
    for (const ir::VarId var : read_) {
      if (written_.count(var)) return false;
    }
    return !is_changed_by_loop(loop_.to);
  }

  /// The loop with what it shares in front; nothing where it shares nothing.
  std::optional<ir::Stmt> share(const ir::Stmt& original) {
    find_pairs();
    if (pairs_.empty()) return std::nullopt;
    ir::If guarded;
    guarded.condition = ir::binary(BinaryOp::kLess, loop_.from, loop_.to);
    ir::For rest = loop_;
    for (const auto& [ahead, behind] : pairs_) add_values(ahead, behind, original, guarded.then_region, rest);
    drop_unused(rest.body);
    ir::Stmt loop = ir::make_stmt(std::move(rest), original.span, original.text);
    loop.comments = original.comments;
    guarded.then_region.push_back(std::move(loop));
    return ir::make_stmt(std::move(guarded), original.span, original.text);
  }

 private:
  bool note(const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      const ir::Type& type = function_.var(s->var).type;
      if (!ir::is_real(type) && !ir::is_integer(type)) return false;
      return s->init ? define(s->var, s->init) : pending_.insert(s->var).second;
    }
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* updated = ir::get_if<ir::Update>(stmt);
    if (!assigned && !updated) return false;
    const auto* scalar = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
    if (scalar) return pending_.erase(scalar->var) != 0 && define(scalar->var, assigned->value);
    const auto* access = ir::get_if<ir::Index>(assigned ? assigned->place : updated->place);
    const auto* array = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
    if (!array || !is_own_array(array->var) || !note_reads(access->index)) return false;
    written_.insert(array->var);
    return note_reads(assigned ? assigned->value : updated->value);
  }

  bool define(ir::VarId var, const ir::Expr& value) {
    declared_[var] = value;
    return note_reads(value);
  }

  /// The variable of the iteration's own that the statement gives its one value; invalid for any other statement.
  ir::VarId defined(const ir::Stmt& stmt) const {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    if (s && s->init) return s->var;
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* scalar = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
    return scalar ? scalar->var : ir::VarId{};
  }

  static void redefine(ir::Stmt& stmt, const ir::Expr& value) {
    if (auto* s = ir::get_if<ir::Declare>(stmt)) s->init = value;
    else std::get<ir::Assign>(stmt.node).value = value;
  }

  // Its memory is nobody else's.
  bool is_own_array(ir::VarId var) const {
    const ir::Variable& variable = function_.var(var);
    const bool is_array = variable.type->kind == ir::TypeKind::kVector || variable.type->kind == ir::TypeKind::kArray;
    return is_array && variable.role == ir::VarRole::kLocal;
  }

  // Scalars, and elements of arrays and of parameters.
  bool note_reads(const ir::Expr& expr) {
    bool is_fit = true;
    ir::walk(expr, [&](const ir::Expr& e) {
      if (ir::get_if<ir::OpaqueExpr>(e) || ir::get_if<ir::AddressOf>(e) || ir::get_if<ir::Member>(e)) is_fit = false;
      if (const auto* node = ir::get_if<ir::Deref>(e)) is_fit = is_fit && is_param(node->pointer);
      if (const auto* node = ir::get_if<ir::Index>(e)) {
        const auto* array = ir::get_if<ir::VarRef>(node->base);
        const bool is_known = array ? is_own_array(array->var) || is_param(node->base) : ir::get_if<ir::Deref>(node->base) != nullptr;
        is_fit = is_fit && is_known;
        if (array) read_.insert(array->var);
      }
    });
    return is_fit;
  }

  // Given by the caller, before the function's own arrays existed.
  bool is_param(const ir::Expr& pointer) const {
    const auto* ref = ir::get_if<ir::VarRef>(pointer);
    if (!ref || function_.var(ref->var).role != ir::VarRole::kParam) return false;
    bool moves = false;
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        const auto* written = ir::get_if<ir::VarRef>(expr);
        moves = moves || (use != ir::Use::kRead && written && written->var == ref->var);
      });
    });
    return !moves;
  }

  bool is_changed_by_loop(const ir::Expr& expr) const {
    bool found = false;
    ir::walk(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      found = found || ir::get_if<ir::OpaqueExpr>(e) || (ref && (written_.count(ref->var) || ref->var == loop_.var));
    });
    return found;
  }

  // The value in terms of memory and of what comes from outside of the loop.
  ir::Expr expanded(const ir::Expr& expr) const {
    return ir::rewrite(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const auto known = ref ? declared_.find(ref->var) : declared_.end();
      return known == declared_.end() ? e : expanded(known->second);
    });
  }

  /// Whether b reads at i - 1 what a reads at i. `moves`: some subscript says so.
  bool is_one_behind(const ir::Expr& a, const ir::Expr& b, bool& moves) const {
    if (!ir::same_type(a->type, b->type)) return false;
    const std::optional<long> x = ir::constant_offset(a, loop_.var);
    const std::optional<long> y = ir::constant_offset(b, loop_.var);
    if (x || y) {
      moves = true;
      return x && y && *y == *x - 1;
    }
    const std::vector<ir::Expr> left = ir::children(a);
    const std::vector<ir::Expr> right = ir::children(b);
    if (left.size() != right.size()) return false;
    if (left.empty()) return ir::same_expr(a, b);
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!is_one_behind(left[i], right[i], moves)) return false;
    }
    // The same node over the same operands.
    return ir::same_expr(ir::with_children(b, left), a);
  }

  // Largest values first: what they are made of comes along.
  void find_pairs() {
    std::map<ir::VarId, ir::Expr> values;
    for (const auto& [var, init] : declared_) {
      if (!ir::is_real(function_.var(var).type)) continue;
      const ir::Expr value = expanded(init);
      if (count_nodes(value) <= kMaxNodes && is_costly(value)) values[var] = value;
    }
    std::set<ir::VarId> behind;
    std::vector<std::pair<ir::VarId, ir::VarId>> all;
    for (const auto& [a, x] : values) {
      for (const auto& [b, y] : values) {
        bool moves = false;
        if (a == b || !ir::same_type(function_.var(a).type, function_.var(b).type) || !is_one_behind(x, y, moves) || !moves) continue;
        all.emplace_back(a, b);
        behind.insert(b);
      }
    }
    for (const auto& [a, b] : all) {
      if (is_used_outside(b, behind)) pairs_.emplace_back(a, b);
    }
  }

  bool is_used_outside(ir::VarId var, const std::set<ir::VarId>& behind) const {
    return std::any_of(loop_.body.begin(), loop_.body.end(), [&](const ir::Stmt& stmt) {
      if (behind.count(defined(stmt))) return false;
      bool found = false;
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { found = found || ir::mentions(expr, var); });
      return found;
    });
  }

  // values[k] for k from the iteration in front of the first, and the two readers.
  void add_values(ir::VarId ahead, ir::VarId behind, const ir::Stmt& original, ir::Region& out, ir::For& rest) {
    const ir::Type real = ir::without_const(function_.var(ahead).type);
    const ir::VarId values = add_temporary(function_, function_.var(ahead).name + "s",
                                           ir::vector_of(real));
    const ir::Expr size = ir::cast(loop_.to, ir::size_type(), /*is_implicit=*/true);
    out.push_back(ir::make_stmt(ir::Declare{values, nullptr, false, {}, {size}}, original.span, original.text));
    ir::For first = loop_;
    first.body.clear();
    const ir::Variable counter_variable = function_.var(loop_.var);
    first.var = function_.add_var(counter_variable);
    first.from = ir::binary(BinaryOp::kSub, loop_.from, ir::integer(1, loop_.from->type));
    std::map<ir::VarId, ir::VarId> copies = {{loop_.var, first.var}};
    std::set<ir::VarId> wanted;
    add_parts(ahead, wanted);
    for (const ir::Stmt& stmt : loop_.body) {
      const ir::VarId own = defined(stmt);
      if (!own.is_valid() || !wanted.count(own)) continue;
      const ir::Expr init = renamed(declared_.at(own), copies);
      // Results that derivatives read keep names of their own.
      const bool is_named = own != ahead || rules::is_expensive(init);
      if (is_named) {
        const ir::Variable variable = function_.var(own);
        const ir::VarId copy = function_.add_var(variable);
        copies[own] = copy;
        first.body.push_back(ir::make_stmt(ir::Declare{copy, init, false, {}, {}}, stmt.span, stmt.text));
      }
      if (own == ahead) {
        const ir::Expr place = ir::index(ir::var_ref(function_, values), ir::var_ref(function_, first.var));
        const ir::Expr value = is_named ? ir::var_ref(function_, copies.at(own)) : init;
        first.body.push_back(ir::make_stmt(ir::Assign{place, value}, stmt.span, stmt.text));
        break;
      }
    }
    out.push_back(ir::make_stmt(std::move(first), original.span, original.text));
    const ir::Expr counter = ir::var_ref(function_, loop_.var);
    const ir::Expr before = ir::binary(BinaryOp::kSub, counter, ir::integer(1, counter->type));
    for (ir::Stmt& stmt : rest.body) {
      const ir::VarId own = defined(stmt);
      if (own == ahead) redefine(stmt, ir::index(ir::var_ref(function_, values), counter));
      if (own == behind) redefine(stmt, ir::index(ir::var_ref(function_, values), before));
    }
  }

  void add_parts(ir::VarId var, std::set<ir::VarId>& parts) const {
    const auto known = declared_.find(var);
    if (known == declared_.end() || !parts.insert(var).second) return;
    ir::walk(known->second, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) add_parts(ref->var, parts);
    });
  }

  ir::Expr renamed(const ir::Expr& expr, const std::map<ir::VarId, ir::VarId>& copies) const {
    return ir::rewrite(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const auto copy = ref ? copies.find(ref->var) : copies.end();
      return copy == copies.end() ? e : ir::var_ref(function_, copy->second);
    });
  }

  // Backwards: what nobody reads further down, and declarations without a definition.
  void drop_unused(ir::Region& body) const {
    for (std::size_t i = body.size(); i-- > 0;) {
      const auto* s = ir::get_if<ir::Declare>(body[i]);
      const ir::VarId own = s ? s->var : defined(body[i]);
      if (!own.is_valid()) continue;
      bool is_used = false;
      for (std::size_t k = i + 1; k < body.size(); ++k) {
        ir::visit_exprs(body[k], [&](const ir::Expr& expr, ir::Use) { is_used = is_used || ir::mentions(expr, own); });
      }
      if (!is_used) body.erase(body.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  ir::Function& function_;
  const ir::For loop_;
  std::map<ir::VarId, ir::Expr> declared_;
  std::set<ir::VarId> pending_;  ///< Declared without a value so far.
  std::set<ir::VarId> read_;
  std::set<ir::VarId> written_;
  std::vector<std::pair<ir::VarId, ir::VarId>> pairs_;  ///< The value at i, and the same at i - 1.
};

void visit(ir::Function& function, ir::Region& region) {
  for (ir::Stmt& stmt : region) {
    if (const auto* counted = ir::get_if<ir::For>(stmt)) {
      Loop loop(function, *counted);
      if (loop.is_fit()) {
        if (std::optional<ir::Stmt> shared = loop.share(stmt)) stmt = std::move(*shared);
        continue;
      }
    }
    for (ir::Region* inner : ir::regions(stmt)) visit(function, *inner);
  }
}

}  // namespace

void share_neighbours(ir::Function& function) {
  ir::Region body = std::move(function.body);
  function.body = body;
  visit(function, body);
  function.body = std::move(body);
}

}  // namespace backsweep::transform
