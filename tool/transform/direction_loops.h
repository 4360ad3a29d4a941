// Loops over directions: what a derivative does for each direction, gathered so that neighbouring statements share one
// innermost loop, and what is the same for all directions computed once in front of it.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/program.h"

namespace backsweep::transform {

class DirectionLoops {
 public:
  /// `wide` are the variables of `function` that hold `count` directions.
  DirectionLoops(ir::Function& function, int count, const std::set<ir::VarId>& wide);

  /// The number of the direction, inside such a loop.
  [[nodiscard]] ir::Expr direction() const { return ir::var_ref(function_, direction_); }
  /// Adds an assignment or update that is done for each direction. What its value computes without the direction goes
  /// to `out` at once.
  void each(ir::Stmt stmt, ir::Region& out);
  /// Adds a statement that is done once. Statements that wait for their loop stay behind it where it leaves what they
  /// read alone.
  void once(ir::Stmt stmt, ir::Region& out);
  /// Writes the loop over the statements that wait. Nothing waits afterwards.
  void flush(ir::Region& out);
  /// At the edge of a region: what was computed before may be out of date, or out of reach.
  void forget_all() { known_.clear(); }

 private:
  ir::Expr take_out(const ir::Expr& value, ir::Region& out);
  ir::Expr shared(const ir::Expr& value, ir::Region& out);
  ir::Expr with_known_calls(const ir::Expr& value) const;
  bool depends(const ir::Expr& expr) const;
  bool is_own(ir::VarId var) const;
  bool is_plain(const ir::Expr& expr) const;
  bool reads_memory(const ir::Expr& expr) const;
  bool reads_shared_values(const ir::Expr& expr) const;
  bool may_wait_for(const ir::Stmt& stmt) const;
  void forget(const ir::Stmt& stmt);
  void learn(const ir::Stmt& stmt);

  ir::Function& function_;
  const std::set<ir::VarId>& wide_;
  int count_;
  ir::VarId direction_;
  ir::Region waiting_;
  std::set<ir::VarId> read_by_waiting_;
  bool choice_waits_ = false;  ///< One side of a choice in them reads memory that other names may reach.
  /// Values of this stretch of code that a constant variable holds.
  std::vector<std::pair<ir::Expr, ir::VarId>> known_;
  std::set<ir::VarId> escaped_;   ///< Variables whose address is taken.
  std::set<ir::VarId> assigned_;  ///< Variables that get a value other than by their declaration.
};

/// Variables of one direction loop alone become plain numbers that it declares: `double t[N]; for (d…) { t[d] = …; … }`
/// is `for (d…) { const double t = …; … }`.
void narrow_locals(ir::Function& function, ir::VarId direction);

/// The variable whose memory a place or pointer value reaches, through every projection and offset; invalid if unknown.
ir::VarId base_var(const ir::Expr& expr);
/// The variables whose address, or that of something in them, the function takes.
std::set<ir::VarId> addressed_variables(const ir::Function& function);

/// Whether finding the place goes through a pointer, reference or vector: other names may reach the same memory.
bool is_shared_memory(const ir::Expr& place);

}  // namespace backsweep::transform
