// takes: a function and which of its inputs vary and outputs matter.  gives: what is varied, useful and active at each
// statement.  promises: field-sensitive, per call context; integers are never active; what is not active has derivative zero.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "analysis/zones.h"

namespace backsweep::analysis {

/// One use of a function: which visible zones and by-value parameters vary when it is entered, and which visible
/// zones and whether the result matter when it returns. Equal contexts share one derivative.
struct Context {
  ir::FunctionId function;
  ZoneSet varied_in;
  ZoneSet useful_out;
  bool result_useful = false;
  ZoneSet passive = {};  ///< Visible zones that no active value reaches, whatever they alias: by the caller's knowledge.

  friend bool operator<(const Context& a, const Context& b);
};

/// What is known around one statement. Sets hold scalar zones; ask through Activity, which adds aliases.
struct StmtActivity {
  ZoneSet varied_before;
  ZoneSet varied_after;
  ZoneSet useful_before;
  ZoneSet useful_after;
};

/// The facts of one context.
struct Activity {
  Context context;
  std::map<const ir::Stmt*, StmtActivity> at;
  std::map<const ir::Stmt*, Context> calls;  ///< The context of each call statement that is active.
  /// Zones that have a shadow: they are varied and useful somewhere; or they matter to the caller, who may hand in
  /// derivatives, and the function overwrites them: an adjoint is used up then, a tangent overwritten.
  ZoneSet active;
  ZoneSet varied_out;  ///< Visible zones that vary at exit.
  ZoneSet useful_in;   ///< Visible zones and by-value parameters that matter at entry.
  bool result_varied = false;

  [[nodiscard]] const StmtActivity& around(const ir::Stmt& stmt) const { return at.at(&stmt); }
};

/// Activity of a context and, on the way, of every context below it.
class ActivityAnalysis {
 public:
  explicit ActivityAnalysis(const Program& program) : program_(program) {}
  const Activity& find(const Context& context);
  [[nodiscard]] const Program& program() const { return program_; }

 private:
  const Program& program_;
  std::map<Context, std::unique_ptr<Activity>> known_;
  std::map<ir::FunctionId, Context> widest_;  ///< The one context of each recursive function.
};

/// The zones and all others that may hold the same active value: aliases, except of and among passive zones.
ZoneSet active_aliases(FunctionZones& zones, const ZoneSet& passive, const ZoneSet& of);
/// The scalar and container places whose values the expression depends on differentiably (`x[i]` in `2 * exp(x[i])`, not `i`).
std::vector<ir::Expr> differentiable_reads(const ir::Expr& expr);
/// Whether the zones can hold derivatives: reals, and what the tool cannot look into.
bool can_vary(const ir::Type& type);

}  // namespace backsweep::analysis
