// The forward sweep: the primal's statements, and what the plan keeps of them.
#include <algorithm>
#include <iterator>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/fence.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/sweeps.h"

namespace backsweep::transform {

void Sweeps::forward_region(const ir::Region& region, ir::Region& out) {
  for (const ir::Stmt& stmt : region) {
    if (kept_ && !kept_->count(&stmt)) continue;
    if (plan_.merged.count(&stmt) || plan_.late.count(&stmt)) continue;
    forward_stmt(stmt, out);
    if (!plain_forward_ && ir::regions(stmt).empty()) reshape_early(stmt, out);
  }
}

void Sweeps::forward_scope(const ir::Region& region, ir::Region& out) {
  ++scope_depth_;
  forward_region(region, out);
  const auto planned = plan_.scopes.find(&region);
  if (!plain_forward_ && planned != plan_.scopes.end()) {
    // Kept first and put back last: what an array is declared with comes before it.
    std::vector<ir::VarId> stored = planned->second.stored;
    std::stable_partition(stored.begin(), stored.end(), [&](ir::VarId var) { return !ir::variable_extents(out_.var(var).type).empty(); });
    for (const ir::VarId var : stored) {
      if (keep_in_place(var, out)) continue;
      Slot slot = make_slot(out_.var(var).type, out_.var(var).name, out);
      store(slot, ref(var), out);
      kept_locals_[&region].emplace_back(var, std::move(slot));
      if (ir::holds_pointers(out_.var(var).type) && code_.variable_has_shadow(var)) {
        const ir::VarId shadow = shadows_.variable(var);
        Slot shadow_slot = make_slot(out_.var(shadow).type, out_.var(shadow).name, out);
        store(shadow_slot, ref(shadow), out);
        kept_shadows_[&region].emplace_back(shadow, std::move(shadow_slot));
      }
    }
  }
  --scope_depth_;
}

// A number or an array of numbers of a branch that runs once at most is declared in front of it, and still has its value
// there in the reverse sweep.
bool Sweeps::keep_in_place(ir::VarId var, ir::Region& out) {
  ir::Variable& variable = out_.var(var);
  const bool is_array = is_copied_by_elements(variable.type) && !ir::holds_pointers(variable.type) &&
                        ir::variable_extents(variable.type).empty();
  if (is_split_ || !levels_.empty() || scope_depth_ == 0 || !(is_array || ir::is_number(variable.type))) return false;
  const auto declaration = std::find_if(out.begin(), out.end(), [&](const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    return declared && declared->var == var;
  });
  if (declaration == out.end()) return false;
  const auto& declared = std::get<ir::Declare>(declaration->node);
  if (declared.zeroed || !declared.elements.empty() || !declared.arguments.empty()) return false;
  variable.type = shadow_type(variable.type);
  variable.name = name_of_its_own(out_, var);
  in_place_.insert(var);
  hoisted_->push_back(ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
  if (!declared.init) {
    hoisted_->back().comments = declaration->comments;
    out.erase(declaration);
  } else {
    ir::Stmt assigned = ir::make_stmt(ir::Assign{ref(var), declared.init}, declaration->span, declaration->text);
    assigned.comments = declaration->comments;
    *declaration = std::move(assigned);
  }
  return true;
}

void Sweeps::forward_stmt(const ir::Stmt& stmt, ir::Region& out) {
  if (!plain_forward_ && plan_.checkpoints.count(&stmt)) return forward_checkpoint(stmt, out);
  if (run_ != Run::kOnce && plan::is_output(stmt)) return forward_output(stmt, out);
  if (const auto* branch = ir::get_if<ir::If>(stmt)) return forward_if(stmt, *branch, out);
  if (const auto* loop = ir::get_if<ir::For>(stmt)) return forward_for(stmt, *loop, out);
  if (const auto* loop = ir::get_if<ir::While>(stmt)) return forward_while(stmt, *loop, out);
  if (const auto* block = ir::get_if<ir::Block>(stmt)) {
    ir::Block made;
    forward_scope(block->body, made.body);
    ir::Stmt copy = ir::make_stmt(std::move(made), stmt.span, stmt.text);
    copy.comments = stmt.comments;
    out.push_back(std::move(copy));
    return;
  }
  if (ir::get_if<ir::Call>(stmt)) return forward_call(stmt, out);
  if (const auto* model = ir::get_if<ir::Model>(stmt)) return forward_model(stmt, *model, out);
  if (ir::get_if<ir::Return>(stmt)) return;
  forward_plain(stmt, out);
}

// The places that the statement is about to overwrite, and the shadows of pointers among them. `behind`: where what goes on
// the stack is pushed, if the statement itself leaves something there that is taken off later.
void Sweeps::keep_saves(const ir::Stmt& stmt, ir::Region& out, ir::Region* behind) {
  const auto planned = plan_.saves.find(&stmt);
  if (plain_forward_ || planned == plan_.saves.end()) return;
  const auto keep = [&](const ir::Expr& value, const std::string& name) {
    Slot slot = make_slot(value->type, name, out);
    if (behind && slot.kind == Slot::Kind::kStack) {
      const ir::VarId old = add_temporary(out_, name + "_before", slot.type);
      out.push_back(ir::declare(old, value));
      store(slot, ref(old), *behind);
    } else {
      store(slot, value, out);
    }
    saves_[&stmt].push_back(std::move(slot));
  };
  for (const ir::Expr& place : planned->second) {
    keep(place, name_for(primal_, place));
    for (const ir::Expr& pointer : pointers_in(place)) {
      if (!code_.points_to_shadowed(pointer)) continue;
      const ir::Expr shadow = shadows_.place(pointer);
      keep(shadow, name_for(out_, shadow));
    }
  }
}

// A variable that is kept each time it is overwritten is kept the first time, too: it needs a value then.
bool Sweeps::is_kept_unset(const ir::Declare& declared) const {
  const ir::Type& type = primal_.var(declared.var).type;
  const bool may_be_unset = ir::is_number(type) || type->kind == ir::TypeKind::kRecord;
  if (!may_be_unset || declared.init || !declared.elements.empty() || !declared.arguments.empty()) return false;
  const auto names_it = [&](const ir::Expr& place) {
    const auto* ref = ir::get_if<ir::VarRef>(place);
    return ref && ref->var == declared.var;
  };
  return std::any_of(plan_.saves.begin(), plan_.saves.end(), [&](const auto& save) {
    return std::any_of(save.second.begin(), save.second.end(), names_it);
  });
}

void Sweeps::forward_plain(const ir::Stmt& stmt, ir::Region& out) {
  keep_saves(stmt, out);
  const bool moves_shadows = !plain_forward_ || moves_shadows_;
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  if (moves_shadows && !declared) {
    ir::Region moved;
    companion(stmt, moved);
    return append_with_shadows(stmt, std::move(moved), out_, out);
  }
  out.push_back(stmt);
  if (declared && is_kept_unset(*declared)) std::get<ir::Declare>(out.back().node).zeroed = true;
  if (declared && plan_.growth.buffers.count(declared->var)) {
    out.push_back(ir::declare(buffer_size(declared->var), ir::integer(0, ir::size_type())));
  }
  if (moves_shadows) {
    declare_shadow_early(stmt, out);
    companion(stmt, out);
  }
}

// Where a pointer moves, its shadow moves along.
void Sweeps::companion(const ir::Stmt& stmt, ir::Region& out) {
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    declare_companion(*s, out);
  } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
    assign_companion(assigned->place, assigned->value, out);
  } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
    if (updated->place->type->kind == ir::TypeKind::kPointer && code_.points_to_shadowed(updated->place)) {
      out.push_back(ir::update(shadows_.place(updated->place), updated->op, updated->value));
    }
  }
}

