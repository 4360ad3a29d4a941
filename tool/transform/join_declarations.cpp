// Moves declarations of numbers to the assignments of their first values.
#include "transform/join_declarations.h"

#include <cstddef>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

class Joiner {
 public:
  explicit Joiner(ir::Function& function) : function_(function) {}

  void region(ir::Region& region) {
    for (std::size_t i = region.size(); i-- > 0;) {
      const auto* declared = ir::get_if<ir::Declare>(region[i]);
      if (declared && is_bare_number(*declared)) join(region, i);
    }
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) this->region(*inner);
    }
  }

 private:
  [[nodiscard]] bool is_bare_number(const ir::Declare& declared) const {
    const bool is_real = ir::is_real(function_.var(declared.var).type);
    return is_real && !declared.init && !declared.zeroed && declared.elements.empty() && declared.arguments.empty();
  }

  // What the tool does not know in full may name any variable.
  static bool may_mention(const ir::Stmt& stmt, ir::VarId var) {
    bool found = ir::get_if<ir::Opaque>(stmt) != nullptr || ir::mentions(stmt, var);
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) { found = found || ir::get_if<ir::OpaqueExpr>(e); });
    });
    for (const ir::Region* inner : ir::regions(stmt)) {
      for (const ir::Stmt& one : *inner) found = found || may_mention(one, var);
    }
    return found;
  }

  static bool gives_first_value(const ir::Stmt& stmt, ir::VarId var) {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* place = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
    return place && place->var == var && !ir::mentions(assigned->value, var);
  }

  static void join(ir::Region& region, std::size_t from) {
    const ir::VarId var = std::get<ir::Declare>(region[from].node).var;
    std::size_t to = from + 1;
    while (to < region.size() && !gives_first_value(region[to], var)) {
      if (may_mention(region[to], var)) return;
      ++to;
    }
    if (to == region.size()) return;
    ir::Stmt& joined = region[to];
    joined.node = ir::Declare{var, std::get<ir::Assign>(joined.node).value, false, {}, {}};
    joined.comments.insert(joined.comments.begin(), region[from].comments.begin(), region[from].comments.end());
    if (joined.trailing_comment.empty()) joined.trailing_comment = region[from].trailing_comment;
    if (region[from].storage != ir::StorageMark::kNone) joined.storage = region[from].storage;
    region.erase(region.begin() + static_cast<std::ptrdiff_t>(from));
  }

  ir::Function& function_;
};

}  // namespace

void join_declarations(ir::Function& function) { Joiner(function).region(function.body); }

}  // namespace backsweep::transform
