// Printed text: its spelling, and that compilers accept it in silence.
#include <gtest/gtest.h>

#include "codegen/codegen.h"
#include "ir/build.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "tests/codegen/compile.h"

namespace backsweep::codegen {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::FunctionId;
using ir::Type;
using ir::VarId;

/// A program of functions built by hand, `f` being the last.
class PrintTest : public ::testing::Test {
 protected:
  ir::Function& function(const std::string& name, Type result = ir::void_type()) {
    ir::Function made;
    made.name = name;
    made.result = std::move(result);
    program_.functions.push_back(std::move(made));
    return program_.functions.back();
  }

  static VarId param(ir::Function& f, const std::string& name, Type type) {
    const VarId id = f.add_var(variable(name, std::move(type), ir::VarRole::kParam));
    f.params.push_back(id);
    return id;
  }
  static VarId local(ir::Function& f, const std::string& name, Type type) {
    return f.add_var(variable(name, std::move(type), ir::VarRole::kLocal));
  }

  /// The last function's text, after verifying the program and compiling the text.
  std::string printed() {
    for (const std::string& problem : ir::verify(program_)) ADD_FAILURE() << problem << "\n" << ir::print(program_);
    Unit unit;
    for (std::size_t i = 0; i < program_.functions.size(); ++i) {
      const FunctionId id{static_cast<std::int32_t>(i)};
      if (program_.functions[i].is_defined)
        unit.definitions.push_back(id);
      else
        unit.declarations.push_back(id);
    }
    unit.blocks.push_back({{}, prelude_.empty() ? "struct Unused;" : prelude_});
    const std::string file = print_file(program_, unit);
    EXPECT_EQ(testing::compile(file), "") << file;
    return print_function(program_, program_.functions.back());
  }

  static Expr real(double value) { return ir::real(value); }
  static Expr add(const Expr& a, const Expr& b) { return ir::binary(BinaryOp::kAdd, a, b); }
  static Expr mul(const Expr& a, const Expr& b) { return ir::binary(BinaryOp::kMul, a, b); }
  static Expr div(const Expr& a, const Expr& b) { return ir::binary(BinaryOp::kDiv, a, b); }
  static Expr implicit(const Expr& a, const Type& type) { return ir::make_expr(ir::Cast{a, true}, type); }

  ir::Program program_;
  std::string prelude_;

 private:
  static ir::Variable variable(const std::string& name, Type type, ir::VarRole role) {
    ir::Variable made;
    made.name = name;
    made.type = std::move(type);
    made.role = role;
    return made;
  }
};

TEST_F(PrintTest, SumOverArray) {
  ir::Function& f = function("sum", ir::double_type());
  const VarId x = param(f, "x", ir::pointer_to(ir::with_const(ir::double_type())));
  const VarId n = param(f, "n", ir::int_type());
  const VarId total = local(f, "total", ir::double_type());
  const VarId i = local(f, "i", ir::int_type());
  const VarId y = local(f, "y", ir::double_type());
  f.body.push_back(ir::declare(total, real(0)));
  ir::For loop{i, ir::integer(0), BinaryOp::kLess, ir::var_ref(f, n), ir::integer(1), false, {}, {}};
  const Expr element = ir::index(ir::var_ref(f, x), ir::var_ref(f, i));
  loop.body.push_back(ir::declare(y, mul(element, element)));
  loop.body.push_back(
      ir::update(ir::var_ref(f, total), BinaryOp::kAdd,
                 ir::intrinsic("std::exp", {ir::unary(ir::UnaryOp::kNegate, ir::var_ref(f, y))}, ir::double_type())));
  f.body.push_back(ir::make_stmt(loop));
  f.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(f, total)}));
  EXPECT_EQ(printed(),
            "double sum(const double* x, int n) {\n"
            "  double total = 0;\n"
            "  for (int i = 0; i < n; ++i) {\n"
            "    const double y = x[i] * x[i];\n"
            "    total += std::exp(-y);\n"
            "  }\n"
            "  return total;\n"
            "}\n");
}

