// The reverse sweep: statements backwards, each with what it needs put back first.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/branch_values.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/sweeps.h"

namespace backsweep::transform {

Sweeps::Sweeps(const analysis::ActiveCode& code, const plan::Plan& plan, ir::Function& out, Shadows& shadows,
               CalleeDerivatives& callees, diagnostics::Sink& sink)
    : code_(code), zones_(code.zones()), primal_(code.zones().function()), plan_(plan), out_(out), shadows_(shadows),
      callees_(callees), sink_(sink), branch_values_(branch_values(primal_)),
      chosen_values_(code) {}

Sweeps::Setting::Setting(Sweeps& sweeps)
    : sweeps_(sweeps),
      levels_(std::exchange(sweeps.levels_, {})),
      scope_depth_(std::exchange(sweeps.scope_depth_, 0)),
      kept_(std::exchange(sweeps.kept_, nullptr)),
      plain_forward_(std::exchange(sweeps.plain_forward_, false)),
      moves_shadows_(sweeps.moves_shadows_),
      is_split_(std::exchange(sweeps.is_split_, false)),
      measures_calls_(std::exchange(sweeps.measures_calls, false)),
      run_(sweeps.run_) {}

Sweeps::Setting::~Setting() {
  sweeps_.levels_ = std::move(levels_);
  sweeps_.scope_depth_ = scope_depth_;
  sweeps_.kept_ = kept_;
  sweeps_.plain_forward_ = plain_forward_;
  sweeps_.moves_shadows_ = moves_shadows_;
  sweeps_.is_split_ = is_split_;
  sweeps_.measures_calls = measures_calls_;
  sweeps_.run_ = run_;
}

void Sweeps::run(const ir::Expr& seed, bool is_split) {
  seed_ = seed;
  run_ = runs_in_steps ? Run::kAdvance : Run::kOnce;
  is_split_ = is_split;
  ir::Region hoisted;
  hoisted_ = &hoisted;
  if (is_split) {
    forward_scope(primal_.body, forward);
  } else {
    forward_region(primal_.body, forward);
  }
  reverse_scope(primal_.body, reverse, /*is_same_scope=*/!is_split);
  ir::prepend(std::move(hoisted), forward);
}

void Sweeps::unsupported(const base::SourceSpan& span, const std::string& what) {
  sink_.error(diagnostics::Kind::kUnsupported, span, {what});
}

void Sweeps::reverse_region(const ir::Region& region, ir::Region& out) {
  std::size_t merged_left = 0;
  for (const ir::Stmt& stmt : region) merged_left += plan_.merged.count(&stmt);
  for (auto stmt = region.rbegin(); stmt != region.rend(); ++stmt) {
    if (plan_.merged.count(&*stmt)) {
      merged_loop(*stmt, std::get<ir::For>(stmt->node), out);
      if (--merged_left == 0) late_statements(region, out);
    } else if (plan_.has_reverse.count(&*stmt)) {
      reverse_stmt(*stmt, out);
    }
  }
}

// What the merged loops compute is known now: the statements that waited for it.
void Sweeps::late_statements(const ir::Region& region, ir::Region& out) {
  for (const ir::Stmt& stmt : region) {
    if (plan_.late.count(&stmt) && !ir::get_if<ir::Return>(stmt)) forward_stmt(stmt, out);
  }
  primal_end = out.size();
}

namespace {

bool puts_back_memory(const ir::Stmt& stmt) {
  bool found = false;
  ir::walk(stmt, [&](const ir::Stmt& one) { found = found || popped_and_replaced(one); });
  return found;
}

/// Pointers that are computed again, among the first statements, point to what their vectors held where they are of use.
/// How many of them pass `boundary`.
std::size_t move_behind_memory(ir::Region& region, std::size_t first_statements, std::size_t boundary) {
  std::set<ir::VarId> moved;
  std::size_t passing = 0;
  const auto is_moved = [&](const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    return declared && moved.count(declared->var) != 0;
  };
  // What is made of a pointer finds its place first.
  for (std::size_t i = first_statements; i-- > 0;) {
    const auto* declared = ir::get_if<ir::Declare>(region[i]);
    if (!declared || !declared->init || !ir::is_pointer_like(declared->init->type)) continue;
    const ir::VarId pointer = declared->var;
    const auto begin = region.begin() + static_cast<std::ptrdiff_t>(i);
    auto use = std::find_if(begin, region.end(), [&](const ir::Stmt& stmt) { return ir::mentions(stmt, pointer); });
    if (use == region.end() || std::none_of(begin, use, puts_back_memory)) continue;
    while (is_moved(*std::prev(use))) --use;
    if (use - region.begin() > static_cast<std::ptrdiff_t>(boundary)) ++passing;
    std::rotate(begin, begin + 1, use);
    moved.insert(pointer);
  }
  return passing;
}

}  // namespace

void Sweeps::reverse_scope(const ir::Region& region, ir::Region& out, bool is_same_scope) {
  ir::Region body;
  reverse_region(region, body);
  ir::Region front;
  if (!is_same_scope) restore_locals(region, front);
  declare_shadows(region, front, is_same_scope);
  const std::size_t first_statements = front.size();
  std::move(body.begin(), body.end(), std::back_inserter(front));
  const bool has_end = &region == &primal_.body && primal_end;
  const std::size_t passing = move_behind_memory(front, first_statements, first_statements + primal_end.value_or(0));
  if (!is_same_scope) declare_missing(region, front);
  if (has_end) *primal_end += out.size() + front.size() - body.size() - passing;
  std::move(front.begin(), front.end(), std::back_inserter(out));
}

namespace {
const ir::Stmt* find_declaration(const ir::Region& region, ir::VarId var) {
  for (const ir::Stmt& stmt : region) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (declared && declared->var == var) return &stmt;
  }
  return nullptr;
}
}  // namespace

