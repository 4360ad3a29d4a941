// takes: a statement and the activity around it.  gives: the primal values its derivative code reads.
// promises: derived from the rule rows, never listed twice; a superset of what is emitted.
#pragma once

#include <map>
#include <vector>

#include "analysis/activity.h"

namespace backsweep::analysis {

/// Primal values that the adjoint of a statement reads, as they are before and after the statement.
struct Needed {
  ZoneSet before;
  ZoneSet after;  ///< Results kept in the assigned variable itself (exp, sqrt, …).
};

/// Reads and classifies the active parts of one function in one context.
class ActiveCode {
 public:
  ActiveCode(ActivityAnalysis& all, const Activity& activity)
      : all_(all), program_(all.program()), zones_(all.program().zones(activity.context.function)), activity_(activity) {
    collect_results(zones_.function().body, {});
  }

  [[nodiscard]] FunctionZones& zones() const { return zones_; }
  [[nodiscard]] const Activity& activity() const { return activity_; }
  [[nodiscard]] const Program& program() const { return program_; }
  /// The function as an active call of it is differentiated.
  [[nodiscard]] ActiveCode inside(const ir::Stmt& call) const { return {all_, all_.find(activity_.calls.at(&call))}; }

  /// Whether the place's value varies just before the statement.
  [[nodiscard]] bool is_varied(const ir::Stmt& stmt, const ir::Expr& place) const;
  /// Whether what the place holds after the statement matters to a dependent.
  [[nodiscard]] bool is_useful(const ir::Stmt& stmt, const ir::Expr& place) const;
  /// Whether any differentiable read of the expression varies before the statement.
  [[nodiscard]] bool depends_on_varied(const ir::Stmt& stmt, const ir::Expr& expr) const;
  /// Whether the place has, or belongs to a variable that has, a shadow.
  [[nodiscard]] bool has_shadow(const ir::Expr& place) const;
  /// Whether the pointer may point to memory that has a shadow.
  [[nodiscard]] bool points_to_shadowed(const ir::Expr& pointer) const;
  /// Whether the place is a pointer that does, or an object with such a pointer in it.
  [[nodiscard]] bool reaches_shadow(const ir::Expr& place) const;
  [[nodiscard]] bool variable_has_shadow(ir::VarId var) const;
  /// Whether the call lets a pointer that its caller sees, and that may point to such memory before or behind it, point
  /// elsewhere. What it returns does not count.
  [[nodiscard]] bool moves_shadowed_pointers(const ir::Stmt& call) const;
  /// Whether the call hands over an object that leads to memory without a shadow which the callee's derivative has one for.
  [[nodiscard]] bool lacks_shadow_behind(const ir::Stmt& call, const ir::Expr& argument) const;
  /// Whether the call gives a vector that held active values another size, without having its shadow.
  [[nodiscard]] bool reshapes_without_shadow(const ir::Stmt& call) const;
  /// Whether the statement itself (not its regions) needs reverse code: it moves active values, or overwrites them.
  [[nodiscard]] bool has_adjoint(const ir::Stmt& stmt) const;
  /// The same for anything below.
  [[nodiscard]] bool has_adjoint(const ir::Region& region) const;

  /// Whether active values may flow through a statement the tool copies but does not understand.
  [[nodiscard]] bool is_active_opaque(const ir::Stmt& stmt) const;
  /// Whether there are active values in front of the statement and behind it, wherever they are.
  [[nodiscard]] bool is_among_active(const ir::Stmt& stmt) const;
  /// How the statement sees active memory as another type than its own; null where it does not. Such a value, or what
  /// such memory is given, leaves what activity follows.
  [[nodiscard]] const View* active_view(const ir::Stmt& stmt) const;

  /// The place that holds the value of `value` after `place = value`, if its derivative may read it from there.
  [[nodiscard]] ir::Expr result_place(const ir::Expr& place, const ir::Expr& value) const;
  [[nodiscard]] Needed needed(const ir::Stmt& stmt) const;
  /// The partial derivative with results that the primal has at hand in place of calls: the derivative of sin(t) reads
  /// `c` where c = cos(t) is declared above.
  [[nodiscard]] ir::Expr with_results(const ir::Stmt& stmt, const ir::Expr& partial) const;

 private:
  [[nodiscard]] bool leads_to_shadow(ZoneSet open) const;
  [[nodiscard]] bool leads_to_useful(const ir::Stmt& stmt, const ir::Expr& object) const;
  [[nodiscard]] ZoneSet aliases(const ZoneSet& zones) const;
  [[nodiscard]] bool moves_varied(const ir::Stmt& stmt) const;
  void add_needed(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& result, Needed& needed) const;
  void add_shape(const ir::Expr& place, Needed& needed) const;
  void add_assignment(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, Needed& needed) const;

  struct Result {
    ir::Expr value;
    ir::VarId var;
  };
  [[nodiscard]] const ir::Intrinsic* declared_result(const ir::Stmt& stmt) const;
  using ResultsOf = std::map<ir::VarId, std::vector<Result>>;  ///< By the variable that they are functions of.
  void collect_results(const ir::Region& region, ResultsOf above);
  static std::vector<Result> results_for(const ir::Stmt& stmt, const ResultsOf& above);

  ActivityAnalysis& all_;
  const Program& program_;
  FunctionZones& zones_;
  const Activity& activity_;
  std::map<const ir::Stmt*, std::vector<Result>> results_;  ///< What with_results may use, where there is any.
  std::map<const ir::Stmt*, const ir::Stmt*> read_above_;  ///< From declarations to the statement further up that uses them.
};

}  // namespace backsweep::analysis