TEST_F(PrintTest, DeclarationsSinkToTheirFirstValue) {
  ir::Function& f = function("f", ir::double_type());
  const VarId x = param(f, "x", ir::double_type());
  const VarId a = local(f, "a", ir::double_type());
  const VarId b = local(f, "b", ir::double_type());
  f.body.push_back(ir::declare(a));
  f.body.push_back(ir::declare(b));
  f.body.push_back(ir::assign(ir::var_ref(f, b), mul(ir::var_ref(f, x), real(2))));
  f.body.push_back(ir::assign(ir::var_ref(f, a), add(ir::var_ref(f, b), real(1))));
  f.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(f, a)}));
  EXPECT_EQ(printed(),
            "double f(double x) {\n"
            "  const double b = x * 2;\n"
            "  const double a = b + 1;\n"
            "  return a;\n"
            "}\n");
}

TEST_F(PrintTest, ConversionsAreSpelledWhereTheyChangeOrWarn) {
  ir::Function& f = function("f", ir::double_type());
  const Expr i = ir::var_ref(f, param(f, "i", ir::int_type()));
  const Expr n = ir::var_ref(f, param(f, "n", ir::int_type()));
  const Expr k = ir::var_ref(f, param(f, "k", ir::size_type()));
  const Expr g = ir::var_ref(f, param(f, "g", ir::float_type()));
  const Expr x = ir::var_ref(f, param(f, "x", ir::reference_to(ir::double_type())));
  const Expr place = ir::deref(x);
  const Type wide = ir::double_type();
  // Both sides are converted: one cast must stay. One side is enough where the other is real already.
  f.body.push_back(ir::assign(place, ir::raw_binary(BinaryOp::kDiv, implicit(i, wide), implicit(n, wide), wide)));
  f.body.push_back(ir::assign(place, mul(place, implicit(i, wide))));
  f.body.push_back(ir::assign(place, mul(place, implicit(k, wide))));
  f.body.push_back(ir::assign(place, implicit(i, wide)));
  f.body.push_back(ir::assign(place, implicit(g, wide)));
  f.body.push_back(ir::assign(place, mul(implicit(g, wide), implicit(g, wide))));
  f.body.push_back(ir::assign(place, div(real(1), implicit(n, wide))));
  f.body.push_back(ir::assign(place, ir::raw_binary(BinaryOp::kDiv, real(1), real(3), wide)));
  f.body.push_back(ir::update(place, BinaryOp::kAdd, implicit(k, wide)));
  f.body.push_back(ir::assign(g, implicit(mul(implicit(g, wide), real(0.1)), ir::float_type())));
  f.body.push_back(ir::update(g, BinaryOp::kMul, real(0.1)));
  f.body.push_back(ir::assign(k, add(k, implicit(i, ir::size_type()))));
  f.body.push_back(ir::assign(n, implicit(k, ir::int_type())));
  f.body.push_back(ir::assign(place, ir::intrinsic("std::fmax", {place, real(0)}, wide)));
  f.body.push_back(ir::assign(place, ir::intrinsic("std::max", {place, real(0)}, wide)));
  f.body.push_back(ir::assign(g, ir::intrinsic("std::fmax", {g, ir::real(0, ir::float_type())}, ir::float_type())));
  f.body.push_back(ir::make_stmt(ir::Return{ir::raw_unary(ir::UnaryOp::kNegate, real(0), wide)}));
  EXPECT_EQ(printed(),
            "double f(int i, int n, std::size_t k, float g, double& x) {\n"
            "  x = static_cast<double>(i) / n;\n"
            "  x = x * i;\n"
            "  x = x * static_cast<double>(k);\n"
            "  x = i;\n"
            "  x = g;\n"
            "  x = static_cast<double>(g) * g;\n"
            "  x = 1.0 / n;\n"
            "  x = 1.0 / 3;\n"
            "  x += static_cast<double>(k);\n"
            "  g = static_cast<float>(g * 0.1);\n"
            "  g = static_cast<float>(g * 0.1);\n"
            "  k = k + static_cast<std::size_t>(i);\n"
            "  n = static_cast<int>(k);\n"
            "  x = std::fmax(x, 0);\n"
            "  x = std::max(x, 0.0);\n"
            "  g = std::fmax(g, 0.0F);\n"
            "  return -0.0;\n"
            "}\n");
}