void Sweeps::load_local(const ir::Region& region, const std::pair<ir::VarId, Slot>& local, ir::Region& out) {
  const bool is_declared = plan_.scopes.at(&region).adopted.count(local.first) || out_.var(local.first).role == ir::VarRole::kParam;
  if (!is_declared) return load_declared(local.second, local.first, out);
  load(local.second, ref(local.first), out);
  restored.insert(local.first);
}

void Sweeps::load_shadows(const std::vector<std::pair<ir::VarId, Slot>>& kept, ir::VarId local, ir::Region& out) {
  if (!shadows_.has(local)) return;
  for (const auto& [shadow, slot] : kept) {
    if (shadows_.variable(local) == shadow) load_declared(slot, shadow, out);
  }
}

void Sweeps::restore_locals(const ir::Region& region, ir::Region& out) {
  const auto shadows = kept_shadows_.find(&region);
  bool are_integers_known = false;
  if (const auto locals = kept_locals_.find(&region); locals != kept_locals_.end()) {
    // Read back in the opposite order of keeping: the stack demands it.
    for (auto local = locals->second.rbegin(); local != locals->second.rend(); ++local) {
      // Integers that are computed again may say how long the array is.
      if (!are_integers_known && !ir::variable_extents(out_.var(local->first).type).empty()) {
        recompute_locals(region, /*only_integers=*/true, out);
        are_integers_known = true;
      }
      if (shadows != kept_shadows_.end()) load_shadows(shadows->second, local->first, out);
      load_local(region, *local, out);
    }
  }
  recompute_locals(region, /*only_integers=*/false, out);
}

// Those that `out` does not hold yet.
void Sweeps::recompute_locals(const ir::Region& region, bool only_integers, ir::Region& out) {
  const auto planned = plan_.scopes.find(&region);
  if (planned == plan_.scopes.end()) return;
  for (const ir::VarId var : planned->second.recomputed) {
    if ((only_integers && !ir::is_integer(out_.var(var).type)) || find_declaration(out, var)) continue;
    const ir::Stmt* stmt = find_declaration(region, var);
    ir::Stmt copy = *stmt;
    copy.comments.clear();
    out.push_back(std::move(copy));
    declare_companion(std::get<ir::Declare>(stmt->node), out);
  }
}

// The shadow of a vector that is only needed for its shape is declared as the vector was.
void Sweeps::take_size(const ir::Region& region, const ir::Declare& primal, ir::Region& made) const {
  const auto planned = plan_.scopes.find(&region);
  if (planned == plan_.scopes.end() || primal.arguments.size() != 1) return;
  const std::vector<ir::VarId>& again = planned->second.recomputed;
  auto* declared = ir::get_if<ir::Declare>(made.front());
  if (!declared || declared->arguments.size() != 1 || std::find(again.begin(), again.end(), primal.var) == again.end()) return;
  declared->arguments = primal.arguments;
}

