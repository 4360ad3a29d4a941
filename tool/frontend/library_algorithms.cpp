// Rows for <algorithm>, <numeric>, <utility> and <iterator>: block operations, and loops where a function is applied.
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

#include "frontend/library_ranges.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;
using ir::ModelOp;

/// to[0] … = from[0] …; elements of different types are converted one by one.
void emit_copy(const LibraryCall& call, const ir::Expr& to, const Range& from) {
  if (same_elements(to, from.first)) return emit(call.host, ModelOp::kCopy, {to, from.first, from.count});
  emit_loop(call.host, from.count, [&](const ir::Expr& k) {
    const ir::Expr target = element_at(to, k);
    call.host.emit(ir::assign(target, converted(element_at(from.first, k), target->type)));
  });
}

Lowered copy(const LibraryCall& call) {
  if (!call.is_pointer(2)) return std::nullopt;
  const std::optional<Range> from = range_at(call, 0);
  if (!from) return std::nullopt;
  const ir::Expr to = fixed(call.host, call.value(2), "target");
  emit_copy(call, to, *from);
  return plus(to, from->count);
}

Lowered copy_n(const LibraryCall& call) {
  if (!call.is_pointer(0) || !call.is_pointer(2)) return std::nullopt;
  const ir::Expr first = fixed(call.host, call.value(0), "first");
  const Range from{first, fixed(call.host, call.value(1), "count")};
  const ir::Expr to = fixed(call.host, call.value(2), "target");
  emit_copy(call, to, from);
  return plus(to, from.count);
}

Lowered copy_backward(const LibraryCall& call) {
  if (!call.is_pointer(2)) return std::nullopt;
  const std::optional<Range> from = range_at(call, 0);
  if (!from) return std::nullopt;
  const ir::Expr to = ir::binary(BinaryOp::kSub, fixed(call.host, call.value(2), "target_end"), from->count);
  if (!same_elements(to, from->first)) return std::nullopt;
  emit_copy(call, to, *from);
  return to;
}

/// std::move(x) is x; std::move(first, last, target) copies.
Lowered move(const LibraryCall& call) {
  if (call.count() == 1) return call.place(0);
  return call.count() == 3 ? copy(call) : std::nullopt;
}

Lowered itself(const LibraryCall& call) { return call.count() == 1 ? Lowered(call.place(0)) : std::nullopt; }

/// The value to fill with, evaluated once; it may be an element of what is filled.
ir::Expr fill_value(const LibraryCall& call, std::size_t at, const ir::Type& type) {
  const ir::Expr value = converted(call.value(at), type);
  const bool is_constant = ir::get_if<ir::Literal>(value) != nullptr || ir::get_if<ir::VarRef>(value) != nullptr;
  return is_constant ? value : keep(call.host, "value", value);
}

Lowered fill(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range) return std::nullopt;
  emit(call.host, ModelOp::kFill, {range->first, range->count, fill_value(call, 2, range->first->type->element)});
  return no_value();
}

Lowered fill_n(const LibraryCall& call) {
  if (!call.is_pointer(0)) return std::nullopt;
  const ir::Expr first = fixed(call.host, call.value(0), "first");
  const ir::Expr count = fixed(call.host, call.value(1), "count");
  emit(call.host, ModelOp::kFill, {first, count, fill_value(call, 2, first->type->element)});
  return plus(first, count);
}

Lowered swap(const LibraryCall& call) {
  if (const ir::Expr owned = call.host.owned_pointer(*call.arguments[0])) {
    const ir::Expr other = call.host.owned_pointer(*call.arguments[1]);
    if (!other) return std::nullopt;
    emit(call.host, ModelOp::kSwap, {owned, other});
    return no_value();
  }
  const ir::Expr left = call.place(0);
  const ir::Expr right = call.place(1);
  if (!ir::same_type(left->type, right->type)) return std::nullopt;
  emit(call.host, ModelOp::kSwap, {left, right});
  return no_value();
}

Lowered iter_swap(const LibraryCall& call) {
  if (!call.is_pointer(0) || !call.is_pointer(1)) return std::nullopt;
  const ir::Expr left = element_at(call.value(0), ir::integer(0));
  emit(call.host, ModelOp::kSwap, {left, element_at(call.value(1), ir::integer(0))});
  return no_value();
}

Lowered exchange(const LibraryCall& call) {
  const ir::Expr place = call.place(0);
  const ir::Expr before = keep(call.host, "before", place);
  call.host.assign(place, *call.arguments[1]);
  return before;
}

