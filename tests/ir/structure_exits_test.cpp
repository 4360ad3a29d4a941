// Tests of structure_exits: shapes of the common cases, and random programs run before and after.
#include "frontend/structure_exits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "jump_interpreter.h"
#include "random_jumps.h"

namespace backsweep::test {
namespace {

template <class... Stmts>
ir::Region region(Stmts... stmts) {
  ir::Region result;
  (result.push_back(std::move(stmts)), ...);
  return result;
}

/// A function `int f(int a, int n)` with local `x`, and short ways to write its statements.
struct Sample {
  ir::Function function;
  ir::VarId a, n, x, i;

  Sample() {
    function.name = "f";
    function.result = ir::int_type();
    a = add("a", ir::VarRole::kParam);
    n = add("n", ir::VarRole::kParam);
    x = add("x", ir::VarRole::kLocal);
    i = add("i", ir::VarRole::kInduction);
    function.params = {a, n};
  }

  ir::VarId add(const std::string& name, ir::VarRole role) {
    ir::Variable variable;
    variable.name = name;
    variable.type = ir::int_type();
    variable.role = role;
    return function.add_var(std::move(variable));
  }
  ir::Expr ref(ir::VarId var) { return ir::var_ref(function, var); }
  ir::Expr is(ir::VarId var, long value) { return ir::binary(ir::BinaryOp::kEqual, ref(var), ir::integer(value)); }
  ir::Stmt add_to_x(long value) { return ir::update(ref(x), ir::BinaryOp::kAdd, ir::integer(value)); }
  ir::Stmt declare_x() { return ir::declare(x, ir::integer(0)); }
  static ir::Stmt give(ir::Expr value) { return ir::make_stmt(ir::Return{std::move(value)}); }
  static ir::Stmt when(ir::Expr condition, ir::Region then_region, ir::Region else_region = {}) {
    return ir::make_stmt(ir::If{std::move(condition), std::move(then_region), std::move(else_region)});
  }
  ir::Stmt count(ir::Region body) {
    ir::For loop;
    loop.var = i;
    loop.from = ir::integer(0);
    loop.to = ref(n);
    loop.step = ir::integer(1);
    loop.body = std::move(body);
    return ir::make_stmt(std::move(loop));
  }
};

std::string show(const ir::Expr& expr, const ir::Function& function) {
  if (const auto* e = ir::get_if<ir::Literal>(expr)) return e->spelling;
  if (const auto* e = ir::get_if<ir::VarRef>(expr)) return function.var(e->var).name;
  if (const auto* e = ir::get_if<ir::Unary>(expr)) return "!" + show(e->operand, function);
  static const std::vector<std::pair<ir::BinaryOp, std::string>> kNames = {
      {ir::BinaryOp::kEqual, "=="}, {ir::BinaryOp::kNotEqual, "!="}, {ir::BinaryOp::kLess, "<"},
      {ir::BinaryOp::kAnd, "&&"},   {ir::BinaryOp::kOr, "||"},       {ir::BinaryOp::kAdd, "+"}};
  const auto* e = ir::get_if<ir::Binary>(expr);
  if (!e) return "?";
  const auto name = std::ranges::find(kNames, e->op, &std::pair<ir::BinaryOp, std::string>::first);
  return show(e->left, function) + (name == kNames.end() ? "?" : name->second) + show(e->right, function);
}

std::string show(const ir::Region& list, const ir::Function& function);

struct ShowStmt {
  const ir::Function& function;