void Sweeps::declare_shadows(const ir::Region& region, ir::Region& out, bool is_same_scope) {
  for (const ir::Stmt& stmt : region) {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    if (!s || ir::holds_pointers(out_.var(s->var).type) || !code_.variable_has_shadow(s->var)) continue;
    if (is_same_scope && early_.count(s->var)) continue;
    ir::Region made;
    declare_shadow(s->var, made);
    if (!is_same_scope) take_size(region, *s, made);
    // Pointers into it are computed from its shadow: it comes before them, and behind its variable.
    const std::ptrdiff_t at = is_same_scope ? static_cast<std::ptrdiff_t>(out.size()) : first_pointer(out, s->var);
    out.insert(out.begin() + at, std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
  }
}

void Sweeps::declare_shadow(ir::VarId var, ir::Region& out) {
  const ir::VarId shadow = shadows_.variable(var);
  const ir::Type type = out_.var(shadow).type;
  ir::Declare declared{shadow, nullptr, /*zeroed=*/true, {}, {}};
  const bool is_made_of_zeros = type->kind == ir::TypeKind::kVector && are_made_of_zeros(type->element);
  const bool copies_shape = !is_made_of_zeros && ir::has_inner_shape(type);
  if (is_made_of_zeros) {
    declared.arguments = sized(ir::size_of(ref(var)), type->element);
    declared.zeroed = false;
  } else if (copies_shape) {
    const bool is_block = type->kind == ir::TypeKind::kArray && !type->is_std;
    if (!is_block) declared.init = ref(var);
    declared.zeroed = false;
    out.push_back(ir::make_stmt(std::move(declared)));
    if (is_block) out.push_back(ir::assign(ref(shadow), ref(var)));
    return clear(ref(shadow), out);
  }
  out.push_back(ir::make_stmt(std::move(declared)));
  // Braces run constructors and default member initializers: only then is a zero no zero.
  if (!is_zero_by_default(type)) clear(ref(shadow), out);
}

// The place in front of the first pointer's declaration, but behind that of `var` and what restores it.
std::ptrdiff_t Sweeps::first_pointer(const ir::Region& region, ir::VarId var) const {
  std::ptrdiff_t at = static_cast<std::ptrdiff_t>(region.size());
  for (std::ptrdiff_t i = at; i-- > 0;) {
    const auto* s = ir::get_if<ir::Declare>(region[static_cast<std::size_t>(i)]);
    if (s && ir::holds_pointers(out_.var(s->var).type)) at = i;
  }
  for (std::size_t i = static_cast<std::size_t>(at); i < region.size(); ++i) {
    if (ir::get_if<ir::Declare>(region[i]) && std::get<ir::Declare>(region[i].node).var != var) continue;
    bool concerns = false;
    ir::visit_exprs(region[i], [&](const ir::Expr& expr, ir::Use use) {
      concerns = concerns || (use != ir::Use::kRead && ir::mentions(expr, var));
    });
    const auto* s = ir::get_if<ir::Declare>(region[i]);
    if (concerns || (s && s->var == var)) at = static_cast<std::ptrdiff_t>(i) + 1;
  }
  return at;
}

// The first position at which all that the array is declared with has been declared.
std::size_t Sweeps::behind_extents(const ir::Region& region, const ir::Type& type) {
  std::set<ir::VarId> mentioned;
  for (const ir::Expr& extent : ir::variable_extents(type)) ir::add_mentions(extent, mentioned);
  for (std::size_t at = region.size(); at > 0; --at) {
    const auto* declared = ir::get_if<ir::Declare>(region[at - 1]);
    if (declared && mentioned.count(declared->var)) return at;
  }
  return 0;
}

// Locals whose every needed value is put back by the statement that overwrote it only need their declaration.
void Sweeps::declare_missing(const ir::Region& region, ir::Region& out) {
  ir::Region missing;
  for (const ir::Stmt& stmt : region) {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    if (!s || in_place_.count(s->var)) continue;
    std::vector<ir::VarId> vars = {s->var};
    if (ir::holds_pointers(out_.var(s->var).type) && shadows_.has(s->var)) vars.push_back(shadows_.variable(s->var));
    for (const ir::VarId var : vars) {
      if (find_declaration(out, var) || !ir::mentions(out, var)) continue;
      if (out_.var(var).type->kind == ir::TypeKind::kReference) {
        unsupported(stmt.span, "a reference whose target changes inside its scope");
        continue;
      }
      ir::Stmt declared = ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}});
      const std::size_t at = behind_extents(out, out_.var(var).type);
      if (at == 0) missing.push_back(std::move(declared));
      else out.insert(out.begin() + static_cast<std::ptrdiff_t>(at), std::move(declared));
    }
  }
  ir::prepend(std::move(missing), out);
}

