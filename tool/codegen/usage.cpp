// Counts reads, writes and escaping addresses of every variable.
#include "codegen/usage.h"

#include "codegen/names.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

/// The variable whose own storage holds the place; invalid where a pointer leads away from it.
ir::VarId storage_of(const ir::Expr& place) {
  if (const auto* ref = ir::get_if<ir::VarRef>(place)) return ref->var;
  if (const auto* member = ir::get_if<ir::Member>(place)) return storage_of(member->base);
  if (const auto* index = ir::get_if<ir::Index>(place)) {
    return index->base->type->kind == ir::TypeKind::kPointer ? ir::VarId{} : storage_of(index->base);
  }
  return {};
}

bool reads_only(const ir::Type& param) {
  return ir::is_pointer_like(param) && param->element && param->element->is_const;
}

class UsageFinder {
 public:
  UsageFinder(const ir::Program& program, const ir::Function& function)
      : program_(program), function_(function), workspace_(workspace_of(function)) {
    usage_.by_var.resize(function.vars.size());
  }

  Usage find() {
    ir::walk(function_.body, [&](const ir::Stmt& stmt) { visit(stmt); });
    for (const ir::Variable& var : function_.vars) read(var.type);
    return std::move(usage_);
  }

 private:
  VarUsage& of(ir::VarId var) { return usage_.by_var[static_cast<std::size_t>(var.index)]; }

  /// Extents of variable-length arrays.
  void read(const ir::Type& type) {
    if (!type) return;
    if (type->kind == ir::TypeKind::kArray) read(type->extent);
    read(type->element);
  }

  void read(const ir::Expr& expr) {
    ir::walk(expr, [&](const ir::Expr& e) {
      if (const auto* ref = ir::get_if<ir::VarRef>(e)) ++of(ref->var).reads;
      if (const auto* opaque = ir::get_if<ir::OpaqueExpr>(e)) read_text(opaque->text);
      if (const auto* address = ir::get_if<ir::AddressOf>(e)) escape(address->place);
    });
  }

  void escape(const ir::Expr& place) {
    if (const ir::VarId var = storage_of(place); var.is_valid()) of(var).address_escapes = true;
  }

  /// Source text that is copied may name variables that are not among its operands.
  void read_text(const std::vector<std::string>& pieces) {
    for (const std::string& piece : pieces) {
      for_each_identifier(piece, [&](const std::string& name) {
        for (std::size_t i = 0; i < function_.vars.size(); ++i) {
          if (function_.vars[i].name != name) continue;
          ++usage_.by_var[i].reads;
          usage_.by_var[i].address_escapes = true;
        }
      });
    }
  }

  void write(const ir::Expr& place, bool is_whole) {
    const ir::VarId var = storage_of(place);
    if (var.is_valid()) ++of(var).writes;
    if (var.is_valid() && ir::get_if<ir::VarRef>(place) && is_whole) return;
    read(place);
    // Writing to a part is no reading of the whole: undo what read() counted for the root.
    if (var.is_valid()) --of(var).reads;
  }

  /// An argument whose callee only reads through it leaves the variable const.
  void read_argument(const ir::Expr& argument, const ir::Type& param) {
    const auto* address = ir::get_if<ir::AddressOf>(argument);
    if (address && param && reads_only(param)) return read(address->place);
    read(argument);
  }

  void visit_call(const ir::Call& call) {
    const ir::Function& callee = program_.function(call.callee);
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const bool is_known = i < callee.params.size();
      read_argument(call.arguments[i], is_known ? callee.var(callee.params[i]).type : nullptr);
    }
    if (call.result) write(call.result, /*is_whole=*/true);
  }

  void visit_declare(const ir::Declare& declare) {
    const ir::Type& type = function_.var(declare.var).type;
    if (declare.init) read_argument(declare.init, type);
    for (const ir::Expr& element : declare.elements) read(element);
    for (const ir::Expr& argument : declare.arguments) read(argument);
  }

  void visit(const ir::Stmt& stmt) {
    if (const auto* call = ir::get_if<ir::Call>(stmt)) return visit_call(*call);
    if (const auto* declare = ir::get_if<ir::Declare>(stmt)) return visit_declare(*declare);
    if (const auto* opaque = ir::get_if<ir::Opaque>(stmt)) read_text(opaque->text);
    const bool uses_workspace = ir::get_if<ir::Push>(stmt) || ir::get_if<ir::Pop>(stmt);
    if (uses_workspace && workspace_.is_valid()) ++of(workspace_).reads;
    if (const auto* model = ir::get_if<ir::Model>(stmt); model && model->op == ir::ModelOp::kCopy) {
      read_argument(model->operands[0], nullptr);
      read_argument(model->operands[1], ir::pointer_to(ir::with_const(ir::void_type())));
      return read(model->operands[2]);
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use == ir::Use::kRead) return read(expr);
      write(expr, use == ir::Use::kWrite);
      if (use == ir::Use::kReadWrite && ir::get_if<ir::Opaque>(stmt)) escape(expr);
    });
  }

  const ir::Program& program_;
  const ir::Function& function_;
  ir::VarId workspace_;
  Usage usage_;
};

}  // namespace

ir::VarId workspace_of(const ir::Function& function) {
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::Type type = ir::strip_reference(function.vars[i].type);
    if (type->spelling.find("backsweep::Workspace") != std::string::npos)
      return ir::VarId{static_cast<std::int32_t>(i)};
  }
  return {};
}

Usage find_usage(const ir::Program& program, const ir::Function& function) {
  return UsageFinder(program, function).find();
}

}  // namespace backsweep::codegen
