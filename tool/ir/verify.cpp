// Checks what later phases take for granted.
#include "ir/verify.h"

#include <set>
#include <string_view>

#include "ir/build.h"
#include "ir/print.h"
#include "ir/walk.h"

namespace backsweep::ir {
namespace {

bool is_scalar(const Type& type) {
  return is_real(type) || is_integer(type) || (type && type->kind == TypeKind::kPointer);
}

class Verifier {
 public:
  Verifier(const Program& program, const Function& function) : program_(program), function_(function) {}

  std::vector<std::string> verify() {
    for (std::size_t i = 0; i < function_.vars.size(); ++i) {
      const Variable& var = function_.vars[i];
      const std::string where = "variable '" + var.name + "'";
      if (!var.type) fail(where, "has no type");
      if (var.role == VarRole::kGlobal || var.role == VarRole::kStatic) declared_.insert(static_cast<int>(i));
    }
    for (const VarId param : function_.params) {
      if (!is_valid(param))
        fail("parameter list", "names no variable");
      else
        declared_.insert(param.index);
    }
    if (!problems_.empty()) return problems_;
    check(function_.body, /*may_return=*/true);
    return problems_;
  }

#define BACKSWEEP_STMT(Name) void operator()(const Name& stmt);
#include "ir/kinds.def"
  void operator()(const std::monostate&) { fail("is empty"); }

#define BACKSWEEP_EXPR(Name) void check_node(const Name& node, const Expr& expr);
#include "ir/kinds.def"
  void check_node(const std::monostate&, const Expr&) { fail("holds an empty expression"); }

 private:
  [[nodiscard]] bool is_valid(VarId var) const {
    return var.is_valid() && static_cast<std::size_t>(var.index) < function_.vars.size();
  }

  void fail(const std::string& where, const std::string& what) {
    problems_.push_back("function '" + function_.name + "', " + where + ": " + what);
  }
  void fail(const std::string& what) { fail("statement `" + (current_ ? head_of(*current_) : "") + "`", what); }

  void check(const Region& region, bool may_return = false) {
    const std::set<int> outside = declared_;
    for (std::size_t i = 0; i < region.size(); ++i) {
      current_ = &region[i];
      if (get_if<Return>(region[i]) && !(may_return && i + 1 == region.size())) fail("returns before the end of the body");
      std::visit(*this, region[i].node);
    }
    declared_ = outside;
  }

  /// The first line of the statement in the dump.
  std::string head_of(const Stmt& stmt) const {
    bool has_bad_variable = false;
    if (const auto* declare = get_if<Declare>(stmt)) has_bad_variable = !is_valid(declare->var);
    if (has_bad_variable) return "declare";
    Function one;
    one.vars = function_.vars;
    one.body.push_back(stmt);
    const std::string text = print(one);
    const std::size_t start = text.find('\n') + 3;
    return text.substr(start, text.find('\n', start) - start);
  }

  void check(const Expr& expr, std::string_view role) {
    if (!expr) return fail(std::string(role) + " is missing");
    walk(expr, [&](const Expr& e) {
      if (!e->type) return fail("an expression has no type");
      for (const Expr& child : children(e)) {
        if (!child || !child->type) return fail("an expression lacks an operand or its type");
      }
      std::visit([&](const auto& node) { check_node(node, e); }, e->node);
    });
  }

  void check_place(const Expr& place, std::string_view role) {
    check(place, role);
    if (place && !is_place(place)) fail(std::string(role) + " is no place");
  }

  void check_condition(const Expr& condition) {
    check(condition, "the condition");
    if (condition && condition->type && !is_scalar(condition->type)) fail("the condition is no scalar");
  }

  void check_whole(const Expr& place, const Expr& value) {
    if (!place || !value || !place->type || !value->type) return;
    const Type type = strip_reference(place->type);
    if (is_scalar(type) != is_scalar(strip_reference(value->type)) && type->kind != TypeKind::kOpaque &&
        value->type->kind != TypeKind::kOpaque) {
      fail("a scalar meets a value that is none");
    }
  }

  void check_state(const std::vector<StatePlace>& state);
  void check_step(VarId step, const Region& body);

