// Follows the flow forwards with the set of zones that are certainly overwritten.
#include "plan/exposed_reads.h"

#include "ir/walk.h"

namespace backsweep::plan {
namespace {

using analysis::ZoneId;
using analysis::ZoneSet;

class Reader {
 public:
  explicit Reader(analysis::FunctionZones& zones) : zones_(zones) {}

  void read(const ir::Region& region, ZoneSet& killed) {
    for (const ir::Stmt& stmt : region) read(stmt, killed);
  }

  ZoneSet exposed;

 private:
  void read(const ir::Stmt& stmt, ZoneSet& killed) {
    if (ir::regions(stmt).empty()) {
      const analysis::Effects& effects = zones_.effects(stmt);
      expose(effects.reads, killed);
      killed.insert(effects.kills);
      return;
    }
    if (const auto* loop = ir::get_if<ir::While>(stmt)) {
      read(loop->before_condition, killed);
      expose(zones_.reads(loop->condition), killed);
      ZoneSet inside = killed;
      return read(loop->body, inside);
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { expose(zones_.reads(expr), killed); });
    if (const auto* branch = ir::get_if<ir::If>(stmt)) return read_branch(*branch, killed);
    if (const auto* block = ir::get_if<ir::Block>(stmt)) return read(block->body, killed);
    // A loop may run no iteration; arrays that it overwrites entirely have no element then.
    ZoneSet inside = killed;
    if (const auto* loop = ir::get_if<ir::For>(stmt)) inside.insert(zones_.variable(loop->var));
    for (const ir::Region* inner : ir::regions(stmt)) read(*inner, inside);
    killed.insert(zones_.effects(stmt).kills);
  }

  void read_branch(const ir::If& branch, ZoneSet& killed) {
    ZoneSet in_then = killed;
    ZoneSet in_else = killed;
    read(branch.then_region, in_then);
    read(branch.else_region, in_else);
    for (const ZoneId id : in_then.items()) {
      if (in_else.contains(id)) killed.insert(id);
    }
  }

  void expose(ZoneSet reads, const ZoneSet& killed) {
    reads.erase(killed);
    exposed.insert(reads);
  }

  analysis::FunctionZones& zones_;
};

}  // namespace

ZoneSet exposed_reads(analysis::FunctionZones& zones, const ir::Region& region) {
  Reader reader(zones);
  ZoneSet killed;
  reader.read(region, killed);
  return std::move(reader.exposed);
}

}  // namespace backsweep::plan
