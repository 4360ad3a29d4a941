// Finds stretches of arrays that a loop overwrites.
#include "plan/block_saves.h"

#include <algorithm>
#include <optional>

#include "ir/subscript.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::plan {
namespace {

using analysis::ZoneSet;

class Finder {
 public:
  Finder(const analysis::ActiveCode& code, const ir::For& loop) : zones_(code.zones()), loop_(loop) {
    written_ = zones_.with_aliases(zones_.effects(loop.body).writes);
    ir::walk(loop.body, [&](const ir::Stmt& stmt) {
      const analysis::Needed needed = code.needed(stmt);
      read_in_reverse_.insert(needed.before);
      read_in_reverse_.insert(needed.after);
      for (const ir::Region* inner : ir::regions(stmt)) {
        if (!code.has_adjoint(*inner)) continue;
        ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { read_in_reverse_.insert(zones_.reads(expr)); });
      }
      if (ir::get_if<ir::Call>(stmt)) read_in_reverse_.insert(zones_.effects(stmt).reads);
    });
  }

  std::vector<BlockSave> run(const ZoneSet& required) {
    std::vector<BlockSave> found;
    if (!ir::is_one(loop_.step)) return found;
    for (const ir::Stmt& stmt : loop_.body) {
      const auto* assigned = ir::get_if<ir::Assign>(stmt);
      if (!assigned) continue;
      const ZoneSet zones = zones_.leaves_of(assigned->place);
      const ZoneSet touched = zones_.with_aliases(zones);
      if (!touched.intersects(required) || touched.intersects(read_in_reverse_) || writers(touched) != 1) continue;
      if (std::optional<BlockSave> save = stretch(*assigned)) {
        save->zones = zones;
        save->is_replaced = may_be_replaced(*save, touched);
        found.push_back(*save);
      }
    }
    return found;
  }

 private:
  std::ptrdiff_t writers(const ZoneSet& zones) {
    std::ptrdiff_t count = 0;
    ir::walk(loop_.body, [&](const ir::Stmt& stmt) {
      if (ir::regions(stmt).empty() && zones_.effects(stmt).writes.intersects(zones)) ++count;
    });
    return count;
  }

  // An expression that has the same value in front of the loop, in each iteration, and behind its reverse.
  bool is_fixed(const ir::Expr& expr) const {
    return !ir::mentions(expr, loop_.var) && !zones_.reads(expr).intersects(written_);
  }

  std::optional<BlockSave> stretch(const ir::Assign& assigned) const {
    const auto* access = ir::get_if<ir::Index>(assigned.place);
    if (!access || !ir::is_real(assigned.place->type) || !ir::get_if<ir::VarRef>(access->base)) return std::nullopt;
    const std::optional<ir::Expr> offset = ir::offset_from(access->index, loop_.var);
    if (!offset || !is_fixed(*offset)) return std::nullopt;
    for (const ir::Expr& bound : {loop_.from, loop_.to}) {
      if (!is_fixed(bound)) return std::nullopt;
    }
    if (access->base->type->kind == ir::TypeKind::kPointer && !is_fixed(access->base)) return std::nullopt;
    using ir::BinaryOp;
    const bool is_closed = loop_.compare == BinaryOp::kLessEqual || loop_.compare == BinaryOp::kGreaterEqual;
    const ir::Expr low = loop_.is_down ? loop_.to : loop_.from;
    const ir::Expr high = loop_.is_down ? loop_.from : loop_.to;
    const ir::Expr count = difference(is_closed ? ir::binary(BinaryOp::kAdd, high, ir::integer(1)) : high, low);
    ir::Expr start = ir::binary(BinaryOp::kAdd, low, *offset);
    if (!is_closed && loop_.is_down) start = ir::binary(BinaryOp::kAdd, start, ir::integer(1));
    if (loop_.compare == BinaryOp::kNotEqual && loop_.is_down) return std::nullopt;
    return BlockSave{access->base, start, count, false, {}};
  }

