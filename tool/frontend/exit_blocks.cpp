// Queries and small edits on the form between the steps of structure_exits.
#include "frontend/exit_blocks.h"

#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

ir::BinaryOp opposite(ir::BinaryOp op) {
  switch (op) {
    case ir::BinaryOp::kLess:
      return ir::BinaryOp::kGreaterEqual;
    case ir::BinaryOp::kLessEqual:
      return ir::BinaryOp::kGreater;
    case ir::BinaryOp::kGreater:
      return ir::BinaryOp::kLessEqual;
    case ir::BinaryOp::kGreaterEqual:
      return ir::BinaryOp::kLess;
    case ir::BinaryOp::kEqual:
      return ir::BinaryOp::kNotEqual;
    case ir::BinaryOp::kNotEqual:
      return ir::BinaryOp::kEqual;
    default:
      return op;
  }
}

}  // namespace

std::string ExitNames::label(const std::string& purpose) {
  return "#" + purpose + "#" + std::to_string(++labels_made_);
}

std::string ExitNames::purpose_of(const std::string& label) { return label.substr(1, label.rfind('#') - 1); }

std::string ExitNames::unique(const std::string& wanted) const {
  const auto taken = [&](const std::string& name) {
    return std::ranges::any_of(function_->vars, [&](const ir::Variable& var) { return var.name == name; });
  };
  std::string name = wanted;
  for (int suffix = 2; taken(name); ++suffix) name = wanted + "_" + std::to_string(suffix);
  return name;
}

ir::VarId ExitNames::add_local(const std::string& wanted, const ir::Type& type) {
  ir::Variable variable;
  variable.name = unique(wanted);
  variable.type = type;
  variable.is_temporary = true;
  return function_->add_var(std::move(variable));
}

bool is_exit_label(const std::string& name) { return !name.empty() && name.front() == '#'; }

ir::Stmt exit_block(const std::string& label, ir::Region body) {
  const base::SourceSpan span = body.empty() ? base::SourceSpan{} : body.front().span;
  body.insert(body.begin(), ir::make_stmt(ir::Label{label}));
  return ir::make_stmt(ir::Block{std::move(body)}, span);
}

ir::Stmt exit_to(const std::string& label, const base::SourceSpan& span) {
  return ir::make_stmt(ir::Goto{label}, span);
}

std::string exit_block_label(const ir::Stmt& stmt) {
  const auto* block = ir::get_if<ir::Block>(stmt);
  if (!block || block->body.empty()) return {};
  const auto* label = ir::get_if<ir::Label>(block->body.front());
  return label && is_exit_label(label->name) ? label->name : std::string();
}

bool has_goto(const ir::Region& region, const std::string& label) {
  return std::ranges::any_of(region, [&](const ir::Stmt& stmt) { return has_goto(stmt, label); });
}

bool has_goto(const ir::Stmt& stmt, const std::string& label) {
  const auto* jump = ir::get_if<ir::Goto>(stmt);
  if (jump && jump->label == label) return true;
  return std::ranges::any_of(ir::regions(stmt), [&](const ir::Region* inner) { return has_goto(*inner, label); });
}

void replace_gotos(ir::Region& region, const std::string& label,
                   const std::function<ir::Region(const ir::Stmt&)>& replacement) {
  ir::Region result;
  for (ir::Stmt& stmt : region) {
    const auto* jump = ir::get_if<ir::Goto>(stmt);
    if (jump && jump->label == label) {
      for (ir::Stmt& added : replacement(stmt)) result.push_back(std::move(added));
      continue;
    }
    for (ir::Region* inner : ir::regions(stmt)) replace_gotos(*inner, label, replacement);
    result.push_back(std::move(stmt));
  }
  region = std::move(result);
}

bool completes(const ir::Region& region) {
  bool reachable = true;
  for (const ir::Stmt& stmt : region)
    reachable = ir::get_if<ir::Label>(stmt) != nullptr || (reachable && completes(stmt));
  return reachable;
}

bool completes(const ir::Stmt& stmt) {
  if (ir::get_if<ir::Goto>(stmt) || ir::get_if<ir::Return>(stmt)) return false;
  if (const auto* branch = ir::get_if<ir::If>(stmt)) {
    return completes(branch->then_region) || completes(branch->else_region);
  }
  if (const auto* block = ir::get_if<ir::Block>(stmt)) {
    const std::string label = exit_block_label(stmt);
    return completes(block->body) || (!label.empty() && has_goto(block->body, label));
  }
  const auto* loop = ir::get_if<ir::While>(stmt);
  return !loop || !is_literal_bool(loop->condition, true);
}

ir::VarId declared_here(const ir::Stmt& stmt) {
  if (const auto* declare = ir::get_if<ir::Declare>(stmt)) return declare->var;
  const auto* opaque = ir::get_if<ir::Opaque>(stmt);
  return opaque && opaque->declares_result ? ir::root_var(opaque->result) : ir::VarId{};
}

ir::Region joined(ir::Region first, ir::Region rest) {
  for (ir::Stmt& stmt : rest) first.push_back(std::move(stmt));
  return first;
}

ir::Expr negated(const ir::Expr& condition) {
  const auto* comparison = ir::get_if<ir::Binary>(condition);
  if (comparison && ir::is_integer(comparison->left->type) && ir::is_integer(comparison->right->type) &&
      opposite(comparison->op) != comparison->op) {
    return ir::make_expr(ir::Binary{opposite(comparison->op), comparison->left, comparison->right}, condition->type,
                         condition->span);
  }
  return ir::unary(ir::UnaryOp::kNot, condition);
}

ir::Expr both(const ir::Expr& a, const ir::Expr& b) {
  if (is_literal_bool(a, true)) return b;
  if (is_literal_bool(b, true)) return a;
  return ir::binary(ir::BinaryOp::kAnd, a, b);
}

bool is_literal_bool(const ir::Expr& expr, bool value) {
  const auto* node = ir::get_if<ir::Literal>(expr);
  if (const auto* cast = ir::get_if<ir::Cast>(expr)) return is_literal_bool(cast->operand, value);
  return node && node->value && (*node->value != 0) == value;
}

}  // namespace backsweep::frontend
