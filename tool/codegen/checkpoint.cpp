// Prints checkpointed loops: the object with its state and steps, and its two sweeps.
#include <algorithm>

#include "codegen/codegen.h"
#include "codegen/stmt_printer.h"
#include "ir/expr.h"

namespace backsweep::codegen {

std::string StmtPrinter::state_text(const std::vector<ir::StatePlace>& state) const {
  std::string list;
  // A pointer that moves is brought back before what is behind it.
  const auto has_twin = [&](const ir::StatePlace& one) {
    return std::any_of(state.begin(), state.end(), [&](const ir::StatePlace& other) {
      return !other.count != !one.count && ir::same_expr(other.place, one.place);
    });
  };
  for (const ir::StatePlace& one : state) {
    if (!one.count && has_twin(one)) continue;
    const std::string place = exprs_.value(one.place).text;
    list += list.empty() ? "" : ", ";
    if (!one.count) {
      list += "backsweep::value(" + place + ")";
    } else {
      list += std::string(has_twin(one) ? "backsweep::live_span(" : "backsweep::span(") + place + ", " +
              exprs_.exact(one.count).text + ")";
    }
  }
  return "backsweep::state(" + list + ")";
}

std::string StmtPrinter::step_text(ir::VarId step) const {
  const bool is_used = usage_.of(step).reads > 0;
  return "[&](" + print_type(function_.var(step).type) + (is_used ? " " + exprs_.name(step) : "") + ")";
}

void StmtPrinter::print(const ir::CheckpointForward& stmt) {
  const std::string name = exprs_.name(stmt.loop);
  const std::string head = "backsweep::CheckpointedLoop " + name + "(" + exprs_.value(stmt.schedule).text + ", " +
                           state_text(stmt.state) + ", " + step_text(stmt.step);
  braces(head, stmt.advance);
  if (stmt.has_record) braces("}, " + step_text(stmt.recorded_step), stmt.record);
  writer_.line("});");
  if (stmt.runs_again) writer_.line(name + ".run_again();");
  if (stmt.steps) {
    writer_.line(name + ".forward(" + exprs_.as(stmt.steps, ir::long_type()) + ");");
  } else {
    writer_.line(name + ".forward_while([&] { return " + exprs_.condition(stmt.condition).text + "; });");
  }
}

void StmtPrinter::print(const ir::CheckpointBackward& stmt) {
  braces(exprs_.name(stmt.loop) + ".backward(" + step_text(stmt.step), stmt.step_adjoint);
  writer_.line("});");
}

}  // namespace backsweep::codegen