// The shadow of a pointer, or of an object with pointers in it: those point to shadows, its reals are zero.
void Sweeps::declare_companion(const ir::Declare& declared, ir::Region& out) {
  const ir::Type type = out_.var(declared.var).type;
  if (!ir::holds_pointers(type) || !code_.variable_has_shadow(declared.var)) return;
  const ir::VarId shadow = shadows_.variable(declared.var);
  if (type->kind != ir::TypeKind::kVector && ir::has_inner_shape(type)) early_.insert(declared.var);
  if (ir::is_pointer_like(type)) {
    out.push_back(declared.init ? ir::declare(shadow, shadows_.pointer(declared.init))
                                : ir::make_stmt(ir::Declare{shadow, nullptr, declared.zeroed, {}, {}}));
    return;
  }
  if (declared.init) {
    out.push_back(ir::declare(shadow, shadows_.place(declared.init)));
    return clear(ref(shadow), out);
  }
  ir::Declare made{shadow, nullptr, /*zeroed=*/true, {}, {}};
  for (const ir::Expr& one : declared.elements) {
    const bool is_shadowed = ir::is_pointer_like(one->type) && code_.points_to_shadowed(one);
    // A reference has to refer to something, though nobody follows it.
    const bool is_bound = one->type->kind == ir::TypeKind::kReference;
    made.elements.push_back(is_shadowed ? shadows_.pointer(one) : is_bound ? one : ir::zero(shadow_type(one->type)));
  }
  // Braces run constructors and default member initializers: only then is a zero no zero.
  const bool makes_defaults = made.elements.empty() && !is_zero_by_default(type);
  out.push_back(ir::make_stmt(std::move(made)));
  if (makes_defaults) clear(ref(shadow), out);
}

