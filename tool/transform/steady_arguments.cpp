// Names arguments of calls that the callee changes while it runs.
#include "transform/steady_arguments.h"

#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// The arguments to name, by the statement of their call.
using Changing = std::map<const ir::Stmt*, std::vector<std::size_t>>;

void find_changing(const analysis::Program& program, ir::FunctionId function, Changing& found) {
  analysis::FunctionZones& zones = program.zones(function);
  ir::walk(program.ir().function(function).body, [&](const ir::Stmt& stmt) {
    const auto* call = ir::get_if<ir::Call>(stmt);
    if (!call) return;
    analysis::FunctionZones& callee = program.zones(call->callee);
    const analysis::ZoneSet written = zones.with_aliases(zones.map_from_callee(stmt, callee, callee.summary().writes));
    for (std::size_t i = 0; i < call->arguments.size(); ++i) {
      if (zones.reads(call->arguments[i]).intersects(written)) found[&stmt].push_back(i);
    }
  });
}

void name_arguments(ir::Function& function, ir::Region& region, const Changing& changing) {
  ir::Region result;
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) name_arguments(function, *inner, changing);
    if (const auto known = changing.find(&stmt); known != changing.end()) {
      for (const std::size_t i : known->second) {
        ir::Expr& argument = std::get<ir::Call>(stmt.node).arguments[i];
        const ir::VarId var = add_temporary(function, "argument", ir::without_const(argument->type));
        ir::Stmt named = ir::declare(var, argument);
        named.span = stmt.span;
        named.text = stmt.text;
        result.push_back(std::move(named));
        argument = ir::var_ref(function, var);
      }
    }
    result.push_back(std::move(stmt));
  }
  region = std::move(result);
}

}  // namespace

void steady_arguments(ir::Program& program, const std::set<ir::FunctionId>& functions) {
  Changing changing;
  // The zones know statements by their addresses: all are looked at before any moves.
  const analysis::Program zones(program);
  for (const ir::FunctionId id : functions) find_changing(zones, id, changing);
  for (const ir::FunctionId id : functions) {
    ir::Function& function = program.function(id);
    if (!changing.empty()) name_arguments(function, function.body, changing);
  }
}

}  // namespace backsweep::transform
