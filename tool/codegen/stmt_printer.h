// Prints statements: one overload per kind of ir/kinds.def.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "codegen/expr_printer.h"
#include "codegen/restore_loops.h"
#include "codegen/usage.h"
#include "codegen/writer.h"
#include "ir/program.h"

namespace backsweep::codegen {

class StmtPrinter {
 public:
  StmtPrinter(const ir::Program& program, const ir::Function& function, const Names& names, const Usage& usage,
              Writer& writer)
      : program_(program),
        function_(function),
        exprs_(function, names),
        usage_(usage),
        workspace_(workspace_of(function)),
        writer_(writer) {}

  void print(const ir::Region& region);

#define BACKSWEEP_STMT(Name) void print(const ir::Name& stmt);
#include "ir/kinds.def"
  void print(const std::monostate& none);

 private:
  void print(const ir::Stmt& stmt);
  void braces(const std::string& head, const ir::Region& body);
  void print_else(const ir::Region& region);
  void print_for(const ForShape& shape);
  void copy_array(const ir::Expr& to, const ir::Expr& from);
  [[nodiscard]] std::string assign_text(const ir::Assign& stmt) const;
  [[nodiscard]] std::string update_text(const ir::Update& stmt) const;
  /// Whether the value of `next` can stand in the declaration in front of it; the declaration is then printed with it.
  bool joins(const ir::Declare& declare, const ir::Stmt& next) const;
  /// `place = value;`, as the declaration of the place where one is waiting for its value.
  void give(const ir::Expr& place, const std::string& value);
  [[nodiscard]] std::string declared(ir::VarId var, bool has_value) const;
  [[nodiscard]] std::string initializer(const ir::Declare& declare) const;
  [[nodiscard]] std::string braced(const std::vector<ir::Expr>& elements, const ir::Type& type) const;
  [[nodiscard]] std::string call_text(const ir::Call& call) const;
  [[nodiscard]] std::string arguments_text(const ir::Call& call, std::size_t first) const;
  [[nodiscard]] std::string callee_name(const ir::Function& callee) const;
  [[nodiscard]] bool is_hidden(const ir::Function& callee) const;
  [[nodiscard]] std::string model_text(const ir::Model& model) const;
  [[nodiscard]] std::string copy_text(const ir::Model& model) const;
  [[nodiscard]] std::string allocation(const ir::Model& model) const;
  [[nodiscard]] std::string workspace() const;
  [[nodiscard]] std::string state_text(const std::vector<ir::StatePlace>& state) const;
  [[nodiscard]] std::string step_text(ir::VarId step) const;
  [[nodiscard]] std::string for_head(const ir::For& loop, const std::string& bound);
  [[nodiscard]] std::string loop_bound(const ir::For& loop);

  const ir::Program& program_;
  const ir::Function& function_;
  ExprPrinter exprs_;
  const Usage& usage_;
  ir::VarId workspace_;
  Writer& writer_;
  ir::VarId waiting_;  ///< Declared by the statement in front, not printed yet. Invalid if there is none.
  std::set<std::string> bound_names_;  ///< Names given to hoisted loop bounds.
};

}  // namespace backsweep::codegen