void Sweeps::comment_reverse(const ir::Stmt& stmt, ir::Region& out, std::size_t from) const {
  if (out.size() <= from || stmt.text.empty()) return;
  std::string file = stmt.span.file;
  if (const std::size_t slash = file.rfind('/'); slash != std::string::npos) file = file.substr(slash + 1);
  const std::string line = file + ":" + std::to_string(stmt.span.line) + ": " + stmt.text;
  if (out[from].comments.empty()) out[from].comments.push_back(line);
}

void Sweeps::reverse_stmt(const ir::Stmt& stmt, ir::Region& out) {
  if (plan_.checkpoints.count(&stmt)) return reverse_checkpoint(stmt, out);
  if (const auto* branch = ir::get_if<ir::If>(stmt)) return reverse_if(stmt, *branch, out);
  if (const auto* loop = ir::get_if<ir::For>(stmt)) return reverse_for(stmt, *loop, out);
  if (const auto* loop = ir::get_if<ir::While>(stmt)) return reverse_while(stmt, *loop, out);
  if (const auto* block = ir::get_if<ir::Block>(stmt)) {
    ir::Block made;
    reverse_scope(block->body, made.body, /*is_same_scope=*/false);
    if (!made.body.empty()) out.push_back(ir::make_stmt(std::move(made)));
    return;
  }
  const std::size_t from = out.size();
  if (const auto* call = ir::get_if<ir::Call>(stmt)) {
    reverse_call(stmt, *call, out);
  } else if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    reverse_model(stmt, *model, out);
  } else {
    reverse_plain(stmt, out);
  }
  comment_reverse(stmt, out, from);
}

void Sweeps::restore(const ir::Stmt& stmt, ir::Region& out) {
  const auto planned = plan_.saves.find(&stmt);
  const auto kept = saves_.find(&stmt);
  if (planned == plan_.saves.end() || kept == saves_.end()) return;
  std::size_t next = kept->second.size();
  for (auto place = planned->second.rbegin(); place != planned->second.rend(); ++place) {
    const std::vector<ir::Expr> pointers = pointers_in(*place);
    for (auto pointer = pointers.rbegin(); pointer != pointers.rend(); ++pointer) {
      if (code_.points_to_shadowed(*pointer)) load(kept->second[--next], shadows_.place(*pointer), out);
    }
    load(kept->second[--next], *place, out);
    if (const ir::VarId root = ir::root_var(*place); root.is_valid()) restored.insert(root);
  }
}

void Sweeps::give_back(ir::VarId buffer, ir::Region& out) {
  const ir::Expr pointer = ref(buffer);
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kFree, {pointer}, ir::HeapFamily::kMalloc}));
  if (!code_.points_to_shadowed(pointer)) return;
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kFree, {shadows_.place(pointer)}, ir::HeapFamily::kMalloc}));
}

void Sweeps::reverse_plain(const ir::Stmt& stmt, ir::Region& out) {
  const auto* declaration = ir::get_if<ir::Declare>(stmt);
  if (declaration && plan_.freed_buffers.count(declaration->var)) return give_back(declaration->var, out);
  if (plan_.inverted.count(&stmt)) {
    const auto& update = std::get<ir::Update>(stmt.node);
    const ir::BinaryOp opposite = update.op == ir::BinaryOp::kAdd ? ir::BinaryOp::kSub : ir::BinaryOp::kAdd;
    out.push_back(ir::update(update.place, opposite, update.value));
    if (const ir::VarId root = ir::root_var(update.place); root.is_valid()) restored.insert(root);
    if (update.place->type->kind == ir::TypeKind::kPointer && code_.points_to_shadowed(update.place)) {
      out.push_back(ir::update(shadows_.place(update.place), opposite, update.value));
    }
    return;
  }
  // A result that is read where it was assigned must be read before the old value comes back.
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const bool is_shape = assigned && ir::has_inner_shape(assigned->place->type);
  const bool reads_result = !is_shape && !code_.needed(stmt).after.is_empty();
  if (!reads_result) restore(stmt, out);
  if (code_.has_adjoint(stmt)) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) adjoint_of_declare(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Assign>(stmt)) adjoint_of_assign(stmt, s->place, s->value, false, out);
    if (const auto* s = ir::get_if<ir::Update>(stmt)) adjoint_of_update(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Return>(stmt)) adjoint_of_return(stmt, s->value, out);
    if (const auto* s = ir::get_if<ir::Opaque>(stmt)) adjoint_of_opaque(stmt, *s, out);
  }
  if (is_shape && !code_.has_adjoint(stmt) && plan_.saves.count(&stmt) && code_.has_shadow(assigned->place)) {
    zero_like(shadows_.place(assigned->place), assigned->place, out);
  }
  if (reads_result) restore(stmt, out);
}