void Sweeps::assign_companion(const ir::Expr& place, const ir::Expr& value, ir::Region& out) {
  if (place->type->kind == ir::TypeKind::kPointer) {
    if (code_.points_to_shadowed(place)) out.push_back(ir::assign(shadows_.place(place), shadows_.pointer(value)));
  } else if (!ir::is_pointer_like(place->type) && ir::is_place(value)) {
    const std::vector<ir::Expr> targets = pointers_in(place);
    const std::vector<ir::Expr> sources = pointers_in(value);
    for (std::size_t i = 0; i < targets.size() && i < sources.size(); ++i) {
      if (targets[i]->type->kind == ir::TypeKind::kPointer) assign_companion(targets[i], sources[i], out);
    }
  }
}

bool Sweeps::is_pointed_to(ir::VarId var) {
  if (!pointed_to_) pointed_to_ = find_pointed_to();
  return pointed_to_->intersects(zones_.leaves(zones_.variable(var)));
}

analysis::ZoneSet Sweeps::find_pointed_to() {
  analysis::ZoneSet result;
  // Also of what no variable holds: a table of row pointers on the heap.
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    const analysis::ZoneId zone{static_cast<std::int32_t>(i)};
    const ir::Type& type = zones_.zone(zone).type;
    if (type && ir::is_pointer_like(type)) result.insert(zones_.leaves(zones_.points_to(zone)));
  }
  return result;
}

void Sweeps::declare_shadow_early(const ir::Stmt& stmt, ir::Region& out) {
  const auto* s = ir::get_if<ir::Declare>(stmt);
  if (!s || ir::holds_pointers(out_.var(s->var).type) || !code_.variable_has_shadow(s->var)) return;
  if (!is_pointed_to(s->var)) return;
  const bool is_empty = out_.var(s->var).type->kind == ir::TypeKind::kVector && !s->init && s->elements.empty() && s->arguments.empty();
  if (is_empty) out.push_back(ir::declare(shadows_.variable(s->var)));
  else declare_shadow(s->var, out);
  early_.insert(s->var);
}

// A shadow declared beside its variable follows its changes of shape, so that pointers into it stay right.
void Sweeps::reshape_early(const ir::Stmt& stmt, ir::Region& out) {
  if (ir::get_if<ir::Declare>(stmt)) return;
  if (exchange_early(stmt, out) || resize_early(stmt, out)) return;
  reshape_on_heap(stmt, out);
  for (const ir::VarId var : early_) {
    if (!zones_.effects(stmt).writes.intersects(shape_of(var))) continue;
    // Pointers in it stay where they lead, and zeros are zeros.
    if (ir::holds_pointers(out_.var(var).type)) fit_shape(ref(shadows_.variable(var)), ref(var), out);
    else zero_like(ref(shadows_.variable(var)), ref(var), out);
  }
  grow_lent(stmt, out);
}

