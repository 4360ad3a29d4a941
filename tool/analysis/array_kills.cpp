// Proves that loops and block operations overwrite whole arrays.
#include "analysis/array_kills.h"

#include "analysis/stable_values.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
namespace {

/// Whether the index is the loop's variable itself.
bool is_induction(const ir::Expr& index, ir::VarId var) {
  const auto* ref = ir::get_if<ir::VarRef>(ir::without_integer_casts(index));
  return ref && ref->var == var;
}

/// The elements of a local array that keeps its extent; nothing for anything else.
ZoneSet elements_of(FunctionZones& zones, ir::VarId array) {
  if (zones.function().var(array).role != ir::VarRole::kLocal) return {};
  return zones.leaves(zones.element(zones.variable(array)));
}

/// Visits 0, 1, …, n - 1 (or the same downwards), where n is the extent.
bool covers(const StableValues& values, const ir::For& loop, const ir::Expr& extent) {
  using ir::BinaryOp;
  if (!extent || !ir::is_one(loop.step)) return false;
  if (loop.is_down) {
    const bool to_zero = (loop.compare == BinaryOp::kGreaterEqual && ir::is_zero(loop.to));
    return to_zero && values.is_same(ir::binary(BinaryOp::kAdd, loop.from, ir::integer(1)), extent);
  }
  if (!ir::is_zero(loop.from)) return false;
  if (loop.compare == BinaryOp::kLess || loop.compare == BinaryOp::kNotEqual) return values.is_same(loop.to, extent);
  return loop.compare == BinaryOp::kLessEqual &&
         values.is_same(ir::binary(BinaryOp::kAdd, loop.to, ir::integer(1)), extent);
}

}  // namespace

ZoneSet kills_of_loop(FunctionZones& zones, const ir::For& loop) {
  ZoneSet result;
  for (const ir::Stmt& stmt : loop.body) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* access = assigned ? ir::get_if<ir::Index>(assigned->place) : nullptr;
    const auto* array = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
    if (!array || !is_induction(access->index, loop.var)) continue;
    const ZoneSet elements = elements_of(zones, array->var);
    if (!elements.is_empty() && covers(zones.stable(), loop, zones.stable().extent(array->var))) result.insert(elements);
  }
  return result;
}

ZoneSet kills_of_block(FunctionZones& zones, const ir::Model& model) {
  if (model.op != ir::ModelOp::kFill && model.op != ir::ModelOp::kCopy) return {};
  const auto* address = ir::get_if<ir::AddressOf>(model.operands[0]);
  const auto* access = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  const auto* array = access ? ir::get_if<ir::VarRef>(access->base) : nullptr;
  if (!array || !ir::is_zero(access->index)) return {};
  const ir::Expr& count = model.op == ir::ModelOp::kFill ? model.operands[1] : model.operands[2];
  const ir::Expr extent = zones.stable().extent(array->var);
  return extent && zones.stable().is_same(count, extent) ? elements_of(zones, array->var) : ZoneSet{};
}

}  // namespace backsweep::analysis
