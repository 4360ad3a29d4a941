// Rows for the algorithms that put elements in order: indices are put in order instead, and the elements read through them.
#include <clang/AST/ASTContext.h>

#include <algorithm>
#include <utility>

#include "frontend/library_ranges.h"
#include "ir/alternatives.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;

/// Which elements an algorithm is given: all of first[0] … first[count - 1], and perhaps one to stop at.
struct Sorting {
  std::string algorithm;
  Range range;
  ir::Expr middle;  ///< How far from where it begins; null where the algorithm takes none.
  bool is_turned = false;  ///< It begins with the last element.

  [[nodiscard]] ir::Expr element(const ir::Expr& k) const {
    const ir::Expr last = ir::binary(BinaryOp::kSub, range.count, ir::integer(1, range.count->type));
    return element_at(range.first, is_turned ? ir::binary(BinaryOp::kSub, last, k) : k);
  }
};

/// Text in the making.
class Text {
 public:
  Text& operator<<(const std::string& piece) {
    text_.pieces.back() += piece;
    return *this;
  }
  Text& operator<<(const ir::Expr& operand) {
    text_.operands.push_back(operand);
    text_.pieces.emplace_back();
    return *this;
  }
  Text& operator<<(const CopiedText& copied) {
    *this << copied.pieces.front();
    for (std::size_t i = 0; i < copied.operands.size(); ++i) *this << copied.operands[i] << copied.pieces[i + 1];
    return *this;
  }

  [[nodiscard]] ir::Stmt writing(const ir::Expr& place) && {
    ir::Opaque statement;
    statement.text = std::move(text_.pieces);
    statement.operands = std::move(text_.operands);
    statement.writes = {place};
    statement.has_side_effects = false;
    return ir::make_stmt(std::move(statement));
  }
  [[nodiscard]] CopiedText taken() && { return std::move(text_); }

 private:
  CopiedText text_{{""}, {}};
};

/// What can be copied from one place to another and has a derivative, but no vectors or pointers, which move by themselves.
bool is_plain_element(const ir::Type& type) {
  if (!ir::carries_real(type) || ir::holds_pointers(type) || ir::has_inner_shape(type)) return false;
  return ir::is_default_constructible(type);
}

/// A name for what the text declares, and does not name otherwise.
std::string unused_in(const CopiedText& text, const std::string& wanted) {
  const bool is_used = std::any_of(text.pieces.begin(), text.pieces.end(),
                                   [&](const std::string& piece) { return piece.find(wanted) != std::string::npos; });
  return is_used ? unused_in(text, wanted + "_index") : wanted;
}

/// The comparison as a lambda of two indices, which `left` and `right` become.
CopiedText comparison_of_indices(const ir::Expr& elements, const CopiedText& body, const ir::Expr& left,
                                 const ir::Expr& right) {
  const std::string left_name = unused_in(body, "left");
  const std::string right_name = unused_in(body, "right");
  const auto at = [&](const std::string& name) { return ir::index(elements, ir::opaque({name}, {}, ir::size_type())); };
  const auto indexed = [&](const ir::Expr& expr) {
    return ir::same_expr(expr, left) ? at(left_name) : ir::same_expr(expr, right) ? at(right_name) : expr;
  };
  Text text;
  text << "[&](std::size_t " + left_name + ", std::size_t " + right_name + ") " + body.pieces.front();
  for (std::size_t i = 0; i < body.operands.size(); ++i) {
    text << ir::rewrite(body.operands[i], indexed) << body.pieces[i + 1];
  }
  return std::move(text).taken();
}

/// `left < right`, or what the argument at `at` says instead; nothing where that is not known.
std::optional<CopiedText> comparison_at(const LibraryCall& call, std::size_t at, const ir::Expr& elements) {
  const ir::Expr left = ir::index(elements, ir::integer(0));
  const ir::Expr right = ir::index(elements, ir::integer(1));
  const auto written = [&](const std::string& before, const std::string& between, const std::string& behind) {
    return CopiedText{{"{ return " + before, between, behind + "; }"}, {left, right}};
  };
  std::optional<CopiedText> body;
  const clang::CXXRecordDecl* functor = call.count() > at ? call.arguments[at]->getType()->getAsCXXRecordDecl() : nullptr;
  if (call.count() <= at) {
    body = written("", " < ", "");
  } else if (functor && is_operator_class(*functor)) {
    const std::optional<BinaryOp> op = operator_among(call.host, *functor, ir::without_const(left->type));
    if (op == BinaryOp::kLess || op == BinaryOp::kGreater) body = written("", op == BinaryOp::kLess ? " < " : " > ", "");
    else body = written(call.host.spelling_of(call.arguments[at]->getType()) + "{}(", ", ", ")");
  } else {
    body = call.host.comparison_text(*call.arguments[at], left, right);
  }
  if (!body) return std::nullopt;
  return comparison_of_indices(elements, *body, left, right);
}