  std::string operator()(const ir::Declare& s) const {
    const std::string init = s.init ? "=" + show(s.init, function) : s.zeroed ? "={}" : "";
    return "var " + function.var(s.var).name + init + ";";
  }
  std::string operator()(const ir::Assign& s) const {
    return show(s.place, function) + "=" + show(s.value, function) + ";";
  }
  std::string operator()(const ir::Update& s) const {
    return show(s.place, function) + "+=" + show(s.value, function) + ";";
  }
  std::string operator()(const ir::If& s) const {
    const std::string otherwise = s.else_region.empty() ? "" : "else{" + show(s.else_region, function) + "}";
    return "if(" + show(s.condition, function) + "){" + show(s.then_region, function) + "}" + otherwise;
  }
  std::string operator()(const ir::For& s) const {
    return "for(" + function.var(s.var).name + "){" + show(s.body, function) + "}";
  }
  std::string operator()(const ir::While& s) const {
    return "while(" + show(s.before_condition, function) + show(s.condition, function) + "){" + show(s.body, function) +
           "}";
  }
  std::string operator()(const ir::Block& s) const { return "{" + show(s.body, function) + "}"; }
  std::string operator()(const ir::Return& s) const {
    return "return" + (s.value ? " " + show(s.value, function) : "") + ";";
  }
  template <class Kind>
  std::string operator()(const Kind&) const {
    return "?;";
  }
};

/// Everything on one line: "if(a==1){result=1;}else{x+=2;}".
std::string show(const ir::Region& list, const ir::Function& function) {
  std::string text;
  for (const ir::Stmt& stmt : list) {
    text += std::visit(ShowStmt{function}, stmt.node);
  }
  return text;
}

std::string structured(Sample& sample, ir::Region body) {
  sample.function.body = std::move(body);
  const std::optional<frontend::IrreducibleGoto> failure = frontend::structure_exits(sample.function);
  return failure ? "irreducible " + failure->label : show(sample.function.body, sample.function);
}

TEST(StructureExits, LeavesASingleReturnAlone) {
  Sample s;
  EXPECT_EQ(structured(s, region(s.declare_x(), s.count(region(s.add_to_x(1))), s.give(s.ref(s.x)))),
            "var x=0;for(i){x+=1;}return x;");
}

TEST(StructureExits, EarlyReturnsBecomeNesting) {
  Sample s;
  EXPECT_EQ(structured(s, region(s.when(s.is(s.a, 0), region(s.give(ir::integer(1)))), s.declare_x(), s.add_to_x(2),
                                 s.when(s.is(s.x, 4), region(s.give(ir::integer(5))), region(s.add_to_x(3))),
                                 s.give(s.ref(s.x)))),
            "var result;if(a==0){result=1;}else{var x=0;x+=2;if(x==4){result=5;}else{x+=3;result=x;}}return result;");
}

TEST(StructureExits, ContinueKeepsTheLoopCounted) {
  Sample s;
  EXPECT_EQ(
      structured(s, region(s.declare_x(),
                           s.count(region(s.when(s.is(s.i, 3), region(ir::make_stmt(ir::Continue{}))), s.add_to_x(1))),
                           s.give(s.ref(s.x)))),
      "var x=0;for(i){if(i!=3){x+=1;}}return x;");
}

TEST(StructureExits, BreakInFrontBecomesPartOfTheCondition) {
  Sample s;
  EXPECT_EQ(
      structured(s, region(s.declare_x(),
                           s.count(region(s.when(s.is(s.i, 3), region(ir::make_stmt(ir::Break{}))), s.add_to_x(1))),
                           s.give(s.ref(s.x)))),
      "var x=0;var i=0;while(i<n&&i!=3){x+=1;i+=1;}return x;");
}

TEST(StructureExits, BreakInsideUsesAFlag) {
  Sample s;
  EXPECT_EQ(
      structured(s, region(s.declare_x(),
                           s.count(region(s.add_to_x(1), s.when(s.is(s.x, 3), region(ir::make_stmt(ir::Break{}))),
                                          s.add_to_x(2))),
                           s.give(s.ref(s.x)))),
      "var x=0;var i=0;var stopped=false;while(i<n&&!stopped){x+=1;if(x==3){stopped=true;}else{x+=2;}i+=1;}return x;");
}

TEST(StructureExits, ReturnOutOfALoop) {
  Sample s;
  EXPECT_EQ(
      structured(s, region(s.count(region(s.when(s.is(s.i, 3), region(s.give(ir::integer(7)))))), s.give(s.ref(s.a)))),
      "var result={};var i=0;var returned=false;while(i<n&&!returned){if(i==3){result=7;returned=true;}i+=1;}"
      "if(!returned){result=a;}return result;");
}

TEST(StructureExits, CommonLocalIsTheResult) {
  Sample s;
  EXPECT_EQ(structured(s, region(s.declare_x(), s.when(s.is(s.a, 0), region(s.give(s.ref(s.x)))), s.add_to_x(2),
                                 s.give(s.ref(s.x)))),
            "var x=0;if(a!=0){x+=2;}return x;");
}

ir::SwitchCase one_case(std::vector<long> values, ir::Region body, bool is_default = false) {
  ir::SwitchCase result;
  for (const long value : values) result.values.push_back(ir::integer(value));
  result.is_default = is_default;
  result.body = std::move(body);
  return result;
}

TEST(StructureExits, SwitchBecomesAChain) {
  Sample s;
  ir::Switch node{s.ref(s.a), {}};
  node.cases.push_back(one_case({}, region(s.add_to_x(9), ir::make_stmt(ir::Break{})), true));
  node.cases.push_back(one_case({1, 2}, region(s.add_to_x(1), ir::make_stmt(ir::Break{}))));
  node.cases.push_back(one_case({3}, region(s.give(ir::integer(4)))));
  EXPECT_EQ(
      structured(s, region(s.declare_x(), ir::make_stmt(std::move(node)), s.add_to_x(5), s.give(s.ref(s.x)))),
      "var result={};var x=0;var returned=false;if(a==1||a==2){x+=1;}else{if(a==3){result=4;returned=true;}else{x+=9;}}"
      "if(!returned){x+=5;result=x;}return result;");
}

TEST(StructureExits, SwitchFallsThrough) {
  Sample s;
  ir::Switch node{s.ref(s.a), {}};
  node.cases.push_back(one_case({1}, region(s.add_to_x(1))));
  node.cases.push_back(one_case({2}, region(s.add_to_x(2), ir::make_stmt(ir::Break{}))));
  node.cases.push_back(one_case({3}, region(s.add_to_x(3))));
  EXPECT_EQ(
      structured(s, region(s.declare_x(), ir::make_stmt(std::move(node)), s.give(s.ref(s.x)))),
      "var x=0;var selector=a;if(selector==1||selector==2){if(selector==1){x+=1;}x+=2;}else{if(selector==3){x+=3;}}"
      "return x;");
}

TEST(StructureExits, DoWhile) {
  Sample s;
  ir::While loop;
  loop.tests_after = true;
  loop.condition = s.is(s.x, 5);
  loop.body = region(s.add_to_x(1));
  EXPECT_EQ(structured(s, region(s.declare_x(), ir::make_stmt(std::move(loop)), s.give(s.ref(s.x)))),
            "var x=0;var again=true;while(again){x+=1;again=x==5;}return x;");
}

TEST(StructureExits, ForwardGotoIsNesting) {
  Sample s;
  EXPECT_EQ(structured(s, region(s.declare_x(), s.when(s.is(s.a, 1), region(ir::make_stmt(ir::Goto{"done"}))),
                                 s.add_to_x(1), ir::make_stmt(ir::Label{"done"}), s.add_to_x(2), s.give(s.ref(s.x)))),
            "var x=0;if(a!=1){x+=1;}x+=2;return x;");
}

TEST(StructureExits, BackwardGotoIsALoop) {
  Sample s;
  EXPECT_EQ(structured(s, region(ir::make_stmt(ir::Label{"again"}), s.declare_x(), s.add_to_x(1),
                                 s.when(s.is(s.x, 1), region(ir::make_stmt(ir::Goto{"again"}))), s.give(s.ref(s.x)))),
            "var again=true;var x={};while(again){again=false;x=0;x+=1;if(x==1){again=true;}}return x;");
}

TEST(StructureExits, JumpIntoABlockIsRefused) {
  Sample s;
  EXPECT_EQ(
      structured(s, region(s.when(s.is(s.a, 1), region(ir::make_stmt(ir::Goto{"inside"}))),
                           s.count(region(ir::make_stmt(ir::Label{"inside"}), s.add_to_x(1))), s.give(s.ref(s.a)))),
      "irreducible inside");
}

TEST(StructureExits, NamesDoNotClashWhenScopesMerge) {
  Sample s;
  const ir::VarId inner = s.add("x", ir::VarRole::kLocal);
  // x = 0; if (a == 1) { return 1; } else { int x = 5; a += x; } x += 2; return x;
  EXPECT_EQ(structured(s, region(s.declare_x(),
                                 s.when(s.is(s.a, 1), region(s.give(ir::integer(1))),
                                        region(ir::declare(inner, ir::integer(5)),
                                               ir::update(s.ref(s.a), ir::BinaryOp::kAdd, s.ref(inner)))),
                                 s.add_to_x(2), s.give(s.ref(s.x)))),
            "var result;var x=0;if(a==1){result=1;}else{var x_2=5;a+=x_2;x+=2;result=x;}return result;");
}

/// Checks that every variable is declared around its uses and that its name means it there.
class ScopeCheck {
 public:
  explicit ScopeCheck(const ir::Function& function) : function_(function) {
    for (const ir::VarId param : function.params) scope_.push_back(param);
    check(function.body);
  }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  void use(const ir::Expr& expr) {
    ir::walk(expr, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (!ref) return;
      const std::string& name = function_.var(ref->var).name;
      const auto found =
          std::find_if(scope_.rbegin(), scope_.rend(), [&](ir::VarId v) { return function_.var(v).name == name; });
      if (found == scope_.rend() || *found != ref->var) problem_ += "'" + name + "' does not name its variable; ";
    });
  }

