// Statements, branches and scopes: what is kept where something required is overwritten or ends.
#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/moved_elements.h"
#include "plan/planner.h"
#include "plan/recompute.h"

namespace backsweep::plan {

using analysis::ZoneId;
using analysis::ZoneSet;

namespace {

std::vector<const ir::Stmt*> declarations(const ir::Region& region) {
  std::vector<const ir::Stmt*> result;
  for (const ir::Stmt& stmt : region) {
    if (ir::get_if<ir::Declare>(stmt)) result.push_back(&stmt);
  }
  return result;
}

const ir::Stmt* declaration_of(const std::vector<const ir::Stmt*>& declared, ir::VarId var) {
  for (const ir::Stmt* stmt : declared) {
    if (std::get<ir::Declare>(stmt->node).var == var) return stmt;
  }
  return nullptr;
}

// A pointer through which copied text writes, and which it does not move.
bool stays_where_it_is(const ir::Stmt& stmt, const ir::Expr& place) {
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  const bool is_result = text && text->result && ir::same_expr(text->result, place);
  return text && !is_result && !text->moves_pointers && ir::is_pointer_like(place->type);
}

// How many elements a copy or a fill overwrites; null for other statements.
ir::Expr block_count(const ir::Stmt& stmt) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  if (model && model->op == ir::ModelOp::kCopy) return model->operands[2];
  return model && model->op == ir::ModelOp::kFill ? model->operands[1] : nullptr;
}

}  // namespace

ZoneSet Planner::flow(const ir::Region& region, ZoneSet required) {
  const ir::Region* around = std::exchange(region_, &region);
  for (const ir::Stmt& stmt : region) required = flow(stmt, std::move(required));
  region_ = around;
  return required;
}

