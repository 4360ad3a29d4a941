// What a sweep gets for the parameters: parts of seeds and rows, or objects of ours that are copied.
#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "transform/matrix_maker.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/outputs.h"
#include "transform/shadow.h"

namespace backsweep::transform::matrix {
namespace {

/// The object that a shadow stands for: also behind a pointer.
Expr object_of(const Expr& shadow) {
  return shadow->type->kind == ir::TypeKind::kPointer ? at(shadow, position(0)) : shadow;
}

Expr member_of(const Expr& object, const std::vector<std::string>& members) {
  Expr place = object;
  for (const std::string& name : members) {
    const auto& fields = place->type->record->fields;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const ir::Field& f) { return f.name == name; });
    place = ir::member(place, name, shadow_type(field->type), field->is_private);
  }
  return place;
}

/// The piece in an object that stands for its parameter.
Expr place_in(const Expr& object, const Piece& piece) {
  return piece.term.members.empty() ? object : member_of(object_of(object), piece.term.members);
}

/// Elements behind a pointer; the extent of a pointer to arrays counts their scalars: a product with their lengths.
Expr elements_of(const ir::Type& pointer, Expr extent) {
  for (ir::Type element = pointer->element; is_copied_by_elements(element); element = element->element) {
    const auto* product = ir::get_if<ir::Binary>(extent);
    if (product) extent = product->left;
    else extent = position(static_cast<long>(value_of(extent) / value_of(element->extent)));
  }
  return as_position(extent);
}

}  // namespace

/// Visits the scalars of a place in the order of the layout; `at` counts them. Loops are made where there are many.
void MatrixMaker::each_scalar(const Expr& place, const Expr& extent, const Expr& at, const VisitScalar& visit,
                             ir::Region& out) {
  const ir::Type& type = place->type;
  if (ir::is_real(type)) return visit(place, at, out);
  if (type->kind == ir::TypeKind::kRecord) {
    Expr next = at;
    for (const ir::Field& field : type->record->fields) {
      if (!ir::carries_real(field.type) || field.is_constant) continue;
      const Expr member = ir::member(place, field.name, shadow_type(field.type), field.is_private);
      each_scalar(member, nullptr, next, visit, out);
      next = add(next, scalars_of_place(member, nullptr));
    }
    return;
  }
  const bool is_pointer = type->kind == ir::TypeKind::kPointer;
  const Expr count = is_pointer ? elements_of(type, extent) : as_position(ir::size_of(place));
  ir::For loop = counted("k", position(0), count);
  const Expr k = ir::var_ref(out_, loop.var);
  const Expr element = ir::index(place, k);
  each_scalar(element, nullptr, add(at, times(k, scalars_in(element->type))), visit, loop.body);
  out.push_back(ir::make_stmt(std::move(loop)));
}

/// Visits what a sweep left in objects of ours.
void MatrixMaker::each_result(const VisitResult& visit) const {
  for (const auto& [param, object] : own_) {
    for (const Piece* piece : pieces_of(results(), param)) visit(*piece, place_in(object, *piece));
  }
}

/// Copies between a parameter's shadow and flat memory. Overwrites; a vector gets its size, too.
void MatrixMaker::copy(const Side& side, ir::VarId param, const Expr& object, const Expr& flat, bool is_load,
                      ir::Region& out) {
  for (const Piece* piece : pieces_of(side, param)) {
    const Expr place = place_in(object, *piece);
    if (is_row_of_doubles(place->type)) {
      const bool is_pointer = place->type->kind == ir::TypeKind::kPointer;
      const Expr first = is_pointer ? place : ir::address_of(ir::index(place, position(0)));
      const Expr part = from(flat, piece->offset);
      if (!is_load) out.push_back(copy_scalars(part, first, as_argument(piece->count)));
      if (is_load && is_pointer) out.push_back(copy_scalars(first, part, as_argument(piece->count)));
      if (is_load && !is_pointer) {
        out.push_back(ir::make_stmt(
            ir::Model{ir::ModelOp::kAssignRange, {place, part, piece->count}, ir::HeapFamily::kNone}));
      }
      continue;
    }
    each_scalar(place, piece->extent, piece->offset,
                [&](const Expr& scalar, const Expr& k, ir::Region& inner) {
                  const Expr value = at(flat, k);
                  inner.push_back(is_load ? ir::assign(scalar, ir::cast(value, scalar->type))
                                          : ir::assign(value, ir::cast(scalar, value->type, /*is_implicit=*/true)));
                },
                out);
  }
}

