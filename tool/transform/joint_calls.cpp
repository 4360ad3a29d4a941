// Joint reversal of calls: a snapshot in the forward sweep, the callee's forward and reverse part in the reverse sweep.
// And trial runs of calls that could be joint, to measure them.
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/memory.h"
#include "transform/names.h"
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
  if (functions.takes_workspace) again.arguments.push_back(ref(the_workspace()));
  out.push_back(ir::make_stmt(std::move(again), stmt.span));
}

void Sweeps::tell(ir::VarId measurement, const std::string& event, ir::Region& out) {
  out.push_back(ir::make_stmt(ir::Opaque{nullptr, false, {"", "." + event + "()"}, {ref(measurement)}, {}, true, false, {}, {}}));
}

ir::VarId Sweeps::begin_measurement(const ir::Stmt& stmt, ir::Region& out) {
  const plan::CallSite site = plan::site_of(code_.program().ir(), stmt);
  const auto text = [](const std::string& name) {
    return ir::literal("\"" + name + "\"", std::nullopt, ir::opaque_type("const char*"));
  };
  const ir::VarId measurement = add_temporary(out_, "measured", ir::opaque_type("backsweep::MeasuredCall"));
  out.push_back(ir::make_stmt(ir::Declare{measurement, nullptr, false, {}, {text(site.place), text(site.callee)}}));
  const auto measured = plan_.measured.find(&stmt);
  if (measured == plan_.measured.end()) return measurement;
  std::vector<ir::StatePlace> places = measured->second.snapshot;
  keep_on_stack(places, out);
  tell(measurement, "snapshot_taken", out);
  keep_on_stack(measured->second.rest, out);
  ir::Stmt trial = quiet_call(stmt);
  std::get<ir::Call>(trial.node).result = nullptr;
  tell(measurement, "primal_begins", out);
  out.push_back(std::move(trial));
  tell(measurement, "primal_ends", out);
  places.insert(places.end(), measured->second.rest.begin(), measured->second.rest.end());
  take_from_stack(places, out);
  tell(measurement, "snapshot_restored", out);
  return measurement;
}

void Sweeps::keep_on_stack(const std::vector<ir::StatePlace>& places, ir::Region& out) {
  for (const ir::StatePlace& one : places) {
    out.push_back(one.count ? push_scalars(ref(the_workspace()), one.place, one.count) : ir::make_stmt(ir::Push{one.place}));
  }
}

void Sweeps::take_from_stack(const std::vector<ir::StatePlace>& places, ir::Region& out) {
  for (auto one = places.rbegin(); one != places.rend(); ++one) {
    out.push_back(one->count ? pop_scalars(ref(the_workspace()), one->place, one->count)
                             : ir::make_stmt(ir::Pop{one->place, nullptr}));
  }
}

}  // namespace backsweep::transform
