// Tells a pointer's own changes from those of what it leads to.
#include "transform/pointer_variables.h"

#include "ir/walk.h"

namespace backsweep::transform {

bool is_assigned(const ir::Region& region, ir::VarId var) {
  bool found = false;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      found = found || (use != ir::Use::kRead && ir::is_variable(expr, var));
    });
  });
  return found;
}

bool is_taken(const ir::Region& region, ir::VarId var) {
  bool found = false;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) {
        const auto* address = ir::get_if<ir::AddressOf>(e);
        found = found || (address && ir::is_variable(address->place, var));
      });
    });
  });
  return found;
}

}  // namespace backsweep::transform