/// Memory for a parameter's shadow that is no part of the seed or the matrix.
Expr MatrixMaker::own_shadow(ir::VarId param, bool is_seed, ir::Region& out) {
  const ir::Variable& variable = primal_.var(param);
  const ir::Type type = shadow_type(ir::strip_reference(variable.type));
  const bool is_dot = gives_columns() || (is_hessian() && is_seed);
  const std::string name = variable.name + (is_dot ? "_dot" : "_bar");
  const Expr place = ir::place_of(primal_, param);
  Expr extent;
  for (const Side* side : {&columns_, &rows_}) {
    for (const Piece* piece : pieces_of(*side, param)) {
      if (piece->term.members.empty() && !extent) extent = piece->extent;
    }
  }
  Expr object;
  if (type->kind == ir::TypeKind::kPointer) {
    // Behind a pointer of which only members are listed there is one object.
    object = buffer(name, type->element, extent ? elements_of(type, extent) : position(1), before_,
                    /*is_zeroed=*/type->element->kind == ir::TypeKind::kRecord);
  } else {
    object = local(name, type, ir::may_be_blank(type) ? nullptr : place, before_);
  }
  for (const MemberPointer& one : active_member_pointers(d_, request_, param)) {
    const Expr member = member_of(object_of(object), one.members);
    const std::string member_name = one.members.back() + (is_dot ? "_dot" : "_bar");
    before_.push_back(
        ir::assign(member, buffer(member_name, member->type->element, elements_of(member->type, one.extent), before_)));
  }
  // A sweep adds to what is there, or leaves alone what the primal does not overwrite. Gradients and products begin
  // with zero and the right shape themselves, and a seed that is loaded whole needs neither.
  const std::vector<const Piece*> loaded = is_seed ? pieces_of(seeds(), param) : std::vector<const Piece*>();
  const bool is_loaded = loaded.size() == 1 && loaded[0]->term.members.empty() &&
                         (is_row_of_doubles(type) || type->kind == ir::TypeKind::kPointer || scalars_in(type));
  const bool is_overwritten = kind_ == ir::RequestKind::kGradient || (is_hessian() && !is_seed);
  if (is_loaded || is_overwritten) return object;
  const bool is_one_object = type->kind == ir::TypeKind::kPointer && !extent;
  zero_shape(object, place, is_one_object ? position(1) : extent, out, out_);
  for (const MemberPointer& one : active_member_pointers(d_, request_, param)) {
    zero_shape(member_of(object_of(object), one.members), one.pointer, one.extent, out, out_);
  }
  return object;
}

/// The shadow that a sweep gets for a parameter.
Expr MatrixMaker::shadow(ir::VarId param, bool is_seed, bool is_result, const Expr& row, ir::Region& out) {
  const bool keeps_seed = !is_result && (kind_ == ir::RequestKind::kAdjoint || !writes(d_.zones.zones(request_.function), param));
  if (is_seed && keeps_seed && is_flat(seeds(), param)) return slice(seeds(), param, seed_);
  if (is_result && !is_seed && !gives_columns() && is_flat(results(), param)) return slice(results(), param, row);
  const Expr object = own_shadow(param, is_seed, out);
  if (is_seed) copy(seeds(), param, object, seed_, /*is_load=*/true, out);
  if (is_result) own_[param] = object;
  return object;
}

/// One shadow for each listed parameter; of a Hessian first the directions, then the products.
std::vector<Expr> MatrixMaker::shadow_arguments(const Expr& row, ir::Region& out) {
  std::vector<Expr> shadows;
  const auto add_all = [&](bool takes_seeds, bool takes_results) {
    for (const ir::VarId param : primal_.params) {
      const bool is_seed = takes_seeds && names(seeds(), param);
      const bool is_result = takes_results && names(results(), param);
      if (is_seed || is_result) shadows.push_back(shadow(param, is_seed, is_result, row, out));
    }
  };
  if (is_hessian()) {
    add_all(true, false);
    add_all(false, true);
    return shadows;
  }
  add_all(is_seeded(), true);
  if (!is_seeded() || !names(rows_, {})) return shadows;
  const Piece& returned = *pieces_of(rows_, {})[0];
  const ir::Type type = shadow_type(ir::strip_reference(primal_.result));
  if (!gives_columns() && ir::is_real(type)) {
    shadows.push_back(ir::cast(at(seed_, returned.offset), type));
    return shadows;
  }
  const Expr object = local(derivative_name(primal_, gives_columns() ? "_dot" : "_bar"), type, nullptr, before_);
  if (gives_columns()) own_[{}] = object;
  else copy(seeds(), {}, object, seed_, /*is_load=*/true, out);
  shadows.push_back(object);
  return shadows;
}

}  // namespace backsweep::transform::matrix
