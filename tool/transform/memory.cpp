// Flattens arrays for block operations.
#include "transform/memory.h"

#include "ir/build.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

constexpr const char* kPushReplaced = ".push_replaced(";
constexpr const char* kPopReplaced = ".pop_replaced(";

const std::vector<ir::Expr>* operands_of(const ir::Stmt& stmt, const char* method) {
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  return text && text->text.size() > 1 && text->text[1] == method ? &text->operands : nullptr;
}

}  // namespace

bool is_copied_by_elements(const ir::Type& type) { return type->kind == ir::TypeKind::kArray && !type->is_std; }

bool is_small(const ir::Expr& count) {
  constexpr double kMost = 64;
  const auto* literal = ir::get_if<ir::Literal>(count);
  return literal && literal->value && *literal->value > 0 && *literal->value <= kMost;
}

ir::Expr scalar_count(const ir::Type& type) {
  if (!is_copied_by_elements(type)) return ir::integer(1);
  return ir::binary(ir::BinaryOp::kMul, type->extent, scalar_count(type->element));
}

Scalars scalars_of(const ir::Expr& place) {
  ir::Expr first = place;
  while (is_copied_by_elements(first->type)) first = ir::index(first, ir::integer(0));
  return {ir::address_of(first), scalar_count(place->type)};
}

Scalars scalars_behind(const ir::Expr& pointer, const ir::Expr& count) {
  if (!is_copied_by_elements(pointer->type->element)) return {pointer, count};
  return {scalars_of(ir::index(pointer, ir::integer(0))).first, count};
}

ir::Stmt copy_scalars(const ir::Expr& to, const ir::Expr& from, const ir::Expr& count) {
  // Unlike std::memmove, std::copy_n takes a negative count for none.
  return ir::make_stmt(ir::Opaque{nullptr, false, {"std::copy_n(", ", ", ", ", ")"}, {from, count, to}, {to}, true, false, {}, {}});
}

ir::Stmt counted_loop(ir::Function& function, const ir::Expr& count,
                      const std::function<void(const ir::Expr& k, ir::Region& body)>& body) {
  ir::For loop;
  loop.var = add_temporary(function, "k", ir::without_const(count->type));
  function.var(loop.var).role = ir::VarRole::kInduction;
  loop.from = ir::integer(0, function.var(loop.var).type);
  loop.to = count;
  loop.step = ir::integer(1, function.var(loop.var).type);
  body(ir::var_ref(function, loop.var), loop.body);
  return ir::make_stmt(std::move(loop));
}

ir::Stmt zero_scalars(const ir::Expr& first, const ir::Expr& count) {
  return ir::make_stmt(
      ir::Model{ir::ModelOp::kFill, {first, count, ir::zero(first->type->element)}, ir::HeapFamily::kNone});
}

ir::Stmt push_scalars(const ir::Expr& workspace, const ir::Expr& from, const ir::Expr& count) {
  return ir::make_stmt(ir::Opaque{nullptr, false, {"", ".push_array(", ", ", ")"}, {workspace, from, count}, {}, true, false, {}, {}});
}

ir::Stmt pop_scalars(const ir::Expr& workspace, const ir::Expr& to, const ir::Expr& count) {
  return ir::make_stmt(ir::Opaque{nullptr, false, {"", ".pop_array(", ", ", ")"}, {workspace, to, count}, {to}, true, false, {}, {}});
}

namespace {

ir::Stmt exchange(const char* name, const ir::Expr& workspace, const ir::Expr& vector, const ir::Expr& start,
                  const ir::Expr& count) {
  const ir::Expr first = ir::is_zero(start) ? ir::integer(0) : start;
  return ir::make_stmt(
      ir::Opaque{nullptr, false, {"", name, ", ", ", ", ")"}, {workspace, vector, first, count}, {vector}, true, false, {}, {}});
}

}  // namespace

ir::Stmt push_replaced(const ir::Expr& workspace, const ir::Expr& vector, const ir::Expr& start, const ir::Expr& count) {
  return exchange(kPushReplaced, workspace, vector, start, count);
}

ir::Stmt pop_replaced(const ir::Expr& workspace, const ir::Expr& vector, const ir::Expr& start, const ir::Expr& count) {
  return exchange(kPopReplaced, workspace, vector, start, count);
}

const std::vector<ir::Expr>* pushed_and_replaced(const ir::Stmt& stmt) { return operands_of(stmt, kPushReplaced); }
const std::vector<ir::Expr>* popped_and_replaced(const ir::Stmt& stmt) { return operands_of(stmt, kPopReplaced); }

ir::Stmt copy_elements(const ir::Expr& to, const ir::Expr& from) {
  const Scalars target = scalars_of(to);
  return copy_scalars(target.first, scalars_of(from).first, target.count);
}

void take_workspace(ir::Function& function, ir::VarId workspace, const std::string& source, const std::string& frame,
                    ir::Region& out) {
  const ir::VarId guard = add_temporary(function, frame, ir::with_const(ir::opaque_type("backsweep::Frame")));
  out.push_back(ir::declare(
      workspace, ir::opaque({"backsweep::Workspace::" + source + "()"}, {}, function.var(workspace).type)));
  out.push_back(ir::make_stmt(ir::Declare{guard, nullptr, false, {}, {ir::var_ref(function, workspace)}}));
}

std::string element_name(const ir::Type& type) {
  const auto* extent = type->kind == ir::TypeKind::kArray && type->is_std ? ir::get_if<ir::Literal>(type->extent) : nullptr;
  if (!type->spelling.empty() || !extent) return type->spelling;
  return "std::array<" + element_name(type->element) + ", " + extent->spelling + ">";
}

ir::Expr allocate(const ir::Function& function, ir::VarId workspace, const ir::Type& element, const ir::Expr& count) {
  std::string lengths;
  ir::Type scalar = element;
  for (; is_copied_by_elements(scalar); scalar = scalar->element) {
    lengths += "[" + std::get<ir::Literal>(scalar->extent->node).spelling + "]";
  }
  return ir::opaque({"", ".allocate<" + element_name(scalar) + lengths + ">(", ")"},
                    {ir::var_ref(function, workspace), count}, ir::pointer_to(element));
}

}  // namespace backsweep::transform
