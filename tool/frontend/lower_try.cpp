// try blocks: copied as text; how a handler leaves them is kept in a variable.
#include <algorithm>
#include <utility>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

/// The jump that ends a handler; null where it ends otherwise.
const clang::Stmt* last_jump(const clang::CXXCatchStmt& handler) {
  const auto* block = llvm::dyn_cast<clang::CompoundStmt>(handler.getHandlerBlock());
  const clang::Stmt* last = block && !block->body_empty() ? block->body_back() : nullptr;
  return last && llvm::isa<clang::ReturnStmt, clang::BreakStmt, clang::ContinueStmt>(last) ? last : nullptr;
}

}  // namespace

void FunctionLowering::lower_try(const clang::CXXTryStmt& stmt) {
  // What only the handler knows is out of sight behind it.
  const auto is_in_sight = [&](const clang::Stmt& jump) {
    bool all = true;
    walk_ast(jump, [&](const clang::Stmt& s) {
      const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&s);
      const auto* var = ref ? llvm::dyn_cast<clang::VarDecl>(ref->getDecl()) : nullptr;
      all = all && (!var || !var->hasLocalStorage() || find_binding(*var));
      return all;
    });
    return all;
  };
  TextExits exits;
  for (unsigned i = 0; i < stmt.getNumHandlers(); ++i) {
    const clang::Stmt* jump = last_jump(*stmt.getHandler(i));
    if (jump && is_in_sight(*jump)) exits.jumps.push_back(jump);
  }
  if (!exits.jumps.empty()) {
    const ir::VarId left = temporary("left", ir::int_type());
    emit(ir::declare(left, ir::integer(0)));
    exits.chosen = ir::var_ref(function_, left);
  }
  ir::Opaque opaque = opaque_of(stmt, /*wants_pointers=*/false, &exits);
  opaque.refusal = "ExceptionActive";
  if (exits.chosen) opaque.writes.push_back(exits.chosen);
  emit(ir::make_stmt(std::move(opaque), span_));
  for (std::size_t i = 0; i < exits.jumps.size(); ++i) {
    ir::If branch;
    branch.condition = ir::binary(ir::BinaryOp::kEqual, exits.chosen, ir::integer(static_cast<long>(i) + 1));
    branch.then_region = collect([&] { lower_stmt(*exits.jumps[i]); });
    emit(ir::make_stmt(std::move(branch)));
  }
}

}  // namespace backsweep::frontend