void Sweeps::reverse_if(const ir::Stmt& stmt, const ir::If& branch, ir::Region& out) {
  ir::If made;
  made.condition = branch.condition;
  if (const auto kept = conditions_.find(&stmt); kept != conditions_.end()) {
    if (kept->second.kind == Slot::Kind::kStack) {
      const ir::VarId taken = add_temporary(out_, "taken", ir::bool_type());
      load_declared(kept->second, taken, out);
      made.condition = ref(taken);
    } else {
      made.condition = element_of(kept->second);
    }
  }
  reverse_scope(branch.then_region, made.then_region, /*is_same_scope=*/false);
  reverse_scope(branch.else_region, made.else_region, /*is_same_scope=*/false);
  if (made.then_region.empty() && made.else_region.empty()) return;
  if (made.then_region.empty()) {
    made.condition = ir::unary(ir::UnaryOp::kNot, made.condition);
    std::swap(made.then_region, made.else_region);
  }
  out.push_back(ir::make_stmt(std::move(made)));
}

ir::For Sweeps::reversed(const ir::For& loop) const {
  using ir::BinaryOp;
  const ir::Type type = out_.var(loop.var).type;
  ir::For made = loop;
  made.body.clear();
  made.marks = {};
  made.is_down = !loop.is_down;
  made.compare = loop.is_down ? BinaryOp::kLessEqual : BinaryOp::kGreaterEqual;
  made.to = ir::cast(loop.from, type);
  ir::Expr last;
  if (ir::is_one(loop.step)) {
    const bool is_closed = loop.compare == BinaryOp::kLessEqual || loop.compare == BinaryOp::kGreaterEqual;
    const BinaryOp inward = loop.is_down ? BinaryOp::kAdd : BinaryOp::kSub;
    last = is_closed ? loop.to : ir::binary(inward, loop.to, ir::integer(1));
  } else {
    const ir::Expr way = ir::binary(
        BinaryOp::kMul, ir::binary(BinaryOp::kSub, trip_count(loop), ir::integer(1)), loop.step);
    last = ir::binary(loop.is_down ? BinaryOp::kSub : BinaryOp::kAdd, loop.from, way);
  }
  made.from = ir::cast(last, type);
  // `i <= n - 1` reads better as `i < n`.
  if (loop.is_down) {
    const auto* minus_one = ir::get_if<ir::Binary>(loop.from);
    if (minus_one && minus_one->op == BinaryOp::kSub && ir::is_one(minus_one->right)) {
      made.compare = BinaryOp::kLess;
      made.to = ir::cast(minus_one->left, type);
    }
  }
  return made;
}

namespace {
// The loop itself once more, to be filled with its reverse.
ir::For same_header(const ir::For& loop) {
  ir::For made = loop;
  made.body.clear();
  made.marks = {};
  return made;
}
}  // namespace

void Sweeps::reverse_for(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out) {
  if (plan_.replays.count(&stmt)) return reverse_replay(stmt, loop, out);
  pop_blocks_of(stmt, out);
  const bool is_fused = plan_.fused.count(&stmt) != 0;
  ir::Region body;
  if (is_fused) {
    fused_body(loop.body, &plan_.kept_statements.at(&stmt), nullptr, body);
  } else {
    reverse_scope(loop.body, body, /*is_same_scope=*/false);
  }
  const bool in_order = plan_.in_order.count(&stmt) != 0 && (is_fused || !uses_stack(body));
  ir::For made = in_order ? same_header(loop) : reversed(loop);
  made.body = std::move(body);
  if (!made.body.empty()) out.push_back(ir::make_stmt(std::move(made)));
  release_blocks_of(stmt, out);
  pop_blocks(stmt, out);
}