/// The vector that the range is all of; null for others.
ir::Expr whole_vector(const Range& range) {
  const auto* address = ir::get_if<ir::AddressOf>(range.first);
  const auto* first = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  const bool is_vector = first && first->base->type->kind == ir::TypeKind::kVector && ir::is_zero(first->index);
  return is_vector && ir::same_expr(range.count, ir::size_of(first->base)) ? first->base : nullptr;
}

/// A copy of the elements in a vector of its own, in the order in which the algorithm gets them.
ir::Expr kept_copy(LibraryHost& host, const Sorting& sorting) {
  const Range& range = sorting.range;
  const ir::Expr vector = sorting.is_turned ? nullptr : whole_vector(range);
  if (vector) return keep(host, "unsorted", vector);
  const ir::VarId copy = host.temporary("unsorted", ir::vector_of(ir::without_const(range.first->type->element)));
  const ir::Expr place = ir::var_ref(host.function(), copy);
  if (sorting.is_turned) {
    const ir::Expr size = ir::cast(range.count, ir::size_type(), /*is_implicit=*/true);
    host.emit(ir::make_stmt(ir::Declare{copy, nullptr, false, {}, {size}}));
    emit_loop(host, range.count, [&](const ir::Expr& k) { host.emit(ir::assign(ir::index(place, k), sorting.element(k))); });
  } else {
    host.emit(ir::declare(copy));
    emit(host, ir::ModelOp::kAssignRange, {place, range.first, range.count});
  }
  return place;
}

/// What the comparison says of two elements of the array.
using Compare = std::function<std::optional<CopiedText>(const ir::Expr& elements)>;

/// The algorithm depends on nothing but the comparisons, so that the indices go where the elements would.
bool emit_sorting(const LibraryCall& call, const Sorting& sorting, const Compare& compare_in) {
  const ir::Expr unsorted = kept_copy(call.host, sorting);
  const std::optional<CopiedText> compare = compare_in(unsorted);
  if (!compare) return false;
  const ir::VarId indices = call.host.temporary("order", ir::vector_of(ir::size_type(), "std::vector<std::size_t>"));
  call.host.emit(ir::make_stmt(ir::Declare{indices, nullptr, false, {}, {ir::size_of(unsorted)}}));
  const ir::Expr order = ir::var_ref(call.host.function(), indices);
  Text filling;
  filling << "std::iota(" << order << ".begin(), " << order << ".end(), std::size_t{0})";
  call.host.emit(std::move(filling).writing(order));
  Text text;
  text << "std::" + sorting.algorithm + "(" << order << ".begin(), ";
  if (sorting.middle) text << order << ".begin() + " << sorting.middle << ", ";
  text << order << ".end(), " << *compare << ")";
  call.host.emit(std::move(text).writing(order));
  emit_loop(call.host, sorting.range.count, [&](const ir::Expr& k) {
    call.host.emit(ir::assign(sorting.element(k), ir::index(unsorted, ir::index(order, k))));
  });
  return true;
}

/// How far it is from one pointer to the other; of a number the type is no matter.
ir::Expr steps(const ir::Expr& from, const ir::Expr& to) {
  const ir::Expr result = distance(from, to);
  const ir::Expr bare = ir::without_integer_casts(result);
  const auto* number = ir::get_if<ir::Literal>(bare);
  return number && number->value ? ir::integer(static_cast<long>(*number->value)) : result;
}