/// sum = init; sum = sum + first[k] … in the type of init, as the standard says.
Lowered accumulate(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range) return std::nullopt;
  const Combine how = combine_at(call, 3, BinaryOp::kAdd);
  const ir::Type type = call.result_type();
  const bool is_object = type->kind == ir::TypeKind::kRecord;
  if (!ir::is_real(type) && !ir::is_integer(type) && !is_object) return std::nullopt;
  const ir::VarId sum = call.host.temporary("sum", type);
  const ir::Expr place = place_of(call, sum);
  if (is_object) {
    call.host.emit(ir::declare(sum));
    call.host.assign(place, *call.arguments[2]);
  } else {
    call.host.emit(ir::declare(sum, converted(call.value(2), type)));
  }
  const bool is_known = try_loop(call, range->count, [&](const ir::Expr& k) {
    const std::optional<ir::Expr> next = combined(call, how, place, element_at(range->first, k));
    if (!next || !*next) return false;
    if (!is_object && how.op == BinaryOp::kAdd && ir::same_type(type, range->first->type->element)) {
      call.host.emit(ir::update(place, BinaryOp::kAdd, element_at(range->first, k)));
    } else {
      call.host.emit(ir::assign(place, converted(*next, type)));
    }
    return true;
  });
  return is_known ? Lowered(place) : std::nullopt;
}

Lowered inner_product(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range || !call.is_pointer(2)) return std::nullopt;
  const ir::Expr second = fixed(call.host, call.value(2), "second");
  const Combine sum_up = combine_at(call, 4, BinaryOp::kAdd);
  const Combine multiply = combine_at(call, 5, BinaryOp::kMul);
  const ir::Type type = call.result_type();
  if (!ir::is_real(type) && !ir::is_integer(type)) return std::nullopt;
  const ir::Expr init = converted(call.value(3), type);
  const ir::VarId sum = call.host.temporary("sum", type);
  const ir::Expr place = place_of(call, sum);
  call.host.emit(ir::declare(sum, init));
  const bool is_known = try_loop(call, range->count, [&](const ir::Expr& k) {
    const std::optional<ir::Expr> product =
        combined(call, multiply, element_at(range->first, k), element_at(second, k));
    if (!product || !*product) return false;
    const std::optional<ir::Expr> next = combined(call, sum_up, place, *product);
    if (!next || !*next) return false;
    if (sum_up.op == BinaryOp::kAdd && ir::same_type(type, (*product)->type)) {
      call.host.emit(ir::update(place, BinaryOp::kAdd, *product));
    } else {
      call.host.emit(ir::assign(place, converted(*next, type)));
    }
    return true;
  });
  return is_known ? Lowered(place) : std::nullopt;
}

Lowered transform(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  const bool is_binary = call.count() == 5;
  if (!range || (call.count() != 4 && !is_binary) || !call.is_pointer(2) || (is_binary && !call.is_pointer(3)))
    return std::nullopt;
  const ir::Expr second = is_binary ? fixed(call.host, call.value(2), "second") : ir::Expr();
  const ir::Expr target = fixed(call.host, call.value(is_binary ? 3 : 2), "target");
  const Combine how = combine_at(call, is_binary ? 4 : 3, BinaryOp::kAdd);
  const ir::Expr count = keep(call.host, "count", range->count);
  const bool is_known = try_loop(call, count, [&](const ir::Expr& k) {
    const ir::Expr value = element_at(range->first, k);
    std::optional<ir::Expr> result;
    if (is_binary) result = combined(call, how, value, element_at(second, k));
    if (!is_binary && how.callable) result = call.host.apply(*how.callable, {value});
    if (!result || !*result) return false;
    const ir::Expr place = element_at(target, k);
    call.host.emit(ir::assign(place, converted(*result, place->type)));
    return true;
  });
  return is_known ? Lowered(plus(target, count)) : std::nullopt;
}

Lowered for_each(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range || call.count() != 3) return std::nullopt;
  const ir::Expr count = keep(call.host, "count", range->count);
  call.host.hold(*call.arguments[2]);
  const bool is_known = try_loop(call, count, [&](const ir::Expr& k) {
    return call.host.apply(*call.arguments[2], {element_at(range->first, k)}).has_value();
  });
  return is_known ? no_value() : std::nullopt;
}

Lowered iota(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range) return std::nullopt;
  const ir::Expr value = keep(call.host, "value", call.value(2));
  emit_loop(call.host, range->count, [&](const ir::Expr& k) {
    const ir::Expr place = element_at(range->first, k);
    call.host.emit(ir::assign(place, converted(value, place->type)));
    call.host.emit(ir::update(value, BinaryOp::kAdd, ir::integer(1)));
  });
  return no_value();
}

