// takes: a function as lowered, with jumps in it.  gives: the same function without them: every region single-entry and
// single-exit, one Return as the last statement.  promises: same statements executed in the same order; no code
// duplicated.
#pragma once

#include <optional>
#include <string>

#include "base/source_span.h"
#include "ir/program.h"

namespace backsweep::frontend {

/// A goto that cannot be expressed with structured statements: it enters a region from outside.
struct IrreducibleGoto {
  std::string label;
  base::SourceSpan span;  ///< Of the goto.
};

/// Removes Break, Continue, Return (but a last one), Switch, Goto and Label from `function.body`.
///
/// What lowering may hand over:
/// * Break and Continue belong to the innermost enclosing For, While or (Break only) Switch.
/// * While::increment holds the `for` increment: it runs behind the body, Continue goes to its start. This pass appends
/// it
///   to the body, so that it is empty afterwards. Variables of the body are not visible in it.
/// * While::tests_after is a do-while: body, increment, before_condition, test of the condition; Continue goes behind
/// the
///   body. It becomes a While over a flag (`again`). Lowering leaves the body in While::body, as for any other loop.
/// * A For may hold Continue, Break, Return and Goto. With Continue alone it stays counted; a For that is left early
/// becomes
///   a While. Therefore a For whose variable is read behind the loop must not be left early: lower such a loop as
///   While.
/// * Switch: `case 1: case 2:` are one SwitchCase with two values, `case 3: default:` is one with a value and
/// is_default.
///   Declarations in front of the first case stand in front of the Switch. Case labels inside nested statements (Duff's
///   device) cannot be expressed and are refused by lowering.
/// * Return anywhere, its value null in a void function. Of a reference-returning function the value is an AddressOf.
/// * Label stands as a statement of its own in front of what it labels; Goto names it. Label names are unique in the
/// function.
///
/// What comes out: an early exit without a loop around it becomes nesting (the rest moves into the else branch) without
/// any flag; out of loops, and where both branches may go on, bool variables `stopped`, `returned`, `skipped`, `again`
/// carry it. `result` is declared when several returns have different values. New names are unique in the function. On
/// refusal the body is left in an unspecified state.
std::optional<IrreducibleGoto> structure_exits(ir::Function& function);

}  // namespace backsweep::frontend