TEST_F(PrintTest, LoopsOfEveryDirection) {
  ir::Function& f = function("f");
  const Expr v = ir::deref(
      ir::var_ref(f, param(f, "v", ir::reference_to(ir::vector_of(ir::double_type(), "std::vector<double>")))));
  const Expr n = ir::var_ref(f, param(f, "n", ir::int_type()));
  const Expr m = ir::var_ref(f, param(f, "m", ir::size_type()));
  const auto loop = [&](const Type& type, const Expr& from, BinaryOp compare, const Expr& to, long step, bool is_down) {
    const VarId i = local(f, "i", type);
    ir::For made{i, from, compare, to, ir::integer(step), is_down, {}, {}};
    made.body.push_back(ir::update(ir::index(v, ir::var_ref(f, i)), BinaryOp::kAdd, real(1)));
    f.body.push_back(ir::make_stmt(made));
  };
  const Expr one = ir::integer(1);
  const Expr zero = ir::integer(0);
  loop(ir::int_type(), ir::binary(BinaryOp::kSub, n, one), BinaryOp::kGreaterEqual, zero, 1, true);
  loop(ir::int_type(), zero, BinaryOp::kLess, n, 2, false);
  loop(ir::size_type(), zero, BinaryOp::kLess, m, 1, false);
  loop(ir::size_type(), ir::binary(BinaryOp::kSub, m, one), BinaryOp::kGreaterEqual, zero, 1, true);
  loop(ir::size_type(), ir::binary(BinaryOp::kSub, m, ir::integer(2)), BinaryOp::kGreaterEqual, zero, 1, true);
  loop(ir::size_type(), m, BinaryOp::kGreaterEqual, zero, 3, true);
  loop(ir::int_type(), zero, BinaryOp::kLess, ir::size_of(v), 1, false);
  EXPECT_EQ(printed(),
            "void f(std::vector<double>& v, int n, std::size_t m) {\n"
            "  for (int i = n - 1; i >= 0; --i) {\n"
            "    v[static_cast<std::size_t>(i)] += 1;\n"
            "  }\n"
            "  for (int i = 0; i < n; i += 2) {\n"
            "    v[static_cast<std::size_t>(i)] += 1;\n"
            "  }\n"
            "  for (std::size_t i = 0; i < m; ++i) {\n"
            "    v[i] += 1;\n"
            "  }\n"
            "  for (std::size_t i = m; i-- > 0;) {\n"
            "    v[i] += 1;\n"
            "  }\n"
            "  for (std::size_t i = m - 1; i-- > 0;) {\n"
            "    v[i] += 1;\n"
            "  }\n"
            "  for (std::size_t i = m + 3; i >= 3;) {\n"
            "    i -= 3;\n"
            "    v[i] += 1;\n"
            "  }\n"
            "  for (int i = 0; static_cast<std::size_t>(i) < v.size(); ++i) {\n"
            "    v[static_cast<std::size_t>(i)] += 1;\n"
            "  }\n"
            "}\n");
}

