// Decides what is kept: "to be recorded" analysis along the forward flow, scopes at their end, loops whole.
//
// A set of required zones flows forward: what the reverse code of the statements passed so far reads. A statement that
// overwrites a required zone keeps the old value (Hascoët, Naumann, Pascual, "To be recorded" analysis in reverse-mode
// AD, 2005); a scope that ends keeps the required values of its locals or computes them again.
#include "plan/plan.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/iteration.h"
#include "plan/merge.h"
#include "plan/moved_elements.h"
#include "plan/order.h"
#include "plan/recompute.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

bool is_storable(const ir::Type& type) {
  switch (type->kind) {
    case ir::TypeKind::kVoid:
    case ir::TypeKind::kReference:
    case ir::TypeKind::kOpaque:
      return false;
    case ir::TypeKind::kBool:
    case ir::TypeKind::kInteger:
    case ir::TypeKind::kReal:
    case ir::TypeKind::kPointer:
      return true;
    case ir::TypeKind::kArray:
      return type->extent && is_storable(type->element);
    case ir::TypeKind::kVector:
      return is_storable(type->element);
    case ir::TypeKind::kRecord:
      return type->record && !type->record->is_union &&
             std::all_of(type->record->fields.begin(), type->record->fields.end(),
                         [](const ir::Field& field) { return is_storable(field.type); });
  }
  return false;
}

namespace {

bool is_recorded_call(const Plan& plan, const ir::Stmt& stmt) {
  const auto known = plan.calls.find(&stmt);
  return known != plan.calls.end() && keeps_record(known->second);
}

bool keeps_at_end(const Plan& plan, const ir::Region& region) {
  const auto known = plan.scopes.find(&region);
  return known != plan.scopes.end() && !known->second.stored.empty();
}

}  // namespace

ir::VarId written_variable(analysis::FunctionZones& zones, const ir::Stmt& stmt) {
  ir::VarId var;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use != ir::Use::kRead && !var.is_valid()) var = ir::root_var(expr);
  });
  // What a call or a block operation writes behind its arguments.
  for (const ZoneId id : zones.effects(stmt).writes.items()) {
    if (var.is_valid()) break;
    analysis::ZoneId at = zones.root(id);
    while (zones.zone(at).kind == analysis::ZoneKind::kPointee) at = zones.root(zones.zone(at).parent);
    var = zones.zone(at).var;
  }
  return var;
}

bool takes_scalar_off(const ir::Model& model) {
  if (model.op != ir::ModelOp::kPopBack) return false;
  const ir::Type& element = model.operands[0]->type->element;
  return ir::is_real(element) || ir::is_integer(element);
}

bool keeps_anything(const Plan& plan, const ir::Region& region) {
  bool found = keeps_at_end(plan, region);
  ir::walk(region, [&](const ir::Stmt& stmt) {
    found = found || plan.saves.count(&stmt) != 0 || plan.block_saves.count(&stmt) != 0 || plan.kept_conditions.count(&stmt) != 0 ||
            ir::get_if<ir::While>(stmt) != nullptr || is_recorded_call(plan, stmt);
    for (const ir::Region* inner : ir::regions(stmt)) found = found || keeps_at_end(plan, *inner);
  });
  return found;
}

namespace {

constexpr const char* kMovesElements = "it may move the elements that this points to, which the reverse sweep reads";
constexpr const char* kNoMovedElements = "use an index instead, or take the pointer where the vector is no longer grown or swapped";

// Each variable is told of once at a statement.
void add_obstacle(Obstacle obstacle, Plan& plan) {
  const auto is_same = [&](const Obstacle& known) { return known.stmt == obstacle.stmt && known.var == obstacle.var; };
  if (std::none_of(plan.obstacles.begin(), plan.obstacles.end(), is_same)) plan.obstacles.push_back(std::move(obstacle));
}

class Planner {
 public:
  /// `kept`: loops that are not fused, as they would not merge.
  Planner(const analysis::ActiveCode& code, const Options& options, const std::set<const ir::Stmt*>& kept)
      : code_(code), zones_(code.zones()), function_(code.zones().function()), options_(options), kept_(kept), storage_(options.storage) {}

  Plan make() {
    plan_.growth = find_growth(zones_);
    if (!options_.is_split) same_scope_ = &function_.body;
    ZoneSet required = options_.required_in;
    required = options_.is_split ? scope(function_.body, required) : flow(function_.body, required);
    plan_.required_out = required;
    return std::move(plan_);
  }

 private:
  ZoneSet flow(const ir::Region& region, ZoneSet required) {
    const ir::Region* around = std::exchange(region_, &region);
    for (const ir::Stmt& stmt : region) required = flow(stmt, std::move(required));
    region_ = around;
    return required;
  }

  ZoneSet flow(const ir::Stmt& stmt, ZoneSet required) {
    if (is_checkpointed(code_, stmt)) return flow_checkpoint(stmt, std::move(required));
    if (const auto* branch = ir::get_if<ir::If>(stmt)) return flow_if(stmt, *branch, required);
    if (const auto* loop = ir::get_if<ir::For>(stmt)) return flow_for(stmt, *loop, required);
    if (const auto* loop = ir::get_if<ir::While>(stmt)) return flow_while(stmt, *loop, required);
    if (const auto* block = ir::get_if<ir::Block>(stmt)) {
      required = scope(block->body, required);
      note_reverse(stmt, has_reverse(block->body));
      return required;
    }
    if (const auto* call = ir::get_if<ir::Call>(stmt)) return flow_call(stmt, *call, required);
    return flow_plain(stmt, required);
  }

  bool overwrites(const ZoneSet& writes, const ZoneSet& required) {
    return zones_.with_aliases(writes).intersects(required);
  }

