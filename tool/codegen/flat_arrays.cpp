// Turns subscripts into row-major offsets.
#include "codegen/flat_arrays.h"

#include "ir/build.h"

namespace backsweep::codegen {
namespace {

using ir::Expr;
using ir::Type;
using ir::TypeKind;

/// `(&a[k])[i]` is a[k + i], and `(*p)[i]` of rows is p[0][i].
Expr through_addresses(const Expr& place) {
  const auto* pointed = ir::get_if<ir::Deref>(place);
  if (pointed && pointed->pointer->type->kind == TypeKind::kPointer && place->type->kind == TypeKind::kArray) {
    return ir::index(pointed->pointer, ir::integer(0));
  }
  const auto* outer = ir::get_if<ir::Index>(place);
  if (!outer) return place;
  const auto* address = ir::get_if<ir::AddressOf>(outer->base);
  const auto* inner = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  if (!inner) return ir::index(through_addresses(outer->base), outer->index);
  return ir::index(through_addresses(inner->base), ir::binary(ir::BinaryOp::kAdd, inner->index, outer->index));
}

/// One step of a chain of subscripts that becomes one; those of std::array stay subscripts of their own.
const ir::Index* link(const Expr& place) {
  const auto* index = ir::get_if<ir::Index>(place);
  return index && !index->base->type->is_std ? index : nullptr;
}

/// A pointer that is an element of an array begins a chain of its own.
bool begins_chain(const ir::Index& index) { return ir::strip_reference(index.base->type)->kind == TypeKind::kPointer; }

const Expr& chain_root(const Expr& place) {
  const auto* index = link(place);
  if (!index) return place;
  return begins_chain(*index) ? index->base : chain_root(index->base);
}

Expr offset_of(const Expr& place) {
  const auto* index = link(place);
  if (!index) return ir::integer(0);
  const Expr before = begins_chain(*index) ? ir::integer(0) : offset_of(index->base);
  const Expr step = ir::binary(ir::BinaryOp::kMul, index->index, elements_in(place->type));
  return ir::binary(ir::BinaryOp::kAdd, before, step);
}

}  // namespace

bool is_flat(const Type& type) {
  if (!type) return false;
  return !ir::variable_extents(type->kind == TypeKind::kPointer ? type->element : type).empty();
}

Type flat_element(const Type& type) {
  return type->kind == TypeKind::kArray && !type->is_std ? flat_element(type->element) : type;
}

Type flattened(const Type& type) {
  if (!is_flat(type)) return type;
  return ir::pointer_to(flat_element(type->kind == TypeKind::kPointer ? type->element : type));
}

Expr elements_in(const Type& type) {
  if (type->kind != TypeKind::kArray || type->is_std || !type->extent) return ir::integer(1);
  return ir::binary(ir::BinaryOp::kMul, type->extent, elements_in(type->element));
}

std::optional<FlatPlace> flat_place(const Expr& original) {
  const Expr place = through_addresses(original);
  const Expr& root = chain_root(place);
  if (!link(place) || !is_flat(ir::strip_reference(root->type))) return std::nullopt;
  return FlatPlace{root, offset_of(place)};
}

}  // namespace backsweep::codegen
