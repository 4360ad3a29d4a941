// Refuses what is active and not understood, all at once.
#include "transform/fence.h"

#include "ir/walk.h"

namespace backsweep::transform {
namespace {

void refuse(const ir::Stmt& stmt, const ir::Opaque& text, diagnostics::Sink& sink) {
  using diagnostics::Kind;
  const Kind kind = text.refusal.empty() ? Kind::kUnsupported : diagnostics::kind_named(text.refusal);
  std::vector<std::string> arguments = text.refusal_arguments;
  if (arguments.empty()) arguments.push_back(stmt.text.empty() ? "this statement" : "'" + stmt.text + "'");
  diagnostics::Diagnostic& error = sink.error(kind, stmt.span, arguments);
  if (kind == Kind::kNoBody) {
    error.note(Kind::kAddSource, stmt.span, {arguments.front()});
  } else if (kind == Kind::kNoRule) {
    error.note(Kind::kGiveRuleOrConstant, stmt.span, {arguments.front()});
  } else {
    error.note(Kind::kWayOut, stmt.span,
               {"keep active values out of it, or move it into a function with a derivative given by "
                "BACKSWEEP_DERIVATIVE_OF"});
  }
}

}  // namespace

void refuse_unknown(const analysis::ActiveCode& code, diagnostics::Sink& sink) {
  ir::walk(code.zones().function().body, [&](const ir::Stmt& stmt) {
    if (const auto* text = ir::get_if<ir::Opaque>(stmt); text && code.is_active_opaque(stmt)) refuse(stmt, *text, sink);
    const auto* call = ir::get_if<ir::Call>(stmt);
    if (!call || !code.has_adjoint(stmt) || !code.activity().calls.count(&stmt)) return;
    const ir::Function& callee = code.program().ir().function(call->callee);
    if (!callee.is_defined && callee.adjoint_by_user.empty() && callee.tangent_by_user.empty()) {
      sink.error(diagnostics::Kind::kNoBody, stmt.span, {callee.name})
          .note(diagnostics::Kind::kAddSource, stmt.span, {callee.name});
    }
  });
}

}  // namespace backsweep::transform
