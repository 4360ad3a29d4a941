// Random functions full of loops, switches, breaks, continues, returns and gotos, from a seed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "ir/build.h"

namespace backsweep::test {

class RandomJumps {
 public:
  explicit RandomJumps(unsigned seed) : random_(seed) {}

  ir::Function make() {
    function_.name = "f";
    function_.result = chance(70) ? ir::int_type() : ir::void_type();
    for (const char* name : {"a", "b", "c"}) {
      const ir::VarId var = add_var(name, ir::VarRole::kParam);
      function_.params.push_back(var);
      enter(var, true);
    }
    const bool one_result = chance(20);
    function_.body = declare_locals();
    if (one_result) common_result_ = writable_.back();
    for (ir::Stmt& stmt : region(3)) function_.body.push_back(std::move(stmt));
    if (returns_value() || chance(30)) function_.body.push_back(return_stmt());
    return std::move(function_);
  }

 private:
  using Vars = std::vector<ir::VarId>;

  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool chance(int percent) { return pick(100) < percent; }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(pick(static_cast<int>(list.size())))];
  }
  [[nodiscard]] bool returns_value() const { return function_.result->kind != ir::TypeKind::kVoid; }

  ir::VarId add_var(const std::string& name, ir::VarRole role) {
    ir::Variable variable;
    variable.name = name;
    variable.type = ir::int_type();
    variable.role = role;
    return function_.add_var(std::move(variable));
  }

  /// From here to the end of the enclosing scope the name means this variable.
  void enter(ir::VarId var, bool is_writable) {
    scope_.push_back(var);
    readable_.push_back(var);
    if (is_writable) writable_.push_back(var);
  }

  void leave() {
    scope_.pop_back();
    readable_.pop_back();
  }

  /// One of the list that is not hidden by another of its name; a parameter if the dice insist on hidden ones.
  ir::VarId visible(const Vars& list) {
    for (int i = 0; i < 20; ++i) {
      const ir::VarId var = one_of(list);
      const auto same = std::find_if(scope_.rbegin(), scope_.rend(),
                                     [&](ir::VarId v) { return function_.var(v).name == function_.var(var).name; });
      if (*same == var) return var;
    }
    return function_.params.front();
  }

  ir::Region declare_locals() {
    ir::Region result;
    for (const char* name : {"s", "t"}) {
      const ir::VarId var = add_var(name, ir::VarRole::kLocal);
      result.push_back(ir::declare(var, expr(1)));
      enter(var, true);
    }
    return result;
  }

  ir::Expr ref(ir::VarId var) { return ir::var_ref(function_, var); }

  ir::Expr expr(int depth) {
    if (depth == 0 || chance(40)) return chance(60) ? ref(visible(readable_)) : ir::integer(pick(5));
    static const std::vector<ir::BinaryOp> ops = {ir::BinaryOp::kAdd, ir::BinaryOp::kSub, ir::BinaryOp::kRem};
    const ir::BinaryOp op = one_of(ops);
    const ir::Expr right = op == ir::BinaryOp::kRem ? ir::integer(3 + pick(5)) : expr(depth - 1);
    return ir::raw_binary(op, expr(depth - 1), right, ir::int_type());
  }

  ir::Expr condition() {
    static const std::vector<ir::BinaryOp> ops = {ir::BinaryOp::kLess, ir::BinaryOp::kEqual, ir::BinaryOp::kNotEqual,
                                                  ir::BinaryOp::kGreaterEqual};
    const ir::Expr left = ir::raw_binary(ir::BinaryOp::kRem, expr(1), ir::integer(2 + pick(4)), ir::int_type());
    return ir::raw_binary(one_of(ops), left, ir::integer(pick(3)), ir::bool_type());
  }

  ir::Stmt trace() {
    ir::Opaque stmt;
    stmt.text = {"trace(", ", ", ")"};
    stmt.operands = {ir::integer(++traces_), expr(1)};
    return ir::make_stmt(std::move(stmt));
  }

  ir::Stmt return_stmt() {
    if (!returns_value()) return ir::make_stmt(ir::Return{});
    return ir::make_stmt(ir::Return{common_result_.is_valid() ? ref(common_result_) : expr(2)});
  }

  ir::Stmt assignment() {
    const ir::Expr place = ref(visible(writable_));
    if (chance(50)) return ir::update(place, ir::BinaryOp::kAdd, ir::integer(1 + pick(3)));
    return ir::assign(place, ir::raw_binary(ir::BinaryOp::kRem, expr(2), ir::integer(17), ir::int_type()));
  }

  /// A jump that is possible here; an assignment if none is.
  ir::Stmt jump() {
    switch (pick(5)) {
      case 0:
        if (loops_ > 0 || switches_ > 0) return ir::make_stmt(ir::Break{});
        break;
      case 1:
        if (loops_ > 0) return ir::make_stmt(ir::Continue{});
        break;
      case 2:
        if (chance(60)) return return_stmt();
        break;
      default:
        if (!labels_.empty()) return ir::make_stmt(ir::Goto{one_of(labels_)});
        break;
    }
    return assignment();
  }

  ir::Region scoped(int depth) {
    const std::size_t readable = readable_.size();
    const std::size_t writable = writable_.size();
    const std::size_t scope = scope_.size();
    ir::Region result = region(depth);
    scope_.resize(scope);
    readable_.resize(readable);
    writable_.resize(writable);
    return result;
  }

  /// Statements, with labels that statements in front of them or behind them jump to.
  ir::Region region(int depth) {
    ir::Region out;
    const std::size_t labels = labels_.size();
    std::string forward;
    Vars readable_then;
    Vars writable_then;
    const int count = 1 + pick(5);
    for (int i = 0; i < count; ++i) {
      if (allow_gotos && chance(10)) add_label("back", out);
      if (allow_gotos && forward.empty() && chance(12)) {
        forward = "on" + std::to_string(++label_count_);
        labels_.push_back(forward);
        readable_then = readable_;
        writable_then = writable_;
      }
      statement(depth, out);
      if (!forward.empty() && chance(35)) place_forward(forward, readable_then, writable_then, out);
    }
    if (!forward.empty()) place_forward(forward, readable_then, writable_then, out);
    labels_.resize(labels);
    return out;
  }

  void add_label(const std::string& prefix, ir::Region& out) {
    labels_.push_back(prefix + std::to_string(++label_count_));
    out.push_back(ir::make_stmt(ir::Label{labels_.back()}));
  }

  /// What was declared since the first goto may have been jumped over.
  void place_forward(std::string& name, const Vars& readable, const Vars& writable, ir::Region& out) {
    out.push_back(ir::make_stmt(ir::Label{name}));
    std::erase(labels_, name);
    readable_ = readable;
    writable_ = writable;
    name.clear();
  }

  void statement(int depth, ir::Region& out) {
    const int kind = depth == 0 ? pick(5) : pick(12);
    switch (kind) {
      case 0:
      case 1:
        out.push_back(trace());
        break;
      case 2:
        out.push_back(assignment());
        break;
      case 3:
        declaration(out);
        break;
      case 4:
      case 5:
        out.push_back(conditional_jump());
        break;
      case 6:
        out.push_back(
            ir::make_stmt(ir::If{condition(), scoped(depth - 1), chance(50) ? scoped(depth - 1) : ir::Region{}}));
        break;
      case 7:
        out.push_back(ir::make_stmt(ir::Block{scoped(depth - 1)}));
        break;
      case 8:
        out.push_back(counted_loop(depth));
        break;
      case 9:
      case 10:
        out.push_back(general_loop(depth));
        break;
      default:
        out.push_back(switch_stmt(depth));
        break;
    }
    if (chance(5)) out.push_back(jump());
  }

  void declaration(ir::Region& out) {
    // Few names, so that scopes shadow each other; one of a kind in each region.
    const std::string name(1, static_cast<char>('u' + pick(3)));
    const bool is_taken = std::ranges::any_of(out, [&](const ir::Stmt& stmt) {
      const auto* declare = ir::get_if<ir::Declare>(stmt);
      return declare && function_.var(declare->var).name == name;
    });
    if (is_taken) return;
    const ir::VarId var = add_var(name, ir::VarRole::kLocal);
    out.push_back(ir::declare(var, expr(1)));
    enter(var, true);
  }

  ir::Stmt conditional_jump() {
    ir::If branch{condition(), {}, {}};
    if (chance(30)) branch.then_region.push_back(trace());
    branch.then_region.push_back(jump());
    if (chance(20)) branch.else_region.push_back(chance(50) ? jump() : trace());
    return ir::make_stmt(std::move(branch));
  }

  ir::Region loop_body(int depth) {
    ++loops_;
    ir::Region body = scoped(depth - 1);
    --loops_;
    return body;
  }

  ir::Stmt counted_loop(int depth) {
    ir::For loop;
    loop.var = add_var(chance(50) ? "i" : "u", ir::VarRole::kInduction);
    loop.from = ir::integer(pick(3));
    loop.to = ir::integer(pick(6));
    loop.step = ir::integer(1 + pick(2));
    loop.is_down = chance(30);
    if (loop.is_down) std::swap(loop.from, loop.to);
    loop.compare = loop.is_down ? ir::BinaryOp::kGreater : ir::BinaryOp::kLess;
    enter(loop.var, false);
    loop.body = loop_body(depth);
    leave();
    return ir::make_stmt(std::move(loop));
  }

  ir::Stmt general_loop(int depth) {
    ir::While loop;
    const ir::VarId counter = visible(writable_);
    loop.condition =
        chance(25) ? ir::boolean(chance(80))
                   : ir::raw_binary(ir::BinaryOp::kLess, ref(counter), ir::integer(3 + pick(10)), ir::bool_type());
    if (chance(60)) loop.increment.push_back(ir::update(ref(counter), ir::BinaryOp::kAdd, ir::integer(1)));
    if (chance(20)) loop.increment.push_back(trace());
    if (chance(25)) loop.before_condition.push_back(chance(50) ? trace() : assignment());
    loop.tests_after = chance(30);
    if (chance(30) && !loop.tests_after) {
      // The loop's own variable, seen by the condition and the body.
      const ir::VarId var = add_var("u", ir::VarRole::kLocal);
      loop.before_condition.push_back(ir::declare(var, expr(1)));
      loop.condition = ir::raw_binary(ir::BinaryOp::kLess, ref(var), ir::integer(3), ir::bool_type());
      enter(var, false);
      loop.body = loop_body(depth);
      leave();
    } else {
      loop.body = loop_body(depth);
    }
    return ir::make_stmt(std::move(loop));
  }

  ir::Stmt switch_stmt(int depth) {
    ir::Switch node;
    node.value = chance(30) ? ref(visible(readable_))
                            : ir::raw_binary(ir::BinaryOp::kRem, expr(1), ir::integer(5), ir::int_type());
    const int count = 1 + pick(4);
    const int fallback = chance(60) ? pick(count) : -1;
    int next_value = 0;
    ++switches_;
    for (int i = 0; i < count; ++i) {
      ir::SwitchCase one;
      one.is_default = i == fallback;
      if (!one.is_default || chance(30)) one.values.push_back(ir::integer(next_value++));
      if (chance(20)) one.values.push_back(ir::integer(next_value++));
      if (chance(90)) one.body = scoped(depth - 1);
      if (chance(60)) one.body.push_back(ir::make_stmt(ir::Break{}));
      node.cases.push_back(std::move(one));
    }
    --switches_;
    return ir::make_stmt(std::move(node));
  }

 public:
  bool allow_gotos = true;

 private:
  std::mt19937 random_;
  ir::Function function_;
  Vars scope_;
  Vars readable_;
  Vars writable_;
  ir::VarId common_result_;
  std::vector<std::string> labels_;
  int label_count_ = 0;
  int loops_ = 0;
  int switches_ = 0;
  int traces_ = 0;
};

}  // namespace backsweep::test
