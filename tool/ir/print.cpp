// Prints the IR as compact pseudo-code.
#include "ir/print.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ir/walk.h"

namespace backsweep::ir {
std::string print(const Type& type) {
  if (!type) return "?";
  const std::string prefix = type->is_const ? "const " : "";
  switch (type->kind) {
    case TypeKind::kPointer:
      return print(type->element) + "*" + (type->is_const ? " const" : "");
    case TypeKind::kReference:
      return print(type->element) + "&";
    case TypeKind::kArray: {
      const auto* extent = get_if<Literal>(type->extent);
      return prefix + print(type->element) + "[" + (extent ? extent->spelling : type->extent ? "*" : "") + "]";
    }
    default:
      return prefix + type->spelling;
  }
}

namespace {

std::string_view symbol(BinaryOp op) {
  constexpr std::array<std::string_view, 18> kSymbols = {
      "+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=", "&&", "||", "&", "|", "^", "<<", ">>"};
  return kSymbols[static_cast<std::size_t>(op)];
}

std::string_view name_of(ModelOp op) {
  constexpr std::array<std::string_view, 13> kNames = {
      "copy",   "fill",        "swap",         "allocate",  "allocate_zeroed", "reallocate", "free",
      "resize", "assign_fill", "assign_range", "push_back", "pop_back",        "clear"};
  return op == ModelOp::kMoveAssign ? "move_assign" : kNames[static_cast<std::size_t>(op)];
}

/// Text of expressions; operators always in parentheses below the top.
struct ExprText {
  const Function& function;

  [[nodiscard]] std::string variable(VarId id) const {
    if (!id.is_valid() || static_cast<std::size_t>(id.index) >= function.vars.size()) {
      return "<no variable " + std::to_string(id.index) + ">";
    }
    const std::string& name = function.var(id).name;
    const auto same = [&](const Variable& other) { return other.name == name; };
    const bool repeats = name.empty() || std::count_if(function.vars.begin(), function.vars.end(), same) > 1;
    return repeats ? name + "." + std::to_string(id.index) : name;
  }

  [[nodiscard]] std::string top(const Expr& expr) const {
    return expr ? std::visit(*this, expr->node, std::variant<Type>(expr->type)) : "<null>";
  }

  [[nodiscard]] std::string inner(const Expr& expr) const {
    const bool is_operator = get_if<Binary>(expr) || get_if<Select>(expr) || get_if<Unary>(expr);
    return is_operator ? "(" + top(expr) + ")" : top(expr);
  }

  [[nodiscard]] std::string list(const std::vector<Expr>& exprs) const {
    std::string text;
    for (const Expr& expr : exprs) text += (text.empty() ? "" : ", ") + top(expr);
    return text;
  }

  [[nodiscard]] std::string joined(const std::vector<std::string>& text, const std::vector<Expr>& operands) const {
    std::string result;
    for (std::size_t i = 0; i < std::max(text.size(), operands.size()); ++i) {
      if (i < text.size()) result += text[i];
      if (i < operands.size()) result += "{" + top(operands[i]) + "}";
    }
    return result;
  }

  std::string operator()(const Literal& e, const Type&) const { return e.spelling; }
  std::string operator()(const VarRef& e, const Type&) const { return variable(e.var); }
  std::string operator()(const Member& e, const Type&) const { return inner(e.base) + "." + e.field; }
  std::string operator()(const Index& e, const Type&) const { return inner(e.base) + "[" + top(e.index) + "]"; }
  std::string operator()(const Deref& e, const Type&) const { return "*" + inner(e.pointer); }
  std::string operator()(const AddressOf& e, const Type&) const { return "&" + inner(e.place); }
  std::string operator()(const Unary& e, const Type&) const {
    constexpr std::array<std::string_view, 3> kSymbols = {"-", "!", "~"};
    return std::string(kSymbols[static_cast<std::size_t>(e.op)]) + inner(e.operand);
  }
  std::string operator()(const Binary& e, const Type&) const {
    return inner(e.left) + " " + std::string(symbol(e.op)) + " " + inner(e.right);
  }
  std::string operator()(const Select& e, const Type&) const {
    return inner(e.condition) + " ? " + inner(e.if_true) + " : " + inner(e.if_false);
  }
  std::string operator()(const Cast& e, const Type& type) const {
    return (e.is_implicit ? "implicit<" : "cast<") + print(type) + ">(" + top(e.operand) + ")";
  }
  std::string operator()(const Intrinsic& e, const Type&) const { return e.name + "(" + list(e.arguments) + ")"; }
  std::string operator()(const OpaqueExpr& e, const Type&) const {
    return "opaque `" + joined(e.text, e.operands) + "`";
  }
  std::string operator()(const std::monostate&, const Type&) const { return "<empty>"; }
};

/// Text of statements, a line each, sub-regions indented.
class StmtText {
 public:
  StmtText(const Function& function, const Program* program) : exprs_{function}, program_(program) {}

  void region(const Region& region) {
    indentation_ += 2;
    for (const Stmt& stmt : region) std::visit(*this, stmt.node);
    indentation_ -= 2;
  }

