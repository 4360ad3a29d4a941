// Finds by which calls refused code is reached.
#include "driver/call_notes.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>

#include "ir/walk.h"

namespace backsweep::driver {

namespace {

/// The call by which a function was reached first, and from where.
struct Arrival {
  ir::FunctionId caller;
  base::SourceSpan call;
};

class CallTree {
 public:
  explicit CallTree(const ir::Program& program) : program_(program) {
    for (const ir::Request& request : program.requests) {
      if (arrivals_.try_emplace(request.function).second) open_.push_back(request.function);
    }
    while (!open_.empty()) {
      const ir::FunctionId caller = open_.front();
      open_.pop_front();
      visit(caller);
    }
  }

  void explain(diagnostics::Diagnostic& diagnostic) const {
    std::optional<ir::FunctionId> function = function_around(diagnostic.span);
    while (function) {
      const std::optional<Arrival>& arrival = arrivals_.at(*function);
      if (!arrival) return;
      diagnostic.note(diagnostics::Kind::kReachedFrom, arrival->call, {program_.function(*function).name});
      function = arrival->caller;
    }
  }

 private:
  void visit(ir::FunctionId caller) {
    ir::walk(program_.function(caller).body, [&](const ir::Stmt& stmt) {
      const auto* call = ir::get_if<ir::Call>(stmt);
      if (call == nullptr || !call->callee.is_valid()) return;
      if (arrivals_.try_emplace(call->callee, Arrival{caller, stmt.span}).second) open_.push_back(call->callee);
    });
  }

  /// The function whose lines hold the place.
  [[nodiscard]] std::optional<ir::FunctionId> function_around(const base::SourceSpan& span) const {
    for (const auto& [id, arrival] : arrivals_) {
      const ir::Function& function = program_.function(id);
      if (!span.is_known() || span.file != function.span.file || span.line < function.span.line) continue;
      int last = function.span.end_line;
      ir::walk(function.body, [&](const ir::Stmt& stmt) {
        if (stmt.span.file == span.file) last = std::max(last, stmt.span.end_line);
      });
      if (span.line <= last) return id;
    }
    return std::nullopt;
  }

  const ir::Program& program_;
  std::deque<ir::FunctionId> open_;
  std::map<ir::FunctionId, std::optional<Arrival>> arrivals_;  ///< Nothing for functions that were asked for.
};

}  // namespace

void add_call_notes(const ir::Program& program, std::vector<diagnostics::Diagnostic>& diagnostics) {
  const CallTree calls(program);
  for (diagnostics::Diagnostic& diagnostic : diagnostics) calls.explain(diagnostic);
}

}  // namespace backsweep::driver