  void declare(ir::VarId var, std::size_t region_start) {
    for (std::size_t k = region_start; k < scope_.size(); ++k) {
      if (function_.var(scope_[k]).name == function_.var(var).name)
        problem_ += "'" + function_.var(var).name + "' declared twice; ";
    }
    scope_.push_back(var);
  }

  void check(const ir::Region& region) {
    const std::size_t start = scope_.size();
    check_statements(region, start);
    scope_.resize(start);
  }

  void check_statements(const ir::Region& region, std::size_t start) {
    for (const ir::Stmt& stmt : region) {
      const std::size_t outer = scope_.size();
      const auto* loop = ir::get_if<ir::While>(stmt);
      if (loop) check_statements(loop->before_condition, outer);
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { use(expr); });
      if (const auto* counted = ir::get_if<ir::For>(stmt)) scope_.push_back(counted->var);
      if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
        declare(s->var, start);
        continue;
      }
      for (const ir::Region* inner : ir::regions(stmt)) {
        if (!loop || inner == &loop->body) check(*inner);
      }
      scope_.resize(outer);
    }
  }

  const ir::Function& function_;
  std::vector<ir::VarId> scope_;
  std::string problem_;
};

std::size_t count_traces(const ir::Function& function) {
  std::size_t count = 0;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    count += ir::get_if<ir::Opaque>(stmt) ? 1U : 0U;
    const auto* loop = ir::get_if<ir::While>(stmt);
    if (loop)
      count += static_cast<std::size_t>(std::ranges::count_if(
          loop->increment, [](const ir::Stmt& one) { return ir::get_if<ir::Opaque>(one) != nullptr; }));
  });
  return count;
}

