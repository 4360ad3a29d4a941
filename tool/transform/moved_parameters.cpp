// Gives pointer parameters that move once and for all a new name from there on.
#include "transform/moved_parameters.h"

#include <iterator>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"
#include "transform/pointer_variables.h"

namespace backsweep::transform {
namespace {

/// Where the statement, which stands at the top of the function, moves the pointer to; null where it does not.
ir::Expr moved_to(const ir::Stmt& stmt, ir::VarId pointer) {
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  if (assigned && ir::is_variable(assigned->place, pointer)) return ir::mentions(assigned->value, pointer) ? assigned->value : nullptr;
  const auto* updated = ir::get_if<ir::Update>(stmt);
  if (!updated || !ir::is_variable(updated->place, pointer)) return nullptr;
  return ir::raw_binary(updated->op, updated->place, updated->value, ir::without_const(updated->place->type));
}

void rename(ir::Region& body, std::size_t from, ir::VarId old_name, const ir::Expr& new_name) {
  const auto begin = body.begin() + static_cast<std::ptrdiff_t>(from);
  ir::Region rest(std::make_move_iterator(begin), std::make_move_iterator(body.end()));
  body.erase(begin, body.end());
  ir::rewrite(rest, [&](const ir::Expr& e) { return ir::is_variable(e, old_name) ? new_name : e; });
  ir::append(std::move(rest), body);
}

/// The statements at the top of the function that move the pointer, if it moves nowhere else.
std::vector<std::size_t> moves_of(const ir::Function& function, ir::VarId pointer) {
  std::vector<std::size_t> moves;
  ir::Region others;
  for (std::size_t i = 0; i < function.body.size(); ++i) {
    if (moved_to(function.body[i], pointer)) {
      moves.push_back(i);
    } else {
      others.push_back(function.body[i]);
    }
  }
  const bool is_plain = !is_assigned(others, pointer) && !is_taken(others, pointer);
  return is_plain ? moves : std::vector<std::size_t>();
}

}  // namespace

void rename_moved_parameters(ir::Function& function) {
  for (const ir::VarId param : std::vector<ir::VarId>(function.params)) {
    if (function.var(param).type->kind != ir::TypeKind::kPointer) continue;
    ir::VarId name = param;
    for (const std::size_t at : moves_of(function, param)) {
      const ir::Expr there = moved_to(function.body[at], name);
      const ir::VarId moved = add_temporary(function, function.var(param).name, function.var(param).type);
      function.body[at].node = ir::Declare{moved, there, /*zeroed=*/false, {}, {}};
      rename(function.body, at + 1, name, ir::var_ref(function, moved));
      name = moved;
    }
  }
}

}  // namespace backsweep::transform
