// Two ways to say the same: statements that can be differentiated, and text that is copied where no active value comes by.
#include "ir/alternatives.h"

#include <utility>

#include "ir/build.h"

namespace backsweep::ir {
namespace {

constexpr const char* kIsActive = "backsweep::is_active";

}  // namespace

Stmt alternatives(Region differentiable, Region copied) {
  return make_stmt(If{opaque({kIsActive}, {}, bool_type()), std::move(differentiable), std::move(copied)});
}

bool is_alternatives(const Stmt& stmt) {
  const auto* branch = get_if<If>(stmt);
  const auto* condition = branch ? get_if<OpaqueExpr>(branch->condition) : nullptr;
  return condition && condition->text == std::vector<std::string>{kIsActive};
}

}  // namespace backsweep::ir