TEST_F(PrintTest, BoundsThatTheBodyMayChangeAreComputedBefore) {
  ir::Function& f = function("f");
  const VarId counts = param(f, "counts", ir::pointer_to(ir::int_type()));
  const VarId i = local(f, "i", ir::int_type());
  const Expr first = ir::index(ir::var_ref(f, counts), ir::integer(0));
  ir::For loop{i, ir::integer(0), BinaryOp::kLess, first, ir::integer(1), false, {}, {}};
  loop.body.push_back(ir::update(ir::index(ir::var_ref(f, counts), ir::var_ref(f, i)), BinaryOp::kAdd, ir::integer(1)));
  f.body.push_back(ir::make_stmt(loop));
  EXPECT_EQ(printed(),
            "void f(int* counts) {\n"
            "  const int i_end = counts[0];\n"
            "  for (int i = 0; i < i_end; ++i) {\n"
            "    ++counts[i];\n"
            "  }\n"
            "}\n");
}

TEST_F(PrintTest, NamesInNestedScopesStayApart) {
  ir::Function& f = function("f", ir::double_type());
  const VarId x = param(f, "x", ir::double_type());
  const VarId new_one = local(f, "new", ir::double_type());
  const VarId inner = local(f, "x", ir::double_type());
  const VarId other = local(f, "x", ir::double_type());
  f.body.push_back(ir::declare(new_one, ir::var_ref(f, x)));
  for (const VarId var : {inner, other}) {
    ir::Block block;
    block.body.push_back(ir::declare(var, mul(ir::var_ref(f, x), real(2))));
    block.body.push_back(ir::update(ir::var_ref(f, new_one), BinaryOp::kAdd, ir::var_ref(f, var)));
    f.body.push_back(ir::make_stmt(block));
  }
  f.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(f, new_one)}));
  EXPECT_EQ(printed(),
            "double f(double x) {\n"
            "  double new_2 = x;\n"
            "  {\n"
            "    const double x_2 = x * 2;\n"
            "    new_2 += x_2;\n"
            "  }\n"
            "  {\n"
            "    const double x_2 = x * 2;\n"
            "    new_2 += x_2;\n"
            "  }\n"
            "  return new_2;\n"
            "}\n");
}

TEST_F(PrintTest, CallsAndReferences) {
  ir::Function& pick = function("pick", ir::reference_to(ir::double_type()));
  pick.namespaces = {"model", "detail"};
  const VarId values = param(pick, "values", ir::pointer_to(ir::double_type()));
  const VarId at = param(pick, "at", ir::int_type());
  pick.body.push_back(
      ir::make_stmt(ir::Return{ir::address_of(ir::index(ir::var_ref(pick, values), ir::var_ref(pick, at)))}));
  ir::Function& half = function("half", ir::double_type());
  half.namespaces = {"model"};
  const VarId y = param(half, "y", ir::reference_to(ir::with_const(ir::double_type())));
  half.body.push_back(ir::make_stmt(ir::Return{mul(ir::real(0.5), ir::place_of(half, y))}));
  ir::Function& f = function("f", ir::double_type());
  f.namespaces = {"model"};
  const VarId a = param(f, "a", ir::array_of(ir::array_of(ir::double_type(), ir::integer(4)), ir::integer(3)));
  const VarId m = param(f, "m", ir::pointer_to(ir::array_of(ir::double_type(), ir::integer(4))));
  const VarId p = local(f, "p", ir::pointer_to(ir::double_type()));
  const VarId r = local(f, "r", ir::reference_to(ir::double_type()));
  const VarId z = local(f, "z", ir::double_type());
  const Expr row = ir::index(ir::var_ref(f, m), ir::integer(2));
  f.body.push_back(ir::declare(p));
  f.body.push_back(ir::make_stmt(ir::Call{
      ir::var_ref(f, p), FunctionId{0}, {ir::address_of(ir::index(row, ir::integer(0))), ir::integer(1)}, {}}));
  f.body.push_back(
      ir::declare(r, ir::address_of(ir::index(ir::index(ir::var_ref(f, a), ir::integer(1)), ir::integer(2)))));
  f.body.push_back(ir::assign(ir::place_of(f, r), ir::deref(ir::var_ref(f, p))));
  f.body.push_back(ir::declare(z));
  f.body.push_back(ir::make_stmt(ir::Call{ir::var_ref(f, z), FunctionId{1}, {ir::address_of(ir::place_of(f, r))}, {}}));
  f.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(f, z)}));
  EXPECT_EQ(printed(),
            "double f(double a[3][4], double (*m)[4]) {\n"
            "  double* p = &model::detail::pick(m[2], 1);\n"
            "  double& r = a[1][2];\n"
            "  r = *p;\n"
            "  const double z = half(r);\n"
            "  return z;\n"
            "}\n");
}