// The sizes of the vectors in a variable, or in what a reference refers to.
analysis::ZoneSet Sweeps::shape_of(ir::VarId var) {
  analysis::ZoneSet shape;
  for (const analysis::ZoneId id : zones_.leaves_of(ir::place_of(primal_, var)).items()) {
    if (zones_.zone(id).type->kind == ir::TypeKind::kVector) shape.insert(id);
  }
  return shape;
}

void Sweeps::follow_shape(ir::VarId param) {
  const ir::Type& type = primal_.var(param).type;
  const bool is_own = !ir::is_pointer_like(type);
  if (is_own && ir::holds_pointers(type)) return refuse_reshaped_copy(param);
  if (is_own && !is_pointed_to(param)) return;
  if (zones_.effects(primal_.body).writes.intersects(shape_of(param))) (is_own ? early_ : lent_).insert(param);
}

// The shadow belongs to the caller, who keeps the shape of what was copied.
void Sweeps::refuse_reshaped_copy(ir::VarId param) {
  const ir::Variable& variable = primal_.var(param);
  const bool is_reshaped = zones_.effects(primal_.body).writes.intersects(shape_of(param));
  if (!is_reshaped || !code_.variable_has_shadow(param)) return;
  sink_.error(diagnostics::Kind::kUnsupported, variable.span,
              {"'" + variable.name + "', a copy with pointers whose vectors '" + primal_.name + "' gives another size,"})
      .note(diagnostics::Kind::kWayOut, variable.span, {"raise --inline-limit where it is not recursive, or copy the vectors apart"});
}

void Sweeps::fit_grown(ir::VarId param) {
  if (lent_.count(param) == 0 && !(hides_early_ && early_.count(param) > 0)) return;
  fit_shape(shadows_.place(ir::place_of(primal_, param)), ir::place_of(primal_, param), forward);
}

bool Sweeps::has_pointers_into(ir::VarId param) {
  const analysis::ZoneSet inside = zones_.leaves_of(ir::place_of(primal_, param));
  for (std::size_t i = 0; i < primal_.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    if (var == param) continue;
    for (const analysis::ZoneId leaf : zones_.leaves(zones_.variable(var)).items()) {
      const bool is_pointer = ir::is_pointer_like(zones_.zone(leaf).type);
      if (is_pointer && zones_.leaves(zones_.points_to(leaf)).intersects(inside)) return true;
    }
  }
  return false;
}

// Pointers into the vector are made beside those into its shadow, which must have its size by then. Elements that the caller
// gave seeds for stay.
void Sweeps::grow_lent(const ir::Stmt& stmt, ir::Region& out) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const ir::Expr vector = model ? model->operands[0] : assigned ? assigned->place : nullptr;
  if (!vector || vector->type->kind != ir::TypeKind::kVector || lent_.count(ir::root_var(vector)) == 0) return;
  if (!has_pointers_into(ir::root_var(vector))) return;
  const ir::Expr bar = shadows_.place(vector);
  ir::If grown;
  grown.condition = ir::raw_binary(ir::BinaryOp::kLess, ir::size_of(bar), ir::size_of(vector), ir::bool_type());
  resize_shadow(bar, vector, grown.then_region);
  out.push_back(ir::make_stmt(std::move(grown)));
}

// Zeros change places with zeros: what matters is the shape.
bool Sweeps::exchange_early(const ir::Stmt& stmt, ir::Region& out) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  if (!model || model->op != ir::ModelOp::kSwap) return false;
  std::vector<ir::Expr> shadows;
  for (const ir::Expr& operand : model->operands) {
    const auto* var = ir::get_if<ir::VarRef>(operand);
    // Pointers in it have changed places already.
    if (!var || early_.count(var->var) == 0 || ir::holds_pointers(operand->type)) return false;
    shadows.push_back(ref(shadows_.variable(var->var)));
  }
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kSwap, std::move(shadows), ir::HeapFamily::kNone}));
  return true;
}