  ZoneSet flow_plain(const ir::Stmt& stmt, ZoneSet required) {
    if (plan_.growth.steps.count(&stmt)) return flow_growth(stmt, std::move(required));
    const analysis::Needed needed = code_.needed(stmt);
    const analysis::Effects& effects = zones_.effects(stmt);
    required.insert(needed.before);
    plan_.saves.erase(&stmt);
    plan_.inverted.erase(&stmt);
    plan_.undone_swaps.erase(&stmt);
    bool keeps = false;
    const bool is_required = overwrites(effects.writes, required) || changes_shape(stmt);
    if (is_first_shape(stmt)) {
      plan_.first_shapes.insert(&stmt);
    } else if (!ir::get_if<ir::Declare>(stmt) && is_required) {
      keeps = keep_overwritten(stmt, required);
      if (required.insert(read_to_restore(stmt))) keeps = keep_overwritten(stmt, required);
    }
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    const bool gives_back = declared && plan_.freed_buffers.count(declared->var) != 0;
    note_reverse(stmt, keeps || gives_back || code_.has_adjoint(stmt) || is_allocation(stmt));
    refuse_moved_elements(stmt, required);
    if (is_unbounded_growth(stmt)) obstacle(stmt, {}, "realloc of memory that other pointers reach, or that is allocated anew");
    if (const auto* model = ir::get_if<ir::Model>(stmt); model && model->op == ir::ModelOp::kFree) {
      defer_free(stmt, *model, required);
    }
    if (const auto* model = ir::get_if<ir::Model>(stmt); model && model->op == ir::ModelOp::kSwap) {
      required.insert(zones_.exchanged(model->operands[0], model->operands[1], required));
    }
    if (!plan_.inverted.count(&stmt)) required.erase(effects.kills);
    required.insert(needed.after);
    return required;
  }

  // The reverse of a vector's change of size needs the old size, for its shadow at least.
  bool changes_shape(const ir::Stmt& stmt) {
    if (!code_.has_adjoint(stmt)) return false;
    if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      return ir::has_inner_shape(assigned->place->type);
    }
    const auto* model = ir::get_if<ir::Model>(stmt);
    return model && model->op >= ir::ModelOp::kResize && model->op != ir::ModelOp::kPushBack;
  }

  // `std::vector<double> v; v.assign(first, last);`: what was there before is empty, and read by nobody.
  bool is_first_shape(const ir::Stmt& stmt) const {
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (!model || (model->op != ir::ModelOp::kAssignFill && model->op != ir::ModelOp::kAssignRange)) return false;
    const auto* vector = ir::get_if<ir::VarRef>(model->operands[0]);
    if (!vector) return false;
    for (std::size_t i = static_cast<std::size_t>(&stmt - region_->data()); i-- > 0;) {
      const auto* declared = ir::get_if<ir::Declare>((*region_)[i]);
      if (declared && declared->var == vector->var) return !declared->init && declared->elements.empty() && declared->arguments.empty();
      if (ir::mentions((*region_)[i], vector->var)) return false;
    }
    return false;
  }

  void refuse_moved_elements(const ir::Stmt& stmt, const ZoneSet& required) {
    for (const ir::VarId pointer : left_behind(zones_, stmt, required)) {
      obstacle(stmt, pointer, kMovesElements, false, kNoMovedElements);
    }
  }

  bool is_unbounded_growth(const ir::Stmt& stmt) {
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (!model || model->op != ir::ModelOp::kReallocate) return false;
    return code_.points_to_shadowed(model->operands[0]) || code_.has_adjoint(stmt);
  }

  static bool is_allocation(const ir::Stmt& stmt) {
    const auto* model = ir::get_if<ir::Model>(stmt);
    return model && (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed ||
                     model->op == ir::ModelOp::kReallocate);
  }

  // The block keeps its elements, and the reverse sweep finds them at its last address.
  ZoneSet flow_growth(const ir::Stmt& stmt, ZoneSet required) {
    const auto& model = std::get<ir::Model>(stmt.node);
    const ir::VarId var = ir::root_var(model.operands[0]);
    if (code_.points_to_shadowed(model.operands[0])) required.insert(zones_.variable(var));
    return required;
  }

  // Memory that reverse code reads, or that has a shadow, must outlive the forward sweep.
  void defer_free(const ir::Stmt& stmt, const ir::Model& model, const ZoneSet& required) {
    const ZoneSet targets = zones_.leaves(zones_.targets(model.operands[0]));
    if (!targets.intersects(required) && !targets.intersects(code_.activity().active)) return;
    plan_.deferred_frees.insert(&stmt);
    if (const auto buffer = plan_.growth.buffers.find(ir::root_var(model.operands[0])); buffer != plan_.growth.buffers.end()) {
      plan_.freed_buffers.insert(buffer->first);
      plan_.has_reverse.insert(buffer->second);
      return;
    }
    for (const ZoneId id : targets.items()) {
      const analysis::Zone& bottom = zones_.zone(zones_.root(id));
      if (bottom.kind == analysis::ZoneKind::kHeap && ir::get_if<ir::Model>(*bottom.site)) {
        plan_.freed_allocations.insert(bottom.site);
      } else {
        obstacle(stmt, ir::root_var(model.operands[0]), "the memory it frees was not allocated in the same function");
      }
    }
  }

