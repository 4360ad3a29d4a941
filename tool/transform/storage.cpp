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

// Of a loop that does not run the difference of the bounds is negative: unsigned it would be huge.
ir::Expr as_signed(const ir::Expr& bound) {
  if (!ir::is_integer(bound->type) || bound->type->is_signed) return bound;
  const auto* number = ir::get_if<ir::Literal>(bound);
  if (number && number->value) return ir::integer(static_cast<long>(*number->value), ir::long_type());
  return ir::cast(bound, ir::long_type());
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
  const ir::Expr& high = loop.is_down ? loop.from : loop.to;
  const ir::Expr& low = loop.is_down ? loop.to : loop.from;
  ir::Expr count = ir::is_zero(low) ? high : ir::binary(BinaryOp::kSub, as_signed(high), as_signed(low));
  const bool is_closed = loop.compare == BinaryOp::kLessEqual || loop.compare == BinaryOp::kGreaterEqual;
  if (is_closed) count = ir::binary(BinaryOp::kAdd, count, ir::integer(1));
  if (ir::is_one(loop.step)) return count;
  const ir::Expr step = as_signed(loop.step);
  const ir::Expr rounded = ir::binary(BinaryOp::kAdd, count, ir::binary(BinaryOp::kSub, step, ir::integer(1)));
  return ir::binary(BinaryOp::kDiv, rounded, step);
}

ir::Expr Sweeps::trip_index(const ir::For& loop) const {
  using ir::BinaryOp;
  const ir::Expr passed = loop.is_down ? ir::binary(BinaryOp::kSub, loop.from, ref(loop.var))
                                       : ir::binary(BinaryOp::kSub, ref(loop.var), loop.from);
  return ir::is_one(loop.step) ? passed : ir::binary(BinaryOp::kDiv, passed, loop.step);
}

bool Sweeps::is_rectangular(std::size_t outermost) const {
  const analysis::ZoneSet written = zones_.with_aliases(zones_.effects(*levels_[outermost].stmt).writes);
  return std::all_of(levels_.begin() + static_cast<std::ptrdiff_t>(outermost), levels_.end(), [&](const Level& level) {
    if (!level.counted) return false;
    const ir::For& loop = *level.counted;
    return !zones_.reads(loop.from).intersects(written) && !zones_.reads(loop.to).intersects(written) &&
           !zones_.reads(loop.step).intersects(written);
  });
}

Slot Sweeps::make_slot(const ir::Type& wanted, const std::string& name, ir::Region&) {
  Slot slot;
  slot.type = shadow_type(wanted);
  if (is_split_) return make_pushed(slot.type, name);
  if (levels_.empty() && ir::variable_extents(slot.type).empty()) {
    slot.kind = Slot::Kind::kVariable;
    slot.var = add_temporary(out_, name + "_kept", slot.type);
    slot.is_declared = scope_depth_ > 0 || is_copied_by_elements(slot.type);
    if (slot.is_declared) {
      hoisted_->push_back(ir::make_stmt(ir::Declare{slot.var, nullptr, /*zeroed=*/true, {}, {}}));
    }
    return slot;
  }
  if (!levels_.empty() && fits_block(slot.type) && is_rectangular(0)) return make_block(0, slot.type, name);
  the_workspace();
  return slot;
}

// Where the sweeps have no scope in common: on the stack, or in a block of the loops around whose address is there.
Slot Sweeps::make_pushed(const ir::Type& type, const std::string& name) {
  the_workspace();
  std::size_t outermost = 0;
  while (outermost < levels_.size() && !is_rectangular(outermost)) ++outermost;
  if (outermost < levels_.size() && fits_block(type)) return make_block(outermost, type, name);
  Slot slot;
  slot.type = type;
  return slot;
}

// One element for each iteration of the loops from `outermost` inwards.
Slot Sweeps::make_block(std::size_t outermost, const ir::Type& type, const std::string& name) {
  Slot slot;
  slot.type = type;
  slot.kind = Slot::Kind::kBlock;
  ir::Expr count;
  ir::Expr index;
  const bool is_nest = levels_.size() > outermost + 1;
  // Loops without an iteration may count fewer than none, which only a signed product shows.
  const auto first = levels_.begin() + static_cast<std::ptrdiff_t>(outermost);
  const bool is_signed = is_nest && std::any_of(first, levels_.end(), [this](const Level& level) {
    const auto* difference = ir::get_if<ir::Binary>(ir::without_integer_casts(trip_count(*level.counted)));
    return difference && difference->op == ir::BinaryOp::kSub;
  });
  for (std::size_t k = outermost; k < levels_.size(); ++k) {
    const ir::Expr counted = trip_count(*levels_[k].counted);
    const ir::Expr trips = is_signed && !counted->type->is_signed ? ir::cast(counted, ir::long_type()) : counted;
    const ir::Expr passed = trip_index(*levels_[k].counted);
    count = count ? ir::binary(ir::BinaryOp::kMul, count, trips) : is_nest ? ir::cast(trips, ir::long_type()) : trips;
    index = index ? ir::binary(ir::BinaryOp::kAdd, ir::binary(ir::BinaryOp::kMul, index, trips), passed)
                  : is_nest ? ir::cast(passed, ir::long_type()) : passed;
  }
  slot.index = index;
  const auto* one_loop = ir::get_if<ir::Cast>(count);
  const ir::Expr plain_count = one_loop ? one_loop->operand : count;
  Level& level = levels_[outermost];
  if (!is_split_ && is_small(plain_count)) {
    slot.var = add_temporary(out_, name + "_store", ir::array_of(type, plain_count));
    (level.is_before_nested ? *hoisted_ : *level.before).push_back(ir::declare(slot.var));
    return slot;
  }
  slot.var = add_temporary(out_, name + "_store", ir::pointer_to(type));
  const ir::Expr block = allocate(out_, the_blocks(), type, count);
  if (is_split_) {
    level.before->push_back(ir::declare(slot.var, block));
    level.pushed.push_back(slot.var);
  } else if (level.is_before_nested) {
    hoisted_->push_back(ir::declare(slot.var, ir::zero(out_.var(slot.var).type)));
    level.before->push_back(ir::assign(ref(slot.var), block));
  } else {
    level.before->push_back(ir::declare(slot.var, block));
  }
  return slot;
}

void Sweeps::push_blocks_of(const ir::Stmt& loop, std::vector<ir::VarId> pushed, ir::Region& out) {
  if (pushed.empty()) return;
  for (const ir::VarId block : pushed) out.push_back(ir::make_stmt(ir::Push{ref(block)}));
  pushed_blocks_[&loop] = std::move(pushed);
}

void Sweeps::pop_blocks_of(const ir::Stmt& loop, ir::Region& out) {
  const auto known = pushed_blocks_.find(&loop);
  if (known == pushed_blocks_.end()) return;
  for (auto block = known->second.rbegin(); block != known->second.rend(); ++block) {
    out.push_back(ir::make_stmt(ir::Declare{*block, nullptr, false, {}, {}}));
    out.push_back(ir::make_stmt(ir::Pop{ref(*block), nullptr}));
  }
}

// The first block, and with it those that were taken later.
void Sweeps::release_blocks_of(const ir::Stmt& loop, ir::Region& out) {
  const auto known = pushed_blocks_.find(&loop);
  if (known == pushed_blocks_.end()) return;
  out.push_back(ir::make_stmt(ir::Opaque{nullptr, false, {"", ".release(", ")"},
                                         {ref(the_blocks()), ref(known->second.front())}, {}, true, false, {}, {}}));
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
