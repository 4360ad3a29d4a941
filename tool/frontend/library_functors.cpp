// Rows for the function objects of <functional> that stand for an operator.
#include <clang/AST/DeclTemplate.h>

#include <algorithm>

#include "frontend/library_rows.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;

struct OperatorClass {
  std::string_view name;
  BinaryOp op;
};

constexpr OperatorClass kOperators[] = {
    {"std::plus", BinaryOp::kAdd},
    {"std::minus", BinaryOp::kSub},
    {"std::multiplies", BinaryOp::kMul},
    {"std::divides", BinaryOp::kDiv},
    {"std::modulus", BinaryOp::kRem},
    {"std::equal_to", BinaryOp::kEqual},
    {"std::not_equal_to", BinaryOp::kNotEqual},
    {"std::less", BinaryOp::kLess},
    {"std::less_equal", BinaryOp::kLessEqual},
    {"std::greater", BinaryOp::kGreater},
    {"std::greater_equal", BinaryOp::kGreaterEqual},
};

bool is_number(const ir::Expr& value) { return value && (ir::is_real(value->type) || ir::is_integer(value->type)); }

/// The type in `std::plus<double>`, to which the operands are converted; nothing for `std::plus<>`.
clang::QualType operand_type(const clang::CXXRecordDecl& functor) {
  const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&functor);
  const clang::QualType type = made && made->getTemplateArgs().size() > 0 ? made->getTemplateArgs()[0].getAsType() : clang::QualType();
  return type.isNull() || type->isVoidType() ? clang::QualType() : type;
}

std::optional<BinaryOp> operator_of(const std::string& functor) {
  const auto found = std::ranges::find_if(kOperators, [&](const OperatorClass& one) { return one.name == functor; });
  return found == std::end(kOperators) ? std::nullopt : std::optional(found->op);
}

bool is_comparison(BinaryOp op) { return op >= BinaryOp::kLess && op <= BinaryOp::kNotEqual; }

}  // namespace

bool is_operator_class(const clang::CXXRecordDecl& record) {
  const std::string name = library_name(record);
  return name == "std::negate" || operator_of(name);
}

std::optional<BinaryOp> operator_of(const clang::CXXRecordDecl& functor) { return operator_of(library_name(functor)); }

std::optional<BinaryOp> operator_among(LibraryHost& host, const clang::CXXRecordDecl& functor, const ir::Type& type) {
  const clang::QualType wanted = operand_type(functor);
  if (!wanted.isNull() && !ir::same_type(ir::without_const(host.type_of(wanted)), type)) return std::nullopt;
  return operator_of(functor);
}

std::optional<ir::Expr> apply_operator(LibraryHost& host, const clang::CXXRecordDecl& functor, const std::vector<ir::Expr>& arguments) {
  if (!std::ranges::all_of(arguments, is_number)) return std::nullopt;
  const clang::QualType wanted = operand_type(functor);
  const ir::Type type = wanted.isNull() ? nullptr : ir::without_const(host.type_of(wanted));
  const auto operand = [&](const ir::Expr& value) { return type ? ir::cast(value, type, /*is_implicit=*/true) : value; };
  const std::string name = library_name(functor);
  if (name == "std::negate" && arguments.size() == 1) return ir::unary(ir::UnaryOp::kNegate, operand(arguments[0]));
  const std::optional<BinaryOp> op = operator_of(name);
  if (!op || arguments.size() != 2) return std::nullopt;
  const ir::Expr result = ir::binary(*op, operand(arguments[0]), operand(arguments[1]));
  return type && !is_comparison(*op) ? ir::cast(result, type, /*is_implicit=*/true) : result;
}

namespace {

Lowered call_operator(const LibraryCall& call) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&call.callee);
  std::vector<ir::Expr> operands;
  for (std::size_t i = 0; i < call.count(); ++i) operands.push_back(call.value(i));
  return method ? apply_operator(call.host, *method->getParent(), operands) : std::nullopt;
}

constexpr LibraryRow kRows[] = {
    {"std::plus", "operator()", call_operator},
    {"std::minus", "operator()", call_operator},
    {"std::multiplies", "operator()", call_operator},
    {"std::divides", "operator()", call_operator},
    {"std::modulus", "operator()", call_operator},
    {"std::negate", "operator()", call_operator},
    {"std::equal_to", "operator()", call_operator},
    {"std::not_equal_to", "operator()", call_operator},
    {"std::less", "operator()", call_operator},
    {"std::less_equal", "operator()", call_operator},
    {"std::greater", "operator()", call_operator},
    {"std::greater_equal", "operator()", call_operator},
};

}  // namespace

std::span<const LibraryRow> functor_rows() { return kRows; }

}  // namespace backsweep::frontend