  // The old value of what the statement overwrites, or the opposite operation. False if the statement undoes itself.
  bool keep_overwritten(const ir::Stmt& stmt, const ZoneSet& required) {
    if (is_invertible(stmt)) {
      plan_.inverted.insert(&stmt);
      return true;
    }
    std::vector<ir::Expr> places;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use == ir::Use::kRead) return;
      if (!overwrites(zones_.leaves_of(expr), required) && !changes_shape(stmt)) return;
      if (ir::is_place(expr)) places.push_back(expr);
    });
    if (const auto* model = ir::get_if<ir::Model>(stmt)) {
      if (model->op == ir::ModelOp::kSwap) plan_.undone_swaps.insert(&stmt);
      if (model->op == ir::ModelOp::kSwap || model->op == ir::ModelOp::kPushBack) return true;  // undone by their opposite
      if (model->op == ir::ModelOp::kCopy || model->op == ir::ModelOp::kFill) places = {model->operands[0]};
      if (takes_scalar_off(*model)) places = {ir::last_of(model->operands[0])};
      if (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed) {
        // Fresh memory has no old contents; the pointer itself may have.
        if (!overwrites(zones_.leaves_of(model->operands[0]), required)) return true;
      }
    }
    if (const auto* text = ir::get_if<ir::Opaque>(stmt)) keep_opaque(stmt, *text, required);
    for (const ir::Expr& place : places) {
      if (!is_storable(place->type)) obstacle(stmt, ir::root_var(place), "its old value cannot be kept");
    }
    plan_.saves[&stmt] = std::move(places);
    return true;
  }

  // Of the vectors in which the place lies: an element that is put back must be there.
  ZoneSet sizes_around(const ir::Expr& place) {
    ZoneSet reads;
    for (ir::Expr at = place; at;) {
      const auto* element = ir::get_if<ir::Index>(at);
      const auto* member = ir::get_if<ir::Member>(at);
      at = element ? element->base : member ? member->base : nullptr;
      if (element && at->type->kind == ir::TypeKind::kVector) reads.insert(zones_.reads(ir::size_of(at)));
    }
    return reads;
  }

  // What says where the old value goes, or what undoes the statement: it is read again where nothing else of it is.
  ZoneSet read_to_restore(const ir::Stmt& stmt) {
    ZoneSet reads;
    if (const auto saved = plan_.saves.find(&stmt); saved != plan_.saves.end()) {
      for (const ir::Expr& place : saved->second) {
        reads.insert(zones_.address_reads(place));
        reads.insert(sizes_around(place));
      }
    }
    if (plan_.inverted.count(&stmt)) reads.insert(zones_.address_reads(std::get<ir::Update>(stmt.node).place));
    if (plan_.undone_swaps.count(&stmt)) {
      for (const ir::Expr& swapped : std::get<ir::Model>(stmt.node).operands) reads.insert(zones_.address_reads(swapped));
    }
    return reads;
  }

  void keep_opaque(const ir::Stmt& stmt, const ir::Opaque& text, const ZoneSet& required) {
    const auto is_hidden = [&](const ir::Expr& place) {
      return ir::is_pointer_like(place->type) && overwrites(zones_.leaves(zones_.targets(place)), required);
    };
    if (text.may_write_anything || std::any_of(text.writes.begin(), text.writes.end(), is_hidden)) {
      obstacle(stmt, {}, "it may overwrite memory of unknown extent that the reverse sweep reads");
    }
  }

  // `i += 4`, `p -= n`: exact in reverse, if the amount is the same then.
  bool is_invertible(const ir::Stmt& stmt) {
    const auto* update = ir::get_if<ir::Update>(stmt);
    if (!update || (update->op != ir::BinaryOp::kAdd && update->op != ir::BinaryOp::kSub)) return false;
    const ir::TypeKind kind = update->place->type->kind;
    if (kind != ir::TypeKind::kPointer && kind != ir::TypeKind::kInteger) return false;
    if (kind == ir::TypeKind::kInteger && !ir::is_integer(update->value->type)) return false;
    return ir::get_if<ir::Literal>(update->value) != nullptr;
  }

  bool has_reverse(const ir::Region& region) {
    return std::any_of(region.begin(), region.end(), [&](const ir::Stmt& s) { return plan_.has_reverse.count(&s) != 0; });
  }

  void note_reverse(const ir::Stmt& stmt, bool has_any) {
    if (has_any) plan_.has_reverse.insert(&stmt);
    else plan_.has_reverse.erase(&stmt);
  }

  ZoneSet flow_if(const ir::Stmt& stmt, const ir::If& branch, const ZoneSet& required) {
    ZoneSet out = scope(branch.then_region, required);
    out.insert(scope(branch.else_region, required));
    const bool has_any = has_reverse(branch.then_region) || has_reverse(branch.else_region);
    note_reverse(stmt, has_any);
    plan_.kept_conditions.erase(&stmt);
    if (!has_any) return out;
    ZoneSet written = zones_.effects(branch.then_region).writes;
    written.insert(zones_.effects(branch.else_region).writes);
    const ZoneSet condition_reads = zones_.reads(branch.condition);
    if (overwrites(written, condition_reads) || reads_real(condition_reads)) {
      plan_.kept_conditions.insert(&stmt);
    } else {
      out.insert(condition_reads);
    }
    return out;
  }

  // A comparison of reals costs its operands' storage where a flag takes one byte.
  bool reads_real(const ZoneSet& reads) {
    const std::vector<ZoneId> items = reads.items();
    return std::any_of(items.begin(), items.end(), [&](ZoneId id) {
      const ir::Type& type = zones_.zone(id).type;
      return type->kind != ir::TypeKind::kInteger && type->kind != ir::TypeKind::kBool;
    });
  }

  // What the loop overwrites entirely is required behind it only as far as its own reverse reads it.
  ZoneSet flow_for(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required) {
    const Storage was_storage = storage_;
    if (loop.marks.store) storage_ = Storage::kStore;
    if (loop.marks.recompute) storage_ = Storage::kRecompute;
    ZoneSet out = flow_over_kills(stmt, loop, required);
    storage_ = was_storage;
    return out;
  }

  ZoneSet flow_over_kills(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required) {
    const ZoneSet& kills = zones_.effects(stmt).kills;
    if (!kills.intersects(required)) return flow_around(stmt, loop, required);
    const std::vector<Obstacle> obstacles = plan_.obstacles;
    const ZoneSet own = flow_around(stmt, loop, {});
    plan_.obstacles = obstacles;
    ZoneSet out = flow_around(stmt, loop, required);
    out.erase(kills);
    out.insert(own);
    return out;
  }

  // Elements outside of a saved stretch are still where they were: behind the loop the array is required as before.
  ZoneSet flow_around(const ir::Stmt& stmt, const ir::For& loop, ZoneSet required) {
    plan_.block_saves.erase(&stmt);
    std::vector<BlockSave> saves = find_block_saves(code_, loop, required);
    ZoneSet saved;
    for (const BlockSave& save : saves) saved.insert(save.zones);
    required.erase(zones_.with_aliases(saved));
    ZoneSet out = flow_inside(stmt, loop, required);
    if (saves.empty()) return out;
    for (const BlockSave& save : saves) {
      out.insert(zones_.reads(save.first()));
      out.insert(zones_.reads(save.count));
    }
    plan_.block_saves[&stmt] = std::move(saves);
    plan_.has_reverse.insert(&stmt);
    out.insert(saved);
    return out;
  }

  ZoneSet flow_inside(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required) {
    const std::vector<Obstacle> obstacles = plan_.obstacles;
    const bool was_inside = std::exchange(inside_loop_, true);
    adopted_.erase(&loop.body);
    ZoneSet around = required;
    while (around.insert(scope(loop.body, around))) {}
    if (std::set<ir::VarId> adopted = worth_adopting(loop.body, required); !adopted.empty()) {
      adopted_[&loop.body] = std::move(adopted);
      plan_.obstacles = obstacles;
      around = required;
      while (around.insert(scope(loop.body, around))) {}
    }
    inside_loop_ = was_inside;
    plan_.fused.erase(&stmt);
    plan_.replays.erase(&stmt);
    plan_.in_order.erase(&stmt);
    plan_.saves.erase(&stmt);
    plan_.not_fused.erase(&stmt);
    const bool has_any = has_reverse(loop.body);
    note_reverse(stmt, has_any);
    if (!has_any) return around;
    const bool must_fuse = plan_.obstacles.size() > obstacles.size();
    const ir::Stmt* marked = marked_to_store(loop.body);
    const bool asks_to_store = storage_ == Storage::kStore || marked;
    if (keeps_anything(plan_, loop.body)) plan_.not_fused[&stmt] = {Why::kAsAsked, marked};
    const bool may_fuse = must_fuse || (restores_anything(loop.body) && !asks_to_store);
    std::optional<ZoneSet> fused;
    if (must_fuse || (keeps_anything(plan_, loop.body) && !asks_to_store)) {
      fused = try_fuse(stmt, loop, required, obstacles);
    }
    if (!fused && may_fuse) fused = try_replay(stmt, loop, required, obstacles);
    if (fused) around = *fused;
    if (may_run_in_order(stmt, loop)) plan_.in_order.insert(&stmt);
    for (const ir::Expr& bound : {loop.from, loop.to, loop.step}) around.insert(zones_.reads(bound));
    return around;
  }

  // A declaration whose value is stored by the user's wish, in a loop that might be fused.
  const ir::Stmt* marked_to_store(const ir::Region& body) const {
    const auto planned = plan_.scopes.find(&body);
    for (const ir::Stmt& stmt : body) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      if (declared && planned != plan_.scopes.end() && stmt.storage == ir::StorageMark::kStore) {
        const std::vector<ir::VarId>& stored = planned->second.stored;
        if (std::find(stored.begin(), stored.end(), declared->var) != stored.end()) return &stmt;
      }
      for (const ir::Region* inner : ir::regions(stmt)) {
        if (const ir::Stmt* found = marked_to_store(*inner)) return found;
      }
    }
    return nullptr;
  }

  // Scalars from further out that an iteration overwrites several times: what it leaves is kept at its end instead, as if
  // it had declared them.
  std::set<ir::VarId> worth_adopting(const ir::Region& body, const ZoneSet& required) {
    std::map<ir::VarId, int> saves;
    count_saves(body, 1, saves);
    std::set<ir::VarId> declared;
    ir::walk(body, [&](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) declared.insert(s->var);
    });
    std::set<ir::VarId> result;
    for (const auto& [var, count] : saves) {
      ZoneSet own;
      own.insert(zones_.variable(var));
      const ir::Variable& variable = function_.var(var);
      const bool is_scalar = ir::is_real(variable.type) || ir::is_integer(variable.type);
      const bool is_alone = variable.role == ir::VarRole::kLocal && zones_.with_aliases(own) == own;
      if (count > 1 && is_scalar && is_alone && !declared.count(var) && !required.intersects(own)) result.insert(var);
    }
    return result;
  }

  // A save in an inner loop counts for many.
  void count_saves(const ir::Region& region, int weight, std::map<ir::VarId, int>& saves) {
    constexpr int kManyTrips = 8;
    for (const ir::Stmt& stmt : region) {
      if (const auto known = plan_.saves.find(&stmt); known != plan_.saves.end()) {
        for (const ir::Expr& place : known->second) {
          if (const auto* ref = ir::get_if<ir::VarRef>(place)) saves[ref->var] += weight;
        }
      }
      const bool is_loop = ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt);
      for (const ir::Region* inner : ir::regions(stmt)) count_saves(*inner, is_loop ? weight * kManyTrips : weight, saves);
    }
  }

  // Values that the reverse of the region's statements brings back by other means than its own iteration's variables.
  bool restores_anything(const ir::Region& body) {
    bool found = keeps_anything(plan_, body);
    ir::walk(body, [&](const ir::Stmt& stmt) { found = found || plan_.inverted.count(&stmt) != 0; });
    return found;
  }

  // Whether the reverse of the iterations may run in any order: nothing is undone that only makes sense backwards.
  bool may_run_in_order(const ir::Stmt& stmt, const ir::For& loop) {
    if (holds_checkpoint(code_, loop.body)) return false;
    if (plan_.replays.count(&stmt)) return true;
    const bool is_fused = plan_.fused.count(&stmt) != 0;
    ZoneSet restored;
    bool is_bound = false;
    ir::walk(loop.body, [&](const ir::Stmt& one) {
      if (is_fused) return;
      is_bound = is_bound || plan_.inverted.count(&one) || plan_.undone_swaps.count(&one) || plan_.block_saves.count(&one) ||
                 is_recorded_call(plan_, one) || ir::get_if<ir::While>(one) || ir::get_if<ir::Model>(one);
      if (const auto saved = plan_.saves.find(&one); saved != plan_.saves.end()) {
        for (const ir::Expr& place : saved->second) restored.insert(zones_.leaves_of(place));
      }
    });
    return !is_bound && is_order_free(code_, stmt, restored);
  }

  // A loop whose iterations meet only in an inactive recurrence, besides sums: it is reversed in the order of the primal,
  // and the recurrence runs along.
  std::optional<ZoneSet> try_replay(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required,
                                    const std::vector<Obstacle>& obstacles) {
    if (holds_checkpoint(code_, loop.body)) return std::nullopt;
    const Iteration iteration(code_, loop.body, /*may_carry=*/true);
    const ZoneSet& carried = iteration.carried();
    if (carried.is_empty() || !iteration.is_repeatable()) return std::nullopt;
    if (overwrites(zones_.effects(loop.body).writes, required) || !is_order_free(code_, stmt, {})) return std::nullopt;
    Replay replay;
    const Plan before = plan_;
    const std::set<ir::VarId> were_provided = provided_;
    for (const analysis::ZoneId id : carried.items()) {
      const ir::VarId var = zones_.zone(id).var;
      if (!provided_.insert(var).second) continue;
      replay.entries.push_back({var, value_before(stmt, var)});
    }
    plan_.obstacles = obstacles;
    // Without a tail first: everything runs in front of the reverse.
    bool is_planned = plan_replay(loop.body, iteration, replay);
    for (const ir::Stmt& one : loop.body) {
      if (is_planned || replay.tail || !zones_.effects(one).writes.intersects(carried)) continue;
      replay.tail = &one;
      is_planned = plan_replay(loop.body, iteration, replay);
    }
    provided_ = were_provided;
    if (!is_planned || plan_.obstacles.size() > obstacles.size()) {
      plan_ = before;
      return std::nullopt;
    }
    ZoneSet out = note_fused(stmt, loop, iteration, required);
    for (const Replay::Entry& entry : replay.entries) {
      if (entry.init) out.insert(zones_.reads(entry.init));
      else plan_.saves[&stmt].push_back(ir::var_ref(function_, entry.var));
    }
    plan_.replays[&stmt] = std::move(replay);
    return out;
  }

  // The iteration's reverse reads what it is handed as it is in front of the tail; without a tail as it is in the end.
  bool plan_replay(const ir::Region& body, const Iteration& iteration, Replay& replay) {
    const ZoneSet& carried = iteration.carried();
    const bool was_inside = std::exchange(inside_loop_, true);
    const ir::Region* around = std::exchange(region_, &body);
    ZoneSet required;
    ZoneSet reads_of_tail;
    bool is_behind = false;
    bool is_fit = true;
    for (const ir::Stmt& one : body) {
      const bool is_tail = &one == replay.tail;
      is_behind = is_behind || is_tail;
      const bool has_adjoint = code_.has_adjoint(one) || has_adjoint_inside(one);
      if (!(is_tail && has_adjoint) && is_expensive_inside(one, iteration)) is_fit = false;
      if (!is_behind) {
        required = flow(one, std::move(required));
        continue;
      }
      forget(one);
      if (iteration.kept().count(&one)) reads_of_tail.insert(zones_.effects(one).reads);
      if (!has_adjoint) continue;
      if (!is_tail || required.intersects(carried)) is_fit = false;
      if (!is_fit) break;
      replay.tail_has_adjoint = true;
      flow(one, {});
      is_fit = plan_.replays.count(&one) != 0 && plan_.replays.at(&one).entries.empty() && writes_only(one, iteration);
    }
    region_ = around;
    inside_loop_ = was_inside;
    // What the reverse of the statements in front puts back is gone for the tail, and for the next iteration.
    reads_of_tail.insert(carried);
    for (const ir::Stmt& one : body) {
      if (&one == replay.tail) break;
      const auto restored = [&](const ir::Stmt& at) {
        if (plan_.saves.count(&at) || plan_.inverted.count(&at)) is_fit = is_fit && !zones_.effects(at).writes.intersects(reads_of_tail);
      };
      restored(one);
      for (const ir::Region* inner : ir::regions(one)) ir::walk(*inner, restored);
    }
    return is_fit;
  }

  static bool is_expensive_inside(const ir::Stmt& stmt, const Iteration& iteration) {
    bool found = iteration.kept().count(&stmt) != 0 && is_expensive_to_repeat(stmt);
    for (const ir::Region* region : ir::regions(stmt)) {
      ir::walk(*region, [&](const ir::Stmt& one) {
        found = found || (iteration.kept().count(&one) != 0 && is_expensive_to_repeat(one));
      });
    }
    return found;
  }

  bool has_adjoint_inside(const ir::Stmt& stmt) {
    const std::vector<const ir::Region*> inner = ir::regions(stmt);
    return std::any_of(inner.begin(), inner.end(), [&](const ir::Region* region) { return code_.has_adjoint(*region); });
  }

  // What of the loop runs again changes nothing but its own variables and what is carried.
  bool writes_only(const ir::Stmt& loop, const Iteration& iteration) {
    bool is_fit = true;
    ZoneSet own = iteration.carried();
    for (const ir::Region* region : ir::regions(loop)) {
      ir::walk(*region, [&](const ir::Stmt& stmt) {
        if (const auto* s = ir::get_if<ir::Declare>(stmt)) own.insert(zones_.leaves(zones_.variable(s->var)));
      });
      ir::walk(*region, [&](const ir::Stmt& stmt) {
        if (!iteration.kept().count(&stmt) || !ir::regions(stmt).empty()) return;
        ZoneSet writes = zones_.effects(stmt).writes;
        writes.erase(own);
        is_fit = is_fit && writes.is_empty();
      });
    }
    return is_fit;
  }

  // Inactive code that runs once more: nothing is planned for it.
  void forget(const ir::Stmt& stmt) {
    const auto one = [&](const ir::Stmt& at) {
      plan_.saves.erase(&at);
      plan_.block_saves.erase(&at);
      plan_.inverted.erase(&at);
      plan_.undone_swaps.erase(&at);
      plan_.kept_conditions.erase(&at);
      plan_.has_reverse.erase(&at);
      for (const ir::Region* inner : ir::regions(at)) plan_.scopes.erase(inner);
    };
    one(stmt);
    for (const ir::Region* inner : ir::regions(stmt)) ir::walk(*inner, one);
  }

  // What the variable was given in front of the loop, if it can be computed once more; null otherwise.
  ir::Expr value_before(const ir::Stmt& loop, ir::VarId var) {
    const ZoneSet own = zones_.leaves(zones_.variable(var));
    ir::Expr value;
    for (const ir::Stmt& stmt : *region_) {
      if (&stmt == &loop) return value;
      if (!zones_.effects(stmt).writes.intersects(own)) continue;
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      const auto* assigned = ir::get_if<ir::Assign>(stmt);
      value = declared ? declared->init : assigned && ir::get_if<ir::VarRef>(assigned->place) ? assigned->value : nullptr;
      if (!is_repeatable(value)) value = nullptr;
    }
    return nullptr;
  }

  bool is_repeatable(const ir::Expr& init) { return init && !is_costly(init) && is_stable(zones_, init); }

  // A step is planned like a function of its own: what code in front of the loop requires is in the snapshots.
  ZoneSet flow_checkpoint(const ir::Stmt& stmt, ZoneSet required) {
    LoopState state = find_state(code_, stmt, required, options_.extents);
    for (StateObstacle& one : state.obstacles) {
      obstacle(*one.stmt, one.var, std::move(one.reason), one.needs_extent, std::move(one.way_out));
    }
    const bool is_in_place = region_ == same_scope_;
    const std::optional<ZoneSet> recorded = flow_recorded(step_of(stmt));
    if (!recorded) flow_whole(step_of(stmt));
    CheckpointPlan& made = plan_.checkpoints[&stmt] = {std::move(state.places), is_in_place, recorded.has_value(), true};
    if (recorded) made.mixes = !state.is_partial && !reads_temporaries(stmt, *recorded, state.zones);
    note_reverse(stmt, true);
    for (const ZoneId id : state.zones.items()) {
      // Snapshots write to blocks: they may not be given back before the reverse sweep.
      const bool is_block = zones_.zone(zones_.root(id)).kind == analysis::ZoneKind::kHeap;
      ZoneSet one;
      one.insert(id);
      if (is_block) required.insert(one);
      else required.erase(one);
    }
    required.insert(state.inputs);
    // The reverse of the last step finds what the loop has written as it is now.
    if (recorded && is_in_place) required.insert(*recorded);
    return required;
  }

  bool reads_temporaries(const ir::Stmt& loop, const ZoneSet& read, const ZoneSet& state) {
    ZoneSet own;
    ir::walk(step_of(loop), [&](const ir::Stmt& stmt) {
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) own.insert(zones_.leaves(zones_.variable(s->var)));
      if (const auto* s = ir::get_if<ir::For>(stmt)) own.insert(zones_.variable(s->var));
    });
    if (const auto* counted = ir::get_if<ir::For>(loop)) own.insert(zones_.variable(counted->var));
    ZoneSet written = zones_.with_aliases(zones_.effects(loop).writes);
    written.erase(state);
    written.erase(own);
    return written.intersects(read);
  }

  // A step whose forward part and reverse run apart, as those of any loop: what later steps overwrite is kept. Gives
  // what the reverse steps read. Memory that a step allocates would leak where a record is thrown away.
  std::optional<ZoneSet> flow_recorded(const ir::Region& step) {
    if (holds_checkpoint(code_, step) || allocates(step)) return std::nullopt;
    const std::vector<Obstacle> obstacles = plan_.obstacles;
    const bool was_inside = std::exchange(inside_loop_, true);
    const ir::Region* was_scope = std::exchange(same_scope_, nullptr);
    ZoneSet around;
    while (around.insert(scope(step, around))) {}
    same_scope_ = was_scope;
    inside_loop_ = was_inside;
    if (plan_.obstacles.size() == obstacles.size()) return around;
    plan_.obstacles = obstacles;
    return std::nullopt;
  }

  // A step whose forward part and reverse run in one scope.
  void flow_whole(const ir::Region& step) {
    const bool was_inside = std::exchange(inside_loop_, false);
    const ir::Region* was_scope = std::exchange(same_scope_, &step);
    flow(step, {});
    same_scope_ = was_scope;
    inside_loop_ = was_inside;
    plan_.scopes.erase(&step);
  }

  // Also in the functions that are called.
  bool allocates(const ir::Region& region) {
    std::set<ir::FunctionId> seen;
    const std::function<bool(const ir::Region&)> find = [&](const ir::Region& inside) {
      bool found = false;
      ir::walk(inside, [&](const ir::Stmt& stmt) {
        const auto* call = ir::get_if<ir::Call>(stmt);
        const bool is_new = call && !found && seen.insert(call->callee).second;
        found = found || is_allocation(stmt) || (is_new && find(code_.program().ir().function(call->callee).body));
      });
      return found;
    };
    return find(region);
  }

  // A loop whose iterations can each be run again at reverse time: what the forward part of an iteration reads is not
  // written by the loop, and it writes nothing that outlives the iteration.
  // `obstacles`: those known before the loop; if keeping values met others, fusing is the only way.
  std::optional<ZoneSet> try_fuse(const ir::Stmt& stmt, const ir::For& loop, const ZoneSet& required,
                                  const std::vector<Obstacle>& obstacles) {
    if (holds_checkpoint(code_, loop.body)) return std::nullopt;
    const Iteration iteration(code_, loop.body);
    if (!iteration.is_repeatable()) return not_fused(stmt, *iteration.prevented_by());
    if (overwrites(zones_.effects(loop.body).writes, required)) {
      const ir::Stmt* writer = first_writer(loop.body, required);
      return not_fused(stmt, {Why::kNeededBefore, writer, writer ? written_variable(zones_, *writer) : ir::VarId{}});
    }
    const bool must_fuse = plan_.obstacles.size() > obstacles.size();
    const bool is_worth_keeping =
        !must_fuse && iteration.is_expensive() && storage_ != Storage::kRecompute;
    const bool may_merge = !inside_loop_ && !options_.is_split && !kept_.count(&stmt);
    plan_.fused_to_merge.erase(&stmt);
    if (is_worth_keeping && !may_merge) return not_fused(stmt, {Why::kWorthKeeping, iteration.expensive()});
    if (is_worth_keeping) plan_.fused_to_merge.insert(&stmt);
    plan_.obstacles = obstacles;
    const bool was_inside = std::exchange(inside_loop_, true);
    flow(loop.body, {});
    inside_loop_ = was_inside;
    return note_fused(stmt, loop, iteration, required);
  }

  // Returns what is required in front of the loop.
  ZoneSet note_fused(const ir::Stmt& stmt, const ir::For& loop, const Iteration& iteration, ZoneSet required) {
    plan_.not_fused.erase(&stmt);
    plan_.scopes.erase(&loop.body);
    plan_.fused.insert(&stmt);
    plan_.kept_statements[&stmt] = iteration.kept();
    plan_.privates[&stmt] = iteration.privates();
    required.insert(iteration.inputs());
    return required;
  }

  std::nullopt_t not_fused(const ir::Stmt& loop, Reason reason) {
    plan_.not_fused[&loop] = reason;
    return std::nullopt;
  }

  const ir::Stmt* first_writer(const ir::Region& region, const ZoneSet& of) {
    const ir::Stmt* found = nullptr;
    ir::walk(region, [&](const ir::Stmt& stmt) {
      if (!found && ir::regions(stmt).empty() && overwrites(zones_.effects(stmt).writes, of)) found = &stmt;
    });
    return found;
  }

  ZoneSet flow_while(const ir::Stmt& stmt, const ir::While& loop, const ZoneSet& required) {
    const bool was_inside = std::exchange(inside_loop_, true);
    ZoneSet around = required;
    ZoneSet at_exit;
    do {
      at_exit = flow(loop.before_condition, around);
    } while (around.insert(scope(loop.body, at_exit)));
    inside_loop_ = was_inside;
    note_reverse(stmt, has_reverse(loop.body) || has_reverse(loop.before_condition));
    if (plan_.has_reverse.count(&stmt)) plan_.not_fused[&stmt] = {Why::kNotCounted};
    else plan_.not_fused.erase(&stmt);
    at_exit.insert(around);
    return at_exit;
  }

  // Visible zones of the callee that its reverse part reads, or that it was told to preserve, as its own plan has it.
  std::optional<ZoneSet> needs_of_callee(const ir::Stmt& stmt, const ZoneSet& preserved) {
    const auto context = code_.activity().calls.find(&stmt);
    const ir::FunctionId callee = std::get<ir::Call>(stmt.node).callee;
    if (context == code_.activity().calls.end() || code_.program().is_recursive(callee)) return std::nullopt;
    const auto known = options_.needs_at_end->find({context->second, preserved});
    if (known != options_.needs_at_end->end()) return known->second;
    const analysis::ActiveCode inside = code_.inside(stmt);
    ZoneSet needs = visible_at_end(inside, preserved);
    ZoneSet anything;
    for (const ZoneId id : needs.items()) {
      if (inside.zones().zone(id).kind == analysis::ZoneKind::kUnknown) anything.insert(id);
    }
    // Preserving what nobody knows is not yet reading it.
    if (!anything.is_empty() && !visible_at_end(inside, {}).intersects(anything)) needs.erase(anything);
    return options_.needs_at_end->insert_or_assign({context->second, preserved}, needs).first->second;
  }

  ZoneSet visible_at_end(const analysis::ActiveCode& inside, const ZoneSet& preserved) const {
    Options options;
    options.storage = options_.storage;
    options.is_split = true;
    options.required_in = preserved;
    options.calls = options_.calls;
    options.needs_at_end = options_.needs_at_end;
    ZoneSet visible;
    for (const ZoneId id : make_plan(inside, options).required_out.items()) {
      if (inside.zones().is_visible(id)) visible.insert(id);
    }
    return visible;
  }

  ZoneSet flow_call(const ir::Stmt& stmt, const ir::Call& call, const ZoneSet& required) {
    const auto needed_at_end = [&](const ir::Stmt& at, const ZoneSet& preserved) { return needs_of_callee(at, preserved); };
    PlannedCall made = plan_call(code_, stmt, required, storage_, options_.calls, options_.extents, needed_at_end);
    forget_call(stmt);
    const ZoneSet& freed = zones_.effects(stmt).frees;
    if (freed.intersects(required) || freed.intersects(code_.activity().active)) {
      obstacle(stmt, {}, "it frees memory that the reverse sweep reads");
    }
    refuse_moved_elements(stmt, required);
    if (made.breaks_required) obstacle(stmt, {}, "its hand-written derivative cannot bring back what it overwrites");
    if (made.mode) {
      plan_.calls[&stmt] = *made.mode;
      plan_.required_by_call[&stmt] = std::move(made.required_by_callee);
    }
    if (made.joint) (made.mode == CallMode::kJoint ? plan_.joint_calls : plan_.trials)[&stmt] = *std::move(made.joint);
    if (made.profiled) plan_.profiled.insert({&stmt, *made.profiled});
    if (made.not_joint) plan_.not_joint.insert({&stmt, *made.not_joint});
    if (made.saves_result) plan_.saves[&stmt] = {call.result};
    note_reverse(stmt, made.has_reverse);
    return std::move(made.required);
  }

  void forget_call(const ir::Stmt& stmt) {
    plan_.saves.erase(&stmt);
    plan_.calls.erase(&stmt);
    plan_.joint_calls.erase(&stmt);
    plan_.trials.erase(&stmt);
    plan_.profiled.erase(&stmt);
    plan_.not_joint.erase(&stmt);
  }

  // A region whose locals die at its end.
  ZoneSet scope(const ir::Region& region, ZoneSet required) {
    required = flow(region, std::move(required));
    ScopePlan made;
    const std::vector<const ir::Stmt*> declared = declarations(region);
    std::vector<ir::VarId> pending;
    if (options_.is_split && &region == &function_.body) pending = overwritten_params(required);
    for (const ir::Stmt* stmt : declared) pending.push_back(std::get<ir::Declare>(stmt->node).var);
    const std::set<ir::VarId> stored = worth_storing(zones_, region, required, storage_);
    // Later locals first: recomputing one may require an earlier one.
    for (auto var = pending.rbegin(); var != pending.rend(); ++var) {
      if (!zones_.leaves(zones_.variable(*var)).intersects(required)) continue;
      const ir::Stmt* stmt = declaration_of(declared, *var);
      const bool is_cheap = stmt && !stored.count(*var) && can_recompute(zones_, region, *stmt);
      if (is_cheap || (stmt && is_needed_for_shape(zones_, region, *stmt, required))) {
        made.recomputed.insert(made.recomputed.begin(), *var);
        required.insert(reads_of(zones_, std::get<ir::Declare>(stmt->node)));
      } else {
        made.stored.insert(made.stored.begin(), *var);
        if (!is_storable(function_.var(*var).type) || points_into(region, *var)) {
          obstacle(stmt ? *stmt : function_.body.front(), *var, "its value cannot be kept for the reverse sweep");
        }
      }
    }
    for (const ir::VarId var : pending) required.erase(zones_.leaves(zones_.variable(var)));
    if (const auto adopted = adopted_.find(&region); adopted != adopted_.end()) {
      for (const ir::VarId var : adopted->second) {
        ZoneSet own;
        own.insert(zones_.variable(var));
        if (!required.intersects(own)) continue;
        made.stored.push_back(var);
        made.adopted.insert(var);
        required.erase(own);
      }
    }
    plan_.scopes[&region] = std::move(made);
    return required;
  }

  std::vector<ir::VarId> overwritten_params(const ZoneSet& required) {
    std::vector<ir::VarId> result;
    const ZoneSet written = zones_.effects(function_.body).writes;
    for (const ir::VarId param : function_.params) {
      const ZoneSet own = zones_.leaves(zones_.variable(param));
      if (own.intersects(written) && own.intersects(required)) result.push_back(param);
    }
    return result;
  }

  static std::vector<const ir::Stmt*> declarations(const ir::Region& region) {
    std::vector<const ir::Stmt*> result;
    for (const ir::Stmt& stmt : region) {
      if (ir::get_if<ir::Declare>(stmt)) result.push_back(&stmt);
    }
    return result;
  }

  static const ir::Stmt* declaration_of(const std::vector<const ir::Stmt*>& declared, ir::VarId var) {
    for (const ir::Stmt* stmt : declared) {
      if (std::get<ir::Declare>(stmt->node).var == var) return stmt;
    }
    return nullptr;
  }

  // Whether a pointer, or one in an array or object, may point to a local of the region.
  bool points_into(const ir::Region& region, ir::VarId var) {
    ZoneSet targets;
    for (const ZoneId id : zones_.leaves(zones_.variable(var)).items()) {
      if (zones_.zone(id).type->kind == ir::TypeKind::kPointer) targets.insert(zones_.points_to(id));
    }
    for (const ir::Stmt* stmt : declarations(region)) {
      const ZoneSet own = zones_.leaves(zones_.variable(std::get<ir::Declare>(stmt->node).var));
      if (zones_.leaves(targets).intersects(own)) return true;
    }
    return false;
  }

  void obstacle(const ir::Stmt& stmt, ir::VarId var, std::string reason, bool needs_extent = false,
                std::string way_out = {}) {
    add_obstacle({&stmt, var, std::move(reason), needs_extent, std::move(way_out)}, plan_);
  }

  const analysis::ActiveCode& code_;
  analysis::FunctionZones& zones_;
  const ir::Function& function_;
  const Options& options_;
  const std::set<const ir::Stmt*>& kept_;
  Plan plan_;
  const ir::Region* region_ = nullptr;      ///< The one whose statements are being planned.
  const ir::Region* same_scope_ = nullptr;  ///< The one whose two sweeps run in one scope.
  bool inside_loop_ = false;
  std::map<const ir::Region*, std::set<ir::VarId>> adopted_;  ///< Per loop body: see worth_adopting.
  Storage storage_;                         ///< What holds here: an annotation's word, or the option's.
  std::set<ir::VarId> provided_;  ///< What replayed loops around hand on.
};