// Elements that stay have their zeros already: making all of them again would cost the square of a vector that grows.
bool Sweeps::resize_early(const ir::Stmt& stmt, ir::Region& out) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  const bool resizes = model && (model->op == ir::ModelOp::kPushBack || model->op == ir::ModelOp::kPopBack ||
                                 model->op == ir::ModelOp::kResize);
  if (!resizes) return false;
  const ir::Expr& vector = model->operands[0];
  if (early_.count(ir::root_var(vector)) == 0 && !is_on_heap(vector)) return false;
  const ir::Expr bar = shadows_.place(vector);
  if (model->op == ir::ModelOp::kResize || are_made_of_zeros(bar->type->element)) {
    resize_shadow(bar, vector, out);
    return true;
  }
  const ir::Expr last = ir::binary(ir::BinaryOp::kSub, ir::size_of(vector), ir::integer(1, ir::size_type()));
  ir::Model same{ir::ModelOp::kResize, {bar, ir::size_of(vector)}, ir::HeapFamily::kNone};
  if (!ir::is_default_constructible(bar->type->element)) {
    same = {model->op, {bar}, ir::HeapFamily::kNone};
    if (model->op == ir::ModelOp::kPushBack) same.operands.push_back(ir::index(vector, last));
  }
  out.push_back(ir::make_stmt(std::move(same)));
  if (model->op == ir::ModelOp::kPopBack) return true;
  zero_like(ir::index(bar, last), ir::index(vector, last), out);
  return true;
}

// A vector, or an object with vectors, in memory that the function has allocated: its shadow came about beside it.
bool Sweeps::is_on_heap(const ir::Expr& place) const {
  if (!ir::is_place(place) || !ir::has_inner_shape(place->type) || !code_.has_shadow(place)) return false;
  const std::vector<analysis::ZoneId> leaves = zones_.leaves_of(place).items();
  return !leaves.empty() && std::all_of(leaves.begin(), leaves.end(), [&](analysis::ZoneId leaf) {
    return zones_.zone(zones_.root(leaf)).kind == analysis::ZoneKind::kHeap;
  });
}

// Zeros keep their places: what matters is the shape.
void Sweeps::reshape_on_heap(const ir::Stmt& stmt, ir::Region& out) {
  if (const auto* call = ir::get_if<ir::Call>(stmt)) return reshape_in_call(stmt, *call, out);
  std::vector<ir::Expr> places;
  if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) places = {assigned->place};
  if (const auto* model = ir::get_if<ir::Model>(stmt)) places = model->operands;
  for (const ir::Expr& place : places) {
    if (!is_on_heap(place) || !zones_.effects(stmt).writes.intersects(zones_.leaves_of(place))) continue;
    fit_shape(shadows_.place(place), place, out);
  }
}

// Objects that a function gets by reference. Of those it gets by pointer nobody says how many there are.
void Sweeps::reshape_in_call(const ir::Stmt& stmt, const ir::Call& call, ir::Region& out) {
  analysis::ZoneSet reshaped;
  for (const analysis::ZoneId id : zones_.effects(stmt).writes.items()) {
    const ir::Type& type = zones_.zone(id).type;
    if (!type || type->kind != ir::TypeKind::kVector || zones_.zone(zones_.root(id)).kind != analysis::ZoneKind::kHeap) continue;
    if (zones_.leaves(id).intersects(code_.activity().active)) reshaped.insert(id);
  }
  const ir::Function& callee = code_.program().ir().function(call.callee);
  for (std::size_t i = 0; i < call.arguments.size() && i < callee.params.size() && !reshaped.is_empty(); ++i) {
    const auto* address = ir::get_if<ir::AddressOf>(call.arguments[i]);
    const bool is_reference = callee.var(callee.params[i]).type->kind == ir::TypeKind::kReference;
    if (!address || !is_reference || !is_on_heap(address->place)) continue;
    fit_shape(shadows_.place(address->place), address->place, out);
    reshaped.erase(zones_.leaves_of(address->place));
  }
  if (reshaped.is_empty()) return;
  sink_.error(diagnostics::Kind::kUnsupported, stmt.span,
              {"a vector in allocated memory that '" + callee.name + "', which is not inlined, gives another size,"})
      .note(diagnostics::Kind::kWayOut, stmt.span, {"raise --inline-limit where it is not recursive, or hand the object in by reference"});
}

