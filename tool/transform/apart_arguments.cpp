// Finds parameters whose memory nothing else in the call reaches.
#include "transform/apart_arguments.h"

#include <algorithm>

#include "analysis/zones.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

using analysis::FunctionZones;
using analysis::ZoneSet;

/// What a function reads and writes of its caller's memory: behind one parameter, and all else.
struct Accessed {
  ZoneSet behind;
  ZoneSet others;
};

Accessed accessed(FunctionZones& callee, ir::VarId param) {
  const analysis::Effects effects = callee.summary();
  ZoneSet all = effects.reads;
  all.insert(effects.writes);
  Accessed result;
  for (const analysis::ZoneId id : all.items()) {
    const analysis::Zone& bottom = callee.zone(callee.root(id));
    const bool is_behind = bottom.kind == analysis::ZoneKind::kPointee && bottom.parent == callee.variable(param);
    (is_behind ? result.behind : result.others).insert(id);
  }
  return result;
}

bool is_apart(FunctionZones& caller, const ir::Stmt& call, FunctionZones& callee, ir::VarId param) {
  const Accessed memory = accessed(callee, param);
  const ZoneSet behind = caller.leaves(caller.map_from_callee(call, callee, memory.behind));
  const ZoneSet others = caller.leaves(caller.map_from_callee(call, callee, memory.others));
  return !caller.with_aliases(behind).intersects(caller.with_aliases(others));
}

// Takes the marks away that some call does not keep. Whether there was one.
bool take_broken_marks(ir::Program& program, const std::set<ir::FunctionId>& functions) {
  std::vector<std::pair<ir::FunctionId, ir::VarId>> broken;
  {
    const analysis::Program zones(program);
    for (const ir::FunctionId caller : functions) {
      ir::walk(program.function(caller).body, [&](const ir::Stmt& stmt) {
        const auto* call = ir::get_if<ir::Call>(stmt);
        if (!call || !program.function(call->callee).is_defined) return;
        const ir::Function& callee = program.function(call->callee);
        for (const ir::VarId param : callee.params) {
          if (!callee.var(param).is_apart) continue;
          if (!is_apart(zones.zones(caller), stmt, zones.zones(call->callee), param)) broken.emplace_back(call->callee, param);
        }
      });
    }
  }
  for (const auto& [function, param] : broken) program.function(function).var(param).is_apart = false;
  return !broken.empty();
}

}  // namespace

// All are assumed to be apart, then those are given up that a call does not keep, by what is assumed of its caller: what is
// left holds at calls from requested functions, of which nothing is assumed, and from there at all below.
void mark_apart_arguments(ir::Program& program, const std::set<ir::FunctionId>& functions,
                          const std::vector<ir::FunctionId>& requested) {
  bool is_any = false;
  for (const ir::FunctionId id : functions) {
    if (std::find(requested.begin(), requested.end(), id) != requested.end()) continue;
    ir::Function& function = program.function(id);
    for (const ir::VarId param : function.params) {
      if (!ir::is_pointer_like(function.var(param).type)) continue;
      function.var(param).is_apart = true;
      is_any = true;
    }
  }
  while (is_any && take_broken_marks(program, functions)) {
  }
}

}  // namespace backsweep::transform
