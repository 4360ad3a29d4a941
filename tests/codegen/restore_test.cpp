// What lowering takes apart (break, return, general for-loops) reads as before when it is printed.
#include <gtest/gtest.h>

#include "codegen/codegen.h"
#include "frontend/structure_exits.h"
#include "ir/build.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "tests/codegen/compile.h"

namespace backsweep::codegen {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::Stmt;
using ir::VarId;

class RestoreTest : public ::testing::Test {
 protected:
  RestoreTest() {
    function().name = "f";
    function().result = ir::double_type();
    x_ = add("x", ir::pointer_to(ir::with_const(ir::double_type())), ir::VarRole::kParam);
    n_ = add("n", ir::int_type(), ir::VarRole::kParam);
    function().params = {x_, n_};
    i_ = add("i", ir::int_type(), ir::VarRole::kInduction);
    s_ = add("s", ir::double_type(), ir::VarRole::kLocal);
  }

  ir::Function& function() {
    if (program_.functions.empty()) program_.functions.emplace_back();
    return program_.functions.front();
  }

  VarId add(const std::string& name, const ir::Type& type, ir::VarRole role) {
    ir::Variable made;
    made.name = name;
    made.type = type;
    made.role = role;
    return function().add_var(made);
  }

  Expr ref(VarId var) { return ir::var_ref(function(), var); }
  Expr element() { return ir::index(ref(x_), ref(i_)); }
  static Stmt give(const Expr& value) { return ir::make_stmt(ir::Return{value}); }
  static Stmt when(const Expr& condition, ir::Region body) {
    return ir::make_stmt(ir::If{condition, std::move(body), {}});
  }
  Stmt counted(ir::Region body) {
    return ir::make_stmt(
        ir::For{i_, ir::integer(0), BinaryOp::kLess, ref(n_), ir::integer(1), false, std::move(body), {}});
  }

  /// The function without its jumps, printed.
  std::string printed() {
    EXPECT_FALSE(frontend::structure_exits(function()));
    for (const std::string& problem : ir::verify(program_)) ADD_FAILURE() << problem << "\n" << ir::print(program_);
    const std::string text = print_function(program_, function());
    EXPECT_EQ(testing::compile(text), "") << text;
    return text;
  }

  ir::Program program_;
  VarId x_, n_, i_, s_;
};

TEST_F(RestoreTest, BreakOutOfACountedLoop) {
  function().body.push_back(ir::declare(s_, ir::real(0)));
  function().body.push_back(counted({ir::update(ref(s_), BinaryOp::kAdd, element()),
                                     when(ir::algebra::less(ir::real(10), ref(s_)), {ir::make_stmt(ir::Break{})}),
                                     ir::update(ref(s_), BinaryOp::kMul, ir::real(2))}));
  function().body.push_back(give(ref(s_)));
  EXPECT_EQ(printed(),
            "double f(const double* x, int n) {\n"
            "  double s = 0;\n"
            "  for (int i = 0; i < n; ++i) {\n"
            "    s += x[i];\n"
            "    if (10 < s) {\n"
            "      break;\n"
            "    }\n"
            "    s *= 2;\n"
            "  }\n"
            "  return s;\n"
            "}\n");
}

TEST_F(RestoreTest, EarlyReturns) {
  const Expr zero = ir::integer(0);
  function().body.push_back(when(ir::binary(BinaryOp::kLess, ref(n_), zero), {give(ir::real(-1))}));
  function().body.push_back(ir::declare(s_, ir::index(ref(x_), zero)));
  function().body.push_back(when(ir::binary(BinaryOp::kEqual, ref(n_), zero), {give(ref(s_))}));
  function().body.push_back(give(ir::algebra::operator*(ref(s_), 2)));
  EXPECT_EQ(printed(),
            "double f(const double* x, int n) {\n"
            "  if (n < 0) {\n"
            "    return -1;\n"
            "  }\n"
            "  const double s = x[0];\n"
            "  if (n == 0) {\n"
            "    return s;\n"
            "  }\n"
            "  return s * 2;\n"
            "}\n");
}

TEST_F(RestoreTest, ContinueStaysNesting) {
  function().body.push_back(ir::declare(s_, ir::real(0)));
  function().body.push_back(counted({when(ir::algebra::less(element(), 0), {ir::make_stmt(ir::Continue{})}),
                                     ir::update(ref(s_), BinaryOp::kAdd, element())}));
  function().body.push_back(give(ref(s_)));
  const std::string text = printed();
  EXPECT_NE(text.find("if (!(x[i] < 0)) {\n      s += x[i];"), std::string::npos) << text;
}

TEST_F(RestoreTest, ReturnOutOfALoop) {
  function().body.push_back(ir::declare(s_, ir::real(0)));
  function().body.push_back(counted({ir::update(ref(s_), BinaryOp::kAdd, element()),
                                     when(ir::algebra::less(ir::real(10), ref(s_)), {give(ref(i_))}),
                                     when(ir::algebra::less(element(), 0), {ir::make_stmt(ir::Break{})}),
                                     ir::update(ref(s_), BinaryOp::kMul, ir::real(2))}));
  function().body.push_back(give(ref(s_)));
  const std::string text = printed();
  EXPECT_EQ(text,
            "double f(const double* x, int n) {\n"
            "  double s = 0;\n"
            "  for (int i = 0; i < n; ++i) {\n"
            "    s += x[i];\n"
            "    if (10 < s) {\n"
            "      return i;\n"
            "    }\n"
            "    if (x[i] < 0) {\n"
            "      break;\n"
            "    }\n"
            "    s *= 2;\n"
            "  }\n"
            "  return s;\n"
            "}\n");
  const std::string driver = "#include <cstdio>\n" + text +
                             "int main() {\n"
                             "  const double a[] = {1, 2, 3}, b[] = {1, 2, -3, 5}, c[] = {6, 7, 8};\n"
                             "  std::printf(\"%g %g %g %g\", f(a, 3), f(b, 4), f(c, 3), f(a, 0));\n"
                             "}\n";
  EXPECT_EQ(testing::run(driver), "2 5 1 0") << text;
}

}  // namespace
}  // namespace backsweep::codegen