void Sweeps::forward_if(const ir::Stmt& stmt, const ir::If& branch, ir::Region& out) {
  ir::If made;
  made.condition = branch.condition;
  if (!plain_forward_ && plan_.kept_conditions.count(&stmt)) {
    const Slot slot = make_slot(ir::bool_type(), "taken", out);
    conditions_[&stmt] = slot;
    if (slot.kind == Slot::Kind::kStack) {
      // The reverse sweep asks first which branch to undo: what the branch pushes lies below.
      const ir::VarId taken = add_temporary(out_, "taken", ir::bool_type());
      out.push_back(ir::declare(taken, branch.condition));
      made.condition = ref(taken);
    } else {
      store(slot, branch.condition, out);
      if (slot.kind == Slot::Kind::kVariable) made.condition = ref(slot.var);
    }
  }
  forward_scope(branch.then_region, made.then_region);
  forward_scope(branch.else_region, made.else_region);
  const ir::Expr condition = made.condition;
  ir::Stmt copy = ir::make_stmt(std::move(made), stmt.span, stmt.text);
  copy.comments = stmt.comments;
  out.push_back(std::move(copy));
  const auto kept = conditions_.find(&stmt);
  const bool is_pushed = !plain_forward_ && kept != conditions_.end() && kept->second.kind == Slot::Kind::kStack;
  if (is_pushed) store(kept->second, condition, out);
}

void Sweeps::forward_for(const ir::Stmt& stmt, const ir::For& loop, ir::Region& out) {
  const bool is_fused = plan_.fused.count(&stmt) != 0;
  const bool was_plain = plain_forward_;
  const bool moved_shadows = moves_shadows_;
  push_blocks(stmt, out);
  keep_saves(stmt, out);
  plain_forward_ = plain_forward_ || is_fused;
  // Where pointers lead behind the loop is known when the forward sweep has run, not when iterations run again.
  if (is_fused && !was_plain && moves_outer_pointers(stmt)) moves_shadows_ = true;
  ir::For made = loop;
  made.body.clear();
  levels_.push_back({&stmt, &loop, &out, scope_depth_ > 0, {}});
  forward_scope(loop.body, made.body);
  std::vector<ir::VarId> pushed = std::move(levels_.back().pushed);
  levels_.pop_back();
  plain_forward_ = was_plain;
  moves_shadows_ = moved_shadows;
  ir::Stmt copy = ir::make_stmt(std::move(made), stmt.span, stmt.text);
  copy.comments = stmt.comments;
  out.push_back(std::move(copy));
  push_blocks_of(stmt, std::move(pushed), out);
}

// The stretches of arrays that the loop is about to overwrite.
void Sweeps::push_blocks(const ir::Stmt& loop, ir::Region& out) {
  const auto planned = plan_.block_saves.find(&loop);
  if (plain_forward_ || planned == plan_.block_saves.end()) return;
  for (const plan::BlockSave& save : planned->second) {
    const ir::Expr stack = ref(the_workspace());
    out.push_back(save.is_replaced ? push_replaced(stack, save.array, save.start, save.count)
                                   : push_scalars(stack, save.first(), save.count));
  }
}

