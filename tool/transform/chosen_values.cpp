// Finds variables that branches and choices make constant.
#include "transform/chosen_values.h"

#include <algorithm>
#include <map>
#include <vector>

#include "ir/walk.h"

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
    if (ir::get_if<ir::Select>(value)) {
      sides.erase(sides.begin());
    } else if (const auto* call = ir::get_if<ir::Intrinsic>(value)) {
      static const std::set<std::string> kChoices = {"std::max", "std::min", "std::fmax", "std::fmin", "std::clamp", "std::fdim"};
      if (kChoices.count(call->name) == 0) return false;
    } else {
      return false;
    }
    const auto is_active = [&](const ir::Expr& side) { return varies(stmt, side); };
    return std::any_of(sides.begin(), sides.end(), is_active) && !std::all_of(sides.begin(), sides.end(), is_active);
  }

  const analysis::ActiveCode& code_;
  const ir::Function& function_;
  std::map<ir::VarId, Definitions> found_;
};

}  // namespace

std::set<ir::VarId> chosen_values(const analysis::ActiveCode& code) { return Finder(code).find(); }

}  // namespace backsweep::transform