void emit_reverse(LibraryHost& host, const Range& range) {
  const ir::Expr count = keep(host, "count", range.count);
  emit_loop(host, ir::binary(BinaryOp::kDiv, count, ir::integer(2)), [&](const ir::Expr& k) {
    const ir::Expr last = ir::binary(BinaryOp::kSub, ir::binary(BinaryOp::kSub, count, ir::integer(1)), k);
    emit(host, ModelOp::kSwap, {element_at(range.first, k), element_at(range.first, last)});
  });
}

Lowered reverse(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range) return std::nullopt;
  emit_reverse(call.host, *range);
  return no_value();
}

/// Both parts turned round, then the whole.
Lowered rotate(const LibraryCall& call) {
  if (call.count() != 3 || !call.is_pointer(0) || !call.is_pointer(1) || !call.is_pointer(2)) return std::nullopt;
  const ir::Expr first = fixed(call.host, call.value(0), "first");
  const ir::Expr middle = fixed(call.host, call.value(1), "middle");
  const ir::Expr last = fixed(call.host, call.value(2), "last");
  const Range whole{first, distance(first, last)};
  const Range right{middle, distance(middle, last)};
  emit_reverse(call.host, {first, distance(first, middle)});
  emit_reverse(call.host, right);
  emit_reverse(call.host, whole);
  return plus(first, right.count);
}

/// The pointer to the first greatest (or least) element: a walk, exactly the library's comparisons.
Lowered extreme_element(const LibraryCall& call, BinaryOp is_better) {
  if (call.count() != 2) return std::nullopt;
  const std::optional<Range> range = range_at(call, 0);
  if (!range) return std::nullopt;
  const ir::Expr best = keep(call.host, "best", ir::integer(0, ir::without_const(range->count->type)));
  emit_loop(call.host, range->count, [&](const ir::Expr& k) {
    ir::If branch{ir::binary(is_better, element_at(range->first, k), element_at(range->first, best)), {}, {}};
    branch.then_region.push_back(ir::assign(best, k));
    call.host.emit(ir::make_stmt(std::move(branch)));
  });
  return plus(range->first, best);
}
Lowered max_element(const LibraryCall& call) { return extreme_element(call, BinaryOp::kGreater); }
Lowered min_element(const LibraryCall& call) { return extreme_element(call, BinaryOp::kLess); }

/// std::max({a, b, c}); two arguments have a row of derivatives.
Lowered extreme(const LibraryCall& call) {
  if (call.count() != 1) return std::nullopt;
  const auto* wrapped = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(&bare(*call.arguments[0]));
  const auto* list = wrapped ? llvm::dyn_cast<clang::InitListExpr>(&bare(*wrapped->getSubExpr())) : nullptr;
  if (!list || list->getNumInits() == 0) return std::nullopt;
  ir::Expr result;
  for (const clang::Expr* one : list->inits()) {
    const ir::Expr value = call.host.value_of(*one);
    result = result ? ir::intrinsic("std::" + call.callee.getNameAsString(), {result, value}, value->type) : value;
  }
  return result;
}

Lowered begin(const LibraryCall& call) {
  const ir::Expr place = call.place(0);
  return is_container(place) ? Lowered(first_of(place)) : std::nullopt;
}
Lowered end(const LibraryCall& call) {
  const ir::Expr place = call.place(0);
  return is_container(place) ? Lowered(end_of(place)) : std::nullopt;
}
Lowered size(const LibraryCall& call) {
  const ir::Expr place = call.place(0);
  return is_container(place) ? Lowered(ir::cast(ir::size_of(place), ir::size_type())) : std::nullopt;
}
Lowered is_empty(const LibraryCall& call) {
  const ir::Expr place = call.place(0);
  return is_container(place) ? Lowered(ir::binary(BinaryOp::kEqual, ir::size_of(place), ir::integer(0))) : std::nullopt;
}
Lowered address(const LibraryCall& call) { return ir::address_of(call.place(0)); }

Lowered distance_between(const LibraryCall& call) {
  if (!call.is_pointer(0) || !call.is_pointer(1)) return std::nullopt;
  const ir::Expr first = call.value(0);
  return ir::cast(distance(first, call.value(1)), ir::long_type(), /*is_implicit=*/true);
}