// In the order of the primal, from what the first iteration was handed.
void Sweeps::reverse_replay(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out) {
  const plan::Replay& replay = plan_.replays.at(&stmt);
  for (const plan::Replay::Entry& entry : replay.entries) {
    restored.insert(entry.var);
    if (entry.init) out.push_back(ir::assign(ref(entry.var), entry.init));
  }
  restore(stmt, out);
  ir::For made = same_header(loop);
  fused_body(loop.body, &plan_.kept_statements.at(&stmt), &replay, made.body);
  out.push_back(ir::make_stmt(std::move(made)));
}

// Values come off the stack in the opposite order of the forward sweep only.
bool Sweeps::uses_stack(const ir::Region& region) const {
  bool found = false;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    found = found || ir::get_if<ir::Pop>(stmt);
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { found = found || ir::mentions(expr, workspace); });
  });
  return found;
}

// The whole loop, once: its iterations only meet in sums, so the order of the primal serves both directions.
void Sweeps::merged_loop(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out) {
  ir::For made = loop;
  made.body.clear();
  fused_body(loop.body, nullptr, nullptr, made.body);
  ir::Stmt copy = ir::make_stmt(std::move(made), stmt.span, stmt.text);
  copy.comments = stmt.comments;
  out.push_back(std::move(copy));
}

// Forward part of the iteration (all of it, or the statements in `kept`), then its reverse: one scope, nothing kept
// between the sweeps. What a replayed iteration hands on is computed last.
void Sweeps::fused_body(const ir::Region& iteration, const std::set<const ir::Stmt*>* kept, const plan::Replay* replay,
                        ir::Region& out) {
  const Setting setting(*this);
  kept_ = kept;
  std::vector<const ir::Stmt*> tail;
  std::set<const ir::Stmt*> head;
  if (replay && replay->tail) {
    head = *kept;
    bool is_behind = false;
    for (const ir::Stmt& stmt : iteration) {
      is_behind = is_behind || &stmt == replay->tail;
      if (is_behind && head.erase(&stmt) && !(&stmt == replay->tail && replay->tail_has_adjoint)) tail.push_back(&stmt);
    }
    kept_ = &head;
  }
  ir::Region hoisted;
  ir::Region* was_hoisted = std::exchange(hoisted_, &hoisted);
  ir::Region body;
  const bool had_workspace = std::exchange(uses_workspace, false);
  const bool had_blocks = std::exchange(uses_blocks, false);
  forward_region(iteration, body);
  kept_ = nullptr;
  reverse_scope(iteration, body, /*is_same_scope=*/true);
  kept_ = kept;
  plain_forward_ = true;
  for (const ir::Stmt* stmt : tail) forward_stmt(*stmt, body);
  hoisted_ = was_hoisted;
  // What an iteration keeps is given back at its end.
  for (const auto& [is_used, store] : {std::pair(uses_workspace, workspace), std::pair(uses_blocks, blocks)}) {
    if (!is_used) continue;
    const ir::VarId frame = add_temporary(out_, "iteration", ir::opaque_type("backsweep::Frame"));
    hoisted.insert(hoisted.begin(), ir::make_stmt(ir::Declare{frame, nullptr, false, {}, {ref(store)}}));
  }
  uses_workspace = uses_workspace || had_workspace;
  uses_blocks = uses_blocks || had_blocks;
  out = std::move(hoisted);
  std::move(body.begin(), body.end(), std::back_inserter(out));
}

void Sweeps::reverse_while(const ir::Stmt& stmt, const ir::While& loop, ir::Region& out) {
  const Slot& slot = trips_.at(&stmt);
  ir::VarId trips = slot.var;
  if (slot.kind == Slot::Kind::kStack) {
    trips = add_temporary(out_, "trips", ir::long_type());
    load_declared(slot, trips, out);
  }
  const ir::Expr count = slot.kind == Slot::Kind::kStack ? ref(trips) : element_of(slot);
  ir::Region last;
  reverse_scope(loop.before_condition, last, /*is_same_scope=*/false);
  if (!last.empty()) out.push_back(ir::make_stmt(ir::Block{last}));
  ir::For made;
  made.var = add_temporary(out_, "trip", ir::long_type());
  out_.var(made.var).role = ir::VarRole::kInduction;
  made.from = count;
  made.to = ir::integer(0, ir::long_type());
  made.compare = ir::BinaryOp::kGreater;
  made.step = ir::integer(1, ir::long_type());
  made.is_down = true;
  reverse_scope(loop.body, made.body, /*is_same_scope=*/false);
  std::move(last.begin(), last.end(), std::back_inserter(made.body));
  if (!made.body.empty()) out.push_back(ir::make_stmt(std::move(made)));
}

}  // namespace backsweep::transform
