// Rows for iterators of std::vector and std::array, which are pointers here, and for comparisons.
#include <clang/AST/ASTContext.h>

#include <algorithm>

#include "frontend/library_rows.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;

/// Comparisons of whole containers give a truth value, copied as it is.
Lowered compare(const LibraryCall& call) {
  const std::string name = call.callee.getNameAsString();
  std::vector<ir::Expr> operands;
  if (call.object) operands.push_back(call.object_place());
  for (std::size_t i = 0; i < call.count(); ++i) operands.push_back(call.place(i));
  if (operands.size() != 2 || !is_container(operands[0])) return std::nullopt;
  return ir::opaque({"", " " + name.substr(std::string("operator").size()) + " ", ""}, std::move(operands),
                    ir::bool_type());
}

Lowered dereference(const LibraryCall& call) { return element_at(call.object_value(), ir::integer(0)); }
Lowered arrow(const LibraryCall& call) { return call.object_value(); }
Lowered iterator_element(const LibraryCall& call) { return element_at(call.object_value(), call.value(0)); }

Lowered step(const LibraryCall& call, BinaryOp op) {
  const ir::Expr place = call.object_place();
  const bool is_postfix = call.count() == 1;
  const ir::Expr before = is_postfix ? keep(call.host, "position", place) : place;
  call.host.emit(ir::update(place, op, ir::integer(1)));
  return before;
}
Lowered increment(const LibraryCall& call) { return step(call, BinaryOp::kAdd); }
Lowered decrement(const LibraryCall& call) { return step(call, BinaryOp::kSub); }

Lowered advance_by(const LibraryCall& call) {
  const ir::Expr place = call.object_place();
  const ir::Expr amount = call.value(0);
  call.host.emit(ir::update(
      place, call.callee.getOverloadedOperator() == clang::OO_PlusEqual ? BinaryOp::kAdd : BinaryOp::kSub, amount));
  return place;
}

Lowered plus(const LibraryCall& call) {
  if (call.object) return ir::binary(BinaryOp::kAdd, call.object_value(), call.value(0));
  // n + iterator
  const bool pointer_is_first = call.is_pointer(0);
  const ir::Expr first = call.value(0);
  const ir::Expr second = call.value(1);
  return ir::binary(BinaryOp::kAdd, pointer_is_first ? first : second, pointer_is_first ? second : first);
}

Lowered minus(const LibraryCall& call) {
  const ir::Expr left = call.object ? call.object_value() : call.value(0);
  const std::size_t right_at = call.object ? 0 : 1;
  const ir::Expr right = call.value(right_at);
  if (call.is_pointer(right_at)) return ir::cast(distance(right, left), ir::long_type(), /*is_implicit=*/true);
  return ir::binary(BinaryOp::kSub, left, right);
}

std::optional<BinaryOp> comparison_of(clang::OverloadedOperatorKind kind) {
  switch (kind) {
    case clang::OO_EqualEqual:
      return BinaryOp::kEqual;
    case clang::OO_ExclaimEqual:
      return BinaryOp::kNotEqual;
    case clang::OO_Less:
      return BinaryOp::kLess;
    case clang::OO_LessEqual:
      return BinaryOp::kLessEqual;
    case clang::OO_Greater:
      return BinaryOp::kGreater;
    case clang::OO_GreaterEqual:
      return BinaryOp::kGreaterEqual;
    default:
      return std::nullopt;
  }
}

Lowered compare_iterators(const LibraryCall& call) {
  const std::optional<BinaryOp> op = comparison_of(call.callee.getOverloadedOperator());
  std::vector<ir::Expr> operands;
  if (call.object) operands.push_back(call.object_value());
  for (std::size_t i = 0; i < call.count(); ++i) {
    if (!call.is_pointer(i)) return std::nullopt;
    operands.push_back(call.value(i));
  }
  if (!op || operands.size() != 2) return std::nullopt;
  return ir::binary(*op, operands[0], operands[1]);
}

// A reverse iterator is the pointer behind the element it stands for, as in the library.

bool is_reverse(const clang::Expr& expr) {
  return library_class(expr.getType().getNonReferenceType()) == "std::reverse_iterator";
}

