// Sweeps for groups of columns that share no row: the runtime chooses them (`sparse.hpp`).
#include <string>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "transform/matrix_maker.h"
#include "transform/memory.h"
#include "transform/names.h"

namespace backsweep::transform::matrix {
namespace {

/// `sweeps.take(…);`
ir::Stmt take(const Expr& sweeps, const std::vector<Expr>& arguments) {
  std::vector<std::string> text{"", ".take("};
  std::vector<Expr> operands{sweeps};
  for (const Expr& argument : arguments) {
    operands.push_back(argument);
    text.emplace_back(", ");
  }
  text.back() = ")";
  return ir::make_stmt(ir::Opaque{nullptr, false, std::move(text), std::move(operands), {}, true, false, {}, {}});
}

}  // namespace

/// What chooses the directions and fills the matrix.
Expr MatrixMaker::declare_sweeps(const ir::Type& number, ir::Region& out) {
  const ir::Type type = ir::opaque_type("backsweep::SparseSweeps<" + element_name(number) + ">");
  const ir::VarId sweeps = add_temporary(out_, "sweeps", type);
  std::vector<Expr> arguments{matrix_, rows_.total, columns_.total};
  if (is_hessian()) arguments.push_back(ir::boolean(true));
  out.push_back(ir::make_stmt(ir::Declare{sweeps, nullptr, false, {}, std::move(arguments)}));
  return ir::var_ref(out_, sweeps);
}

/// What a sweep left in objects of ours goes to the matrix, scalar by scalar where it is not one after another.
void MatrixMaker::take_results(const Expr& sweeps, ir::Region& out) {
  const bool is_wide = sweeps_.front().directions > 0;
  each_result([&](const Piece& piece, const Expr& place) {
    const bool is_pointer = place->type->kind == ir::TypeKind::kPointer;
    if (is_wide && !is_pointer) {
      out.push_back(take(sweeps, {as_argument(piece.offset), place}));
    } else if (is_pointer && (is_wide || is_row_of_doubles(place->type))) {
      out.push_back(take(sweeps, {as_argument(piece.offset), place, as_argument(piece.count)}));
    } else {
      const auto take_scalar = [&](const Expr& scalar, const Expr& k, ir::Region& inner) {
        inner.push_back(take(sweeps, {k, ir::cast(scalar, ir::double_type(), true)}));
      };
      each_scalar(place, piece.extent, piece.offset, take_scalar, out);
    }
  });
}

void MatrixMaker::add_sparse_sweeps(const Sweep& sweep, ir::Region& out) {
  const bool is_wide = sweep.directions > 0;
  const ir::Type number = is_wide ? d_.wide_types.widen(ir::double_type(), sweep.directions, {}) : ir::double_type();
  seed_ = buffer("seed", number, columns_.total, before_);
  const Expr row = is_hessian() ? buffer("row", number, columns_.total, before_) : nullptr;
  const Expr sweeps = declare_sweeps(number, before_);
  ir::While loop;
  loop.condition = ir::opaque({"", ".next(", ")"}, {sweeps, seed_}, ir::bool_type());
  for (const ir::Stmt& stmt : restore_) loop.body.push_back(stmt);
  const std::vector<Expr> shadows = is_wide ? wide_shadows(number, loop.body) : shadow_arguments(row, loop.body);
  call(sweep.function, shadows, /*keeps_value=*/false, loop.body);
  if (is_hessian()) {
    store_results(nullptr, row, loop.body);
    loop.body.push_back(take(sweeps, {as_argument(position(0)), row, columns_.total}));
  } else {
    take_results(sweeps, loop.body);
  }
  ir::Stmt stmt = ir::make_stmt(std::move(loop));
  stmt.comments.push_back(is_hessian() ? "Each product is one with the columns of a group, which share no row."
                                       : "Each direction is that of the columns of a group, which share no row.");
  out.push_back(std::move(stmt));
}

}  // namespace backsweep::transform::matrix
