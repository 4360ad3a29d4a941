// Chooses between text that is copied and statements that can be differentiated.
#include "transform/alternatives.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analysis/needed.h"
#include "ir/alternatives.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/derivation.h"

namespace backsweep::transform {
namespace {

/// Finds the alternatives whose text would have active values pass through it, for one request after the other.
class ActiveAlternatives {
 public:
  explicit ActiveAlternatives(const ir::Program& program) : zones_(program), activity_(zones_) {
    for (const ir::Request& request : program.requests) visit(context_of(request, zones_, activity_));
  }

  std::set<const ir::Stmt*> found;

 private:
  void visit(const analysis::Context& context) {
    if (!visited_.insert(context).second) return;
    const analysis::Activity& activity = activity_.find(context);
    const analysis::ActiveCode code(activity_, activity);
    ir::walk(code.zones().function().body, [&](const ir::Stmt& stmt) {
      if (ir::is_alternatives(stmt) && is_active(code, std::get<ir::If>(stmt.node).else_region)) found.insert(&stmt);
    });
    for (const auto& [call, below] : activity.calls) visit(below);
  }

  static bool is_active(const analysis::ActiveCode& code, const ir::Region& text) {
    return std::any_of(text.begin(), text.end(), [&](const ir::Stmt& stmt) { return code.is_active_opaque(stmt); });
  }

  analysis::Program zones_;
  analysis::ActivityAnalysis activity_;
  std::set<analysis::Context> visited_;
};

/// Puts the statements of one way where the two stood.
void settle(ir::Region& region, const std::set<const ir::Stmt*>& active) {
  ir::Region result;
  for (ir::Stmt& stmt : region) {
    for (ir::Region* inner : ir::regions(stmt)) settle(*inner, active);
    if (ir::is_alternatives(stmt)) {
      auto& both = std::get<ir::If>(stmt.node);
      ir::append(std::move(active.count(&stmt) > 0 ? both.then_region : both.else_region), result);
    } else {
      result.push_back(std::move(stmt));
    }
  }
  region = std::move(result);
}

bool has_alternatives(const ir::Function& function) {
  bool found = false;
  ir::walk(function.body, [&](const ir::Stmt& stmt) { found = found || ir::is_alternatives(stmt); });
  return found;
}

}  // namespace

void settle_alternatives(ir::Program& program) {
  if (std::none_of(program.functions.begin(), program.functions.end(), has_alternatives)) return;
  const std::set<const ir::Stmt*> active = ActiveAlternatives(program).found;
  for (ir::Function& function : program.functions) settle(function.body, active);
}

void choose_copied_text(ir::Program& program) {
  for (ir::Function& function : program.functions) settle(function.body, {});
}

}  // namespace backsweep::transform