Lowered reverse_dereference(const LibraryCall& call) {
  const ir::Expr pointer = call.object_value();
  return element_at(ir::binary(BinaryOp::kSub, pointer, ir::integer(1)), ir::integer(0));
}

Lowered reverse_element(const LibraryCall& call) {
  const ir::Expr pointer = call.object_value();
  const ir::Expr behind = ir::binary(BinaryOp::kAdd, call.value(0), ir::integer(1));
  return ir::deref(ir::binary(BinaryOp::kSub, pointer, behind));
}

Lowered reverse_arrow(const LibraryCall& call) { return ir::address_of(*reverse_dereference(call)); }
Lowered reverse_increment(const LibraryCall& call) { return step(call, BinaryOp::kSub); }
Lowered reverse_decrement(const LibraryCall& call) { return step(call, BinaryOp::kAdd); }

Lowered reverse_advance_by(const LibraryCall& call) {
  const ir::Expr place = call.object_place();
  const bool goes_on = call.callee.getOverloadedOperator() == clang::OO_PlusEqual;
  call.host.emit(ir::update(place, goes_on ? BinaryOp::kSub : BinaryOp::kAdd, call.value(0)));
  return place;
}

Lowered reverse_plus(const LibraryCall& call) {
  const ir::Expr pointer = call.object_value();
  return ir::binary(BinaryOp::kSub, pointer, call.value(0));
}

Lowered reverse_minus(const LibraryCall& call) {
  const ir::Expr pointer = call.object_value();
  return ir::binary(BinaryOp::kAdd, pointer, call.value(0));
}

/// a < b of reverse iterators compares the pointers the other way round.
ir::Expr compare_reversed(LibraryHost& host, BinaryOp op, const clang::Expr& left, const clang::Expr& right) {
  const ir::Expr first = value_of(host, left);
  const ir::Expr second = value_of(host, right);
  const bool is_symmetric = op == BinaryOp::kEqual || op == BinaryOp::kNotEqual;
  return is_symmetric ? ir::binary(op, first, second) : ir::binary(op, second, first);
}

/// Smart pointers are compared with each other and with nullptr.
Lowered compare_owners(const LibraryCall& call, BinaryOp op) {
  ir::Expr operands[2];
  for (std::size_t i = 0; i < 2; ++i) {
    if (call.arguments[i]->getType()->isNullPtrType()) continue;
    operands[i] = call.host.owned_pointer(*call.arguments[i]);
    if (!operands[i]) return std::nullopt;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (!operands[i]) operands[i] = ir::zero(operands[1 - i]->type);
  }
  return ir::raw_binary(op, operands[0], operands[1], ir::bool_type());
}

/// Comparisons that live in namespace std: of containers, of smart pointers, and of reverse iterators.
Lowered compare_in_std(const LibraryCall& call) {
  const std::optional<BinaryOp> op = comparison_of(call.callee.getOverloadedOperator());
  const auto is_owner = [](const clang::Expr* one) { return library_class(one->getType().getNonReferenceType()) == "std::unique_ptr"; };
  if (op && call.count() == 2 && std::any_of(call.arguments.begin(), call.arguments.end(), is_owner)) return compare_owners(call, *op);
  if (op && call.count() == 2 && is_reverse(*call.arguments[0]) && is_reverse(*call.arguments[1])) {
    return compare_reversed(call.host, *op, *call.arguments[0], *call.arguments[1]);
  }
  return compare(call);
}

/// first - last of reverse iterators.
Lowered minus_in_std(const LibraryCall& call) {
  if (call.count() != 2 || !is_reverse(*call.arguments[0]) || !is_reverse(*call.arguments[1])) return std::nullopt;
  const ir::Expr left = call.value(0);
  return ir::cast(distance(left, call.value(1)), ir::long_type(), /*is_implicit=*/true);
}

Lowered assign_iterator(const LibraryCall& call) {
  const ir::Expr place = call.object_place();
  if (!ir::is_place(place) || place->type->kind != ir::TypeKind::kPointer) return std::nullopt;
  call.host.emit(ir::assign(place, call.value(0)));
  return place;
}