/// The snapshots of the same calls in a plan where they are joint.
void measure_calls(const analysis::ActiveCode& code, Options options, Plan& plan) {
  options.calls.rule = CallRules::Rule::kJoint;
  const Plan joint = Planner(code, options, {}).make();
  for (const auto& [stmt, trial] : plan.trials) {
    const auto known = joint.joint_calls.find(stmt);
    if (known != joint.joint_calls.end()) plan.measured[stmt] = measured_call(trial, known->second);
  }
}

}  // namespace

Plan make_plan(const analysis::ActiveCode& code, const Options& asked) {
  Options options = asked;
  if (!options.needs_at_end) options.needs_at_end = std::make_shared<NeedsAtEnd>();
  std::set<const ir::Stmt*> kept;
  std::map<const ir::Stmt*, Reason> not_merged;
  for (;;) {
    Plan plan = Planner(code, options, kept).make();
    // Steps of a checkpointed loop run in both sweeps: nothing can wait for the second.
    if (!options.is_split && plan.checkpoints.empty()) merge_loops(code, plan);
    const std::size_t before = kept.size();
    for (const ir::Stmt* loop : plan.fused_to_merge) {
      if (!plan.fused.count(loop) || plan.merged.count(loop)) continue;
      kept.insert(loop);
      if (const auto reason = plan.not_merged.find(loop); reason != plan.not_merged.end()) not_merged.insert(*reason);
    }
    if (kept.size() != before) continue;
    plan.not_merged.insert(not_merged.begin(), not_merged.end());
    for (const auto& [stmt, pointer] : kept_across_moves(code.zones(), plan)) {
      add_obstacle({stmt, pointer, kMovesElements, false, kNoMovedElements}, plan);
    }
    if (options.calls.rule == CallRules::Rule::kMeasure) measure_calls(code, options, plan);
    return plan;
  }
}

}  // namespace backsweep::plan