  void check_no_write(const Region& body, VarId var) {
    walk(body, [&](const Stmt& stmt) {
      visit_exprs(stmt, [&](const Expr& expr, Use use) {
        const auto* ref = get_if<VarRef>(expr);
        if (use != Use::kRead && ref && ref->var == var) fail("the body writes the loop variable");
        walk(expr, [&](const Expr& e) {
          const auto* address = get_if<AddressOf>(e);
          const auto* place = address ? get_if<VarRef>(address->place) : nullptr;
          const bool reads_only = address && e->type->element && e->type->element->is_const;
          if (place && place->var == var && !get_if<Call>(stmt) && !reads_only) {
            fail("the body takes the address of the loop variable");
          }
        });
      });
    });
  }

  const Program& program_;
  const Function& function_;
  std::set<int> declared_;
  const Stmt* current_ = nullptr;  ///< What a message is about.
  std::vector<std::string> problems_;
};

void Verifier::operator()(const Declare& stmt) {
  if (!is_valid(stmt.var)) return fail("declares no variable");
  if (stmt.init) check(stmt.init, "the initializer");
  for (const Expr& element : stmt.elements) check(element, "an element");
  for (const Expr& argument : stmt.arguments) check(argument, "an argument");
  if (!declared_.insert(stmt.var.index).second) fail("declares '" + function_.var(stmt.var).name + "' again");
  // A reference is bound to an address, whatever it refers to.
  const bool is_bound = function_.var(stmt.var).type->kind == TypeKind::kReference;
  if (stmt.init && !is_bound) check_whole(var_ref(function_, stmt.var), stmt.init);
}

void Verifier::operator()(const Assign& stmt) {
  check_place(stmt.place, "the left side");
  check(stmt.value, "the right side");
  check_whole(stmt.place, stmt.value);
}

void Verifier::operator()(const Update& stmt) {
  check_place(stmt.place, "the left side");
  check(stmt.value, "the right side");
  if (stmt.op >= BinaryOp::kLess && stmt.op <= BinaryOp::kOr) fail("updates with a comparison");
}

void Verifier::operator()(const Block& stmt) { check(stmt.body); }

void Verifier::operator()(const If& stmt) {
  check_condition(stmt.condition);
  // The guard of a derivative hands over to another function.
  const bool is_guard = !function_.body.empty() && get_if<If>(function_.body.front()) == &stmt;
  check(stmt.then_region, /*may_return=*/is_guard);
  check(stmt.else_region);
}

void Verifier::operator()(const For& stmt) {
  if (!is_valid(stmt.var)) return fail("has no loop variable");
  check(stmt.from, "the first value");
  check(stmt.to, "the bound");
  check(stmt.step, "the step");
  const bool goes_down = stmt.compare == BinaryOp::kGreater || stmt.compare == BinaryOp::kGreaterEqual;
  const bool goes_up = stmt.compare == BinaryOp::kLess || stmt.compare == BinaryOp::kLessEqual;
  if (!goes_down && !goes_up && stmt.compare != BinaryOp::kNotEqual) fail("has no comparison for a loop");
  if ((goes_down && !stmt.is_down) || (goes_up && stmt.is_down)) fail("goes away from its bound");
  if (is_zero(stmt.step)) fail("has step zero");
  for (const Expr& part : {stmt.from, stmt.to, stmt.step}) {
    if (part && mentions(part, stmt.var)) fail("its bounds mention the loop variable");
  }
  check_no_write(stmt.body, stmt.var);
  if (!declared_.insert(stmt.var.index).second) fail("declares '" + function_.var(stmt.var).name + "' again");
  check(stmt.body);
  declared_.erase(stmt.var.index);
}

void Verifier::operator()(const While& stmt) {
  // The condition and the body see what the statements before the condition declare.
  const std::set<int> outside = declared_;
  for (const Stmt& before : stmt.before_condition) {
    current_ = &before;
    if (get_if<Return>(before)) fail("returns before the end of the body");
    std::visit(*this, before.node);
  }
  check_condition(stmt.condition);
  check(stmt.body);
  if (!stmt.increment.empty() || stmt.tests_after) fail("is not structured");
  declared_ = outside;
}

void Verifier::operator()(const Call& stmt) {
  if (!stmt.callee.is_valid() || static_cast<std::size_t>(stmt.callee.index) >= program_.functions.size()) {
    return fail("calls no function");
  }
  const Function& callee = program_.function(stmt.callee);
  if (stmt.result) check_place(stmt.result, "the result");
  for (const Expr& argument : stmt.arguments) check(argument, "an argument");
  if (stmt.arguments.size() < callee.params.size()) return fail("passes too few arguments");
  for (std::size_t i = 0; i < callee.params.size(); ++i) {
    const Type& param = callee.var(callee.params[i]).type;
    const Expr& argument = stmt.arguments[i];
    if (!argument || !argument->type || !param) continue;
    const bool binds = param->kind == TypeKind::kReference && !(param->element && param->element->is_const);
    if (binds && !is_pointer_like(argument->type)) fail("passes a value to a reference parameter");
  }
}

void Verifier::operator()(const Model& stmt) {
  std::size_t least = 2;
  if (stmt.op == ModelOp::kPopBack || stmt.op == ModelOp::kClear || stmt.op == ModelOp::kFree) least = 1;
  const bool takes_three = stmt.op == ModelOp::kCopy || stmt.op == ModelOp::kFill || stmt.op == ModelOp::kReallocate ||
                           stmt.op == ModelOp::kAssignFill || stmt.op == ModelOp::kAssignRange;
  if (takes_three) least = 3;
  if (stmt.operands.size() < least) fail("has too few operands");
  for (const Expr& operand : stmt.operands) check(operand, "an operand");
  const bool has_place = stmt.op != ModelOp::kCopy && stmt.op != ModelOp::kFill && stmt.op != ModelOp::kFree;
  if (has_place && !stmt.operands.empty() && stmt.operands[0] && !is_place(stmt.operands[0])) {
    fail("its first operand is no place");
  }
}

void Verifier::operator()(const Opaque& stmt) {
  if (stmt.declares_result) {
    const VarId var = root_var(stmt.result);
    if (is_valid(var)) declared_.insert(var.index);
  }
  if (stmt.result) check_place(stmt.result, "the result");
  for (const Expr& operand : stmt.operands) check(operand, "an operand");
  // Pointers stand for what they point to.
  for (const Expr& place : stmt.writes) check(place, "a written operand");
  if (stmt.text.size() != stmt.operands.size() + 1) fail("its text has not one piece more than operands");
}

void Verifier::operator()(const Push& stmt) { check(stmt.value, "the value"); }
void Verifier::operator()(const Pop& stmt) {
  if (stmt.place) check_place(stmt.place, "the place");
}

void Verifier::check_state(const std::vector<StatePlace>& state) {
  for (const StatePlace& one : state) {
    if (!one.count) {
      check_place(one.place, "a place of the state");
      continue;
    }
    check(one.place, "a pointer of the state");
    check(one.count, "the number of elements behind it");
    if (one.place && one.place->type->kind != TypeKind::kPointer) fail("counts elements behind what is no pointer");
  }
}

void Verifier::check_step(VarId step, const Region& body) {
  if (!is_valid(step)) return fail("numbers its steps with no variable");
  declared_.insert(step.index);
  check(body);
  declared_.erase(step.index);
}

void Verifier::operator()(const CheckpointForward& stmt) {
  if (!is_valid(stmt.loop)) return fail("declares no loop");
  check(stmt.schedule, "the schedule");
  check_state(stmt.state);
  if (!stmt.steps == !stmt.condition) fail("has not one of trip count and condition");
  if (stmt.steps) check(stmt.steps, "the trip count");
  if (stmt.condition) check_condition(stmt.condition);
  if (!declared_.insert(stmt.loop.index).second) fail("declares '" + function_.var(stmt.loop).name + "' again");
  check_step(stmt.step, stmt.advance);
  if (stmt.has_record) check_step(stmt.recorded_step, stmt.record);
}

void Verifier::operator()(const CheckpointBackward& stmt) {
  if (!is_valid(stmt.loop) || declared_.count(stmt.loop.index) == 0) return fail("names no loop that is in reach");
  check_state(stmt.state);
  check_step(stmt.step, stmt.step_adjoint);
}

void Verifier::operator()(const Return& stmt) {
  const bool returns_value = function_.result && function_.result->kind != TypeKind::kVoid;
  if (stmt.value) check(stmt.value, "the value");
  if (stmt.value && !returns_value) fail("returns a value from a void function");
  if (!stmt.value && returns_value) fail("returns no value");
}

void Verifier::operator()(const Break&) { fail("a jump is left"); }
void Verifier::operator()(const Continue&) { fail("a jump is left"); }
void Verifier::operator()(const Switch&) { fail("a switch is left"); }
void Verifier::operator()(const Goto&) { fail("a jump is left"); }
void Verifier::operator()(const Label&) { fail("a jump is left"); }

void Verifier::check_node(const Literal& node, const Expr&) {
  if (node.spelling.empty()) fail("a literal has no spelling");
}

void Verifier::check_node(const VarRef& node, const Expr& expr) {
  if (!is_valid(node.var)) return fail("names no variable");
  const Variable& var = function_.var(node.var);
  if (declared_.count(node.var.index) == 0) fail("uses '" + var.name + "' where it is not declared");
  if (!same_type(var.type, expr->type)) fail("'" + var.name + "' is used with another type than its own");
}

void Verifier::check_node(const Member& node, const Expr&) {
  const TypeKind kind = node.base->type->kind;
  if (kind != TypeKind::kRecord && kind != TypeKind::kOpaque)
    fail("takes member '" + node.field + "' of what is no class");
}

void Verifier::check_node(const Index& node, const Expr&) {
  const TypeKind kind = node.base->type->kind;
  if (kind != TypeKind::kArray && kind != TypeKind::kVector && kind != TypeKind::kPointer)
    fail("indexes what has no elements");
  if (!is_integer(node.index->type)) fail("an index is no integer");
}

void Verifier::check_node(const Deref& node, const Expr&) {
  if (!is_pointer_like(node.pointer->type)) fail("dereferences what is no pointer");
}

void Verifier::check_node(const AddressOf& node, const Expr& expr) {
  if (!is_place(node.place)) fail("takes the address of what is no place");
  if (!is_pointer_like(expr->type)) fail("an address is no pointer");
}

void Verifier::check_node(const Unary&, const Expr&) {}

void Verifier::check_node(const Binary& node, const Expr& expr) {
  const bool is_test = node.op >= BinaryOp::kLess && node.op <= BinaryOp::kOr;
  if (is_test && !is_integer(expr->type)) fail("a comparison gives no truth value");
  if (is_test) return;
  const bool has_pointer = is_pointer_like(node.left->type) || is_pointer_like(node.right->type);
  const bool has_real = is_real(node.left->type) || is_real(node.right->type);
  if (has_real && !has_pointer && !is_real(expr->type)) fail("arithmetic of reals gives no real");
  if (node.left->type->kind == TypeKind::kRecord || node.right->type->kind == TypeKind::kRecord) fail("arithmetic of objects");
}

void Verifier::check_node(const Select& node, const Expr& expr) {
  if (is_scalar(expr->type) != is_scalar(node.if_true->type) ||
      is_scalar(expr->type) != is_scalar(node.if_false->type)) {
    fail("a choice mixes scalars with what are none");
  }
}

void Verifier::check_node(const Cast&, const Expr&) {}

void Verifier::check_node(const Intrinsic& node, const Expr&) {
  if (node.name.empty()) fail("an intrinsic has no name");
}

void Verifier::check_node(const OpaqueExpr& node, const Expr&) {
  if (node.text.size() != node.operands.size() + 1) fail("opaque text has not one piece more than operands");
}

}  // namespace

std::vector<std::string> verify(const Program& program, const Function& function) {
  return Verifier(program, function).verify();
}

std::vector<std::string> verify(const Program& program) {
  std::vector<std::string> problems;
  for (const Function& function : program.functions) {
    if (!function.is_defined) continue;
    const std::vector<std::string> found = verify(program, function);
    problems.insert(problems.end(), found.begin(), found.end());
  }
  return problems;
}

}  // namespace backsweep::ir
