// Prints library operations as a C++ author writes them.
#include "codegen/codegen.h"
#include "codegen/flat_arrays.h"
#include "codegen/stmt_printer.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using ir::Expr;
using ir::HeapFamily;
using ir::ModelOp;
using ir::Type;
using ir::TypeKind;

bool is_trivially_copyable(const Type& type) {
  switch (type->kind) {
    case TypeKind::kVector:
    case TypeKind::kOpaque:
      return false;
    case TypeKind::kArray:
      return is_trivially_copyable(type->element);
    case TypeKind::kRecord: {
      bool is_trivial = type->record->is_aggregate;
      for (const ir::Field& field : type->record->fields) is_trivial = is_trivial && is_trivially_copyable(field.type);
      return is_trivial;
    }
    default:
      return true;
  }
}

/// Whether the memory a pointer expression reaches is the storage of a local array or vector of its own.
ir::VarId owned_storage(const ir::Function& function, const Expr& pointer) {
  const auto* address = ir::get_if<ir::AddressOf>(pointer);
  if (!address) return {};
  bool is_direct = true;
  ir::walk(address->place, [&](const Expr& expr) {
    const auto* index = ir::get_if<ir::Index>(expr);
    is_direct = is_direct && !ir::get_if<ir::Deref>(expr) &&
                !(index && ir::strip_reference(index->base->type)->kind == TypeKind::kPointer);
  });
  const ir::VarId root = ir::root_var(address->place);
  return is_direct && root.is_valid() && function.var(root).role == ir::VarRole::kLocal ? root : ir::VarId{};
}

/// Copies cannot overlap when one side is a local's own storage and the other side is not part of it.
bool is_disjoint(const ir::Function& function, const Usage& usage, const Expr& to, const Expr& from) {
  const ir::VarId target = owned_storage(function, to);
  const ir::VarId source = owned_storage(function, from);
  if (target.is_valid() && source.is_valid()) return target != source;
  const auto is_foreign = [&](const Expr& pointer) {
    const ir::VarId root = ir::root_var(pointer);
    return root.is_valid() && function.var(root).role == ir::VarRole::kParam && usage.of(root).writes == 0;
  };
  return (target.is_valid() && is_foreign(from)) || (source.is_valid() && is_foreign(to));
}

Type pointee(const Expr& pointer) {
  const Type type = ir::strip_reference(pointer->type);
  return ir::without_const(type->element);
}

/// The vector whose elements the pointer reaches; invalid for other pointers.
ir::VarId vector_behind(const Expr& pointer) {
  if (const auto* moved = ir::get_if<ir::Binary>(pointer)) return vector_behind(moved->left);
  const auto* address = ir::get_if<ir::AddressOf>(pointer);
  const auto* access = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  const bool is_vector = access && ir::strip_reference(access->base->type)->kind == TypeKind::kVector;
  return is_vector ? ir::root_var(access->base) : ir::VarId{};
}

/// A copy that std::memmove makes between vectors, or from one or to one: an empty vector has no memory.
bool may_copy_nothing(const ir::Function& function, const Usage& usage, const ir::Model& model) {
  if (model.op != ModelOp::kCopy || ir::get_if<ir::Literal>(ir::without_integer_casts(model.operands[2]))) return false;
  const ir::VarId to = vector_behind(model.operands[0]);
  const ir::VarId from = vector_behind(model.operands[1]);
  const bool is_moved = !is_disjoint(function, usage, model.operands[0], model.operands[1]) &&
                        is_trivially_copyable(pointee(model.operands[0]));
  return is_moved && to != from;
}

/// A copy or fill of `there ? n : 0` elements as a branch around n of them: std::memmove takes no null pointers.
std::optional<ir::If> guarded(const ir::Model& model) {
  const std::size_t at = model.op == ModelOp::kCopy ? 2 : 1;
  if (model.op != ModelOp::kCopy && model.op != ModelOp::kFill) return std::nullopt;
  const auto* count = ir::get_if<ir::Select>(model.operands[at]);
  if (!count || !ir::is_zero(count->if_false)) return std::nullopt;
  ir::Model inner = model;
  inner.operands[at] = count->if_true;
  return ir::If{count->condition, {ir::make_stmt(std::move(inner))}, {}};
}

std::string bytes(const ExprPrinter& exprs, const Expr& count, const Type& element) {
  if (ir::is_one(count)) return "sizeof(" + print_type(element) + ")";
  return parenthesized(exprs.size(count), Precedence::kMultiplicative) + " * sizeof(" + print_type(element) + ")";
}

/// `rows * length`, and of `all / length` rows, all.
Expr elements_of_rows(const Expr& rows, const Expr& length) {
  const auto* quotient = ir::get_if<ir::Binary>(rows);
  const bool is_whole = quotient && quotient->op == ir::BinaryOp::kDiv &&
                        ir::same_expr(ir::without_integer_casts(quotient->right), ir::without_integer_casts(length));
  return is_whole ? quotient->left : ir::binary(ir::BinaryOp::kMul, rows, length);
}

}  // namespace

