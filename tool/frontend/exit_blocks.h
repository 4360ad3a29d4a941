// The form between the steps of structure_exits: a Block that starts with a Label whose name begins with '#' is an exit
// block, and a Goto of that name leaves it at its end. break, continue, return and forward goto all become that.
#pragma once

#include <functional>
#include <string>

#include "ir/program.h"

namespace backsweep::frontend {

/// Makes names and variables that clash with nothing in the function.
class ExitNames {
 public:
  explicit ExitNames(ir::Function& function) : function_(&function) {}

  /// A new label; `purpose` ("stopped", "skipped", "returned") names the flag, should one be needed.
  std::string label(const std::string& purpose);
  /// The purpose a label was made for.
  static std::string purpose_of(const std::string& label);
  /// `wanted`, or `wanted_2`, `wanted_3`… when a variable has that name.
  [[nodiscard]] std::string unique(const std::string& wanted) const;
  /// A local that lowering introduces.
  ir::VarId add_local(const std::string& wanted, const ir::Type& type);

 private:
  ir::Function* function_;
  int labels_made_ = 0;
};

bool is_exit_label(const std::string& name);
ir::Stmt exit_block(const std::string& label, ir::Region body);
ir::Stmt exit_to(const std::string& label, const base::SourceSpan& span = {});
/// The label of an exit block, empty for any other statement.
std::string exit_block_label(const ir::Stmt& stmt);

/// Whether a Goto of `label` occurs in the statement or below it.
bool has_goto(const ir::Stmt& stmt, const std::string& label);
bool has_goto(const ir::Region& region, const std::string& label);
/// Replaces every Goto of `label` in the region by the statements `replacement` gives.
void replace_gotos(ir::Region& region, const std::string& label,
                   const std::function<ir::Region(const ir::Stmt&)>& replacement);

/// Whether control can reach the end of the statement or region without a jump.
bool completes(const ir::Stmt& stmt);
bool completes(const ir::Region& region);

/// The variable a statement brings into its region's scope; invalid if none.
ir::VarId declared_here(const ir::Stmt& stmt);
/// One list after the other. Names that clash then are separated in the end.
ir::Region joined(ir::Region first, ir::Region rest);

/// The opposite of a condition, with integer comparisons turned around.
ir::Expr negated(const ir::Expr& condition);
/// a && b without literal operands.
ir::Expr both(const ir::Expr& a, const ir::Expr& b);
bool is_literal_bool(const ir::Expr& expr, bool value);

}  // namespace backsweep::frontend
