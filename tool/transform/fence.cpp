// Refuses what is active and not understood, all at once.
#include "transform/fence.h"

#include <algorithm>
#include <set>

#include "ir/build.h"
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
  } else if (kind == Kind::kNoRule && arguments.size() > 1) {
    error.note(Kind::kWayOut, stmt.span, {arguments[1]});
  } else if (kind == Kind::kNoRule) {
    error.note(Kind::kGiveRuleOrConstant, stmt.span, {arguments.front()});
  } else {
    error.note(Kind::kWayOut, stmt.span, {kWayOut});
  }
}

/// What only looking into the body could tell.
void warn(const ir::Stmt& stmt, const ir::Opaque& text, diagnostics::Sink& sink) {
  const std::string& name = text.refusal_arguments.front();
  sink.warning(diagnostics::Kind::kUnseenCall, stmt.span, {name})
      .note(diagnostics::Kind::kAddSourceOrConstant, stmt.span, {name});
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
    const auto* text = ir::get_if<ir::Opaque>(stmt);
    if (text && code.is_active_opaque(stmt)) {
      refuse(stmt, *text, sink_);
    } else if (text && text->is_unseen_call && code.is_among_active(stmt)) {
      warn(stmt, *text, sink_);
    }
    if (text && text->leaves && code.has_adjoint(code.zones().function().body)) {
      sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {"a jump out of this statement"})
          .note(diagnostics::Kind::kWayOut, stmt.span, {"note in a variable how it ends, and jump behind it"});
    }
    if (const analysis::View* view = code.active_view(stmt)) refuse(stmt, *view, sink_);
    if (text) check_made(code, stmt, *text);
    check_pointers(code, stmt);
    const auto* call = ir::get_if<ir::Call>(stmt);
    if (call) check_result(code, stmt, *call);
    if (call) check_arguments(code, stmt, *call);
    if (call) check_sizes(code, stmt, *call);
    const auto context = call ? code.activity().calls.find(&stmt) : code.activity().calls.end();
    if (context == code.activity().calls.end()) return;
    const ir::Function& callee = code.program().ir().function(call->callee);
    if (!code.has_adjoint(stmt) && code.moves_shadowed_pointers(stmt)) refuse_moved_pointers(stmt, callee, sink_);
    if (!code.has_adjoint(stmt)) return check_inactive(context->second, callee);
    check_untyped_members(code, stmt, *call);
    if (is_written_by_hand(code.program().ir(), callee)) {
      sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {"a second derivative by way of '" + callee.name + "', which is written by hand,"})
          .note(diagnostics::Kind::kWayOut, stmt.span, {"leave out its BACKSWEEP_DERIVATIVE_OF where second derivatives are asked for"});
    } else if (!callee.is_defined && callee.adjoint_by_user.empty() && callee.tangent_by_user.empty()) {
      sink_.error(diagnostics::Kind::kNoBody, stmt.span, {callee.name})
          .note(diagnostics::Kind::kAddSource, stmt.span, {callee.name});
    }
  }

  // An object, or memory, that code out of sight makes: nothing tells where the derivatives of what its pointers lead to would lie.
  void check_made(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ir::Opaque& text) {
    if (text.result && text.result->type->kind == ir::TypeKind::kPointer && code.has_shadow(text.result)) {
      sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {"memory of active values whose kind and number this does not tell"})
          .note(diagnostics::Kind::kWayOut, stmt.span, {"allocate each array of its own, as by 'malloc(n * sizeof(double))', where its pointer is set"});
      return;
    }
    const bool is_object = text.declares_result && text.result->type->kind == ir::TypeKind::kRecord;
    if (!is_object || !ir::holds_pointers(text.result->type) || !code.reaches_shadow(text.result)) return;
    sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {"an object of '" + text.result->type->record->name + "' that leads to active values"})
        .note(diagnostics::Kind::kWayOut, stmt.span, {"add the file that defines its constructors and its destructor to the command line"});
  }

  // Pointers that an operation of the library copies or adds: those to the shadows would have to go with them.
  void check_pointers(const analysis::ActiveCode& code, const ir::Stmt& stmt) {
    const ir::Expr container = filled_with_pointers(code, stmt);
    if (!container || !code.reaches_shadow(ir::index(container, ir::integer(0)))) return;
    sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {"filling a container with pointers to active values"})
        .note(diagnostics::Kind::kWayOut, stmt.span, {"assign the pointers one by one to the elements of an array, or keep indices"});
  }

  // Known are vectors that are declared with their pointers, or as copies of such.
  static ir::Expr filled_with_pointers(const analysis::ActiveCode& code, const ir::Stmt& stmt) {
    ir::Expr container;
    bool is_known = false;
    if (const auto* declared = ir::get_if<ir::Declare>(stmt)) {
      container = ir::var_ref(code.zones().function(), declared->var);
      const bool is_plain = container->type->element && ir::is_pointer_like(container->type->element);
      is_known = container->type->kind != ir::TypeKind::kVector || (is_plain && (declared->init || !declared->elements.empty()));
    } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      container = assigned->place;
      is_known = container->type->kind != ir::TypeKind::kVector;
    } else if (const auto* model = ir::get_if<ir::Model>(stmt)) {
      container = model->operands[0];
      is_known = !fills(*model);
    }
    const bool holds_pointers = container && container->type->element && ir::holds_pointers(container->type->element);
    return holds_pointers && !is_known ? container : nullptr;
  }

  static bool fills(const ir::Model& model) {
    switch (model.op) {
      case ir::ModelOp::kCopy:
      case ir::ModelOp::kFill:
      case ir::ModelOp::kAssignFill:
      case ir::ModelOp::kAssignRange:
      case ir::ModelOp::kPushBack:
      case ir::ModelOp::kMoveAssign:
      case ir::ModelOp::kResize:
        return true;
      case ir::ModelOp::kSwap:
        return model.operands[0]->type->kind == ir::TypeKind::kVector;
      default:
        return false;
    }
  }

  // A function has no second result: the pointer to the derivatives of what its pointer points to.
  void check_result(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ir::Call& call) {
    if (!call.result || !code.reaches_shadow(call.result)) return;
    const std::string& name = code.program().ir().function(call.callee).name;
    sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {"a pointer to active values that '" + name + "' returns"})
        .note(diagnostics::Kind::kWayOut, stmt.span, {"return a number or an object, or give the address out through a parameter"});
  }

  // The derivatives of what the vector held before would not have their places back.
  void check_sizes(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ir::Call& call) {
    if (!code.reshapes_without_shadow(stmt)) return;
    const std::string& name = code.program().ir().function(call.callee).name;
    sink_.error(diagnostics::Kind::kUnsupported, stmt.span,
                {"a vector that held active values, and that '" + name + "', which is not inlined, gives another size,"})
        .note(diagnostics::Kind::kWayOut, stmt.span, {"raise --inline-limit where it is not recursive, or resize the vector in the caller"});
  }

  // An iterator is a pointer here, which the primal does not take; a pointer to void has no type for its shadow.
  void check_arguments(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ir::Call& call) {
    const ir::Function& callee = code.program().ir().function(call.callee);
    for (std::size_t i = 0; i < callee.params.size() && i < call.arguments.size(); ++i) {
      const ir::Variable& param = callee.var(callee.params[i]);
      const bool leads_nowhere = param.type->kind == ir::TypeKind::kPointer && !ir::carries_real(param.type) &&
                                 code.points_to_shadowed(call.arguments[i]);
      if (!param.is_iterator && !leads_nowhere) continue;
      const std::string what = param.is_iterator ? "an iterator" : "a pointer to active values as '" + ir::print(param.type) + "'";
      sink_.error(diagnostics::Kind::kUnsupported, stmt.span, {what + " handed to '" + callee.name + "', which is not inlined,"})
          .note(diagnostics::Kind::kWayOut, stmt.span, {"hand over a pointer to numbers or to the struct"});
    }
  }

  // A function that gets an object sees its 'void*' members without the structs behind them.
  void check_untyped_members(const analysis::ActiveCode& code, const ir::Stmt& stmt, const ir::Call& call) {
    for (const ir::Expr& argument : call.arguments) {
      std::vector<const ir::Record*> seen;
      const ir::Expr object = ir::is_pointer_like(argument->type) ? ir::deref(argument) : argument;
      if (!ir::is_place(object) || !leads_to_untyped(code, object, seen)) continue;
      const std::string& name = code.program().ir().function(call.callee).name;
      sink_.error(diagnostics::Kind::kUnsupported, stmt.span,
                  {"a struct of active values behind a 'void*' member of what is handed to '" + name + "', which is not inlined,"})
          .note(diagnostics::Kind::kWayOut, stmt.span, {"raise --inline-limit where it is not recursive, or give the member the struct's type"});
      return;
    }
  }

  bool leads_to_untyped(const analysis::ActiveCode& code, const ir::Expr& object, std::vector<const ir::Record*>& seen) {
    const ir::Record* record = object->type->kind == ir::TypeKind::kRecord ? object->type->record : nullptr;
    if (!record || std::find(seen.begin(), seen.end(), record) != seen.end()) return false;
    seen.push_back(record);
    return std::any_of(record->fields.begin(), record->fields.end(), [&](const ir::Field& field) {
      const ir::Expr member = ir::member(object, field.name, field.type, field.is_private);
      if (field.type->kind != ir::TypeKind::kPointer) return leads_to_untyped(code, member, seen);
      if (field.type->element->kind != ir::TypeKind::kVoid) return leads_to_untyped(code, ir::deref(member), seen);
      return code.points_to_shadowed(member) && points_to_object(code.zones(), member);
    });
  }

  static bool points_to_object(analysis::FunctionZones& zones, const ir::Expr& pointer) {
    const std::vector<analysis::ZoneId> targets = zones.targets(pointer).items();
    return std::any_of(targets.begin(), targets.end(), [&](analysis::ZoneId id) {
      const ir::Type type = zones.zone(id).type;
      return type && type->kind == ir::TypeKind::kRecord;
    });
  }

  // A tangent of the user's own: only its name is known.
  static bool is_written_by_hand(const ir::Program& program, const ir::Function& callee) {
    if (callee.is_defined) return false;
    std::string name;
    for (const std::string& space : ir::named_namespaces(callee)) name += space + "::";
    name += callee.name;
    return std::any_of(program.functions.begin(), program.functions.end(),
                       [&](const ir::Function& function) { return function.tangent_by_user == name; });
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

void refuse_moved_pointers(const ir::Stmt& stmt, const ir::Function& callee, diagnostics::Sink& sink) {
  sink.error(diagnostics::Kind::kUnsupported, stmt.span, {"a pointer to active values that '" + callee.name + "' moves, which is not inlined,"})
      .note(diagnostics::Kind::kWayOut, stmt.span,
            {"raise --inline-limit where it is not recursive, let it return how far the pointer moves, or keep an index"});
}

void refuse_memory_without_shadow(const ir::Stmt& stmt, diagnostics::Sink& sink) {
  sink.error(diagnostics::Kind::kUnsupported, stmt.span,
             {"passing memory without a derivative to a function that is differentiated in it"})
      .note(diagnostics::Kind::kWayOut, stmt.span,
            {"let the request name the memory as active, or raise --inline-limit where the function is not recursive"});
}

void refuse_unknown(analysis::ActivityAnalysis& activity, const analysis::ActiveCode& code, diagnostics::Sink& sink) {
  Fence(activity, sink).check(code);
}

void refuse_unlisted(const ir::Variable& param, diagnostics::Sink& sink) {
  sink.error(diagnostics::Kind::kUnsupported, param.span, {"'" + param.name + "', which carries active values and is not listed,"})
      .note(diagnostics::Kind::kWayOut, param.span, {"list it among the independents or dependents"});
}

}  // namespace backsweep::transform
