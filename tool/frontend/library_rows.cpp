// Looks a library call up in the table, and the pointer arithmetic that all rows share.
#include "frontend/library_rows.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <utility>

#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

/// The namespaces and classes around a declaration, as written, "a::b::".
std::string qualifier(const clang::DeclContext* context) {
  std::string result;
  for (; context && !context->isTranslationUnit(); context = context->getParent()) {
    if (context->isInlineNamespace()) continue;
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(context);
    if (!named || llvm::isa<clang::LinkageSpecDecl>(context)) continue;
    result = named->getNameAsString() + "::" + result;
  }
  return result;
}

const LibraryRow* find_row(const std::string& owner, const std::string& name) {
  for (const std::span<const LibraryRow> rows :
       {container_rows(), iterator_rows(), algorithm_rows(), scan_rows(), sorting_rows(), functor_rows(), memory_rows(),
        owner_rows(), runtime_rows()}) {
    const auto found =
        std::ranges::find_if(rows, [&](const LibraryRow& row) { return row.owner == owner && row.name == name; });
    if (found != rows.end()) return &*found;
  }
  return nullptr;
}

/// Where the row of a function is looked for: its class, or its namespace.
std::string owner_of(const clang::FunctionDecl& callee) {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  std::string owner = method ? library_name(*method->getParent()) : qualifier(callee.getDeclContext());
  if (owner.ends_with("::")) owner.resize(owner.size() - 2);
  if (is_iterator_class(owner)) return "iterator";
  return owner;
}

std::string name_of(const clang::FunctionDecl& callee) {
  std::string name = callee.getNameAsString();
  const std::string builtin = "__builtin_";
  return name.starts_with(builtin) ? name.substr(builtin.size()) : name;
}

/// A pointer as base + offset; offset null for zero.
struct Offset {
  ir::Expr base;
  ir::Expr amount;
};

Offset split(const ir::Expr& pointer) {
  const auto* sum = ir::get_if<ir::Binary>(pointer);
  const bool is_moved = sum && sum->left->type->kind == ir::TypeKind::kPointer;
  if (is_moved && sum->op == ir::BinaryOp::kAdd) {
    const Offset inner = split(sum->left);
    return {inner.base, inner.amount ? ir::binary(ir::BinaryOp::kAdd, inner.amount, sum->right) : sum->right};
  }
  if (is_moved && sum->op == ir::BinaryOp::kSub && ir::is_integer(sum->right->type)) {
    // From the end of a container, say.
    const Offset inner = split(sum->left);
    if (inner.amount) return {inner.base, ir::binary(ir::BinaryOp::kSub, inner.amount, sum->right)};
  }
  if (const auto* address = ir::get_if<ir::AddressOf>(pointer)) {
    const auto* element = ir::get_if<ir::Index>(address->place);
    if (element && !ir::is_zero(element->index)) {
      return {ir::address_of(ir::index(element->base, ir::integer(0, element->index->type))), element->index};
    }
  }
  return {pointer, nullptr};
}

}  // namespace

ir::Expr LibraryCall::object_place() const {
  if (object->getType()->isPointerType()) return ir::deref(host.value_of(*object));
  return host.place_of(*object);
}

ir::Expr value_of(LibraryHost& host, const clang::Expr& expr) {
  const clang::Expr* inner = expr.IgnoreParens();
  while (true) {
    const clang::Expr* next = inner;
    if (const auto* whole = llvm::dyn_cast<clang::FullExpr>(inner)) next = whole->getSubExpr();
    if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(inner)) next = temporary->getSubExpr();
    if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(inner)) next = bound->getSubExpr();
    const auto* qualified = llvm::dyn_cast<clang::ImplicitCastExpr>(inner);
    if (qualified && qualified->getCastKind() == clang::CK_NoOp && qualified->isGLValue())
      next = qualified->getSubExpr();
    if (next == inner) break;
    inner = next->IgnoreParens();
  }
  const ir::Expr value = host.value_of(*inner);
  // A literal that was converted is a literal.
  const auto* cast = ir::get_if<ir::Cast>(value);
  const auto* number = cast && cast->is_implicit ? ir::get_if<ir::Literal>(cast->operand) : nullptr;
  const bool is_integer = number && number->value && value->type->kind == ir::TypeKind::kInteger &&
                          cast->operand->type->kind == ir::TypeKind::kInteger;
  return is_integer ? ir::literal(number->spelling, number->value, value->type) : value;
}

bool LibraryCall::is_pointer(std::size_t i) const {
  const clang::QualType type = arguments[i]->getType().getNonReferenceType();
  return type->isPointerType() || type->isArrayType() || is_iterator_class(library_class(type));
}

ir::Type LibraryCall::result_type() const {
  return ir::without_const(ir::strip_reference(host.type_of(call.getType().getCanonicalType())));
}

std::string library_name(const clang::Decl& declaration) {
  const auto* named = llvm::dyn_cast<clang::NamedDecl>(&declaration);
  return named ? qualifier(named->getDeclContext()) + named->getNameAsString() : std::string();
}

std::string library_class(clang::QualType type) {
  const clang::CXXRecordDecl* record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  return record ? library_name(*record) : std::string();
}

bool is_iterator_class(const std::string& name) {
  return name == "__gnu_cxx::__normal_iterator" || name == "std::__wrap_iter";
}

bool is_reverse_iterator(const clang::Expr& expr) {
  return library_class(expr.getType().getNonReferenceType()) == "std::reverse_iterator";
}

const clang::Expr& bare(const clang::Expr& expr) {
  const clang::Expr* result = &expr;
  while (true) {
    const clang::Expr* next = result->IgnoreParenImpCasts()->IgnoreImplicit();
    if (next == result) return *result;
    result = next;
  }
}

