// Sweeps that carry several unit seeds at once.
#include <string>
#include <utility>

#include "ir/build.h"
#include "transform/matrix_maker.h"
#include "transform/memory.h"
#include "transform/names.h"

namespace backsweep::transform::matrix {
namespace {

Expr wide_zero(const ir::Type& wide) { return ir::opaque({element_name(wide) + "{}"}, {}, wide); }

void clear_wide(const Expr& first, const Expr& count, ir::Region& out) {
  const Expr zero = wide_zero(first->type->element);
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kFill, {first, count, zero}, ir::HeapFamily::kNone}));
}

}  // namespace

/// Memory for a column's part in all directions; zero before the sweep, which may leave some of it alone.
Expr MatrixMaker::wide_result(const Piece& piece, const ir::Type& wide, ir::Region& out) {
  const bool is_returned = !piece.term.param.is_valid();
  const std::string name = is_returned ? derivative_name(primal_, "_dot") : primal_.var(piece.term.param).name + "_dot";
  if (piece.place && piece.place->type->kind == ir::TypeKind::kPointer) {
    return zeroed_wide(name, wide, piece.count, out);
  }
  const Expr object = local(name, wide, nullptr, before_);
  if (!is_returned && !is_once_) out.push_back(ir::assign(object, wide_zero(wide)));
  return object;
}

/// Numbers in all directions, zero before each sweep.
Expr MatrixMaker::zeroed_wide(const std::string& name, const ir::Type& wide, const Expr& count, ir::Region& out) {
  const Expr first = buffer(name, wide, count, before_, /*is_zeroed=*/is_once_);
  const bool is_zero = is_once_ && ir::get_if<ir::AddressOf>(first);
  if (!is_zero) clear_wide(first, as_argument(count), out);
  return first;
}

std::vector<Expr> MatrixMaker::wide_shadows(const ir::Type& wide, ir::Region& out) {
  if (!gives_columns()) wide_row_ = zeroed_wide("row", wide, columns_.total, out);
  std::vector<Expr> shadows;
  for (const ir::VarId param : primal_.params) {
    if (names(seeds(), param)) shadows.push_back(slice(seeds(), param, seed_));
    else if (names(columns_, param)) shadows.push_back(slice(columns_, param, wide_row_));
    else if (names(rows_, param)) shadows.push_back(own_[param] = wide_result(*pieces_of(rows_, param)[0], wide, out));
  }
  if (!names(rows_, {})) return shadows;
  const Piece& returned = *pieces_of(rows_, {})[0];
  shadows.push_back(gives_columns() ? own_[{}] = wide_result(returned, wide, out) : at(seed_, returned.offset));
  return shadows;
}

/// How many seeds there are from the first of a sweep on.
Expr MatrixMaker::seeds_from(const Expr& first, int directions, ir::Region& out) {
  const Expr all = position(directions);
  if (is_known(seeds().total) && static_cast<long>(value_of(seeds().total)) % directions == 0) return all;
  const Expr left = ir::binary(ir::BinaryOp::kSub, seeds().total, first);
  const Expr is_last = ir::binary(ir::BinaryOp::kLess, left, all);
  return local("directions", ir::with_const(position_type()), ir::select(is_last, left, all), out);
}

void MatrixMaker::run_wide_sweep(const Sweep& sweep, const Expr& first, ir::Region& out) {
  const Expr count = seeds_from(first, sweep.directions, out);
  const auto seed = [&](double value) {
    ir::For loop = counted("d", position(0), count);
    const Expr d = ir::var_ref(out_, loop.var);
    loop.body.push_back(ir::assign(ir::index(at(seed_, add(first, d)), d), ir::real(value)));
    out.push_back(ir::make_stmt(std::move(loop)));
  };
  // An adjoint leaves zeros where the primal overwrites, and the seed elsewhere.
  if (!gives_columns() && !is_once_) clear_wide(seed_, as_argument(seeds().total), out);
  seed(1);
  for (const ir::Stmt& stmt : restore_) out.push_back(stmt);
  call(sweep.function, wide_shadows(seed_->type->element, out), value_comes_from_sweep_, out);
  if (gives_columns() && !is_once_) seed(0);
  if (gives_columns()) store_columns(first, count, out);
  else store_rows(first, count, out);
}

void MatrixMaker::store_columns(const Expr& first, const Expr& count, ir::Region& out) {
  for (const auto& [param, object] : own_) {
    const Piece& piece = *pieces_of(rows_, param)[0];
    const auto store = [&](const Expr& number, const Expr& row, ir::Region& region) {
      ir::For loop = counted("d", position(0), count);
      const Expr d = ir::var_ref(out_, loop.var);
      loop.body.push_back(ir::assign(entry(row, add(first, d)), ir::index(number, d)));
      region.push_back(ir::make_stmt(std::move(loop)));
    };
    if (object->type->kind == ir::TypeKind::kArray) {
      store(object, piece.offset, out);
      continue;
    }
    ir::For numbers = counted("k", position(0), piece.count);
    const Expr k = ir::var_ref(out_, numbers.var);
    store(at(object, k), add(piece.offset, k), numbers.body);
    out.push_back(ir::make_stmt(std::move(numbers)));
  }
}

/// Row by row, so that the matrix is written from its beginning to its end.
void MatrixMaker::store_rows(const Expr& first, const Expr& count, ir::Region& out) {
  ir::For loop = counted("d", position(0), count);
  const Expr d = ir::var_ref(out_, loop.var);
  ir::For numbers = counted("k", position(0), columns_.total);
  const Expr k = ir::var_ref(out_, numbers.var);
  numbers.body.push_back(ir::assign(entry(add(first, d), k), ir::index(at(wide_row_, k), d)));
  loop.body.push_back(ir::make_stmt(std::move(numbers)));
  out.push_back(ir::make_stmt(std::move(loop)));
}

/// Sweeps of several columns or rows. What the last one carries more than there are is zero, and not stored.
void MatrixMaker::add_wide_sweeps(const Sweep& sweep, ir::Region& out) {
  const Expr& count = seeds().total;
  is_once_ = is_known(count) && value_of(count) <= sweep.directions;
  const bool starts_zero = gives_columns() || is_once_;
  seed_ = buffer("seed", d_.wide_types.widen(ir::double_type(), sweep.directions, {}), count, before_, starts_zero);
  if (starts_zero && ir::get_if<ir::VarRef>(seed_)) clear_wide(seed_, as_argument(count), before_);
  if (is_once_) {
    run_wide_sweep(sweep, position(0), out);
  } else {
    ir::For loop = counted(gives_columns() ? "j" : "i", position(0), count);
    loop.step = position(sweep.directions);
    run_wide_sweep(sweep, ir::var_ref(out_, loop.var), loop.body);
    out.push_back(ir::make_stmt(std::move(loop)));
  }
  const std::string number = std::to_string(sweep.directions);
  out.front().comments.push_back(gives_columns() ? "Forward mode: a tangent carries " + number + " columns at a time."
                                                 : "Reverse mode: an adjoint carries " + number + " rows at a time.");
}

}  // namespace backsweep::transform::matrix
