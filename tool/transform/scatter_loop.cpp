// Recognises loops that add to elements around the one of their counter.
#include "transform/scatter_loop.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// Neighbours further apart than this are not added to in one pass.
constexpr long kWidest = 8;
// Nothing is gained in loops that are known to have no more iterations.
constexpr double kFewTrips = 8;

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

}  // namespace

Aliases::Aliases(const ir::Function& function) : function_(function) {
  ir::walk(function.body, [&](const ir::Stmt& stmt) { note(stmt); });
}

ir::VarId Aliases::root(ir::VarId var) const {
  const auto found = parent_.find(var);
  return found == parent_.end() ? var : root(found->second);
}

void Aliases::note(const ir::Stmt& stmt) {
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

bool Aliases::is_memory(ir::VarId var) const {
  const ir::Type& type = function_.var(var).type;
  return !ir::is_real(type) && !ir::is_integer(type);
}

ScatterLoop::ScatterLoop(const ir::Function& function, const Aliases& aliases, const ir::For& loop)
    : function_(function), aliases_(aliases), loop_(loop), is_fit_(inspect()) {}

bool ScatterLoop::inspect() {
  const ir::Type& type = function_.var(loop_.var).type;
  const std::optional<double> trips = difference(high(), low());
  if (trips && *trips <= kFewTrips) return false;
  if (!ir::is_integer(type) || !type->is_signed || !ir::is_one(loop_.step)) return false;
  if (loop_.compare == BinaryOp::kNotEqual || loop_.compare == BinaryOp::kEqual) return false;
  if (!std::all_of(loop_.body.begin(), loop_.body.end(), [&](const ir::Stmt& stmt) { return note(stmt); })) return false;
  return scatters() && std::all_of(writes_.begin(), writes_.end(), [&](const ScatterWrite& w) { return is_apart(w); });
}

// Declarations compute; all else adds to or assigns one place each.
bool ScatterLoop::note(const ir::Stmt& stmt) {
  const auto position = static_cast<std::size_t>(&stmt - loop_.body.data());
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    declared_.insert(s->var);
    reads_.push_back({s->init, position});
    return is_pure_scalar(function_, *s);
  }
  const auto* updated = ir::get_if<ir::Update>(stmt);
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  if (!updated && !assigned) return false;
  ScatterWrite write;
  write.place = updated ? updated->place : assigned->place;
  write.value = updated ? updated->value : assigned->value;
  write.position = position;
  if (updated) write.op = updated->op;
  reads_.push_back({write.value, position});
  if (own(stmt).is_valid()) return true;
  if (updated && updated->op != BinaryOp::kAdd && updated->op != BinaryOp::kSub) return false;
  if (!ir::is_real(write.place->type) || !locate(write)) return false;
  writes_.push_back(std::move(write));
  return true;
}

ir::VarId ScatterLoop::own(const ir::Stmt& stmt) const {
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) return s->var;
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* updated = ir::get_if<ir::Update>(stmt);
  if (!assigned && !updated) return {};
  const auto* ref = ir::get_if<ir::VarRef>(assigned ? assigned->place : updated->place);
  return ref && is_own(ref->var) ? ref->var : ir::VarId{};
}

bool ScatterLoop::locate(ScatterWrite& write) const {
  if (const auto* ref = ir::get_if<ir::VarRef>(write.place)) {
    write.root = ref->var;
    return write.op && !is_own(ref->var);
  }
  const auto* access = ir::get_if<ir::Index>(write.place);
  const auto* base = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
  if (!base || is_own(base->var)) return false;
  const std::optional<long> offset = ir::constant_offset(access->index, loop_.var);
  if (!offset) return false;
  write.root = base->var;
  write.offset = *offset;
  return true;
}

// Some array gets terms at two offsets from one iteration: only then is there anything to gain.
bool ScatterLoop::scatters() const {
  std::map<ir::VarId, std::set<long>> offsets;
  for (const ScatterWrite& write : writes_) {
    if (write.op && ir::get_if<ir::Index>(write.place)) offsets[write.root].insert(write.offset);
  }
  return std::any_of(offsets.begin(), offsets.end(), [](const auto& one) { return one.second.size() > 1; });
}

