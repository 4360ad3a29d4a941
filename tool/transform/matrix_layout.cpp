// Lays the terms of a request out in a dense matrix.
#include "transform/matrix_layout.h"

#include <utility>

#include "ir/build.h"
#include "transform/memory.h"

namespace backsweep::transform::matrix {

using ir::BinaryOp;

namespace {

Expr combine(BinaryOp op, const Expr& a, const Expr& b) {
  const auto widen = [](const Expr& count) {
    const auto* node = ir::get_if<ir::Cast>(count);
    return node ? ir::cast(node->operand, count->type) : count;
  };
  return is_known(a) ? ir::binary(op, a, widen(b)) : ir::binary(op, widen(a), b);
}

Expr extent_of_term(const ir::Function& primal, const ir::RequestTerm& term, const Expr& place) {
  if (place->type->kind != ir::TypeKind::kPointer) return nullptr;
  return extent_of(primal, term);
}

}  // namespace

ir::Type position_type() { return ir::long_type(); }
Expr position(long value) { return ir::integer(value, position_type()); }
Expr as_position(const Expr& count) {
  const auto* number = ir::get_if<ir::Literal>(count);
  if (number && number->value) return position(static_cast<long>(*number->value));
  return ir::cast(count, position_type(), /*is_implicit=*/true);
}
bool is_known(const Expr& count) {
  const auto* number = ir::get_if<ir::Literal>(count);
  return number && number->value;
}
double value_of(const Expr& count) { return *ir::get_if<ir::Literal>(count)->value; }

Expr add(const Expr& a, const Expr& b) {
  if (ir::is_zero(a) || ir::is_zero(b)) return ir::is_zero(a) ? b : a;
  return combine(BinaryOp::kAdd, a, b);
}
Expr times(const Expr& a, const Expr& b) {
  if (ir::is_one(a) || ir::is_one(b)) return ir::is_one(a) ? b : a;
  return combine(BinaryOp::kMul, a, b);
}

Expr scalars_in(const ir::Type& type) {
  switch (type->kind) {
    case ir::TypeKind::kReal:
      return position(1);
    case ir::TypeKind::kArray: {
      const Expr each = scalars_in(type->element);
      return each && type->extent ? times(as_position(type->extent), each) : nullptr;
    }
    case ir::TypeKind::kRecord: {
      if (!type->record) return nullptr;
      Expr sum = position(0);
      for (const ir::Field& field : type->record->fields) {
        if (!ir::carries_real(field.type) || field.is_constant) continue;
        const Expr each = scalars_in(field.type);
        if (!each) return nullptr;
        sum = add(sum, each);
      }
      return sum;
    }
    default:
      return nullptr;
  }
}

Expr scalars_of_place(const Expr& place, const Expr& extent) {
  const ir::Type& type = place->type;
  if (type->kind == ir::TypeKind::kPointer) {
    if (!extent || type->element->kind == ir::TypeKind::kPointer) return nullptr;
    ir::Type element = type->element;
    // The extent of a pointer to arrays counts their scalars.
    for (; is_copied_by_elements(element); element = element->element) {
      if (!element->extent || !is_known(element->extent)) return nullptr;
    }
    const Expr each = scalars_in(element);
    return each ? times(as_position(extent), each) : nullptr;
  }
  if (type->kind == ir::TypeKind::kVector) {
    const Expr each = scalars_in(type->element);
    return each ? times(as_position(ir::size_of(place)), each) : nullptr;
  }
  if (type->kind != ir::TypeKind::kRecord || !type->record) return scalars_in(type);
  Expr sum = position(0);
  for (const ir::Field& field : type->record->fields) {
    if (!ir::carries_real(field.type) || field.is_constant) continue;
    const Expr each = scalars_of_place(ir::member(place, field.name, field.type, field.is_private), nullptr);
    if (!each) return nullptr;
    sum = add(sum, each);
  }
  return sum;
}

std::optional<Side> lay_out(const ir::Function& primal, const std::vector<ir::RequestTerm>& terms) {
  Side side{{}, position(0)};
  for (const ir::RequestTerm& term : terms) {
    Piece piece{term, nullptr, nullptr, position(1), side.total};
    if (term.param.is_valid()) {
      piece.place = place_of_term(primal, term);
      piece.extent = extent_of_term(primal, term, piece.place);
      piece.count = scalars_of_place(piece.place, piece.extent);
    } else {
      const ir::Type type = ir::strip_reference(primal.result);
      piece.count = ir::is_default_constructible(type) ? scalars_in(type) : nullptr;
    }
    if (!piece.count) return std::nullopt;
    side.total = add(side.total, piece.count);
    side.pieces.push_back(std::move(piece));
  }
  return side;
}

std::vector<const Piece*> pieces_of(const Side& side, ir::VarId param) {
  std::vector<const Piece*> result;
  for (const Piece& piece : side.pieces) {
    if (piece.term.param == param) result.push_back(&piece);
  }
  return result;
}

bool names(const Side& side, ir::VarId param) { return !pieces_of(side, param).empty(); }

bool is_double(const ir::Type& type) { return ir::same_type(type, ir::double_type()); }

bool is_flat(const Side& side, ir::VarId param) {
  const std::vector<const Piece*> pieces = pieces_of(side, param);
  if (pieces.size() != 1 || !pieces[0]->term.members.empty()) return false;
  const ir::Type& type = pieces[0]->place->type;
  return is_double(type->kind == ir::TypeKind::kPointer ? type->element : type);
}

Expr as_argument(const Expr& count) {
  if (is_known(count)) return ir::integer(static_cast<long>(value_of(count)));
  const auto* node = ir::get_if<ir::Cast>(count);
  return node && node->is_implicit ? node->operand : count;
}

Expr at(const Expr& base, const Expr& k) {
  const auto* address = ir::get_if<ir::AddressOf>(base);
  const auto* first = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  return first && ir::is_zero(first->index) ? ir::index(first->base, k) : ir::index(base, k);
}

Expr from(const Expr& base, const Expr& offset) {
  if (ir::is_zero(offset)) return base;
  const bool is_array = ir::get_if<ir::AddressOf>(base) != nullptr;
  return is_array ? ir::address_of(at(base, offset)) : add(base, offset);
}

Expr slice(const Side& side, ir::VarId param, const Expr& flat) {
  const Piece& piece = *pieces_of(side, param)[0];
  return piece.place->type->kind == ir::TypeKind::kPointer ? from(flat, piece.offset) : at(flat, piece.offset);
}

bool is_row_of_doubles(const ir::Type& type) {
  return (type->kind == ir::TypeKind::kPointer || type->kind == ir::TypeKind::kVector) && is_double(type->element);
}

}  // namespace backsweep::transform::matrix
