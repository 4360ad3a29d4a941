// Separates an inner loop from what runs behind it.
#include "transform/split_loop.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

std::set<ir::VarId> written_in(const ir::Stmt& stmt) {
  std::set<ir::VarId> vars;
  ir::Region one{stmt};
  ir::walk(one, [&](const ir::Stmt& inner) {
    if (const auto* declared = ir::get_if<ir::Declare>(inner)) vars.insert(declared->var);
    if (const auto* loop = ir::get_if<ir::For>(inner)) vars.insert(loop->var);
    ir::visit_exprs(inner, [&](const ir::Expr& expr, ir::Use use) {
      if (use != ir::Use::kRead) vars.insert(ir::root_var(expr));
    });
  });
  return vars;
}

bool meet(const Aliases& aliases, const std::set<ir::VarId>& written, const std::set<ir::VarId>& mentioned) {
  return std::any_of(written.begin(), written.end(), [&](ir::VarId w) {
    return !w.is_valid() || std::any_of(mentioned.begin(), mentioned.end(), [&](ir::VarId m) { return aliases.same(w, m); });
  });
}

// Whether all that a statement writes is named in it.
bool writes_what_it_names(const ir::Stmt& stmt) {
  const auto* text = ir::get_if<ir::Opaque>(stmt);
  return ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt) || ir::get_if<ir::Pop>(stmt) ||
         (text && !text->may_write_anything && !text->result);
}

}  // namespace

ir::Region split_behind_inner(const Aliases& aliases, const ir::Stmt& stmt) {
  const auto& loop = std::get<ir::For>(stmt.node);
  if (loop.body.size() < 2 || !ir::get_if<ir::For>(loop.body.front())) return {};
  const std::set<ir::VarId> inner = ir::mentioned(loop.body.front());
  const std::set<ir::VarId> written = written_in(loop.body.front());
  for (std::size_t i = 1; i < loop.body.size(); ++i) {
    const ir::Stmt& other = loop.body[i];
    if (!writes_what_it_names(other)) return {};
    if (meet(aliases, written_in(other), inner) || meet(aliases, written, ir::mentioned(other))) return {};
  }
  ir::For first = loop;
  ir::For rest = loop;
  first.body.resize(1);
  rest.body.erase(rest.body.begin());
  ir::Region parts{ir::make_stmt(std::move(first), stmt.span, stmt.text), ir::make_stmt(std::move(rest), stmt.span, stmt.text)};
  parts.front().comments = stmt.comments;
  return parts;
}

}  // namespace backsweep::transform