void Sweeps::pop_blocks(const ir::Stmt& loop, ir::Region& out) {
  const auto planned = plan_.block_saves.find(&loop);
  if (planned == plan_.block_saves.end()) return;
  for (auto save = planned->second.rbegin(); save != planned->second.rend(); ++save) {
    const ir::Expr stack = ref(the_workspace());
    out.push_back(save->is_replaced ? pop_replaced(stack, save->array, save->start, save->count)
                                    : pop_scalars(stack, save->first(), save->count));
    if (const ir::VarId root = ir::root_var(save->array); root.is_valid()) restored.insert(root);
  }
}

void Sweeps::forward_while(const ir::Stmt& stmt, const ir::While& loop, ir::Region& out) {
  const bool counts = !plain_forward_ && plan_.has_reverse.count(&stmt) != 0;
  ir::VarId trips;
  if (counts) {
    trips = add_temporary(out_, "trips", ir::long_type());
    out.push_back(ir::declare(trips, ir::integer(0, ir::long_type())));
  }
  ir::While made;
  made.condition = loop.condition;
  levels_.push_back({&stmt, nullptr, &out, scope_depth_ > 0, {}});
  ++scope_depth_;
  forward_region(loop.before_condition, made.before_condition);
  --scope_depth_;
  forward_scope(loop.body, made.body);
  levels_.pop_back();
  if (counts) made.body.push_back(ir::update(ref(trips), ir::BinaryOp::kAdd, ir::integer(1, ir::long_type())));
  ir::Stmt copy = ir::make_stmt(std::move(made), stmt.span, stmt.text);
  copy.comments = stmt.comments;
  out.push_back(std::move(copy));
  if (!counts) return;
  const bool is_in_reach = levels_.empty() && !is_split_ && scope_depth_ == 0;
  if (is_in_reach) {
    trips_[&stmt] = Slot{Slot::Kind::kVariable, trips, nullptr, ir::long_type(), true};
  } else {
    trips_[&stmt] = make_slot(ir::long_type(), "trips", out);
    store(trips_[&stmt], ref(trips), out);
  }
}

void Sweeps::forward_call(const ir::Stmt& stmt, ir::Region& out) {
  if (code_.has_adjoint(stmt) && code_.moves_shadowed_pointers(stmt)) {
    const ir::FunctionId callee = std::get<ir::Call>(stmt.node).callee;
    return refuse_moved_pointers(stmt, code_.program().ir().function(callee), sink_);
  }
  if (!plain_forward_ && plan_.joint_calls.count(&stmt)) return forward_joint(stmt, out);
  const auto mode = plan_.calls.find(&stmt);
  if (plain_forward_ || mode == plan_.calls.end() || mode->second != plan::CallMode::kSplit) {
    keep_saves(stmt, out);
    out.push_back(quiet_call(stmt));
    return;
  }
  // The reverse puts the result's place back before it takes the record.
  ir::Region behind;
  keep_saves(stmt, out, &behind);
  const auto context = code_.activity().calls.find(&stmt);
  if (context == code_.activity().calls.end()) return unsupported(stmt.span, "a call that overwrites active values");
  const auto required = plan_.required_by_call.find(&stmt);
  const CalleeDerivatives::Functions functions = callees_.find(context->second, mode->second, required->second);
  ir::Stmt copy = stmt;
  if (functions.forward.is_valid()) {
    std::get<ir::Call>(copy.node).callee = functions.forward;
    if (functions.takes_workspace) std::get<ir::Call>(copy.node).arguments.push_back(ref(the_workspace()));
  }
  const ir::VarId measurement = measures_calls ? begin_measurement(stmt, out) : ir::VarId{};
  out.push_back(std::move(copy));
  if (measurement.is_valid()) tell(measurement, "recorded", out);
  std::move(behind.begin(), behind.end(), std::back_inserter(out));
}

// The block never shrinks: `p_elements` remembers how large it is. The shadow is zero until the reverse sweep begins.
void Sweeps::forward_growth(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const ir::Expr& pointer = model.operands[0];
  const ir::Expr size = ref(buffer_size(ir::root_var(pointer)));
  const ir::Expr wanted = ir::opaque({"std::max<std::size_t>(", ", ", ")"}, {size, ir::cast(model.operands[2], size->type)}, size->type);
  out.push_back(ir::assign(size, wanted));
  out.push_back(ir::make_stmt(ir::Model{model.op, {pointer, pointer, size}, model.family}, stmt.span, stmt.text));
  if (!code_.points_to_shadowed(pointer)) return;
  const ir::Expr shadow = shadows_.place(pointer);
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kFree, {shadow}, model.family}));
  allocate_shadow(pointer, size, model.family, out);
}