TEST_F(PrintTest, LibraryOperations) {
  ir::Function& f = function("f");
  const Type vector = ir::vector_of(ir::double_type(), "std::vector<double>");
  const Expr v = ir::deref(ir::var_ref(f, param(f, "v", ir::reference_to(vector))));
  const Expr x = ir::var_ref(f, param(f, "x", ir::pointer_to(ir::double_type())));
  const Expr n = ir::var_ref(f, param(f, "n", ir::int_type()));
  const VarId w = local(f, "w", vector);
  const VarId p = local(f, "p", ir::pointer_to(ir::double_type()));
  const VarId q = local(f, "q", ir::pointer_to(ir::double_type()));
  const auto data = [&](const Expr& container) { return ir::address_of(ir::index(container, ir::integer(0))); };
  const auto model = [&](ir::ModelOp op, std::vector<Expr> operands, ir::HeapFamily family = ir::HeapFamily::kNone) {
    f.body.push_back(ir::make_stmt(ir::Model{op, std::move(operands), family}));
  };
  const Expr w_place = ir::var_ref(f, w);
  const Expr p_place = ir::var_ref(f, p);
  const Expr q_place = ir::var_ref(f, q);
  ir::Declare sized{w, nullptr, false, {}, {n, real(1)}};
  f.body.push_back(ir::make_stmt(sized));
  model(ir::ModelOp::kCopy, {data(w_place), x, n});
  model(ir::ModelOp::kCopy, {x, data(v), n});
  model(ir::ModelOp::kFill, {data(v), n, real(0)});
  model(ir::ModelOp::kSwap, {v, w_place});
  f.body.push_back(ir::declare(p));
  model(ir::ModelOp::kAllocate, {p_place, n}, ir::HeapFamily::kMalloc);
  f.body.push_back(ir::declare(q));
  model(ir::ModelOp::kAllocateZeroed, {q_place, n}, ir::HeapFamily::kNewArray);
  model(ir::ModelOp::kResize, {v, n});
  model(ir::ModelOp::kAssignFill, {v, n, real(0)});
  model(ir::ModelOp::kAssignRange, {v, x, n});
  model(ir::ModelOp::kPushBack, {v, real(2)});
  model(ir::ModelOp::kPopBack, {v});
  model(ir::ModelOp::kMoveAssign, {v, w_place});
  model(ir::ModelOp::kFree, {p_place}, ir::HeapFamily::kMalloc);
  model(ir::ModelOp::kFree, {q_place}, ir::HeapFamily::kNewArray);
  EXPECT_EQ(printed(),
            "void f(std::vector<double>& v, double* x, int n) {\n"
            "  std::vector<double> w(static_cast<std::size_t>(n), 1.0);\n"
            "  std::copy_n(x, n, w.data());\n"
            "  if (n > 0) {\n"
            "    std::memmove(x, v.data(), static_cast<std::size_t>(n) * sizeof(double));\n"
            "  }\n"
            "  std::fill_n(v.data(), n, 0.0);\n"
            "  std::swap(v, w);\n"
            "  double* p = static_cast<double*>(std::malloc(static_cast<std::size_t>(n) * sizeof(double)));\n"
            "  double* q = new double[static_cast<std::size_t>(n)]();\n"
            "  v.resize(static_cast<std::size_t>(n));\n"
            "  v.assign(static_cast<std::size_t>(n), 0.0);\n"
            "  v.assign(x, x + n);\n"
            "  v.push_back(2.0);\n"
            "  v.pop_back();\n"
            "  v = std::move(w);\n"
            "  std::free(p);\n"
            "  delete[] q;\n"
            "}\n");
}