  void operator()(const Declare& s) {
    std::string text = "declare " + print(exprs_.function.var(s.var).type) + " " + exprs_.variable(s.var);
    if (s.init) text += " = " + exprs_.top(s.init);
    if (s.zeroed) text += " = {}";
    if (!s.elements.empty()) text += " = {" + exprs_.list(s.elements) + "}";
    if (!s.arguments.empty()) text += "(" + exprs_.list(s.arguments) + ")";
    line(text);
  }
  void operator()(const Assign& s) { line(exprs_.top(s.place) + " = " + exprs_.top(s.value)); }
  void operator()(const Update& s) {
    line(exprs_.top(s.place) + " " + std::string(symbol(s.op)) + "= " + exprs_.top(s.value));
  }
  void operator()(const Block& s) {
    line("block");
    region(s.body);
  }
  void operator()(const If& s) {
    line("if " + exprs_.top(s.condition));
    region(s.then_region);
    if (s.else_region.empty()) return;
    line("else");
    region(s.else_region);
  }
  void operator()(const For& s) {
    const std::string var = exprs_.variable(s.var);
    line("for " + var + " = " + exprs_.top(s.from) + "; " + var + " " + std::string(symbol(s.compare)) + " " +
         exprs_.top(s.to) + "; " + var + (s.is_down ? " -= " : " += ") + exprs_.top(s.step) + marks(s.marks));
    region(s.body);
  }
  void operator()(const While& s) {
    if (!s.before_condition.empty()) {
      line("before each condition");
      region(s.before_condition);
    }
    line((s.tests_after ? "do while " : "while ") + exprs_.top(s.condition) + marks(s.marks));
    region(s.body);
    if (s.increment.empty()) return;
    line("increment");
    region(s.increment);
  }
  void operator()(const Call& s) {
    line((s.result ? exprs_.top(s.result) + " = " : "") + "call " + callee(s.callee) + "(" + exprs_.list(s.arguments) +
         ")" + marks(s.marks));
  }
  void operator()(const Model& s) { line(std::string(name_of(s.op)) + "(" + exprs_.list(s.operands) + ")"); }
  void operator()(const Opaque& s) {
    std::string text =
        (s.result ? exprs_.top(s.result) + " = " : "") + "opaque `" + exprs_.joined(s.text, s.operands) + "`";
    if (!s.writes.empty()) text += " writes " + exprs_.list(s.writes);
    line(text + (s.may_write_anything ? " writes anything" : ""));
  }
  void operator()(const Push& s) { line("push " + exprs_.top(s.value)); }
  void operator()(const Pop& s) { line(s.place ? "pop " + exprs_.top(s.place) : "drop"); }
  void operator()(const CheckpointForward& s) {
    line("checkpointed " + exprs_.variable(s.loop) + " under " + exprs_.top(s.schedule) + " keeps " + state(s.state));
    line("advance " + exprs_.variable(s.step));
    region(s.advance);
    line(s.steps ? "forward " + exprs_.top(s.steps) : "forward while " + exprs_.top(s.condition));
  }
  void operator()(const CheckpointBackward& s) {
    line("backward " + exprs_.variable(s.loop) + ", step " + exprs_.variable(s.step));
    region(s.step_adjoint);
  }
  void operator()(const Return& s) { line(s.value ? "return " + exprs_.top(s.value) : "return"); }
  void operator()(const Break&) { line("break"); }
  void operator()(const Continue&) { line("continue"); }
  void operator()(const Switch& s) {
    line("switch " + exprs_.top(s.value));
    for (const SwitchCase& one : s.cases) {
      line(one.is_default ? "default" : "case " + exprs_.list(one.values));
      region(one.body);
    }
  }
  void operator()(const Goto& s) { line("goto " + s.label); }
  void operator()(const Label& s) { line("label " + s.name); }
  void operator()(const std::monostate&) { line("<empty>"); }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void line(const std::string& text) { text_ += std::string(indentation_, ' ') + text + '\n'; }

  [[nodiscard]] std::string callee(FunctionId id) const {
    if (!program_ || !id.is_valid() || static_cast<std::size_t>(id.index) >= program_->functions.size()) {
      return "#" + std::to_string(id.index);
    }
    return program_->function(id).name + program_->function(id).template_arguments;
  }

  [[nodiscard]] std::string state(const std::vector<StatePlace>& places) const {
    std::string text;
    for (const StatePlace& one : places) {
      text += (text.empty() ? "" : ", ") + exprs_.top(one.place) + (one.count ? "[" + exprs_.top(one.count) + "]" : "");
    }
    return text;
  }

  [[nodiscard]] std::string marks(const Marks& marks) const {
    std::string text;
    if (marks.checkpoint) text += " [checkpoint]";
    if (marks.independent) text += " [independent]";
    if (marks.store) text += " [store]";
    if (marks.recompute) text += " [recompute]";
    return text;
  }

  ExprText exprs_;
  const Program* program_;
  std::string text_;
  std::size_t indentation_ = 0;
};

std::string qualified_name(const Function& function) {
  std::string name;
  for (const std::string& part : function.namespaces) name += (part.empty() ? "(unnamed)" : part) + "::";
  if (!function.class_name.empty()) name = function.class_name + "::";
  return name + function.name + function.template_arguments;
}

std::string print(const Function& function, const Program* program) {
  std::string text = "function " + print(function.result) + " " + qualified_name(function) + "(";
  for (std::size_t i = 0; i < function.params.size(); ++i) {
    const VarId param = function.params[i];
    text += (i == 0 ? "" : ", ") + print(function.var(param).type) + " " + ExprText{function}.variable(param);
  }
  StmtText body(function, program);
  body.region(function.body);
  return text + ")" + (function.is_defined ? "" : " not defined") + "\n" + body.text();
}

}  // namespace

std::string print(const Expr& expr, const Function& function) { return ExprText{function}.top(expr); }

std::string print(const Function& function) { return print(function, nullptr); }

std::string print(const Program& program) {
  std::string text;
  for (const Function& function : program.functions) {
    if (!text.empty()) text += '\n';
    text += print(function, &program);
  }
  return text;
}

}  // namespace backsweep::ir
