// Where kept values live: a variable outside of loops, a block indexed by the iteration in counted nests, the
// workspace's stack everywhere else.
#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/sweeps.h"

namespace backsweep::transform {
namespace {

bool fits_block(const ir::Type& type) {
  return type->kind == ir::TypeKind::kReal || type->kind == ir::TypeKind::kInteger || type->kind == ir::TypeKind::kBool;
}

}  // namespace

ir::Expr Sweeps::ref(ir::VarId var) const { return ir::var_ref(out_, var); }

ir::VarId Sweeps::the_workspace() {
  uses_workspace = true;
  return workspace;
}

ir::VarId Sweeps::the_blocks() {
  uses_blocks = true;
  return blocks;
}

ir::Expr Sweeps::trip_count(const ir::For& loop) const {
  using ir::BinaryOp;
  ir::Expr count = loop.is_down ? ir::binary(BinaryOp::kSub, loop.from, loop.to)
                                : ir::binary(BinaryOp::kSub, loop.to, loop.from);
  const bool is_closed = loop.compare == BinaryOp::kLessEqual || loop.compare == BinaryOp::kGreaterEqual;
  if (is_closed) count = ir::binary(BinaryOp::kAdd, count, ir::integer(1));
  if (ir::is_one(loop.step)) return count;
  const ir::Expr rounded = ir::binary(BinaryOp::kAdd, count, ir::binary(BinaryOp::kSub, loop.step, ir::integer(1)));
  return ir::binary(BinaryOp::kDiv, rounded, loop.step);
}

ir::Expr Sweeps::trip_index(const ir::For& loop) const {
  using ir::BinaryOp;
  const ir::Expr passed = loop.is_down ? ir::binary(BinaryOp::kSub, loop.from, ref(loop.var))
                                       : ir::binary(BinaryOp::kSub, ref(loop.var), loop.from);
  return ir::is_one(loop.step) ? passed : ir::binary(BinaryOp::kDiv, passed, loop.step);
}

bool Sweeps::is_rectangular(const Level& outermost) const {
  const analysis::ZoneSet written = zones_.with_aliases(zones_.effects(*outermost.stmt).writes);
  return std::all_of(levels_.begin(), levels_.end(), [&](const Level& level) {
    if (!level.counted) return false;
    const ir::For& loop = *level.counted;
    return !zones_.reads(loop.from).intersects(written) && !zones_.reads(loop.to).intersects(written) &&
           !zones_.reads(loop.step).intersects(written);
  });
}

Slot Sweeps::make_slot(const ir::Type& wanted, const std::string& name, ir::Region&) {
  Slot slot;
  slot.type = shadow_type(wanted);
  if (is_split_) {
    the_workspace();
    return slot;
  }
  if (levels_.empty()) {
    slot.kind = Slot::Kind::kVariable;
    slot.var = add_temporary(out_, name + "_kept", slot.type);
    slot.is_declared = scope_depth_ > 0 || is_copied_by_elements(slot.type);
    if (slot.is_declared) {
      hoisted_->push_back(ir::make_stmt(ir::Declare{slot.var, nullptr, /*zeroed=*/true, {}, {}}));
    }
    return slot;
  }
  if (!fits_block(slot.type) || !is_rectangular(levels_.front())) {
    the_workspace();
    return slot;
  }
  slot.kind = Slot::Kind::kBlock;
  ir::Expr count;
  ir::Expr index;
  for (const Level& level : levels_) {
    const ir::Expr trips = trip_count(*level.counted);
    const ir::Expr passed = trip_index(*level.counted);
    count = count ? ir::binary(ir::BinaryOp::kMul, count, trips) : levels_.size() > 1 ? ir::cast(trips, ir::long_type()) : trips;
    index = index ? ir::binary(ir::BinaryOp::kAdd, ir::binary(ir::BinaryOp::kMul, index, trips), passed)
                  : levels_.size() > 1 ? ir::cast(passed, ir::long_type()) : passed;
  }
  slot.index = index;
  const auto* one_loop = ir::get_if<ir::Cast>(count);
  if (is_small(one_loop ? one_loop->operand : count)) {
    slot.var = add_temporary(out_, name + "_store", ir::array_of(slot.type, one_loop ? one_loop->operand : count));
    ir::Region& around = levels_.front().is_before_nested ? *hoisted_ : *levels_.front().before;
    around.push_back(ir::declare(slot.var));
    return slot;
  }
  slot.var = add_temporary(out_, name + "_store", ir::pointer_to(slot.type));
  const ir::Expr block = ir::opaque({"", ".allocate<" + slot.type->spelling + ">(", ")"}, {ref(the_blocks()), count},
                                    ir::pointer_to(slot.type));
  ir::Region& before = *levels_.front().before;
  if (levels_.front().is_before_nested) {
    hoisted_->push_back(ir::declare(slot.var, ir::zero(out_.var(slot.var).type)));
    before.push_back(ir::assign(ref(slot.var), block));
  } else {
    before.push_back(ir::declare(slot.var, block));
  }
  return slot;
}

ir::Expr Sweeps::element_of(const Slot& slot) const {
  return slot.kind == Slot::Kind::kBlock ? ir::index(ref(slot.var), slot.index) : ref(slot.var);
}

void Sweeps::store(const Slot& slot, const ir::Expr& value, ir::Region& out) {
  if (slot.kind == Slot::Kind::kStack) {
    out.push_back(ir::make_stmt(ir::Push{value}));
  } else if (is_copied_by_elements(slot.type)) {
    out.push_back(copy_elements(ref(slot.var), value));
  } else if (slot.kind == Slot::Kind::kVariable && !slot.is_declared) {
    out.push_back(ir::declare(slot.var, value));
  } else {
    out.push_back(ir::assign(element_of(slot), value));
  }
}

void Sweeps::load(const Slot& slot, const ir::Expr& place, ir::Region& out) {
  if (slot.kind == Slot::Kind::kStack) {
    out.push_back(ir::make_stmt(ir::Pop{place, nullptr}));
  } else if (is_copied_by_elements(slot.type)) {
    out.push_back(copy_elements(place, ref(slot.var)));
  } else {
    out.push_back(ir::assign(place, element_of(slot)));
  }
}

void Sweeps::load_declared(const Slot& slot, ir::VarId var, ir::Region& out) {
  if (slot.kind == Slot::Kind::kStack || is_copied_by_elements(slot.type)) {
    out.push_back(ir::make_stmt(ir::Declare{var, nullptr, false, {}, {}}));
    load(slot, ref(var), out);
  } else {
    out.push_back(ir::declare(var, element_of(slot)));
  }
}

}  // namespace backsweep::transform