TEST_F(PrintTest, MembersThatPointToConstAreWrittenThrough) {
  prelude_ = "struct Node {\n  double value;\n  const Node* next;\n};";
  ir::Record& record = program_.records.emplace_back();
  record.name = "Node";
  const Type node = ir::record_type(record);
  record.fields = {{"value", ir::double_type()}, {"next", ir::pointer_to(ir::with_const(node))}};
  ir::Function& f = function("f");
  const Expr shadow = ir::var_ref(f, param(f, "shadow", ir::pointer_to(node)));
  const Expr next = ir::member(ir::deref(shadow), "next", ir::pointer_to(node));
  f.body.push_back(ir::update(ir::member(ir::deref(next), "value", ir::double_type()), BinaryOp::kAdd, real(1)));
  f.body.push_back(ir::assign(next, shadow));
  f.body.push_back(ir::assign(shadow, next));
  const std::string text = printed();
  EXPECT_NE(text.find("const_cast<Node*>(shadow->next)->value += 1;"), std::string::npos) << text;
  EXPECT_NE(text.find("shadow->next = shadow;"), std::string::npos) << text;
  EXPECT_NE(text.find("shadow = const_cast<Node*>(shadow->next);"), std::string::npos) << text;
}

TEST_F(PrintTest, PrivateMembersThroughAccessors) {
  prelude_ = "class Spring {\n  double k = 1;\n  double w[2] = {1, 2};\n\n public:\n  int n = 0;\n};";
  ir::Record& record = program_.records.emplace_back();
  record.name = "Spring";
  record.fields = {{"k", ir::double_type(), true, false, false}};
  ir::Function& f = function("f", ir::double_type());
  const Expr spring =
      ir::deref(ir::var_ref(f, param(f, "spring", ir::reference_to(ir::with_const(ir::record_type(record))))));
  const Expr other = ir::var_ref(f, param(f, "other", ir::pointer_to(ir::record_type(record))));
  const Expr k = ir::member(spring, "k", ir::double_type(), true);
  const Expr w = ir::member(ir::deref(other), "w", ir::array_of(ir::double_type(), ir::integer(2)), true);
  f.body.push_back(ir::update(ir::index(w, ir::integer(1)), BinaryOp::kMul, k));
  f.body.push_back(ir::update(ir::member(ir::deref(other), "n", ir::int_type()), BinaryOp::kAdd, ir::integer(1)));
  f.body.push_back(ir::make_stmt(ir::Return{mul(k, ir::index(w, ir::integer(0)))}));
  Unit unit;
  unit.includes = {"\"spring.hpp\""};
  unit.definitions = {FunctionId{0}};
  unit.is_header = true;
  std::string file = print_file(program_, unit);
  EXPECT_NE(file.find("backsweep_access::w_of(*other)[1] *= backsweep_access::k_of(spring);"), std::string::npos)
      << file;
  file.replace(file.find("#include \"spring.hpp\""), 21, prelude_);
  file.replace(file.find("#pragma once"), 12, "");
  EXPECT_EQ(testing::compile(file), "") << file;
}