bool ScatterLoop::is_apart(const ScatterWrite& write) const {
  const bool is_local = function_.var(write.root).role == ir::VarRole::kLocal &&
                        function_.var(write.root).type->kind != ir::TypeKind::kPointer;
  if (!write.op && !is_local) return false;
  const auto writes_same = std::count_if(writes_.begin(), writes_.end(),
                                         [&](const ScatterWrite& w) { return aliases_.same(w.root, write.root); });
  if (!write.op && writes_same != 1) return false;
  return std::none_of(reads_.begin(), reads_.end(), [&](const Read& read) {
    bool meets = false;
    ir::walk(read.expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      meets = meets || (ref && aliases_.same(ref->var, write.root));
    });
    return meets && (write.op || read.position > write.position || !reads_only_itself(read.expr, write));
  });
}

bool ScatterLoop::reads_only_itself(const ir::Expr& read, const ScatterWrite& write) const {
  std::size_t mentions = 0;
  std::size_t same = 0;
  ir::walk(read, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref && aliases_.same(ref->var, write.root)) ++mentions;
    if (ir::same_expr(e, write.place)) ++same;
  });
  return mentions == same;
}

std::map<ir::VarId, Span> ScatterLoop::spans() const {
  std::map<ir::VarId, Span> spans;
  for (const ScatterWrite& write : writes_) {
    Span& span = spans.try_emplace(write.root, Span{write.offset, write.offset}).first->second;
    span = {std::min(span.low, write.offset), std::max(span.high, write.offset)};
  }
  for (const ScatterWrite& write : writes_) {
    const bool is_fit = write.op && !ir::get_if<ir::Literal>(write.value) && spans.at(write.root).width() <= kWidest;
    if (!is_fit) spans.at(write.root) = {};
  }
  return spans;
}

ir::Expr ScatterLoop::low() const {
  if (!loop_.is_down) return loop_.from;
  return loop_.compare == BinaryOp::kGreaterEqual ? loop_.to : shifted(loop_.to, 1);
}

ir::Expr ScatterLoop::high() const {
  if (loop_.is_down) return shifted(loop_.from, 1);
  return loop_.compare == BinaryOp::kLessEqual ? shifted(loop_.to, 1) : loop_.to;
}

ir::For rising(const ir::For& loop, ir::Expr from, ir::Expr to) {
  ir::For made = loop;
  made.body.clear();
  made.is_down = false;
  made.from = std::move(from);
  made.compare = BinaryOp::kLess;
  made.to = std::move(to);
  return made;
}

ir::Expr shifted(const ir::Expr& bound, long by) {
  if (by == 0) return bound;
  return ir::binary(by > 0 ? BinaryOp::kAdd : BinaryOp::kSub, bound, ir::integer(std::abs(by)));
}

ir::Expr least(const ir::Expr& a, const ir::Expr& b, const ir::Type& type) {
  if (const auto by = difference(a, b)) return *by < 0 ? a : b;
  return ir::opaque({"std::min<" + type->spelling + ">(", ", ", ")"}, {a, b}, type);
}

ir::Expr largest(const ir::Expr& a, const ir::Expr& b, const ir::Type& type) {
  if (const auto by = difference(a, b)) return *by > 0 ? a : b;
  return ir::opaque({"std::max<" + type->spelling + ">(", ", ", ")"}, {a, b}, type);
}

void turn(ir::For& loop) {
  const ir::Expr low = loop.from;
  loop.is_down = true;
  loop.from = shifted(loop.to, -1);
  loop.compare = BinaryOp::kGreaterEqual;
  loop.to = low;
}

bool meets_first(const ScatterWrite& a, const ScatterWrite& b, bool is_down) {
  if (a.root != b.root) return a.root < b.root;
  // Going up, an element meets the terms with the largest offset first.
  return is_down ? a.offset < b.offset : a.offset > b.offset;
}

}  // namespace backsweep::transform
