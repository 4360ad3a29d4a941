// Finds variables that branches and choices make constant.
#include "transform/chosen_values.h"

#include <algorithm>
#include <map>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"

namespace backsweep::transform {
namespace {

/// How a variable gets its values.
struct Definitions {
  bool varies = false;     ///< Somewhere.
  bool is_fixed = false;   ///< Somewhere.
  bool is_branch = false;  ///< Some of them stand in a branch.
  bool is_choice = false;  ///< One of them chooses between what varies and what does not.
};

class Finder {
 public:
  explicit Finder(const analysis::ActiveCode& code) : code_(code), function_(code.zones().function()) {}

  std::set<ir::VarId> find() {
    visit(function_.body, /*is_branch=*/false);
    std::set<ir::VarId> result;
    for (const auto& [var, one] : found_) {
      if (one.is_choice || (one.varies && one.is_fixed && one.is_branch)) result.insert(var);
    }
    return result;
  }

 private:
  void visit(const ir::Region& region, bool is_branch) {
    for (const ir::Stmt& stmt : region) {
      if (const auto* declared = ir::get_if<ir::Declare>(stmt); declared && declared->init) {
        define(stmt, declared->var, declared->init, is_branch);
      } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
        const auto* ref = ir::get_if<ir::VarRef>(assigned->place);
        if (ref) define(stmt, ref->var, assigned->value, is_branch);
      } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
        const auto* ref = ir::get_if<ir::VarRef>(updated->place);
        if (ref) define(stmt, ref->var, updated->value, is_branch);
      }
      const bool is_inner_branch = is_branch || ir::get_if<ir::If>(stmt) != nullptr;
      for (const ir::Region* inner : ir::regions(stmt)) visit(*inner, is_inner_branch);
    }
  }

  void define(const ir::Stmt& stmt, ir::VarId var, const ir::Expr& value, bool is_branch) {
    if (!ir::is_real(function_.var(var).type)) return;
    Definitions& known = found_[var];
    (varies(stmt, value) ? known.varies : known.is_fixed) = true;
    known.is_branch = known.is_branch || is_branch;
    known.is_choice = known.is_choice || chooses(stmt, value);
  }

  bool varies(const ir::Stmt& stmt, const ir::Expr& value) const { return code_.depends_on_varied(stmt, value); }

  bool chooses(const ir::Stmt& stmt, const ir::Expr& value) const {
    std::vector<ir::Expr> sides = ir::children(value);
    const auto is_active = [&](const ir::Expr& side) { return varies(stmt, side); };
    if (ir::get_if<ir::Select>(value)) {
      sides.erase(sides.begin());
    } else if (!ir::get_if<ir::Intrinsic>(value)) {
      return false;
    } else {
      for (std::size_t i = 0; i < sides.size(); ++i) {
        if (is_active(sides[i]) && !may_leave_out(value, i)) return false;
      }
    }
    return std::any_of(sides.begin(), sides.end(), is_active) && !std::all_of(sides.begin(), sides.end(), is_active);
  }

  /// Whether the function chooses, as std::max does: its partial derivative by the operand is zero on one side.
  static bool may_leave_out(const ir::Expr& call, std::size_t operand) {
    if (!rules::is_differentiable(call, operand)) return false;
    const ir::Expr partial = rules::partial(call, operand, call);
    const auto* choice = ir::get_if<ir::Select>(partial);
    return choice && (ir::is_zero(choice->if_true) || ir::is_zero(choice->if_false));
  }

  const analysis::ActiveCode& code_;
  const ir::Function& function_;
  std::map<ir::VarId, Definitions> found_;
};

}  // namespace

std::set<ir::VarId> chosen_values(const analysis::ActiveCode& code) { return Finder(code).find(); }

}  // namespace backsweep::transform
