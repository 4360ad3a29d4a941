// Calls of functions that are constant, or whose derivative is given, where their bodies have to stand for the calls.
#include <algorithm>
#include <iterator>
#include <utility>

#include "frontend/lowering_impl.h"
#include "ir/subscript.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

/// Whether it writes, or may write, anything but variables of the function from `first_own` on.
bool changes_others(const ir::Stmt& stmt, std::int32_t first_own, const std::set<std::int32_t>& reading_calls) {
  const auto* call = ir::get_if<ir::Call>(stmt);
  if (call && reading_calls.count(call->callee.index) == 0) return true;
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  if (text && text->may_write_anything) return true;
  bool changes = false;
  ir::visit_exprs(stmt, [&](const ir::Expr& place, ir::Use use) {
    if (use != ir::Use::kRead) changes = changes || ir::is_behind_pointer(place) || ir::root_var(place).index < first_own;
  });
  return changes;
}

}  // namespace

bool FunctionLowering::is_told_by_user(const clang::FunctionDecl& function) {
  return has_annotation(function, "backsweep::constant") || !owner_.derivative_by_user(function, "adjoint").empty() ||
         !owner_.derivative_by_user(function, "tangent").empty();
}

ir::Expr FunctionLowering::run_inlined(const clang::FunctionDecl& callee, Frame frame) {
  if (!is_told_by_user(callee)) return copy_body(callee, std::move(frame));
  const auto first_own = static_cast<std::int32_t>(function_.vars.size());
  ir::Expr value;
  ir::Region copied = collect([&] { value = copy_body(callee, std::move(frame)); });
  bool is_confined = !value || ir::is_real(value->type) || ir::is_integer(value->type);
  for (const ir::Stmt& stmt : copied) {
    ir::walk(stmt, [&](const ir::Stmt& inner) { is_confined = is_confined && !changes_others(inner, first_own, reading_calls_); });
  }
  region_->insert(region_->end(), std::make_move_iterator(copied.begin()), std::make_move_iterator(copied.end()));
  const bool is_object = !value && !callee.getReturnType()->isVoidType();
  if (!has_annotation(callee, "backsweep::constant") || is_object || !is_confined) {
    refuse_copy(callee);
    return value;
  }
  return value && ir::is_real(value->type) ? constant_copy(callee, value) : value;
}

void FunctionLowering::refuse_copy(const clang::FunctionDecl& callee) {
  const bool is_constant = has_annotation(callee, "backsweep::constant");
  const std::string told = is_constant ? "which is BACKSWEEP_CONSTANT and does more than to return a number," : "whose derivative is given,";
  owner_.sink
      .error(diagnostics::Kind::kUnsupported, span_,
             {"'" + callee.getNameAsString() + "', " + told + " where its body has to stand for the call"})
      .note(diagnostics::Kind::kWayOut, span_, {"hand it numbers, pointers and plain structs only, no lambdas and no objects with owned memory"});
}

ir::Expr FunctionLowering::constant_copy(const clang::FunctionDecl& callee, const ir::Expr& value) {
  const ir::Expr kept = keep(callee.getIdentifier() ? callee.getNameAsString() + "_value" : "constant", value);
  function_.var(ir::root_var(kept)).is_constant = true;
  return kept;
}

ir::Expr FunctionLowering::call_on_values(const clang::FunctionDecl& callee, const std::vector<ir::Expr>& values) {
  std::vector<ir::Expr> arguments;
  for (unsigned i = 0; i < callee.getNumParams(); ++i) {
    const clang::QualType type = callee.getParamDecl(i)->getType();
    const ir::Type taken = ir::without_const(ir::strip_reference(type_of(type)));
    const ir::Expr value = ir::is_number(taken) ? converted(values[i], taken) : values[i];
    if (!type->isReferenceType()) {
      arguments.push_back(value);
      continue;
    }
    const ir::Expr place = ir::is_place(value) ? value : keep("argument", value);
    arguments.push_back(ir::make_expr(ir::AddressOf{place}, ir::pointer_to(place->type)));
  }
  return emit_call(callee, std::move(arguments), nullptr);
}

}  // namespace backsweep::frontend
