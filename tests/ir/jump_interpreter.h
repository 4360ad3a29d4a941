// Runs a function of the IR over scalars, with or without jumps in it: the meaning that structure_exits must keep.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::test {

/// What a run did: the operands of every Opaque statement in order, and the returned value.
struct Run {
  std::vector<double> trace;
  double result = 0;
  bool ran_out = false;  ///< Stopped because the budget of statements or trace entries was used up.
};

class JumpInterpreter {
 public:
  JumpInterpreter(const ir::Function& function, std::size_t budget)
      : function_(function), values_(function.vars.size(), 0.0), budget_(budget) {}

  Run run(const std::vector<double>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) value(function_.params[i]) = arguments[i];
    try {
      const Signal end = execute(function_.body);
      if (end.kind == Signal::kReturn) run_.result = end.value;
    } catch (const OutOfBudget&) {
      run_.ran_out = true;
    }
    return run_;
  }

 private:
  struct OutOfBudget {};
  struct Signal {
    enum Kind { kNone, kBreak, kContinue, kReturn, kGoto } kind = kNone;
    double value = 0;
    std::string label = {};
  };

  double& value(ir::VarId var) { return values_[static_cast<std::size_t>(var.index)]; }

  double evaluate(const ir::Expr& expr) {
    if (const auto* e = ir::get_if<ir::Literal>(expr)) return e->value.value();
    if (const auto* e = ir::get_if<ir::VarRef>(expr)) return value(e->var);
    if (const auto* e = ir::get_if<ir::Cast>(expr)) return evaluate(e->operand);
    if (const auto* e = ir::get_if<ir::Unary>(expr)) {
      return e->op == ir::UnaryOp::kNot ? (evaluate(e->operand) == 0 ? 1.0 : 0.0) : -evaluate(e->operand);
    }
    return binary(*ir::get_if<ir::Binary>(expr));
  }

  double binary(const ir::Binary& e) {
    const double left = evaluate(e.left);
    if (e.op == ir::BinaryOp::kAnd && left == 0) return 0;
    if (e.op == ir::BinaryOp::kOr && left != 0) return 1;
    const double right = evaluate(e.right);
    switch (e.op) {
      case ir::BinaryOp::kAdd:
        return left + right;
      case ir::BinaryOp::kSub:
        return left - right;
      case ir::BinaryOp::kMul:
        return left * right;
      case ir::BinaryOp::kRem:
        return right == 0 ? 0 : std::fmod(left, right);
      case ir::BinaryOp::kLess:
        return left < right;
      case ir::BinaryOp::kLessEqual:
        return left <= right;
      case ir::BinaryOp::kGreater:
        return left > right;
      case ir::BinaryOp::kGreaterEqual:
        return left >= right;
      case ir::BinaryOp::kEqual:
        return left == right;
      case ir::BinaryOp::kNotEqual:
        return left != right;
      case ir::BinaryOp::kAnd:
      case ir::BinaryOp::kOr:
        return right != 0;
      default:
        throw std::string("operator not in the tests' subset");
    }
  }

  Signal execute(const ir::Region& region, std::size_t from = 0) {
    for (std::size_t i = from; i < region.size(); ++i) {
      Signal signal = execute(region[i]);
      if (signal.kind == Signal::kGoto) {
        const std::size_t label = find(region, signal.label);
        if (label == region.size()) return signal;
        i = label;
        continue;
      }
      if (signal.kind != Signal::kNone) return signal;
    }
    return {};
  }

  static std::size_t find(const ir::Region& region, const std::string& name) {
    std::size_t i = 0;
    for (; i < region.size(); ++i) {
      const auto* label = ir::get_if<ir::Label>(region[i]);
      if (label && label->name == name) break;
    }
    return i;
  }

  void spend() {
    if (budget_-- == 0) throw OutOfBudget{};
  }

  Signal execute(const ir::Stmt& stmt) {
    spend();
    return std::visit([&](const auto& node) { return execute(node); }, stmt.node);
  }

  Signal execute(const ir::Declare& s) {
    value(s.var) = s.init ? evaluate(s.init) : 0;
    return {};
  }
  Signal execute(const ir::Assign& s) {
    value(ir::get_if<ir::VarRef>(s.place)->var) = evaluate(s.value);
    return {};
  }
  Signal execute(const ir::Update& s) {
    const ir::VarId var = ir::get_if<ir::VarRef>(s.place)->var;
    value(var) = binary(ir::Binary{s.op, s.place, s.value});
    return {};
  }
  Signal execute(const ir::Block& s) { return execute(s.body); }
  Signal execute(const ir::If& s) { return execute(evaluate(s.condition) != 0 ? s.then_region : s.else_region); }
  Signal execute(const ir::Opaque& s) {
    for (const ir::Expr& operand : s.operands) run_.trace.push_back(evaluate(operand));
    return {};
  }
  Signal execute(const ir::Break&) { return {Signal::kBreak}; }
  Signal execute(const ir::Continue&) { return {Signal::kContinue}; }
  Signal execute(const ir::Return& s) { return {Signal::kReturn, s.value ? evaluate(s.value) : 0}; }
  Signal execute(const ir::Goto& s) { return {Signal::kGoto, 0, s.label}; }
  Signal execute(const ir::Label&) { return {}; }

  Signal execute(const ir::For& s) {
    const double to = evaluate(s.to);
    const double step = evaluate(s.step) * (s.is_down ? -1 : 1);
    for (value(s.var) = evaluate(s.from); binary_compare(s, to); value(s.var) += step) {
      Signal signal = execute(s.body);
      if (signal.kind == Signal::kBreak) break;
      if (signal.kind == Signal::kReturn || signal.kind == Signal::kGoto) return signal;
      spend();
    }
    return {};
  }
  bool binary_compare(const ir::For& s, double to) { return s.is_down ? value(s.var) > to : value(s.var) < to; }

  Signal execute(const ir::While& s) {
    bool test = !s.tests_after;
    while (true) {
      spend();
      if (test) {
        if (Signal signal = execute(s.before_condition); signal.kind != Signal::kNone) return signal;
        if (evaluate(s.condition) == 0) break;
      }
      test = true;
      Signal signal = execute(s.body);
      if (signal.kind == Signal::kBreak) break;
      if (signal.kind == Signal::kReturn || signal.kind == Signal::kGoto) return signal;
      execute(s.increment);
    }
    return {};
  }

  Signal execute(const ir::Switch& s) {
    const double selector = evaluate(s.value);
    std::size_t chosen = s.cases.size();
    for (std::size_t i = 0; i < s.cases.size(); ++i) {
      if (s.cases[i].is_default && chosen == s.cases.size()) chosen = i;
    }
    for (std::size_t i = 0; i < s.cases.size(); ++i) {
      for (const ir::Expr& one : s.cases[i].values) {
        if (evaluate(one) == selector) chosen = i;
      }
    }
    for (; chosen < s.cases.size(); ++chosen) {
      Signal signal = execute(s.cases[chosen].body);
      if (signal.kind == Signal::kBreak) return {};
      if (signal.kind != Signal::kNone) return signal;
    }
    return {};
  }

  template <class Kind>
  Signal execute(const Kind&) {
    throw std::string("statement not in the tests' subset");
  }

  const ir::Function& function_;
  std::vector<double> values_;
  std::size_t budget_;
  Run run_;
};

}  // namespace backsweep::test