void expect_no_jumps(const ir::Function& function) {
  std::size_t returns = 0;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    EXPECT_FALSE(ir::get_if<ir::Break>(stmt) || ir::get_if<ir::Continue>(stmt) || ir::get_if<ir::Switch>(stmt) ||
                 ir::get_if<ir::Goto>(stmt) || ir::get_if<ir::Label>(stmt));
    const auto* loop = ir::get_if<ir::While>(stmt);
    EXPECT_TRUE(!loop || (loop->increment.empty() && !loop->tests_after));
    returns += ir::get_if<ir::Return>(stmt) ? 1U : 0U;
  });
  const bool ends_in_return = !function.body.empty() && ir::get_if<ir::Return>(function.body.back());
  EXPECT_EQ(returns, ends_in_return ? 1U : 0U);
}

void expect_same_runs(const ir::Function& before, const ir::Function& after) {
  const std::size_t budget = 1000;
  for (double a = -1; a < 5; a += 2) {
    for (double b = 0; b < 4; ++b) {
      const Run expected = JumpInterpreter(before, budget).run({a, b, a + 2 * b});
      // Guards and flags cost statements too.
      Run actual = JumpInterpreter(after, 40 * budget).run({a, b, a + 2 * b});
      if (expected.ran_out) {
        ASSERT_GE(actual.trace.size(), expected.trace.size());
        actual.trace.resize(expected.trace.size());
        ASSERT_EQ(actual.trace, expected.trace);
        continue;
      }
      ASSERT_FALSE(actual.ran_out);
      ASSERT_EQ(actual.trace, expected.trace);
      ASSERT_EQ(actual.result, expected.result);
    }
  }
}

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

void check_random_programs(bool with_gotos) {
  const unsigned first = from_environment("BACKSWEEP_SEED", 1);
  const unsigned count = from_environment("BACKSWEEP_COUNT", 1000);
  unsigned refused = 0;
  for (unsigned seed = first; seed < first + count; ++seed) {
    SCOPED_TRACE("BACKSWEEP_COUNT=1 BACKSWEEP_SEED=" + std::to_string(seed));
    RandomJumps generator(seed);
    generator.allow_gotos = with_gotos;
    const ir::Function before = generator.make();
    ir::Function after = before;
    if (frontend::structure_exits(after)) {
      ++refused;
      continue;
    }
    expect_no_jumps(after);
    EXPECT_EQ(ScopeCheck(after).problem(), "");
    EXPECT_LE(count_traces(after), count_traces(before));
    expect_same_runs(before, after);
    if (testing::Test::HasFailure()) {
      std::printf("%s\n", show(after.body, after).c_str());
      return;
    }
  }
  std::printf("%u of %u programs refused\n", refused, count);
  EXPECT_LE(refused, with_gotos ? count / 4 : 0U);
}

TEST(StructureExits, RandomProgramsWithoutGoto) { check_random_programs(false); }
TEST(StructureExits, RandomProgramsWithGoto) { check_random_programs(true); }

}  // namespace
}  // namespace backsweep::test