std::string StmtPrinter::copy_text(const ir::Model& model) const {
  const Expr& to = model.operands[0];
  const Expr& from = model.operands[1];
  const Expr& count = model.operands[2];
  const Type element = pointee(to);
  const std::string target = exprs_.value(to).text;
  const std::string source = exprs_.value(from).text;
  if (is_disjoint(function_, usage_, to, from) || !is_trivially_copyable(element)) {
    return "std::copy_n(" + source + ", " + exprs_.value(count).text + ", " + target + ")";
  }
  return "std::memmove(" + target + ", " + source + ", " + bytes(exprs_, count, element) + ")";
}

std::string StmtPrinter::allocation(const ir::Model& model) const {
  Type element = pointee(model.operands[0]);
  Expr count = model.operands.back();
  if (element->kind == ir::TypeKind::kArray && is_flat(element)) {
    count = elements_of_rows(count, elements_in(element));
    element = ir::without_const(flat_element(element));
  }
  const std::string type = print_type(element);
  const bool is_row = element->kind == ir::TypeKind::kArray && !element->is_std;
  const std::string pointer = is_row ? print_type(ir::pointer_to(element)) : type + "*";
  const bool is_zeroed = model.op == ModelOp::kAllocateZeroed;
  if (model.op == ModelOp::kReallocate) {
    return "static_cast<" + pointer + ">(std::realloc(" + exprs_.value(model.operands[1]).text + ", " +
           bytes(exprs_, count, element) + "))";
  }
  if (model.family == HeapFamily::kMalloc) {
    const std::string call = is_zeroed ? "std::calloc(" + exprs_.size(count).text + ", sizeof(" + type + "))"
                                       : "std::malloc(" + bytes(exprs_, count, element) + ")";
    return "static_cast<" + pointer + ">(" + call + ")";
  }
  const std::string extent = model.family == HeapFamily::kNew ? "" : "[" + exprs_.size(count).text + "]";
  // An object that no default constructor makes: its members get their values one by one.
  if (!ir::is_default_constructible(element)) return "new " + type + "(backsweep::zeros<" + type + ">())";
  // Rows: the extent that is not a part of their type stands in front of it.
  return "new " + (is_row ? print_declarator(element, extent) : type + extent) + (is_zeroed ? "()" : "");
}

std::string StmtPrinter::model_text(const ir::Model& model) const {
  const auto text = [&](std::size_t i) { return exprs_.value(model.operands[i]).text; };
  const auto object = [&] { return exprs_.member_access(model.operands[0]); };
  const auto size = [&](std::size_t i) { return exprs_.size(model.operands[i]).text; };
  const auto element = [&](std::size_t i) {
    const Type container = ir::strip_reference(model.operands[0]->type);
    return container->element ? exactly(exprs_.value(model.operands[i]), container->element).text : text(i);
  };
  switch (model.op) {
    case ModelOp::kCopy:
      return copy_text(model);
    case ModelOp::kFill:
      return "std::fill_n(" + text(0) + ", " + text(1) + ", " + element(2) + ")";
    case ModelOp::kSwap:
      return "std::swap(" + exprs_.place(model.operands[0]).text + ", " + exprs_.place(model.operands[1]).text + ")";
    case ModelOp::kAllocate:
    case ModelOp::kAllocateZeroed:
    case ModelOp::kReallocate:
      return allocation(model);
    case ModelOp::kFree:
      if (model.family == HeapFamily::kMalloc) return "std::free(" + text(0) + ")";
      return (model.family == HeapFamily::kNew ? "delete " : "delete[] ") +
             parenthesized(exprs_.value(model.operands[0]), Precedence::kUnary);
    case ModelOp::kResize:
      return object() + "resize(" + size(1) + (model.operands.size() > 2 ? ", " + element(2) : "") + ")";
    case ModelOp::kAssignFill:
      return object() + "assign(" + size(1) + ", " + element(2) + ")";
    case ModelOp::kAssignRange: {
      const std::string first = parenthesized(exprs_.value(model.operands[1]), Precedence::kAdditive);
      const std::string count = parenthesized(exprs_.value(model.operands[2]), Precedence::kMultiplicative);
      return object() + "assign(" + text(1) + ", " + first + " + " + count + ")";
    }
    case ModelOp::kPushBack:
      return object() + "push_back(" + element(1) + ")";
    case ModelOp::kPopBack:
      return object() + "pop_back()";
    case ModelOp::kClear:
      return object() + "clear()";
    case ModelOp::kMoveAssign:
      return text(0) + " = std::move(" + text(1) + ")";
  }
  return "";
}

void StmtPrinter::print(const ir::Model& stmt) {
  if (std::optional<ir::If> branch = guarded(stmt)) return print(*branch);
  const bool gives_value =
      stmt.op == ModelOp::kAllocate || stmt.op == ModelOp::kAllocateZeroed || stmt.op == ModelOp::kReallocate;
  if (gives_value) return give(stmt.operands[0], model_text(stmt));
  const bool is_guarded = may_copy_nothing(function_, usage_, stmt);
  if (is_guarded) {
    const Expr& count = stmt.operands[2];
    writer_.line("if (" + exprs_.condition(ir::binary(ir::BinaryOp::kGreater, count, ir::zero(count->type))).text + ") {");
    writer_.indent();
  }
  writer_.line(model_text(stmt) + ";");
  if (!is_guarded) return;
  writer_.dedent();
  writer_.line("}");
}

}  // namespace backsweep::codegen