constexpr LibraryRow kRows[] = {
    {"std", "operator==", compare_in_std},
    {"std", "operator!=", compare_in_std},
    {"std", "operator<", compare_in_std},
    {"std", "operator>", compare_in_std},
    {"std", "operator<=", compare_in_std},
    {"std", "operator>=", compare_in_std},
    {"std", "operator-", minus_in_std},
    {"iterator", "operator=", assign_iterator},
    {"iterator", "operator*", dereference},
    {"iterator", "operator->", arrow},
    {"iterator", "operator[]", iterator_element},
    {"iterator", "operator++", increment},
    {"iterator", "operator--", decrement},
    {"iterator", "operator+=", advance_by},
    {"iterator", "operator-=", advance_by},
    {"iterator", "operator+", plus},
    {"iterator", "operator-", minus},
    {"iterator", "base", arrow},
    {"std::reverse_iterator", "operator=", assign_iterator},
    {"std::reverse_iterator", "operator*", reverse_dereference},
    {"std::reverse_iterator", "operator->", reverse_arrow},
    {"std::reverse_iterator", "operator[]", reverse_element},
    {"std::reverse_iterator", "operator++", reverse_increment},
    {"std::reverse_iterator", "operator--", reverse_decrement},
    {"std::reverse_iterator", "operator+=", reverse_advance_by},
    {"std::reverse_iterator", "operator-=", reverse_advance_by},
    {"std::reverse_iterator", "operator+", reverse_plus},
    {"std::reverse_iterator", "operator-", reverse_minus},
    {"std::reverse_iterator", "base", arrow},
    {"__gnu_cxx", "operator+", plus},
    {"__gnu_cxx", "operator-", minus},
    {"__gnu_cxx", "operator==", compare_iterators},
    {"__gnu_cxx", "operator!=", compare_iterators},
    {"__gnu_cxx", "operator<", compare_iterators},
    {"__gnu_cxx", "operator<=", compare_iterators},
    {"__gnu_cxx", "operator>", compare_iterators},
    {"__gnu_cxx", "operator>=", compare_iterators},
};

std::optional<BinaryOp> comparison_of(clang::BinaryOperatorKind op) {
  switch (op) {
    case clang::BO_EQ:
      return BinaryOp::kEqual;
    case clang::BO_NE:
      return BinaryOp::kNotEqual;
    case clang::BO_LT:
      return BinaryOp::kLess;
    case clang::BO_LE:
      return BinaryOp::kLessEqual;
    case clang::BO_GT:
      return BinaryOp::kGreater;
    case clang::BO_GE:
      return BinaryOp::kGreaterEqual;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::span<const LibraryRow> iterator_rows() { return kRows; }

std::optional<ir::Expr> lower_library_comparison(LibraryHost& host,
                                                 const clang::CXXRewrittenBinaryOperator& comparison) {
  const clang::CXXRewrittenBinaryOperator::DecomposedForm form = comparison.getDecomposedForm();
  const std::optional<BinaryOp> op = comparison_of(form.Opcode);
  if (!op) return std::nullopt;
  if (is_iterator_class(library_class(form.LHS->getType())) && is_iterator_class(library_class(form.RHS->getType()))) {
    const ir::Expr left = value_of(host, *form.LHS);
    return ir::binary(*op, left, value_of(host, *form.RHS));
  }
  if (is_reverse(*form.LHS) && is_reverse(*form.RHS)) return compare_reversed(host, *op, *form.LHS, *form.RHS);
  const std::string left_class = library_class(form.LHS->getType());
  if (left_class != "std::vector" && left_class != "std::array") return std::nullopt;
  const ir::Expr left = host.place_of(*form.LHS);
  const ir::Expr right = host.place_of(*form.RHS);
  if (!is_container(left) || !is_container(right)) return std::nullopt;
  const std::string spelling = clang::BinaryOperator::getOpcodeStr(form.Opcode).str();
  return ir::opaque({"", " " + spelling + " ", ""}, {left, right}, ir::bool_type());
}

}  // namespace backsweep::frontend
