// Refuses what is active and not understood, all at once.
#include "transform/fence.h"

#include <set>

#include "ir/print.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

constexpr const char* kWayOut =
    "keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF";

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
    error.note(Kind::kWayOut, stmt.span, {kWayOut});
  }
}

void refuse(const ir::Stmt& stmt, const analysis::View& view, diagnostics::Sink& sink) {
  const base::SourceSpan span = view.span.is_known() ? view.span : stmt.span;
  sink.error(diagnostics::Kind::kReinterpretActive, span, {ir::print(ir::without_const(view.type))})
      .note(diagnostics::Kind::kWayOut, span, {kWayOut});
}

class Fence {
 public:
  Fence(analysis::ActivityAnalysis& activity, diagnostics::Sink& sink) : activity_(activity), sink_(sink) {}

  void check(const analysis::ActiveCode& code) {
    ir::walk(code.zones().function().body, [&](const ir::Stmt& stmt) { check(code, stmt); });
  }

 private:
  void check(const analysis::ActiveCode& code, const ir::Stmt& stmt) {
    if (const auto* text = ir::get_if<ir::Opaque>(stmt); text && code.is_active_opaque(stmt)) transform::refuse(stmt, *text, sink_);
    if (const analysis::View* view = code.active_view(stmt)) transform::refuse(stmt, *view, sink_);
    const auto* call = ir::get_if<ir::Call>(stmt);
    const auto context = call ? code.activity().calls.find(&stmt) : code.activity().calls.end();
    if (context == code.activity().calls.end()) return;
    const ir::Function& callee = code.program().ir().function(call->callee);
    // A derivative would be needed of which memory is meant.
    if (call->result && ir::is_pointer_like(call->result->type) && code.points_to_shadowed(call->result)) {
      return refuse(stmt, "a pointer to active values as the result of '" + callee.name + "'");
    }
    if (!code.has_adjoint(stmt)) return check_inactive(context->second, callee);
    if (!callee.is_defined && callee.adjoint_by_user.empty() && callee.tangent_by_user.empty()) {
      sink_.error(diagnostics::Kind::kNoBody, stmt.span, {callee.name})
          .note(diagnostics::Kind::kAddSource, stmt.span, {callee.name});
    }
  }

  void refuse(const ir::Stmt& stmt, const std::string& what) {
    sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {what}).note(diagnostics::Kind::kWayOut, stmt.span, {kWayOut});
  }

  // A call that has no derivative may still read active values as something else.
  void check_inactive(const analysis::Context& context, const ir::Function& callee) {
    if (!callee.is_defined || callee.is_constant || !checked_.insert(context).second) return;
    check(analysis::ActiveCode(activity_, activity_.find(context)));
  }

  analysis::ActivityAnalysis& activity_;
  diagnostics::Sink& sink_;
  std::set<analysis::Context> checked_;
};

}  // namespace

void refuse_unknown(analysis::ActivityAnalysis& activity, const analysis::ActiveCode& code, diagnostics::Sink& sink) {
  Fence(activity, sink).check(code);
}

}  // namespace backsweep::transform