TEST_F(PrintTest, VariableLengthArraysAreFlat) {
  ir::Function& f = function("f");
  const Expr n = ir::var_ref(f, param(f, "n", ir::int_type()));
  const Expr m = ir::var_ref(f, param(f, "m", ir::int_type()));
  const Expr a = ir::var_ref(f, param(f, "a", ir::pointer_to(ir::array_of(ir::double_type(), m))));
  const VarId b = local(f, "b", ir::array_of(ir::array_of(ir::double_type(), ir::integer(3)), n));
  const VarId row = local(f, "row", ir::pointer_to(ir::double_type()));
  const auto at = [](const Expr& base, const Expr& i, const Expr& j) { return ir::index(ir::index(base, i), j); };
  f.body.push_back(ir::declare(b));
  f.body.push_back(ir::declare(row, ir::address_of(at(a, n, ir::integer(0)))));
  f.body.push_back(ir::assign(at(ir::var_ref(f, b), n, ir::integer(2)), at(a, ir::integer(1), m)));
  f.body.push_back(ir::assign(ir::index(ir::var_ref(f, row), ir::integer(0)),
                              at(ir::var_ref(f, b), ir::integer(0), ir::integer(1))));
  EXPECT_EQ(printed(),
            "void f(int n, int m, double* a) {\n"
            "  std::vector<double> b(static_cast<std::size_t>(n * 3));\n"
            "  double* row = a + n * m;\n"
            "  b[static_cast<std::size_t>(n * 3 + 2)] = a[m + m];\n"
            "  row[0] = b[1];\n"
            "}\n");
}

TEST_F(PrintTest, ConditionsAndBranches) {
  ir::Function& f = function("f", ir::double_type());
  const Expr x = ir::var_ref(f, param(f, "x", ir::double_type()));
  const Expr n = ir::var_ref(f, param(f, "n", ir::int_type()));
  const Expr b = ir::var_ref(f, param(f, "b", ir::bool_type()));
  const Expr k = ir::var_ref(f, param(f, "k", ir::size_type()));
  const Expr less = ir::algebra::less(x, 1);
  const auto test = [](BinaryOp op, const Expr& l, const Expr& r) { return ir::raw_binary(op, l, r, ir::bool_type()); };
  const Expr either = test(BinaryOp::kOr, test(BinaryOp::kAnd, less, b), implicit(n, ir::bool_type()));
  ir::If inner{
      test(BinaryOp::kLess, implicit(n, ir::size_type()), k), {ir::assign(x, real(2))}, {ir::assign(x, real(3))}};
  ir::If branch{either, {ir::assign(x, real(1))}, {ir::make_stmt(inner)}};
  f.body.push_back(ir::make_stmt(branch));
  f.body.push_back(ir::make_stmt(ir::If{less, {}, {ir::assign(x, real(4))}}));
  f.body.push_back(ir::make_stmt(ir::If{
      test(BinaryOp::kEqual, test(BinaryOp::kLess, n, ir::integer(3)), b), {ir::assign(n, ir::integer(4))}, {}}));
  f.body.push_back(ir::assign(
      n,
      ir::raw_binary(BinaryOp::kBitOr,
                     ir::raw_binary(BinaryOp::kShiftLeft, n,
                                    ir::raw_binary(BinaryOp::kAdd, n, ir::integer(1), ir::int_type()), ir::int_type()),
                     ir::integer(1), ir::int_type())));
  f.body.push_back(ir::make_stmt(ir::Return{ir::select(less, add(x, implicit(n, ir::double_type())), real(0))}));
  EXPECT_EQ(printed(),
            "double f(double x, int n, bool b, std::size_t k) {\n"
            "  if ((x < 1 && b) || n) {\n"
            "    x = 1;\n"
            "  } else if (static_cast<std::size_t>(n) < k) {\n"
            "    x = 2;\n"
            "  } else {\n"
            "    x = 3;\n"
            "  }\n"
            "  if (!(x < 1)) {\n"
            "    x = 4;\n"
            "  }\n"
            "  if ((n < 3) == b) {\n"
            "    n = 4;\n"
            "  }\n"
            "  n = (n << (n + 1)) | 1;\n"
            "  return x < 1 ? x + n : 0;\n"
            "}\n");
}

}  // namespace
}  // namespace backsweep::codegen
