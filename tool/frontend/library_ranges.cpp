// Ranges given by two iterators, and functions applied to their elements: what the rows for algorithms share.
#include "frontend/library_ranges.h"

namespace backsweep::frontend {

using ir::BinaryOp;

ir::Expr place_of(const LibraryCall& call, ir::VarId var) { return ir::var_ref(call.host.function(), var); }

std::optional<Range> range_at(const LibraryCall& call, std::size_t at) {
  if (!call.is_pointer(at) || !call.is_pointer(at + 1)) return std::nullopt;
  const ir::Expr first = fixed(call.host, call.value(at), "first");
  return Range{first, distance(first, fixed(call.host, call.value(at + 1), "last"))};
}

bool same_elements(const ir::Expr& a, const ir::Expr& b) { return ir::same_type(a->type->element, b->type->element); }

ir::Expr converted(const ir::Expr& value, const ir::Type& type) {
  return ir::cast(value, ir::without_const(type), /*is_implicit=*/true);
}

Combine combine_at(const LibraryCall& call, std::size_t at, BinaryOp otherwise) {
  if (call.count() <= at) return {otherwise};
  const clang::CXXRecordDecl* functor = call.arguments[at]->getType()->getAsCXXRecordDecl();
  if (const auto op = functor ? operator_among(call.host, *functor, call.result_type()) : std::nullopt) return {op};
  call.host.hold(*call.arguments[at]);
  return {std::nullopt, call.arguments[at]};
}

namespace {

/// How C++ spells the operator where objects have one of their own.
clang::OverloadedOperatorKind overloaded(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd: return clang::OO_Plus;
    case BinaryOp::kSub: return clang::OO_Minus;
    case BinaryOp::kMul: return clang::OO_Star;
    case BinaryOp::kDiv: return clang::OO_Slash;
    case BinaryOp::kRem: return clang::OO_Percent;
    default: return clang::OO_None;
  }
}

}  // namespace

std::optional<ir::Expr> combined(const LibraryCall& call, const Combine& how, const ir::Expr& a, const ir::Expr& b) {
  const bool has_object = a->type->kind == ir::TypeKind::kRecord || b->type->kind == ir::TypeKind::kRecord;
  const clang::CXXRecordDecl* functor = how.callable ? how.callable->getType()->getAsCXXRecordDecl() : nullptr;
  const std::optional<BinaryOp> op = functor ? operator_of(*functor) : how.op;
  if (op && has_object) return call.host.apply_own_operator(call.callee, overloaded(*op), {a, b});
  if (how.op) return ir::binary(*how.op, a, b);
  return call.host.apply(*how.callable, {a, b});
}

bool try_loop(const LibraryCall& call, const ir::Expr& count, const std::function<bool(const ir::Expr&)>& body) {
  bool is_known = true;
  const ir::Region made =
      call.host.collect([&] { emit_loop(call.host, count, [&](const ir::Expr& k) { is_known = body(k); }); });
  if (!is_known) return false;
  for (const ir::Stmt& stmt : made) call.host.emit(stmt);
  return true;
}

}  // namespace backsweep::frontend
