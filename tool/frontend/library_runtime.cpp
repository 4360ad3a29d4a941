// Rows for the runtime library's workspace, so that emitted derivatives can be differentiated once more: its stack is a
// vector of numbers here, and what it allocates a vector each. Frames and releases give back what goes by itself.
#include <clang/AST/ASTContext.h>

#include "frontend/library_rows.h"

namespace backsweep::frontend {
namespace {

using ir::ModelOp;

ir::Type stack_type() { return ir::vector_of(ir::double_type()); }

/// Numbers that a double holds exactly, as far as derivatives count.
bool is_stored(const ir::Type& type) { return (ir::is_real(type) || ir::is_integer(type)) && type->bytes <= 8; }

Lowered make_stack(const LibraryCall& made) {
  const ir::VarId stack = made.host.temporary("stack", stack_type());
  made.host.emit(ir::declare(stack));
  return ir::var_ref(made.host.function(), stack);
}

Lowered push(const LibraryCall& made) {
  if (made.count() != 1) return std::nullopt;
  const ir::Expr value = made.value(0);
  if (!is_stored(value->type)) return std::nullopt;
  emit(made.host, ModelOp::kPushBack, {made.object_place(), ir::cast(value, ir::double_type())});
  return no_value();
}

Lowered pop(const LibraryCall& made) {
  const ir::Expr stack = made.object_place();
  const bool is_into_place = made.count() == 1;
  const ir::Type type = is_into_place ? ir::without_const(made.place(0)->type) : made.result_type();
  if (made.count() > 1 || !is_stored(type)) return std::nullopt;
  const ir::Expr last = ir::binary(ir::BinaryOp::kSub, ir::size_of(stack), ir::integer(1, ir::size_type()));
  const ir::Expr value = keep(made.host, "popped", ir::cast(ir::index(stack, last), type));
  emit(made.host, ModelOp::kPopBack, {stack});
  if (!is_into_place) return value;
  made.host.emit(ir::assign(made.place(0), value));
  return no_value();
}

Lowered release(const LibraryCall&) { return no_value(); }

constexpr LibraryRow kRows[] = {
    {"backsweep::Workspace", "local", make_stack}, {"backsweep::Workspace", "local_blocks", make_stack},
    {"backsweep::Workspace", "push", push},        {"backsweep::Workspace", "pop", pop},
    {"backsweep::Workspace", "release", release},
};

}  // namespace

std::span<const LibraryRow> runtime_rows() { return kRows; }

bool is_frame(clang::QualType type) { return library_class(type) == "backsweep::Frame"; }

std::optional<ir::Type> runtime_type(clang::QualType type) {
  if (library_class(type.getCanonicalType()) != "backsweep::Workspace") return std::nullopt;
  return stack_type();
}

bool allocate_from_workspace(LibraryHost& host, ir::VarId pointer, const clang::Expr& init) {
  const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(&bare(init));
  const clang::CXXMethodDecl* method = call ? call->getMethodDecl() : nullptr;
  const std::string name = method ? library_name(*method) : "";
  // A vector's elements begin with zero in either case.
  if (name != "backsweep::Workspace::allocate" && name != "backsweep::Workspace::allocate_zeros") return false;
  ir::Type element = ir::without_const(host.type_of(call->getType()->getPointeeType()));
  // A vector of bools has no bools to point to.
  if (element->kind == ir::TypeKind::kBool) {
    element = ir::integer_type("unsigned char", 1, /*is_signed=*/false);
    host.function().var(pointer).type = ir::pointer_to(element);
  }
  if (element->spelling.empty()) return false;
  const ir::Type type = ir::vector_of(element);
  const ir::VarId block = host.temporary(host.function().var(pointer).name + "_block", type);
  host.emit(ir::make_stmt(ir::Declare{block, nullptr, false, {}, {value_of(host, *call->getArg(0))}}));
  host.emit(ir::declare(pointer, first_of(ir::var_ref(host.function(), block))));
  return true;
}

}  // namespace backsweep::frontend