  // The difference in `bound > amount ? bound - amount : 0`, which the frontend writes for `i + amount < bound`.
  static const ir::Binary* shifted_bound(const ir::Expr& expr) {
    const auto* choice = ir::get_if<ir::Select>(expr);
    const auto* taken = choice ? ir::get_if<ir::Binary>(choice->if_true) : nullptr;
    const auto* test = choice ? ir::get_if<ir::Binary>(choice->condition) : nullptr;
    if (!taken || !test || taken->op != ir::BinaryOp::kSub || test->op != ir::BinaryOp::kGreater) return nullptr;
    const bool is_same = ir::same_expr(test->left, taken->left) && ir::same_expr(test->right, taken->right);
    return is_same && ir::is_zero(choice->if_false) ? taken : nullptr;
  }

  // Of unsigned numbers none where they come in the other order, instead of very many.
  static ir::Expr difference(const ir::Expr& high, const ir::Expr& low) {
    if (const ir::Binary* shifted = shifted_bound(high)) {
      return difference(shifted->left, ir::binary(ir::BinaryOp::kAdd, shifted->right, low));
    }
    const ir::Expr count = ir::binary(ir::BinaryOp::kSub, high, low);
    if (count->type->kind != ir::TypeKind::kInteger || count->type->is_signed || ir::is_zero(low)) return count;
    return ir::select(ir::raw_binary(ir::BinaryOp::kGreater, high, low, ir::bool_type()), count, ir::zero(count->type));
  }

  bool may_be_replaced(const BlockSave& save, const ZoneSet& touched) {
    if (save.array->type->kind != ir::TypeKind::kVector) return false;
    const ir::VarId vector = ir::get_if<ir::VarRef>(save.array)->var;
    if (zones_.is_visible(zones_.variable(vector))) return false;
    if (zones_.effects(loop_.body).reads.intersects(touched)) return false;
    // A swap may have handed it the memory of any other vector of its type.
    const std::vector<analysis::ZoneId> pointers = zones_.pointers_into_vectors_of(save.array->type->element);
    return std::all_of(pointers.begin(), pointers.end(), [&](analysis::ZoneId pointer) { return ends_or_begins(pointer); });
  }

  // Whether a pointer is a local that always points to the same, and whose mentions all lie on one side of the loop.
  bool ends_or_begins(analysis::ZoneId pointer) const {
    const analysis::Zone& zone = zones_.zone(pointer);
    const ir::Function& function = zones_.function();
    const bool is_local = zone.kind == analysis::ZoneKind::kVariable && function.var(zone.var).role == ir::VarRole::kLocal;
    return is_local && ir::is_pointer_like(zone.type) && !ir::may_be_written(function.body, zone.var) &&
           lies_apart(function.body, zone.var);
  }

  bool lies_apart(const ir::Region& region, ir::VarId pointer) const {
    std::optional<std::size_t> declaration;
    std::size_t last = 0;
    for (std::size_t i = 0; i < region.size(); ++i) {
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      if (declared && declared->var == pointer) declaration = last = i;
      if (ir::mentions(region[i], pointer)) last = i;
    }
    if (declaration) {
      return std::none_of(region.begin() + static_cast<std::ptrdiff_t>(*declaration),
                          region.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                          [&](const ir::Stmt& stmt) { return holds_loop(stmt); });
    }
    return std::all_of(region.begin(), region.end(), [&](const ir::Stmt& stmt) {
      if (ir::get_if<ir::For>(stmt) == &loop_) return !ir::mentions(loop_.body, pointer);
      const std::vector<const ir::Region*> inner = ir::regions(stmt);
      return std::all_of(inner.begin(), inner.end(), [&](const ir::Region* one) { return lies_apart(*one, pointer); });
    });
  }

  bool holds_loop(const ir::Stmt& stmt) const {
    bool found = false;
    ir::walk(stmt, [&](const ir::Stmt& one) { found = found || ir::get_if<ir::For>(one) == &loop_; });
    return found;
  }

  analysis::FunctionZones& zones_;
  const ir::For& loop_;
  ZoneSet written_;
  ZoneSet read_in_reverse_;
};

}  // namespace

std::vector<BlockSave> find_block_saves(const analysis::ActiveCode& code, const ir::For& loop, const ZoneSet& required) {
  analysis::FunctionZones& zones = code.zones();
  if (!zones.with_aliases(zones.effects(loop.body).writes).intersects(required)) return {};
  return Finder(code, loop).run(required);
}

}  // namespace backsweep::plan