Lowered neighbour(const LibraryCall& call, BinaryOp op) {
  if (!call.is_pointer(0)) return std::nullopt;
  const ir::Expr from = call.value(0);
  return ir::binary(op, from, call.count() > 1 ? call.value(1) : ir::integer(1));
}
Lowered next(const LibraryCall& call) { return neighbour(call, BinaryOp::kAdd); }
Lowered prev(const LibraryCall& call) { return neighbour(call, BinaryOp::kSub); }

Lowered advance(const LibraryCall& call) {
  if (!call.is_pointer(0)) return std::nullopt;
  const ir::Expr place = call.place(0);
  call.host.emit(ir::update(place, BinaryOp::kAdd, call.value(1)));
  return no_value();
}

/// Constants of a type; the value is known where it is finite.
Lowered limit(const LibraryCall& call) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&call.callee);
  const auto* record = method ? llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;
  const ir::Type type = call.result_type();
  if (!record || (!ir::is_real(type) && !ir::is_integer(type))) return std::nullopt;
  const clang::QualType of = record->getTemplateArgs()[0].getAsType();
  const std::string spelling =
      "std::numeric_limits<" + call.host.spelling_of(of) + ">::" + call.callee.getNameAsString() + "()";
  std::optional<double> value;
  clang::Expr::EvalResult result;
  if (ir::is_real(type) && call.call.isPRValue() && call.call.EvaluateAsRValue(result, call.host.ast()) &&
      result.Val.isFloat() && result.Val.getFloat().isFinite()) {
    llvm::APFloat number = result.Val.getFloat();
    bool loses = false;
    number.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &loses);
    if (!loses) value = number.convertToDouble();
  }
  return ir::literal(spelling, value, type);
}

constexpr LibraryRow kRows[] = {
    {"std", "copy", copy},
    {"std", "copy_n", copy_n},
    {"std", "copy_backward", copy_backward},
    {"std", "move", move},
    {"std", "forward", itself},
    {"std", "as_const", itself},
    {"std", "fill", fill},
    {"std", "fill_n", fill_n},
    {"std", "swap", swap},
    {"std", "iter_swap", iter_swap},
    {"std", "exchange", exchange},
    {"std", "accumulate", accumulate},
    {"std", "inner_product", inner_product},
    {"std", "transform", transform},
    {"std", "for_each", for_each},
    {"std", "iota", iota},
    {"std", "reverse", reverse},
    {"std", "rotate", rotate},
    {"std", "max_element", max_element},
    {"std", "min_element", min_element},
    {"std", "max", extreme},
    {"std", "min", extreme},
    {"std", "begin", begin},
    {"std", "cbegin", begin},
    {"std", "data", begin},
    {"std", "end", end},
    {"std", "cend", end},
    {"std", "size", size},
    {"std", "empty", is_empty},
    {"std", "addressof", address},
    {"std", "distance", distance_between},
    {"std", "next", next},
    {"std", "prev", prev},
    {"std", "advance", advance},
    {"std::numeric_limits", "max", limit},
    {"std::numeric_limits", "min", limit},
    {"std::numeric_limits", "lowest", limit},
    {"std::numeric_limits", "epsilon", limit},
    {"std::numeric_limits", "infinity", limit},
    {"std::numeric_limits", "quiet_NaN", limit},
    {"std::numeric_limits", "signaling_NaN", limit},
    {"std::numeric_limits", "denorm_min", limit},
    {"std::numeric_limits", "round_error", limit},
};

}  // namespace

std::optional<ir::Expr> lower_library_choice(LibraryHost& host, const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  const std::string name = callee ? library_name(*callee) : "";
  const bool is_largest = name == "std::max";
  if ((!is_largest && name != "std::min") || call.getNumArgs() != 2) return std::nullopt;
  if (!call.getArg(0)->isLValue() || !call.getArg(1)->isLValue()) return std::nullopt;
  const ir::Expr first = host.place_of(*call.getArg(0));
  const ir::Expr second = host.place_of(*call.getArg(1));
  if (!first || !second || !ir::is_place(first) || !ir::is_place(second)) return std::nullopt;
  const ir::Expr is_second = is_largest ? ir::binary(BinaryOp::kLess, first, second) : ir::binary(BinaryOp::kLess, second, first);
  const ir::Type type = ir::pointer_to(first->type);
  return ir::deref(ir::make_expr(ir::Select{is_second, ir::address_of(second), ir::address_of(first)}, type));
}

std::span<const LibraryRow> algorithm_rows() { return kRows; }

}  // namespace backsweep::frontend
