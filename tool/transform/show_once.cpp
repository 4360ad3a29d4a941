// Statements that show something to the user come once, however often a step runs.
#include "transform/show_once.h"

#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/checkpoint.h"

namespace backsweep::transform {

ir::Stmt shown_once(const ir::Stmt& output) {
  ir::If once;
  once.condition = ir::unary(ir::UnaryOp::kNot, ir::opaque({"backsweep::is_running_again()"}, {}, ir::bool_type()));
  once.then_region.push_back(output);
  return ir::make_stmt(std::move(once));
}

void show_once(ir::Region& region, const std::function<ir::FunctionId(ir::FunctionId)>& quiet) {
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) show_once(*inner, quiet);
    if (auto* call = ir::get_if<ir::Call>(stmt)) call->callee = quiet(call->callee);
    if (plan::is_output(stmt)) stmt = shown_once(stmt);
  }
}

bool shows_output(const ir::Program& program, ir::FunctionId function) {
  std::set<ir::FunctionId> seen;
  const std::function<bool(ir::FunctionId)> find = [&](ir::FunctionId id) {
    bool found = false;
    if (!seen.insert(id).second) return found;
    ir::walk(program.function(id).body, [&](const ir::Stmt& stmt) {
      const auto* call = ir::get_if<ir::Call>(stmt);
      found = found || plan::is_output(stmt) || (call && find(call->callee));
    });
    return found;
  };
  return find(function);
}

}  // namespace backsweep::transform
