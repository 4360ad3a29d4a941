// Recognises for-loops.
#include "codegen/restore_loops.h"

#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

/// The variable that a statement steps; invalid if it does something else.
ir::VarId stepped_by(const ir::Stmt& stmt) {
  const auto* update = ir::get_if<ir::Update>(stmt);
  const auto* assign = ir::get_if<ir::Assign>(stmt);
  const auto* place = ir::get_if<ir::VarRef>(update ? update->place : assign ? assign->place : nullptr);
  if (!place || (assign && !ir::mentions(assign->value, place->var))) return {};
  return place->var;
}

std::optional<ForShape> shape_of(const ir::Stmt& first, const ir::Stmt& second) {
  const auto* declare = ir::get_if<ir::Declare>(first);
  const auto* loop = ir::get_if<ir::While>(second);
  if (!declare || !loop || !declare->init || !loop->before_condition.empty() || loop->body.empty()) return std::nullopt;
  const ir::Stmt& step = loop->body.back();
  if (!first.comments.empty() || !step.comments.empty() || !step.trailing_comment.empty()) return std::nullopt;
  if (stepped_by(step) != declare->var || !ir::mentions(loop->condition, declare->var)) return std::nullopt;
  // The step must not see what the body declares.
  for (const ir::Stmt& stmt : loop->body) {
    const auto* inner = ir::get_if<ir::Declare>(stmt);
    if (inner && ir::mentions(step, inner->var)) return std::nullopt;
  }
  return ForShape{declare, loop, &step};
}

// A block that holds the loop alone is the Block to make.
void restore(ir::Region& region, bool is_block_body) {
  for (ir::Stmt& stmt : region) {
    const bool is_block = ir::get_if<ir::Block>(stmt);
    for (ir::Region* inner : ir::regions(stmt)) restore(*inner, is_block);
  }
  const bool is_enclosed = is_block_body && region.size() == 2;
  for (std::size_t i = 0; i + 1 < region.size() && !is_enclosed; ++i) {
    const std::optional<ForShape> shape = shape_of(region[i], region[i + 1]);
    if (!shape) continue;
    const bool lives_on = std::any_of(region.begin() + static_cast<std::ptrdiff_t>(i) + 2, region.end(),
                                      [&](const ir::Stmt& stmt) { return ir::mentions(stmt, shape->declare->var); });
    if (lives_on) continue;
    ir::Stmt block = ir::make_stmt(ir::Block{}, region[i + 1].span);
    block.comments = std::exchange(region[i + 1].comments, {});
    auto& body = ir::get_if<ir::Block>(block)->body;
    body.push_back(std::move(region[i]));
    body.push_back(std::move(region[i + 1]));
    region.erase(region.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    region[i] = std::move(block);
  }
}

}  // namespace

void restore_loops(ir::Function& function) { restore(function.body, /*is_block_body=*/false); }

std::optional<ForShape> for_shape(const ir::Block& block) {
  return block.body.size() == 2 ? shape_of(block.body[0], block.body[1]) : std::nullopt;
}

}  // namespace backsweep::codegen
