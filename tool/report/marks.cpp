// Finds storage marks that the plan does not follow.
#include "report/marks.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "ir/text.h"
#include "ir/walk.h"
#include "report/wording.h"

namespace backsweep::report {
namespace {

constexpr char kIsFused[] = "the loop around it is fused, so that an iteration runs again";
constexpr char kIsAddress[] = "addresses are computed again";
constexpr char kIsGone[] = "what it is computed from is not there any more";
constexpr char kIsPassive[] = "no derivative passes through it";
constexpr char kIsByHand[] = "its derivative is written by hand";
constexpr char kIsMeasured[] = "all calls are split to be measured";
constexpr char kIsUnread[] = "the reverse sweep does not read it";

/// One marked statement of the source, which may be several of the normal form.
struct Mark {
  std::string name;
  std::string reason = kIsUnread;
  bool is_followed = false;
};

class Marks {
 public:
  Marks(const ir::Program& program, const ir::Function& primal, const ir::Function& names, const plan::Plan& plan)
      : program_(program), primal_(primal), names_(names), plan_(plan) {}

  std::vector<Remark> unfollowed() {
    region(primal_.body);
    std::vector<Remark> result;
    for (const auto& [key, mark] : marks_) {
      if (mark.is_followed || mark.name.empty()) continue;
      const Kind kind = key.second == ir::StorageMark::kStore ? Kind::kStoreNotFollowed : Kind::kRecomputeNotFollowed;
      result.push_back({kind, key.first, {mark.name, mark.reason}, {}, {}});
    }
    return result;
  }

 private:
  void region(const ir::Region& statements) {
    const auto found = plan_.scopes.find(&statements);
    const plan::ScopePlan* scope = found == plan_.scopes.end() ? nullptr : &found->second;
    for (const ir::Stmt& stmt : statements) {
      if (plan_.checkpoints.count(&stmt)) continue;
      const bool is_merged = plan_.merged.count(&stmt) != 0;
      const bool is_fused = is_merged || plan_.fused.count(&stmt) != 0;
      const auto was = std::pair(fused_, is_merged_);
      if (is_fused) {
        fused_ = &stmt;
        is_merged_ = is_merged;
      }
      for (const ir::Region* inner : ir::regions(stmt)) region(*inner);
      std::tie(fused_, is_merged_) = was;
      if (ir::regions(stmt).empty() && stmt.storage != ir::StorageMark::kNone) note(stmt, &statements, scope);
    }
  }

  void note(const ir::Stmt& stmt, const ir::Region* around, const plan::ScopePlan* scope) {
    Mark& mark = marks_[{stmt.span, stmt.storage}];
    const bool asks_store = stmt.storage == ir::StorageMark::kStore;
    if (const auto* call = ir::get_if<ir::Call>(stmt)) return note_call(stmt, *call, mark);
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (declared && !primal_.var(declared->var).is_temporary) mark.name = names_.var(declared->var).name;
    if (!declared) {
      if (const ir::Expr place = written_place(stmt); place && mark.name.empty()) mark.name = text_of(place, names_);
      if (asks_store && plan_.saves.count(&stmt)) mark.is_followed = true;
      if (!asks_store && plan_.saves.count(&stmt)) mark.reason = kIsGone;
      return;
    }
    const auto is_in = [&](const std::vector<ir::VarId>& vars) {
      return std::find(vars.begin(), vars.end(), declared->var) != vars.end();
    };
    const bool is_stored = scope && is_in(scope->stored);
    const bool is_recomputed = scope && is_in(scope->recomputed);
    const bool runs_again = fused_ && !is_merged_ && plan_.kept_statements.at(fused_).count(&stmt) != 0;
    // Variables of the function's outermost scope, and of a loop that runs once, are at hand in the reverse sweep.
    const bool is_at_hand = is_merged_ || (!scope && around == &primal_.body);
    mark.is_followed = mark.is_followed || is_at_hand || (asks_store ? is_stored : is_recomputed || runs_again);
    if (asks_store && is_recomputed) mark.reason = kIsAddress;
    if (asks_store && runs_again) mark.reason = kIsFused;
    if (!asks_store && is_stored) mark.reason = kIsGone;
  }

  void note_call(const ir::Stmt& stmt, const ir::Call& call, Mark& mark) {
    const ir::Function& callee = program_.function(call.callee);
    if (mark.name.empty()) mark.name = callee.name;
    const auto mode = plan_.calls.find(&stmt);
    if (mode == plan_.calls.end()) {
      mark.reason = kIsPassive;
      return;
    }
    const bool is_split = mode->second == plan::CallMode::kSplit;
    mark.is_followed = mark.is_followed || is_split == (stmt.storage == ir::StorageMark::kStore);
    if (!callee.adjoint_by_user.empty()) mark.reason = kIsByHand;
    if (plan_.trials.count(&stmt)) mark.reason = kIsMeasured;
    const auto reason = plan_.not_joint.find(&stmt);
    if (reason != plan_.not_joint.end()) mark.reason = wording_of(reason->second, names_);
  }

  static ir::Expr written_place(const ir::Stmt& stmt) {
    ir::Expr place;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use != ir::Use::kRead && !place) place = expr;
    });
    return place;
  }

  const ir::Program& program_;
  const ir::Function& primal_;
  const ir::Function& names_;
  const plan::Plan& plan_;
  std::map<std::pair<base::SourceSpan, ir::StorageMark>, Mark> marks_;
  const ir::Stmt* fused_ = nullptr;  ///< The innermost fused loop around.
  bool is_merged_ = false;
};

}  // namespace

std::vector<Remark> unfollowed_marks(const ir::Program& program, const ir::Function& primal, const ir::Function& names,
                                     const plan::Plan& plan) {
  return Marks(program, primal, names, plan).unfollowed();
}

}  // namespace backsweep::report
