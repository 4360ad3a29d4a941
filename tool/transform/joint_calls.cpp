// Joint reversal of calls: a snapshot in the forward sweep, the callee's forward and reverse part in the reverse sweep.
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/sweeps.h"

namespace backsweep::transform {

void Sweeps::forward_joint(const ir::Stmt& stmt, ir::Region& out) {
  keep_saves(stmt, out);
  keep_state(stmt, out);
  out.push_back(quiet_call(stmt));
}

void Sweeps::repeat_joint(const ir::Stmt& stmt, const CalleeDerivatives::Functions& functions, ir::Region& out) {
  for (const ir::StatePlace& one : state_of(stmt)) {
    if (const ir::VarId root = ir::root_var(one.place); root.is_valid()) restored.insert(root);
  }
  ir::Call again = std::get<ir::Call>(stmt.node);
  again.callee = functions.forward;
  again.result = nullptr;
  again.arguments.push_back(ref(the_workspace()));
  out.push_back(ir::make_stmt(std::move(again), stmt.span));
}

}  // namespace backsweep::transform