ZoneSet Planner::flow(const ir::Stmt& stmt, ZoneSet required) {
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

ZoneSet Planner::flow_plain(const ir::Stmt& stmt, ZoneSet required) {
  if (plan_.growth.steps.count(&stmt)) return flow_growth(stmt, std::move(required));
  const analysis::Needed needed = needed_by(stmt);
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

/// What the reverse of the statement reads: of an allocation whose memory it gives back, the pointer.
analysis::Needed Planner::needed_by(const ir::Stmt& stmt) const {
  analysis::Needed needed = code_.needed(stmt);
  if (!known_.freed.count(&stmt)) return needed;
  const ir::Expr& pointer = std::get<ir::Model>(stmt.node).operands[0];
  needed.before.insert(zones_.address_reads(pointer));
  needed.after.insert(zones_.leaves_of(pointer));
  return needed;
}

/// The block keeps its elements, and the reverse sweep finds them at its last address.
ZoneSet Planner::flow_growth(const ir::Stmt& stmt, ZoneSet required) {
  const auto& model = std::get<ir::Model>(stmt.node);
  const ir::VarId var = ir::root_var(model.operands[0]);
  if (code_.points_to_shadowed(model.operands[0])) required.insert(zones_.variable(var));
  return required;
}

ZoneSet Planner::flow_if(const ir::Stmt& stmt, const ir::If& branch, const ZoneSet& required) {
  ZoneSet out;
  for (const ir::Region* region : {&branch.then_region, &branch.else_region}) {
    // No sweep comes back from there.
    if (!ir::throws(*region)) out.insert(scope(*region, required));
  }
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

/// A region whose locals die at its end.
ZoneSet Planner::scope(const ir::Region& region, ZoneSet required) {
  required = flow(region, std::move(required));
  ScopePlan made;
  const std::vector<const ir::Stmt*> declared = declarations(region);
  std::vector<ir::VarId> pending;
  if (options_.is_split && &region == &function_.body) pending = overwritten_params(required);
  for (const ir::Stmt* stmt : declared) pending.push_back(std::get<ir::Declare>(stmt->node).var);
  const std::set<ir::VarId> stored = worth_storing(zones_, region, required, storage_);
  // Later locals first: recomputing one may require an earlier one.
  for (auto var = pending.rbegin(); var != pending.rend(); ++var) {
    if (!overwrites(zones_.leaves(zones_.variable(*var)), required)) continue;
    const ir::Stmt* stmt = declaration_of(declared, *var);
    const bool is_cheap = stmt && !stored.count(*var) && can_recompute(zones_, region, *stmt);
    if (is_cheap || (stmt && is_needed_for_shape(zones_, region, *stmt, required))) {
      made.recomputed.insert(made.recomputed.begin(), *var);
      required.insert(reads_of(zones_, std::get<ir::Declare>(stmt->node)));
    } else {
      made.stored.insert(made.stored.begin(), *var);
      const ir::Stmt& at = stmt ? *stmt : function_.body.front();
      if (lead_to_ended(pointers_in(zones_.leaves(zones_.variable(*var))), &region)) {
        obstacle_of_ended(at, *var);
      } else if (!is_storable(function_.var(*var).type)) {
        obstacle(at, *var, "its value cannot be kept for the reverse sweep");
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

/// The reverse of a vector's change of size needs the old size, for its shadow at least.
bool Planner::changes_shape(const ir::Stmt& stmt) {
  if (!code_.has_adjoint(stmt)) return false;
  if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
    return ir::has_inner_shape(assigned->place->type);
  }
  const auto* model = ir::get_if<ir::Model>(stmt);
  return model && model->op >= ir::ModelOp::kResize && model->op != ir::ModelOp::kPushBack;
}

/// `std::vector<double> v; v.assign(first, last);`: what was there before is empty, and read by nobody.
bool Planner::is_first_shape(const ir::Stmt& stmt) const {
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

void Planner::refuse_moved_elements(const ir::Stmt& stmt, const ZoneSet& required) {
  for (const ir::VarId pointer : left_behind(zones_, stmt, required)) {
    add_obstacle(moves_elements(stmt, pointer), plan_);
  }
}

bool Planner::is_unbounded_growth(const ir::Stmt& stmt) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  if (!model || model->op != ir::ModelOp::kReallocate) return false;
  return code_.points_to_shadowed(model->operands[0]) || code_.has_adjoint(stmt);
}

bool Planner::is_allocation(const ir::Stmt& stmt) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  return model && (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed ||
                   model->op == ir::ModelOp::kReallocate);
}

/// A statement whose memory is given back by the reverse of its allocation: what it does happens once, and in both sweeps.
const ir::Stmt* Planner::given_back_late(const ir::Region& region) const {
  const ir::Stmt* found = nullptr;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    if (!found && (known_.freed.count(&stmt) || plan_.deferred_frees.count(&stmt))) found = &stmt;
  });
  return found;
}

/// Memory that reverse code reads, or that has a shadow, must outlive the forward sweep; so must what is given back by the
/// reverse of its allocation because of another free.
void Planner::defer_free(const ir::Stmt& stmt, const ir::Model& model, const ZoneSet& required) {
  const ZoneSet targets = zones_.leaves(zones_.targets(model.operands[0]));
  const bool is_needed = targets.intersects(required) || targets.intersects(code_.activity().active);
  if (!is_needed && !code_.points_to_shadowed(model.operands[0]) && !frees_known(targets)) return;
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

bool Planner::frees_known(const ZoneSet& targets) {
  const std::vector<ZoneId> items = targets.items();
  return std::any_of(items.begin(), items.end(), [&](ZoneId id) {
    const analysis::Zone& bottom = zones_.zone(zones_.root(id));
    return bottom.kind == analysis::ZoneKind::kHeap && known_.freed.count(bottom.site) != 0;
  });
}

/// The old value of what the statement overwrites, or the opposite operation. False if the statement undoes itself.
bool Planner::keep_overwritten(const ir::Stmt& stmt, const ZoneSet& required) {
  if (is_invertible(stmt)) {
    plan_.inverted.insert(&stmt);
    return true;
  }
  std::vector<ir::Expr> places;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use == ir::Use::kRead) return;
    if (!overwrites(zones_.leaves_of(expr), required) && !changes_shape(stmt)) return;
    if (ir::is_place(expr) && !stays_where_it_is(stmt, expr)) places.push_back(expr);
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
    if (lead_to_ended(pointers_in(zones_.leaves_of(place)))) obstacle_of_ended(stmt, ir::root_var(place));
  }
  plan_.saves[&stmt] = std::move(places);
  return true;
}

/// What says where the old value goes, or what undoes the statement: it is read again where nothing else of it is.
ZoneSet Planner::read_to_restore(const ir::Stmt& stmt) {
  ZoneSet reads;
  if (const auto saved = plan_.saves.find(&stmt); saved != plan_.saves.end()) {
    for (const ir::Expr& place : saved->second) {
      reads.insert(zones_.address_reads(place));
      reads.insert(zones_.sizes_around(place));
    }
    if (const ir::Expr count = block_count(stmt)) reads.insert(zones_.reads(count));
  }
  if (plan_.inverted.count(&stmt)) reads.insert(zones_.address_reads(std::get<ir::Update>(stmt.node).place));
  if (plan_.undone_swaps.count(&stmt)) {
    for (const ir::Expr& swapped : std::get<ir::Model>(stmt.node).operands) reads.insert(zones_.address_reads(swapped));
  }
  return reads;
}

void Planner::keep_opaque(const ir::Stmt& stmt, const ir::Opaque& text, const ZoneSet& required) {
  const auto is_hidden = [&](const ir::Expr& place) {
    return ir::is_pointer_like(place->type) && overwrites(zones_.leaves(zones_.targets(place)), required);
  };
  if (text.may_write_anything || std::any_of(text.writes.begin(), text.writes.end(), is_hidden)) {
    obstacle(stmt, {}, "it may overwrite memory of unknown extent that the reverse sweep reads");
  }
}

/// `i += 4`, `p -= n`: exact in reverse, if the amount is the same then.
bool Planner::is_invertible(const ir::Stmt& stmt) {
  const auto* update = ir::get_if<ir::Update>(stmt);
  if (!update || (update->op != ir::BinaryOp::kAdd && update->op != ir::BinaryOp::kSub)) return false;
  const ir::TypeKind kind = update->place->type->kind;
  if (kind != ir::TypeKind::kPointer && kind != ir::TypeKind::kInteger) return false;
  if (kind == ir::TypeKind::kInteger && !ir::is_integer(update->value->type)) return false;
  return ir::get_if<ir::Literal>(update->value) != nullptr;
}

/// A comparison of reals costs its operands' storage where a flag takes one byte.
bool Planner::reads_real(const ZoneSet& reads) {
  const std::vector<ZoneId> items = reads.items();
  return std::any_of(items.begin(), items.end(), [&](ZoneId id) {
    const ir::Type& type = zones_.zone(id).type;
    return type->kind != ir::TypeKind::kInteger && type->kind != ir::TypeKind::kBool;
  });
}

std::vector<ir::VarId> Planner::overwritten_params(const ZoneSet& required) {
  std::vector<ir::VarId> result;
  const ZoneSet written = zones_.effects(function_.body).writes;
  for (const ir::VarId param : function_.params) {
    const ZoneSet own = zones_.leaves(zones_.variable(param));
    if (own.intersects(written) && own.intersects(required)) result.push_back(param);
  }
  return result;
}

ZoneSet Planner::pointers_in(const ZoneSet& zones) {
  ZoneSet result;
  for (const ZoneId id : zones.items()) {
    const ir::Type& type = zones_.zone(id).type;
    if (type && type->kind == ir::TypeKind::kPointer) result.insert(id);
  }
  return result;
}

/// Whether some of the pointers may lead to a local that the reverse sweep makes anew, or that is gone at the end of `ending`:
/// what is kept of them would lead to the old one.
bool Planner::lead_to_ended(const ZoneSet& pointers, const ir::Region* ending) {
  ZoneSet targets;
  for (const ZoneId id : pointers.items()) targets.insert(zones_.points_to(id));
  const std::vector<ZoneId> items = targets.items();
  return std::any_of(items.begin(), items.end(), [&](ZoneId id) {
    const analysis::Zone& root = zones_.zone(zones_.root(id));
    const bool is_local = root.kind == analysis::ZoneKind::kVariable && function_.var(root.var).role == ir::VarRole::kLocal;
    return is_local && !outlives(root.var, ending);
  });
}

bool Planner::outlives(ir::VarId local, const ir::Region* ending) const {
  const auto declares = [&](const ir::Region* region) {
    return region && region != ending && declaration_of(declarations(*region), local);
  };
  return declares(same_scope_) || (!options_.is_split && declares(&function_.body));
}

void Planner::obstacle_of_ended(const ir::Stmt& stmt, ir::VarId pointer) {
  obstacle(stmt, pointer, "what it points to has ended when the reverse sweep reads it", /*needs_extent=*/false,
           "keep an index in its place, or declare what it points to outside of branches and loops");
}

bool Planner::overwrites(const ZoneSet& writes, const ZoneSet& required) {
  return zones_.with_aliases(writes).intersects(required);
}

bool Planner::has_reverse(const ir::Region& region) {
  return std::any_of(region.begin(), region.end(), [&](const ir::Stmt& s) { return plan_.has_reverse.count(&s) != 0; });
}

void Planner::note_reverse(const ir::Stmt& stmt, bool has_any) {
  if (has_any) plan_.has_reverse.insert(&stmt);
  else plan_.has_reverse.erase(&stmt);
}

void Planner::obstacle(const ir::Stmt& stmt, ir::VarId var, std::string reason, bool needs_extent,
                       std::string way_out) {
  add_obstacle({&stmt, var, std::move(reason), needs_extent, std::move(way_out)}, plan_);
}

}  // namespace backsweep::plan
