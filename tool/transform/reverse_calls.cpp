// The reverse sweep of calls and library operations.
#include <utility>

#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/print.h"
#include "ir/walk.h"
#include "transform/fence.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/shadow.h"
#include "transform/sweeps.h"

namespace backsweep::transform {

using ir::BinaryOp;
using ir::ModelOp;

void Sweeps::reverse_call(const ir::Stmt& stmt, const ir::Call& call, ir::Region& out) {
  if (plan_.joint_calls.count(&stmt)) restore_state(stmt, out);
  restore(stmt, out);
  const auto context = code_.activity().calls.find(&stmt);
  const auto mode = plan_.calls.find(&stmt);
  const bool has_result_bar = call.result && code_.has_shadow(call.result) && ir::carries_real(call.result->type);
  if (mode == plan_.calls.end() || context == code_.activity().calls.end()) {
    const bool reshapes = call.result && plan_.saves.count(&stmt) != 0 && ir::has_inner_shape(call.result->type);
    if (has_result_bar && (code_.has_adjoint(stmt) || reshapes)) clear_result(call, out);
    return;
  }
  const CalleeDerivatives::Functions functions =
      callees_.find(context->second, mode->second, plan_.required_by_call.at(&stmt));
  const bool has_parts = plan::keeps_record(mode->second);
  if (mode->second == plan::CallMode::kJoint) repeat_joint(stmt, functions, out);
  ir::Call made;
  made.callee = has_parts ? functions.reverse : functions.adjoint;
  for (const ir::Expr& argument : call.arguments) made.arguments.push_back(argument);
  for (std::size_t i = 0; i < call.arguments.size() && i < functions.has_shadow.size(); ++i) {
    if (functions.has_shadow[i]) made.arguments.push_back(shadow_argument(stmt, call.arguments[i], out));
  }
  if (functions.has_result_bar) {
    ir::Expr result_bar;
    if (has_result_bar) {
      const ir::VarId taken = add_temporary(out_, name_for(out_, shadows_.place(call.result)) + "_in",
                                            call.result->type);
      out.push_back(ir::declare(taken, shadows_.place(call.result)));
      clear_result(call, out);
      result_bar = ir::cast(ref(taken), shadow_type(code_.program().ir().function(call.callee).result));
    } else {
      result_bar = zero_result(code_.program().ir().function(call.callee), out);
    }
    made.arguments.push_back(result_bar);
  } else if (has_result_bar && code_.is_useful(stmt, call.result)) {
    clear_result(call, out);
  }
  if (functions.takes_schedule) {
    const ir::Expr share = share_of_schedule();
    made.arguments.push_back(ir::is_place(share) ? ir::address_of(share) : share);
  }
  if (has_parts && functions.takes_workspace) made.arguments.push_back(ref(the_workspace()));
  const auto joint = plan_.joint_calls.find(&stmt);
  // What a user wrote may leave there what the primal does.
  const bool is_put_back_again = !has_parts && joint != plan_.joint_calls.end() && joint->second.is_required;
  if (is_put_back_again) keep_on_stack(joint->second.snapshot, out);
  out.push_back(ir::make_stmt(std::move(made), stmt.span));
  if (is_put_back_again) take_from_stack(joint->second.snapshot, out);
}

// What the result overwrote has been put back in front, in the shape that it had.
void Sweeps::clear_result(const ir::Call& call, ir::Region& out) {
  const ir::Expr bar = shadows_.place(call.result);
  if (ir::has_inner_shape(call.result->type)) zero_like(bar, call.result, out);
  else clear(bar, out);
}

// The adjoint of a result that is of no use.
ir::Expr Sweeps::zero_result(const ir::Function& callee, ir::Region& out) {
  const ir::Type type = shadow_type(ir::strip_reference(callee.result));
  return ir::is_real(type) ? ir::zero(type) : unused_shadow(type, nullptr, out);
}

// A zero, in the shape of the primal's object where that is given.
ir::Expr Sweeps::unused_shadow(const ir::Type& type, const ir::Expr& shape, ir::Region& out) {
  const ir::VarId unused = add_temporary(out_, "unused_bar", type);
  out.push_back(ir::make_stmt(ir::Declare{unused, shape, /*zeroed=*/!shape, {}, {}}));
  if (shape || !is_zero_by_default(type)) clear(ref(unused), out);
  return ref(unused);
}

// What the callee adds the argument's adjoint to.
ir::Expr Sweeps::shadow_argument(const ir::Stmt& stmt, const ir::Expr& argument, ir::Region& out) {
  if (code_.lacks_shadow_behind(stmt, argument)) refuse_memory_without_shadow(stmt, sink_);
  if (ir::is_pointer_like(argument->type)) {
    if (!code_.points_to_shadowed(argument)) {
      const auto clear_it = [this](const ir::Expr& bar, ir::Region& cleared) { clear(bar, cleared); };
      if (const ir::Expr zeros = pointer_into_zeros(out_, argument, "unused_bar", clear_it, out)) return zeros;
      refuse_memory_without_shadow(stmt, sink_);
    }
    return shadows_.pointer(argument);
  }
  const bool has_shadow = ir::is_place(argument) && (code_.has_shadow(argument) || code_.reaches_shadow(argument));
  if (has_shadow) return ir::address_of(shadows_.place(argument));
  const ir::Expr shape = ir::has_inner_shape(argument->type) ? argument : nullptr;
  return ir::address_of(unused_shadow(shadow_type(argument->type), shape, out));
}

void Sweeps::reverse_block_operation(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const bool is_copy = model.op == ModelOp::kCopy;
  const ir::Expr& to = model.operands[0];
  const ir::Expr& count = is_copy ? model.operands[2] : model.operands[1];
  const auto planned = plan_.saves.find(&stmt);
  if (planned != plan_.saves.end() && !planned->second.empty()) {
    out.push_back(pop_scalars(ref(the_workspace()), to, count));
  }
  const ir::Type& element = to->type->element;
  if (!code_.has_adjoint(stmt) || ir::is_pointer_like(element) || !ir::carries_real(element)) return;
  const ir::Expr to_bar = shadows_.pointer(to);
  const bool flows = is_copy ? code_.points_to_shadowed(model.operands[1])
                             : code_.depends_on_varied(stmt, model.operands[2]);
  if (is_copy && flows && !ir::is_real(element)) return reverse_copy_of_objects(to_bar, model, out);
  if (is_copy && flows) {
    // Overlapping or not: take out, clear, then add. std::memmove semantics need the copy.
    out.push_back(ir::make_stmt(ir::Opaque{nullptr, false, {"backsweep::move_adjoint(", ", ", ", ", ")"},
                                           {to_bar, shadows_.pointer(model.operands[1]), count},
                                           {to_bar, shadows_.pointer(model.operands[1])}, true, false, {}, {}}));
    return;
  }
  if (!flows && ir::may_leave_row(to_bar)) {
    // Subscripts would leave the row that the address names.
    out.push_back(zero_scalars(to_bar, count));
    return;
  }
  out.push_back(counted_loop(out_, count, [&](const ir::Expr& k, ir::Region& body) {
    const ir::Expr bar = ir::index(to_bar, k);
    if (flows) give(stmt, model.operands[2], bar, body);
    clear(bar, body);
  }));
}

// Object by object where the two blocks are apart; else all adjoints are taken out before the first is given back.
void Sweeps::reverse_copy_of_objects(const ir::Expr& to_bar, const ir::Model& model, ir::Region& out) {
  const ir::Expr& count = model.operands[2];
  const ir::Expr from_bar = shadows_.pointer(model.operands[1]);
  const analysis::ZoneSet target = zones_.with_aliases(zones_.leaves(zones_.targets(model.operands[0])));
  const bool are_apart = !zones_.leaves(zones_.targets(model.operands[1])).intersects(target);
  if (are_apart) {
    out.push_back(counted_loop(out_, count, [&](const ir::Expr& k, ir::Region& body) {
      move_aggregate(ir::index(from_bar, k), ir::index(to_bar, k), /*clears=*/true, body);
    }));
    return;
  }
  const ir::Type element = ir::without_const(to_bar->type->element);
  const ir::VarId taken = add_temporary(out_, "moved_bar", ir::vector_of(element, "std::vector<" + ir::print(element) + ">"));
  out.push_back(ir::make_stmt(ir::Declare{taken, nullptr, /*zeroed=*/false, {}, {count}}));
  const auto each = [&](const auto& body_of) { out.push_back(counted_loop(out_, count, body_of)); };
  each([&](const ir::Expr& k, ir::Region& body) {
    body.push_back(ir::assign(ir::index(ref(taken), k), ir::index(to_bar, k)));
    clear(ir::index(to_bar, k), body);
  });
  each([&](const ir::Expr& k, ir::Region& body) {
    move_aggregate(ir::index(from_bar, k), ir::index(ref(taken), k), /*clears=*/false, body);
  });
}

void Sweeps::reverse_allocation(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const ir::Expr& pointer = model.operands[0];
  if (plan_.freed_allocations.count(&stmt)) {
    out.push_back(ir::make_stmt(ir::Model{ModelOp::kFree, {pointer}, model.family}));
    if (code_.points_to_shadowed(pointer)) {
      out.push_back(ir::make_stmt(ir::Model{ModelOp::kFree, {shadows_.place(pointer)}, model.family}));
    }
  }
  restore(stmt, out);
}

void Sweeps::reverse_model(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const ir::Expr& first = model.operands[0];
  switch (model.op) {
    case ModelOp::kCopy:
    case ModelOp::kFill:
      return reverse_block_operation(stmt, model, out);
    case ModelOp::kAllocate:
    case ModelOp::kAllocateZeroed:
    case ModelOp::kReallocate:
      return reverse_allocation(stmt, model, out);
    case ModelOp::kFree:
      return;
    case ModelOp::kSwap: {
      if (plan_.undone_swaps.count(&stmt)) out.push_back(ir::make_stmt(model));
      if (code_.has_shadow(first) || code_.has_shadow(model.operands[1]) || code_.reaches_shadow(first)) {
        out.push_back(ir::make_stmt(
            ir::Model{model.op, {shadows_.place(first), shadows_.place(model.operands[1])}, model.family}));
      }
      return;
    }
    case ModelOp::kPushBack:
      return reverse_push_back(stmt, model, out);
    case ModelOp::kResize:
    case ModelOp::kPopBack:
    case ModelOp::kClear:
    case ModelOp::kAssignFill:
    case ModelOp::kAssignRange:
    case ModelOp::kMoveAssign:
      return reverse_reshape(stmt, model, out);
  }
}

// The new element's adjoint goes to what it was made of. Where that is read from the vector itself, as in
// `v.push_back(v.back())`, it is found in the vector as it was.
void Sweeps::reverse_push_back(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const ir::Expr& vector = model.operands[0];
  const ir::Expr& value = model.operands[1];
  const auto shorten = [&](const ir::Expr& place) {
    out.push_back(ir::make_stmt(ir::Model{ModelOp::kPopBack, {place}, ir::HeapFamily::kNone}));
  };
  if (!code_.has_adjoint(stmt)) return shorten(vector);
  const ir::Expr bar = shadows_.place(vector);
  ir::Expr last = ir::last_of(bar);
  const bool reads_itself = zones_.reads(value).intersects(zones_.with_aliases(zones_.leaves_of(vector)));
  if (reads_itself) {
    const ir::VarId taken = add_temporary(out_, name_for(primal_, vector) + "_bar_last", last->type);
    out.push_back(ir::declare(taken, last));
    last = ref(taken);
  } else {
    give(stmt, value, last, out);
  }
  shorten(bar);
  shorten(vector);
  if (reads_itself) give(stmt, value, last, out);
}

// The element that was taken off comes back, with an adjoint of zero.
void Sweeps::reverse_pop_back(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  const ir::Expr& vector = model.operands[0];
  const auto kept = saves_.find(&stmt);
  if (kept == saves_.end()) return;
  const auto append = [&](const ir::Expr& place, const ir::Expr& value) {
    out.push_back(ir::make_stmt(ir::Model{ModelOp::kPushBack, {place, value}, ir::HeapFamily::kNone}));
  };
  const ir::VarId last = add_temporary(out_, name_for(primal_, vector) + "_last", ir::without_const(vector->type->element));
  load_declared(kept->second.front(), last, out);
  append(vector, ref(last));
  if (const ir::VarId root = ir::root_var(vector); root.is_valid()) restored.insert(root);
  if (!code_.has_adjoint(stmt)) return;
  const ir::Expr bar = shadows_.place(vector);
  append(bar, ir::zero(bar->type->element));
}

// The vector's new elements give their adjoints away; then the old vector, and its shadow's old shape, come back.
void Sweeps::reverse_reshape(const ir::Stmt& stmt, const ir::Model& model, ir::Region& out) {
  if (plan::takes_scalar_off(model)) return reverse_pop_back(stmt, model, out);
  const ir::Expr& vector = model.operands[0];
  if (!code_.has_adjoint(stmt)) return restore(stmt, out);
  const ir::Expr bar = shadows_.place(vector);
  if (model.op == ModelOp::kAssignFill && code_.depends_on_varied(stmt, model.operands[2])) {
    give_from_elements(stmt, model.operands[2], bar, ir::integer(0, ir::size_type()), out);
  } else if (model.op == ModelOp::kAssignRange && code_.points_to_shadowed(model.operands[1])) {
    const ir::Expr source = shadows_.pointer(model.operands[1]);
    out.push_back(counted_loop(out_, model.operands[2], [&](const ir::Expr& k, ir::Region& body) {
      move_aggregate(ir::direct_access(ir::index(source, k)), ir::index(bar, k), /*clears=*/false, body);
    }));
  } else if (model.op == ModelOp::kMoveAssign) {
    return unsupported(stmt.span, "moving a vector of active values");
  }
  if (plan_.first_shapes.count(&stmt)) return;
  restore(stmt, out);
  if (model.op == ModelOp::kResize && model.operands.size() > 2 && code_.depends_on_varied(stmt, model.operands[2])) {
    give_from_elements(stmt, model.operands[2], bar, ir::size_of(vector), out);
  }
  if (model.op == ModelOp::kResize || model.op == ModelOp::kPopBack) {
    resize_shadow(bar, vector, out);
  } else {
    zero_like(bar, vector, out);
  }
}

// The elements that stay keep their adjoints; those that come back begin with zero.
void Sweeps::resize_shadow(const ir::Expr& bar, const ir::Expr& vector, ir::Region& out) {
  const ir::Type& element = vector->type->element;
  const ir::Expr size = ir::size_of(vector);
  const auto resize = [&](const std::vector<ir::Expr>& made) {
    std::vector<ir::Expr> operands = {bar};
    operands.insert(operands.end(), made.begin(), made.end());
    return ir::make_stmt(ir::Model{ModelOp::kResize, std::move(operands), ir::HeapFamily::kNone});
  };
  if (are_made_of_zeros(element)) return out.push_back(resize(sized(size, element)));
  const ir::Expr kept = ref(add_temporary(out_, "kept", ir::size_type()));
  out.push_back(ir::declare(ir::root_var(kept), ir::size_of(bar)));
  if (ir::is_default_constructible(element)) {
    out.push_back(resize({size}));
  } else {
    // An element to copy is needed even for getting shorter.
    const auto becomes = [&](const ir::Expr& shorter, const ir::Expr& longer, const ir::Expr& copied) {
      ir::If branch{ir::binary(ir::BinaryOp::kLess, shorter, longer), {resize({size, copied})}, {}};
      out.push_back(ir::make_stmt(std::move(branch)));
    };
    becomes(kept, size, ir::index(vector, kept));
    becomes(size, kept, ir::index(bar, ir::integer(0)));
  }
  ir::For loop;
  loop.var = add_temporary(out_, "k", ir::size_type());
  out_.var(loop.var).role = ir::VarRole::kInduction;
  loop.from = kept;
  loop.to = ir::size_of(vector);
  loop.step = ir::integer(1, ir::size_type());
  zero_like(ir::index(bar, ref(loop.var)), ir::index(vector, ref(loop.var)), loop.body);
  out.push_back(ir::make_stmt(std::move(loop)));
}

void Sweeps::fit_shape(const ir::Expr& bar, const ir::Expr& primal, ir::Region& out) {
  const ir::Type& type = bar->type;
  if (!ir::carries_real(type) || !ir::has_inner_shape(type)) return;
  if (type->kind == ir::TypeKind::kRecord) {
    for (const ir::Field& field : type->record->fields) {
      fit_shape(ir::member(bar, field.name, shadow_type(field.type), field.is_private),
                ir::member(primal, field.name, field.type, field.is_private), out);
    }
    return;
  }
  if (type->kind == ir::TypeKind::kVector) resize_shadow(bar, primal, out);
  if (!ir::has_inner_shape(type->element)) return;
  out.push_back(counted_loop(out_, ir::size_of(primal), [&](const ir::Expr& k, ir::Region& body) {
    fit_shape(ir::index(bar, k), ir::index(primal, k), body);
  }));
}

void Sweeps::zero_like(const ir::Expr& bar, const ir::Expr& primal, ir::Region& out) {
  if (bar->type->kind == ir::TypeKind::kVector && ir::is_real(bar->type->element)) {
    out.push_back(ir::make_stmt(ir::Model{ModelOp::kAssignFill, {bar, ir::size_of(primal), ir::zero(bar->type->element)},
                                          ir::HeapFamily::kNone}));
    return;
  }
  // The pointers of a shadow lead to shadows, as those of the primal do to values.
  if (bar->type->kind == ir::TypeKind::kRecord && ir::holds_pointers(bar->type)) return zero_members_like(bar, primal, out);
  if (bar->type->kind == ir::TypeKind::kArray && ir::holds_pointers(bar->type)) {
    out.push_back(counted_loop(out_, ir::size_of(primal), [&](const ir::Expr& k, ir::Region& body) {
      zero_like(ir::index(bar, k), ir::index(primal, k), body);
    }));
    return;
  }
  out.push_back(ir::assign(bar, primal));
  clear(bar, out);
}

void Sweeps::zero_members_like(const ir::Expr& bar, const ir::Expr& primal, ir::Region& out) {
  for (const ir::Field& field : bar->type->record->fields) {
    if (!ir::carries_real(field.type) || ir::is_pointer_like(field.type)) continue;
    const ir::Expr member = ir::member(bar, field.name, shadow_type(field.type), field.is_private);
    if (ir::has_inner_shape(field.type)) zero_like(member, ir::member(primal, field.name, field.type, field.is_private), out);
    else clear(member, out);
  }
}

}  // namespace backsweep::transform