const clang::Expr& typed_pointer(const clang::Expr& expr) {
  const clang::Expr* result = expr.IgnoreParens();
  while (const auto* cast = llvm::dyn_cast<clang::CastExpr>(result)) {
    const bool converts = cast->getCastKind() == clang::CK_BitCast || cast->getCastKind() == clang::CK_NoOp;
    if (!converts || !cast->getSubExpr()->getType()->isPointerType()) break;
    result = cast->getSubExpr()->IgnoreParens();
  }
  return *result;
}

std::optional<long> constant_of(LibraryHost& host, const clang::Expr& expr) {
  if (expr.isValueDependent() || expr.isTypeDependent() || expr.containsErrors()) return std::nullopt;
  if (!expr.isPRValue() || !expr.getType()->isIntegralOrEnumerationType()) return std::nullopt;
  clang::Expr::EvalResult result;
  if (!expr.EvaluateAsInt(result, host.ast()) || result.HasSideEffects) return std::nullopt;
  return result.Val.getInt().getExtValue();
}

void emit(LibraryHost& host, ir::ModelOp op, std::vector<ir::Expr> operands, ir::HeapFamily family) {
  host.emit(ir::make_stmt(ir::Model{op, std::move(operands), family}));
}

bool is_container(const ir::Expr& place) {
  return place->type->kind == ir::TypeKind::kArray || place->type->kind == ir::TypeKind::kVector;
}

ir::Expr first_of(const ir::Expr& container) { return ir::address_of(ir::index(container, ir::integer(0))); }

ir::Expr end_of(const ir::Expr& container) {
  return ir::binary(ir::BinaryOp::kAdd, first_of(container), ir::size_of(container));
}

ir::Expr element_at(const ir::Expr& pointer, const ir::Expr& offset) {
  const ir::Expr moved = ir::is_zero(offset) ? pointer : ir::binary(ir::BinaryOp::kAdd, pointer, offset);
  const Offset parts = split(moved);
  const auto* address = ir::get_if<ir::AddressOf>(parts.base);
  const auto* element = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  if (element) return parts.amount ? ir::index(element->base, parts.amount) : address->place;
  if (parts.amount) return ir::index(parts.base, parts.amount);
  return ir::deref(parts.base);
}

ir::Expr plus(const ir::Expr& a, const ir::Expr& b) { return ir::binary(ir::BinaryOp::kAdd, a, b); }

ir::Expr distance(const ir::Expr& first, const ir::Expr& last) {
  const Offset from = split(first);
  const Offset to = split(last);
  if (!ir::same_expr(from.base, to.base)) return ir::binary(ir::BinaryOp::kSub, last, first);
  const ir::Expr amount = to.amount ? to.amount : ir::integer(0);
  // The last elements: `v.end() - n` up to `v.end()`.
  const auto* before = ir::get_if<ir::Binary>(from.amount);
  if (before && before->op == ir::BinaryOp::kSub && ir::same_expr(before->left, amount)) return before->right;
  return from.amount ? ir::binary(ir::BinaryOp::kSub, amount, from.amount) : amount;
}

ir::Expr keep(LibraryHost& host, const std::string& name, const ir::Expr& value) {
  const ir::VarId var = host.temporary(name, ir::without_const(value->type));
  host.emit(ir::declare(var, value));
  return ir::var_ref(host.function(), var);
}

ir::Expr fixed(LibraryHost& host, const ir::Expr& value, const std::string& name) {
  bool is_simple = true;
  ir::walk(value, [&](const ir::Expr& e) {
    is_simple = is_simple && !ir::get_if<ir::Intrinsic>(e) && !ir::get_if<ir::Select>(e) && !ir::may_leave_row(e);
  });
  return is_simple ? value : keep(host, name, value);
}

ir::Expr taken_out(LibraryHost& host, const ir::Expr& value, const std::string& name) {
  const bool is_apart = ir::get_if<ir::Literal>(value) || ir::get_if<ir::VarRef>(value);
  return is_apart ? value : keep(host, name, value);
}

void emit_loop(LibraryHost& host, const ir::Expr& count, const std::function<void(const ir::Expr&)>& body) {
  const ir::Type type = ir::without_const(count->type);
  ir::For loop;
  loop.var = host.temporary("k", type);
  host.function().var(loop.var).role = ir::VarRole::kInduction;
  loop.from = ir::integer(0, type);
  loop.to = fixed(host, count, "count");
  loop.step = ir::integer(1, type);
  const ir::Expr counter = ir::var_ref(loop.var, type);
  loop.body = host.collect([&] { body(counter); });
  host.emit(ir::make_stmt(std::move(loop)));
}

std::optional<ir::Expr> lower_library_call(LibraryHost& host, const clang::CallExpr& call) {
  const clang::FunctionDecl* callee = call.getDirectCallee();
  if (!callee) return std::nullopt;
  LibraryCall made{host, call, *callee, nullptr, {}};
  std::size_t skipped = 0;
  if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
    made.object = member->getImplicitObjectArgument();
  } else if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(callee); method && method->isInstance()) {
    made.object = call.getArg(0);
    skipped = 1;
  }
  for (std::size_t i = skipped; i < call.getNumArgs(); ++i) {
    const clang::Expr* argument = call.getArg(static_cast<unsigned>(i));
    if (!llvm::isa<clang::CXXDefaultArgExpr>(argument)) made.arguments.push_back(argument);
  }
  const LibraryRow* row = find_row(owner_of(*callee), name_of(*callee));
  return row ? row->lower(made) : std::nullopt;
}

}  // namespace backsweep::frontend
