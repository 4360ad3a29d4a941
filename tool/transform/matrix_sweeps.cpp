// Chooses the sweeps by which a dense matrix costs least.
#include "transform/matrix_sweeps.h"

#include <algorithm>
#include <optional>

#include "ir/build.h"
#include "transform/matrix_layout.h"

namespace backsweep::transform {

using namespace matrix;

bool writes(analysis::FunctionZones& zones, ir::VarId param) {
  const ir::Function& primal = zones.function();
  analysis::ZoneSet own = zones.leaves(zones.variable(param));
  if (ir::is_pointer_like(primal.var(param).type)) own.insert(zones.leaves(zones.pointee(zones.variable(param))));
  return zones.effects(primal.body).writes.intersects(own);
}

std::vector<ir::RequestKind> cheapest_sweeps(const Derivation& derivation, const ir::Request& request) {
  const ir::Function& primal = derivation.primal.function(request.function);
  const std::optional<Side> columns = lay_out(primal, request.independents);
  const std::optional<Side> rows = lay_out(primal, request.dependents);
  if (!columns || !rows) return {ir::RequestKind::kTangent};
  if (is_known(rows->total)) {
    const bool is_gradient = ir::is_one(rows->total) && !request.dependents.front().param.is_valid() &&
                             ir::is_real(ir::strip_reference(primal.result));
    const ir::RequestKind reverse = is_gradient ? ir::RequestKind::kGradient : ir::RequestKind::kAdjoint;
    if (!is_known(columns->total) || 2 * value_of(columns->total) > 3 * value_of(rows->total)) return {reverse};
    return {ir::RequestKind::kTangent};
  }
  if (is_known(columns->total) || ir::same_expr(columns->total, rows->total)) return {ir::RequestKind::kTangent};
  return {ir::RequestKind::kTangent, ir::RequestKind::kAdjoint};
}

int seeds_at_once(const Derivation& derivation, const ir::Request& request, ir::RequestKind kind) {
  // A register or two of numbers; fewer columns or rows take one sweep.
  constexpr int kMostDirections = 4;
  const ir::Function& primal = derivation.primal.function(request.function);
  const std::optional<Side> columns = lay_out(primal, request.independents);
  const std::optional<Side> rows = lay_out(primal, request.dependents);
  if (!columns || !rows) return 0;
  const auto is_plain = [&](const Side& side, const Side& other) {
    return std::all_of(side.pieces.begin(), side.pieces.end(), [&](const Piece& piece) {
      const ir::VarId param = piece.term.param;
      if (!param.is_valid()) return is_double(ir::without_const(ir::strip_reference(primal.result)));
      return is_flat(side, param) && !names(other, param);
    });
  };
  if (!is_plain(*columns, *rows) || !is_plain(*rows, *columns)) return 0;
  if (kind == ir::RequestKind::kTangent) {
    analysis::FunctionZones& zones = derivation.zones.zones(request.function);
    const bool is_kept = std::none_of(columns->pieces.begin(), columns->pieces.end(),
                                      [&](const Piece& piece) { return writes(zones, piece.term.param); });
    if (!is_kept) return 0;
  }
  const Expr& total = kind == ir::RequestKind::kTangent ? columns->total : rows->total;
  if (!is_known(total)) return kMostDirections;
  const int count = static_cast<int>(std::min<double>(value_of(total), kMostDirections));
  return count > 1 ? count : 0;
}

}  // namespace backsweep::transform