ir::VarId Sweeps::buffer_size(ir::VarId buffer) {
  const auto [known, is_new] = buffer_sizes_.try_emplace(buffer);
  if (is_new) known->second = add_temporary(out_, out_.var(buffer).name + "_elements", ir::size_type());
  return known->second;
}

void Sweeps::forward_model(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const ir::Expr& first = model.operands[0];
  if (plain_forward_) {
    out.push_back(stmt);
    if (moves_shadows_ && model.op == ir::ModelOp::kSwap) swap_companions(model, out);
    return;
  }
  if (plan_.growth.steps.count(&stmt)) return forward_growth(stmt, model, out);
  // Memory that the reverse sweep reads, or that has a shadow, is given back by the reverse of its allocation.
  if (model.op == ir::ModelOp::kFree) {
    if (!plan_.deferred_frees.count(&stmt)) out.push_back(stmt);
    return;
  }
  const auto planned = plan_.saves.find(&stmt);
  const bool keeps_block = model.op == ir::ModelOp::kCopy || model.op == ir::ModelOp::kFill;
  if (planned != plan_.saves.end() && !planned->second.empty() && keeps_block) {
    const ir::Expr& count = model.op == ir::ModelOp::kCopy ? model.operands[2] : model.operands[1];
    out.push_back(push_scalars(ref(the_workspace()), first, count));
    out.push_back(stmt);
    return;
  }
  forward_plain(stmt, out);
  const bool allocates = model.op == ir::ModelOp::kAllocate || model.op == ir::ModelOp::kAllocateZeroed ||
                         model.op == ir::ModelOp::kReallocate;
  if (model.op == ir::ModelOp::kSwap) return swap_companions(model, out);
  if (!code_.points_to_shadowed(first) || !ir::is_pointer_like(first->type)) return;
  if (allocates) {
    const ir::VarId buffer = ir::root_var(first);
    if (plan_.growth.buffers.count(buffer)) {
      out.push_back(ir::assign(ref(buffer_size(buffer)), ir::cast(model.operands.back(), ir::size_type())));
    }
    allocate_shadow(first, model.operands.back(), model.family, out);
  }
}

void Sweeps::allocate_shadow(const ir::Expr& pointer, const ir::Expr& count, ir::HeapFamily family, ir::Region& out) {
  const ir::Expr shadow = shadows_.place(pointer);
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kAllocateZeroed, {shadow, count}, family}));
  if (is_zero_by_default(shadow->type->element)) return;
  ir::For loop;
  loop.var = add_temporary(out_, "k", ir::without_const(count->type));
  out_.var(loop.var).role = ir::VarRole::kInduction;
  loop.from = ir::integer(0, out_.var(loop.var).type);
  loop.to = count;
  loop.step = ir::integer(1, out_.var(loop.var).type);
  const ir::Expr element = ir::index(shadow, ref(loop.var));
  // Of objects with vectors in them it takes their shape, too.
  if (ir::has_inner_shape(element->type)) loop.body.push_back(ir::assign(element, ir::index(pointer, ref(loop.var))));
  clear(element, loop.body);
  out.push_back(ir::make_stmt(std::move(loop)));
}

void Sweeps::swap_companions(const ir::Model& model, ir::Region& out) {
  const std::vector<ir::Expr> left = pointers_in(model.operands[0]);
  const std::vector<ir::Expr> right = pointers_in(model.operands[1]);
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (!code_.points_to_shadowed(left[i])) continue;
    out.push_back(ir::make_stmt(ir::Model{model.op, {shadows_.place(left[i]), shadows_.place(right[i])}, model.family}));
  }
}

}  // namespace backsweep::transform
