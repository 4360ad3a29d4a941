// Takes braces away that enclose no declaration.
#include "codegen/bare_blocks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

/// The statements of a block that needs no braces; null for anything else. Copied text may declare names of its own.
ir::Region* bare_body(ir::Stmt& stmt) {
  auto* block = ir::get_if<ir::Block>(stmt);
  if (!block || (block->body.empty() && !stmt.comments.empty())) return nullptr;
  const bool is_bare = std::none_of(block->body.begin(), block->body.end(), [](const ir::Stmt& inner) {
    return ir::get_if<ir::Declare>(inner) || ir::get_if<ir::CheckpointForward>(inner) || ir::get_if<ir::Opaque>(inner);
  });
  return is_bare ? &block->body : nullptr;
}

void open(ir::Region& region) {
  ir::Region opened;
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) open(*inner);
    ir::Region* body = bare_body(stmt);
    if (!body) {
      opened.push_back(std::move(stmt));
      continue;
    }
    if (!body->empty()) {
      auto& comments = body->front().comments;
      comments.insert(comments.begin(), stmt.comments.begin(), stmt.comments.end());
    }
    std::move(body->begin(), body->end(), std::back_inserter(opened));
  }
  region = std::move(opened);
}

}  // namespace

void open_bare_blocks(ir::Function& function) { open(function.body); }

}  // namespace backsweep::codegen
