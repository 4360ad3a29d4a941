// takes: a function.  gives: integer expressions in a form in which equal text means equal value, and extents of arrays.
// promises: only variables that keep one value for the whole run of the function appear in the form.
#pragma once

#include <map>
#include <set>

#include "ir/program.h"

namespace backsweep::analysis {

/// Integer locals that are declared once and never written again stand for their initializer; parameters that are never
/// written stand for themselves.
class StableValues {
 public:
  explicit StableValues(const ir::Function& function);

  /// The canonical form of an integer expression over stable values and `induction` (a loop's variable, or invalid);
  /// null where something else is in it.
  [[nodiscard]] ir::Expr canonical(const ir::Expr& expr, ir::VarId induction = {}) const;
  /// Whether the variable is written once, where it is declared, or is a parameter that is never written.
  [[nodiscard]] bool is_unchanging(ir::VarId var) const;
  /// What a variable that is written once, where it is declared, was declared with; null for any other variable.
  [[nodiscard]] ir::Expr initializer(ir::VarId var) const;
  /// Whether both have a canonical form, and the same.
  [[nodiscard]] bool is_same(const ir::Expr& a, const ir::Expr& b) const;
  /// Elements of a local array, or of a vector that keeps its size; null where unknown. Canonical.
  [[nodiscard]] ir::Expr extent(ir::VarId array) const;

 private:
  void collect(const ir::Stmt& stmt);
  void note_writes(const ir::Stmt& stmt);

  const ir::Function& function_;
  std::map<ir::VarId, const ir::Declare*> declared_;
  std::set<ir::VarId> changing_;  ///< Written after their declaration, declared twice, or with their address taken.
  std::set<ir::VarId> resized_;   ///< Vectors whose size may change.
};

}  // namespace backsweep::analysis