/// Both ways, where the call can be copied as well.
Lowered lower_sorting(const LibraryCall& call, const std::function<bool()>& emit_differentiable) {
  bool is_known = false;
  ir::Region differentiable = call.host.collect([&] { is_known = emit_differentiable(); });
  if (!is_known) return std::nullopt;
  std::optional<ir::Region> copied = call.host.copied(call.call);
  if (copied) {
    call.host.emit(ir::alternatives(std::move(differentiable), *std::move(copied)));
  } else {
    for (const ir::Stmt& stmt : differentiable) call.host.emit(stmt);
  }
  return no_value();
}

/// std::sort(first, last, compare) and the like; with a `middle` std::nth_element(first, middle, last, compare).
Lowered sort_by(const LibraryCall& call, bool has_middle) {
  const std::size_t last_at = has_middle ? 2 : 1;
  if (call.count() < last_at + 1 || call.count() > last_at + 2) return std::nullopt;
  const bool is_turned = is_reverse_iterator(*call.arguments[0]);
  for (std::size_t i = 0; i <= last_at; ++i) {
    if (is_turned ? !is_reverse_iterator(*call.arguments[i]) : !call.is_pointer(i)) return std::nullopt;
  }
  return lower_sorting(call, [&] {
    const ir::Expr begin = fixed(call.host, call.value(0), "first");
    if (begin->type->kind != ir::TypeKind::kPointer || !is_plain_element(begin->type->element)) return false;
    const auto from_begin = [&](const ir::Expr& to) { return is_turned ? steps(to, begin) : steps(begin, to); };
    const ir::Expr middle = has_middle ? from_begin(fixed(call.host, call.value(1), "middle")) : nullptr;
    const ir::Expr end = fixed(call.host, call.value(last_at), "last");
    const Range range{is_turned ? end : begin, is_turned ? distance(end, begin) : distance(begin, end)};
    const Compare compare = [&](const ir::Expr& elements) { return comparison_at(call, last_at + 1, elements); };
    return emit_sorting(call, {call.callee.getNameAsString(), range, middle, is_turned}, compare);
  });
}
Lowered sort(const LibraryCall& call) { return sort_by(call, /*has_middle=*/false); }
Lowered sort_up_to(const LibraryCall& call) { return sort_by(call, /*has_middle=*/true); }

/// qsort's comparison gets addresses and gives a number below, equal to or above zero.
std::optional<CopiedText> three_way_comparison(const LibraryCall& call, const ir::Expr& elements) {
  const ir::Expr left = ir::index(elements, ir::integer(0));
  const ir::Expr right = ir::index(elements, ir::integer(1));
  std::optional<CopiedText> body = call.host.comparison_text(*call.arguments[3], ir::address_of(left), ir::address_of(right));
  if (!body) return std::nullopt;
  const std::string end = "; }";
  std::string& last = body->pieces.back();
  last.replace(last.size() - end.size(), end.size(), " < 0" + end);
  return comparison_of_indices(elements, *body, left, right);
}

/// Whether the elements behind the pointer are of the size.
bool has_size(const LibraryCall& call, const clang::Expr& pointer, const clang::Expr& size) {
  const clang::QualType element = pointer.getType()->getPointeeType();
  if (element.isNull() || element->isIncompleteType() || element->isFunctionType()) return false;
  return constant_of(call.host, size) == call.host.ast().getTypeSizeInChars(element).getQuantity();
}

/// qsort(first, count, size, compare): which of equal values comes first C does not say; here the one that did.
Lowered qsort(const LibraryCall& call) {
  if (call.count() != 4) return std::nullopt;
  const clang::Expr& pointer = typed_pointer(*call.arguments[0]);
  if (!has_size(call, pointer, *call.arguments[2])) return std::nullopt;
  return lower_sorting(call, [&] {
    const ir::Expr first = fixed(call.host, value_of(call.host, pointer), "first");
    if (!is_plain_element(first->type->element)) return false;
    const Compare compare = [&](const ir::Expr& elements) { return three_way_comparison(call, elements); };
    return emit_sorting(call, {"stable_sort", {first, fixed(call.host, call.value(1), "count")}, nullptr, false}, compare);
  });
}

constexpr LibraryRow kRows[] = {
    {"", "qsort", qsort},
    {"std", "qsort", qsort},
    {"std", "sort", sort},
    {"std", "stable_sort", sort},
    {"std", "nth_element", sort_up_to},
    {"std", "partial_sort", sort_up_to},
};

}  // namespace

std::span<const LibraryRow> sorting_rows() { return kRows; }

}  // namespace backsweep::frontend
