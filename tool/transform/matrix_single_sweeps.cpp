// A sweep for each unit seed.
#include <utility>

#include "ir/build.h"
#include "transform/matrix_maker.h"
#include "transform/memory.h"

namespace backsweep::transform::matrix {
namespace {

const char* mode_of(ir::RequestKind kind) {
  switch (kind) {
    case ir::RequestKind::kTangent: return "Forward mode: a tangent for each column.";
    case ir::RequestKind::kAdjoint: return "Reverse mode: an adjoint for each row.";
    case ir::RequestKind::kGradient: return "Reverse mode: the only row is the gradient.";
    default: return "Reverse over forward mode: each row is a product with a unit direction.";
  }
}

}  // namespace

/// What a sweep left in objects of ours goes to column `number`, or to `row`.
void MatrixMaker::store_results(const Expr& number, const Expr& row, ir::Region& out) {
  if (!gives_columns()) {
    for (const auto& [param, object] : own_) copy(results(), param, object, row, /*is_load=*/false, out);
    return;
  }
  each_result([&](const Piece& piece, const Expr& place) {
    const auto store = [&](const Expr& scalar, const Expr& k, ir::Region& inner) {
      inner.push_back(ir::assign(entry(k, number), ir::cast(scalar, ir::double_type(), true)));
    };
    each_scalar(place, piece.extent, piece.offset, store, out);
  });
}

void MatrixMaker::run_single_sweep(ir::FunctionId sweep, const Expr& number, ir::Region& out) {
  for (const ir::Stmt& stmt : restore_) out.push_back(stmt);
  Expr row;
  if (!gives_columns()) {
    row = ir::is_zero(number) ? matrix_
                              : local("row", matrix_->type, from(matrix_, times(number, columns_.total)), out);
    if (kind_ == ir::RequestKind::kAdjoint) out.push_back(zero_scalars(row, as_argument(columns_.total)));
  }
  const Expr one = ir::real(1);
  if (is_seeded()) {
    if (kind_ == ir::RequestKind::kAdjoint) out.push_back(zero_scalars(seed_, as_argument(seeds().total)));
    out.push_back(ir::assign(at(seed_, number), one));
  }
  const std::vector<Expr> shadows = shadow_arguments(row, out);
  call(sweep, shadows, value_comes_from_sweep_, out);
  if (is_seeded() && kind_ != ir::RequestKind::kAdjoint) out.push_back(ir::assign(at(seed_, number), ir::zero(one->type)));
  store_results(number, row, out);
}

void MatrixMaker::add_single_sweeps(const Sweep& sweep, ir::Region& out) {
  const Expr count = is_seeded() ? seeds().total : position(1);
  if (is_seeded()) {
    seed_ = buffer("seed", ir::double_type(), count, before_, /*is_zeroed=*/kind_ != ir::RequestKind::kAdjoint);
  }
  if (ir::is_one(count)) {
    run_single_sweep(sweep.function, position(0), out);
  } else {
    ir::For loop = counted(gives_columns() ? "j" : "i", position(0), count);
    run_single_sweep(sweep.function, ir::var_ref(out_, loop.var), loop.body);
    out.push_back(ir::make_stmt(std::move(loop)));
  }
  out.front().comments.push_back(mode_of(kind_));
}

}  // namespace backsweep::transform::matrix
