// The order of the steps that take jumps out of a function.
#include "frontend/structure_exits.h"

#include <algorithm>
#include <utility>

#include "frontend/exit_blocks.h"
#include "frontend/goto_blocks.h"
#include "frontend/hoist_declarations.h"
#include "frontend/name_exits.h"
#include "frontend/remove_exits.h"
#include "frontend/separate_names.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

bool needs_structuring(const ir::Region& body) {
  bool found = false;
  ir::walk(body, [&](const ir::Stmt& stmt) {
    const auto* loop = ir::get_if<ir::While>(stmt);
    found = found || ir::get_if<ir::Break>(stmt) || ir::get_if<ir::Continue>(stmt) || ir::get_if<ir::Switch>(stmt) ||
            ir::get_if<ir::Goto>(stmt) || ir::get_if<ir::Label>(stmt) || ir::get_if<ir::Return>(stmt) ||
            (loop && (!loop->increment.empty() || loop->tests_after));
  });
  return found;
}

/// Takes the last statement off the body if it is the one Return of the function.
std::optional<ir::Stmt> take_only_return(ir::Region& body) {
  int count = 0;
  ir::walk(std::as_const(body), [&](const ir::Stmt& stmt) { count += ir::get_if<ir::Return>(stmt) ? 1 : 0; });
  if (count != 1 || !ir::get_if<ir::Return>(body.back())) return std::nullopt;
  ir::Stmt result = std::move(body.back());
  body.pop_back();
  return result;
}

/// Whether every way through the region assigns the variable at the end.
bool always_assigns(const ir::Region& region, ir::VarId var) {
  return std::ranges::any_of(region, [&](const ir::Stmt& stmt) {
    if (const auto* assignment = ir::get_if<ir::Assign>(stmt)) {
      const auto* ref = ir::get_if<ir::VarRef>(assignment->place);
      return ref && ref->var == var;
    }
    const auto* branch = ir::get_if<ir::If>(stmt);
    return branch && always_assigns(branch->then_region, var) && always_assigns(branch->else_region, var);
  });
}

bool is_declared(const ir::Region& body, ir::VarId var) {
  bool found = false;
  ir::walk(body, [&](const ir::Stmt& stmt) {
    const auto* declare = ir::get_if<ir::Declare>(stmt);
    found = found || (declare && declare->var == var);
  });
  return found;
}

/// Declares the variable that holds the result, if it is a new one, and returns it.
void add_result(ir::Function& function, ir::VarId result) {
  if (!is_declared(function.body, result)) {
    const ir::TypeKind kind = function.var(result).type->kind;
    const bool is_scalar = kind == ir::TypeKind::kReal || kind == ir::TypeKind::kInteger ||
                           kind == ir::TypeKind::kBool || kind == ir::TypeKind::kPointer;
    ir::Stmt declaration = ir::declare(result);
    // Compilers cannot see through flags that it is always assigned.
    ir::get_if<ir::Declare>(declaration)->zeroed = is_scalar && !always_assigns(function.body, result);
    function.body.insert(function.body.begin(), std::move(declaration));
  }
  ir::Expr value = ir::var_ref(function, result);
  if (function.result->kind == ir::TypeKind::kReference) {
    value = ir::make_expr(ir::AddressOf{ir::deref(value)}, ir::pointer_to(function.result->element));
  }
  function.body.push_back(ir::make_stmt(ir::Return{value}, function.span));
}

/// Puts the one Return back, unless it only said that a void function ends.
void add_return(ir::Function& function, std::optional<ir::Stmt> only_return) {
  if (only_return && ir::get_if<ir::Return>(*only_return)->value) function.body.push_back(std::move(*only_return));
}

std::optional<IrreducibleGoto> first_goto(const ir::Region& body) {
  std::optional<IrreducibleGoto> result;
  ir::walk(body, [&](const ir::Stmt& stmt) {
    const auto* jump = ir::get_if<ir::Goto>(stmt);
    if (jump && !result) result = IrreducibleGoto{jump->label, stmt.span};
  });
  return result;
}

}  // namespace

std::optional<IrreducibleGoto> structure_exits(ir::Function& function) {
  std::optional<ir::Stmt> only_return = take_only_return(function.body);
  if (needs_structuring(function.body)) {
    const std::optional<IrreducibleGoto> some_goto = first_goto(function.body);
    ExitNames names(function);
    const ir::VarId result = name_exits(function, names);
    if (std::optional<IrreducibleGoto> failure = structure_gotos(function, names)) return failure;
    remove_exits(function, names, kReturnLabel);
    if (result.is_valid()) add_result(function, result);
    add_return(function, std::move(only_return));
    if (const std::optional<ir::VarId> stuck = hoist_declarations(function)) {
      return some_goto ? some_goto : IrreducibleGoto{function.var(*stuck).name, function.var(*stuck).span};
    }
    separate_names(function);
    return std::nullopt;
  }
  add_return(function, std::move(only_return));
  return std::nullopt;
}

}  // namespace backsweep::frontend
