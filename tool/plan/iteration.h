// What one iteration of a loop would have to run again for its own reverse, and whether it may.
#pragma once

#include <optional>
#include <set>

#include "plan/plan.h"

namespace backsweep::plan {

/// Whether evaluating the expression again costs more than reading it from a variable or a warm cache.
bool is_costly(const ir::Expr& expr);

/// Whether running the statement itself again costs more than keeping what it computes: a call, a loop, an exponential.
bool is_expensive_to_repeat(const ir::Stmt& stmt);

/// The forward part of an iteration: the statements that compute what the iteration's reverse code reads.
class Iteration {
 public:
  /// `may_carry`: inactive scalars may go from one iteration to the next; see carried().
  Iteration(const analysis::ActiveCode& code, const ir::Region& body, bool may_carry = false);

  /// The forward part has no side effects, writes only what the iteration itself declares or overwrites before it reads
  /// it, and reads nothing from outside that the loop writes: run again at reverse time, it computes the same values.
  [[nodiscard]] bool is_repeatable() const { return is_repeatable_; }
  /// The first thing that makes it not so.
  [[nodiscard]] const std::optional<Reason>& prevented_by() const { return prevented_by_; }
  /// Running the forward part again costs more than writing what it computes to memory and reading it back: calls, inner
  /// loops, exponentials.
  [[nodiscard]] bool is_expensive() const { return expensive_ != nullptr; }
  /// The first statement that makes it so; null if there is none.
  [[nodiscard]] const ir::Stmt* expensive() const { return expensive_; }
  [[nodiscard]] const std::set<const ir::Stmt*>& kept() const { return kept_; }
  /// Locals of the function that hold nothing from one iteration to the next.
  [[nodiscard]] const analysis::ZoneSet& privates() const { return privates_; }
  /// Inactive scalars of the function that the forward part hands on to the next iteration.
  [[nodiscard]] const analysis::ZoneSet& carried() const { return carried_; }
  /// What the forward part and the reverse code read from outside the iteration, and do not carry.
  [[nodiscard]] const analysis::ZoneSet& inputs() const { return inputs_; }

 private:
  void collect_needed(const ir::Region& region);
  void find_decisions(const ir::Region& body);
  bool keep(const ir::Region& region);
  bool keep(const ir::Stmt& stmt);
  void judge(const ir::Region& body);
  void find_carried(const analysis::ZoneSet& written);
  void prevent(Why why, const ir::Stmt* stmt);
  void prevent_carried(const ir::Region& body);
  void find_privates(const ir::Region& body);

  const analysis::ActiveCode& code_;
  analysis::ZoneSet wanted_;
  analysis::ZoneSet own_;  ///< Zones of what the iteration declares.
  analysis::ZoneSet privates_;
  bool may_carry_;
  analysis::ZoneSet carried_;
  std::set<const ir::Stmt*> decisions_;  ///< Ifs whose condition the forward part keeps for the reverse code.
  std::set<const ir::Stmt*> kept_;
  analysis::ZoneSet inputs_;
  bool is_repeatable_ = true;
  std::optional<Reason> prevented_by_;
  const ir::Stmt* expensive_ = nullptr;
};

}  // namespace backsweep::plan
