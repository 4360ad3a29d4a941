// Requests and extents as text: how they are taken apart, and what is told where they cannot be.
#include <gtest/gtest.h>

#include <algorithm>

#include "frontend/extents.h"
#include "frontend/request_text.h"
#include "ir/build.h"
#include "ir/print.h"

namespace backsweep::frontend {
namespace {

using Strings = std::vector<std::string>;

RequestText parsed(const std::string& text) {
  std::string error;
  const std::optional<RequestText> request = parse_request(text, error);
  EXPECT_TRUE(request) << text << ": " << error;
  return request.value_or(RequestText{});
}

std::string error_of(const std::string& text) {
  std::string error;
  EXPECT_FALSE(parse_request(text, error)) << text;
  return error;
}

TermLists terms(const std::string& text, const Strings& parameters = {}) {
  std::string error;
  const auto is_member = [&](const std::string& /*object*/, const std::string& name) {
    return std::find(parameters.begin(), parameters.end(), name) == parameters.end();
  };
  const std::optional<TermLists> lists = parse_terms(text, is_member, error);
  EXPECT_TRUE(lists) << text << ": " << error;
  return lists.value_or(TermLists{});
}

TEST(Request, NameAlone) {
  const RequestText request = parsed(" ns::f ");
  EXPECT_EQ(request.name, "ns::f");
  EXPECT_FALSE(request.terms);
  EXPECT_FALSE(request.types);
}

TEST(Request, EmptyListMeansEveryParameter) {
  EXPECT_FALSE(parsed("f()").terms);
}

TEST(Request, LettersBeyondAscii) {
  const RequestText request = parsed("räume::flä(größe, maß.höhe)");
  EXPECT_EQ(request.name, "räume::flä");
  const TermLists lists = terms(*request.terms);
  EXPECT_EQ(lists.independents[0].root, "größe");
  EXPECT_EQ(lists.independents[1].members, (Strings{"höhe"}));
}

TEST(Request, TemplateArguments) {
  const RequestText request = parsed("ns::norm<std::array<double, 3>, (2 > 1)>(x[n])");
  EXPECT_EQ(request.name, "ns::norm<std::array<double, 3>, (2 > 1)>");
  EXPECT_EQ(request.terms, "x[n]");
  EXPECT_EQ(name_components(request.name), (Strings{"ns", "norm<std::array<double, 3>, (2 > 1)>"}));
}

TEST(Request, TypesInAListOfTheirOwn) {
  const RequestText request = parsed("f(const double*, std::pair<int, int>)(x[n])");
  EXPECT_EQ(request.types, (Strings{"const double*", "std::pair<int, int>"}));
  EXPECT_EQ(request.terms, "x[n]");
}

TEST(Request, TypesAlone) {
  const RequestText request = parsed("f(double, float)");
  EXPECT_EQ(request.types, (Strings{"double", "float"}));
  EXPECT_FALSE(request.terms);
}

TEST(Request, TypesWithNames) {
  const RequestText request = parsed("f(const double* x[n], int n, const State& s)");
  EXPECT_EQ(request.types, (Strings{"const double*", "int", "const State&"}));
  EXPECT_EQ(request.terms, "x[n], s");
}

TEST(Request, Operators) {
  EXPECT_EQ(parsed("Model::operator()(x)").name, "Model::operator()");
  EXPECT_EQ(parsed("operator*(a, b)").name, "operator*");
}

TEST(Request, WhatCannotBeRead) {
  EXPECT_EQ(error_of("f(x[n)"), "'(' without ')'");
  EXPECT_EQ(error_of("(x)"), "it does not begin with a function name");
  EXPECT_EQ(error_of("f<double(x)"), "'<' without '>'");
  EXPECT_EQ(error_of("f(x)(y)(z)"), "more than two lists in parentheses");
  EXPECT_NE(error_of("f(x) y"), "");
}

TEST(Terms, ExtentsAndMembers) {
  const TermLists lists = terms("x[n * d][3], p.inner.mass, this->k, this");
  ASSERT_EQ(lists.independents.size(), 4U);
  EXPECT_EQ(lists.independents[0].extents, (Strings{"n * d", "3"}));
  EXPECT_EQ(lists.independents[1].root, "p");
  EXPECT_EQ(lists.independents[1].members, (Strings{"inner", "mass"}));
  EXPECT_EQ(lists.independents[2].root, "this");
  EXPECT_EQ(lists.independents[2].members, (Strings{"k"}));
  EXPECT_FALSE(lists.has_dependents);
}

TEST(Terms, ArrowBetweenIndependentsAndDependents) {
  for (const char* text : {"x, u -> v", "x,u->v"}) {
    const TermLists lists = terms(text, {"x", "u", "v"});
    ASSERT_EQ(lists.independents.size(), 2U) << text;
    ASSERT_EQ(lists.dependents.size(), 1U) << text;
    EXPECT_EQ(lists.dependents[0].root, "v");
  }
}

TEST(Terms, ArrowToAMember) {
  const TermLists lists = terms("p->mass -> p->force", {"p"});
  ASSERT_EQ(lists.independents.size(), 1U);
  EXPECT_EQ(lists.independents[0].members, (Strings{"mass"}));
  ASSERT_EQ(lists.dependents.size(), 1U);
  EXPECT_EQ(lists.dependents[0].members, (Strings{"force"}));
}

TEST(Terms, TheResultBehindTheArrow) {
  for (const char* text : {"x->return", "x -> return", "p->mass->return", "this->return"}) {
    const TermLists lists = terms(text, {"x", "p"});
    ASSERT_EQ(lists.dependents.size(), 1U) << text;
    EXPECT_EQ(lists.dependents[0].root, "return") << text;
  }
}

TEST(Terms, WhatCannotBeRead) {
  std::string error;
  const auto always = [](const std::string&, const std::string&) { return true; };
  for (const char* text : {"x,", "x[]", "3", "x ->", "x + y", "x[n] y"}) EXPECT_FALSE(parse_terms(text, always, error)) << text;
}

/// `void f(int n, const std::vector<double>& v, const Grid& grid)` with `struct Grid { int rows; double h; }`.
struct Extents : testing::Test {
  Extents() {
    record.name = "Grid";
    record.fields = {{"rows", ir::int_type()}, {"h", ir::double_type()}};
    add("n", ir::int_type());
    add("v", ir::reference_to(ir::with_const(ir::vector_of(ir::double_type(), "std::vector<double>"))));
    add("grid", ir::reference_to(ir::with_const(ir::record_type(record))));
    add("p", ir::pointer_to(ir::double_type()));
    add("sizes", ir::pointer_to(ir::with_const(ir::int_type())));
    add("größe", ir::int_type());
  }

  void add(const std::string& name, const ir::Type& type) {
    ir::Variable variable;
    variable.name = name;
    variable.type = type;
    variable.role = ir::VarRole::kParam;
    function.params.push_back(function.add_var(std::move(variable)));
  }

  std::string text(const std::string& extent) {
    const ConstantLookup constants = [](const std::string& name) { return name == "kRows" ? std::optional<long>(4) : std::nullopt; };
    std::string error;
    const ir::Expr expr = parse_extent(extent, function, constants, error);
    return expr ? ir::print(expr, function) : error;
  }

  ir::Record record;
  ir::Function function;
};

TEST_F(Extents, Arithmetic) {
  EXPECT_EQ(text("n * (n + 1) / 2"), text("(n*(n+1))/2"));
  EXPECT_EQ(text("12"), "12");
  EXPECT_EQ(text("kRows * 3"), text("12"));
}

TEST_F(Extents, MembersAndSizes) {
  EXPECT_NE(text("v.size() - 1").find("size"), std::string::npos);
  EXPECT_NE(text("grid.rows * n").find("rows"), std::string::npos);
}

TEST_F(Extents, BehindPointers) {
  EXPECT_EQ(text("*sizes"), "*sizes");
  EXPECT_EQ(text("n * *sizes - (*sizes)"), "(n * *sizes) - *sizes");
  EXPECT_EQ(text("sizes[0] * sizes[n - 1]"), "sizes[0] * sizes[n - 1]");
}

TEST_F(Extents, LettersBeyondAscii) { EXPECT_EQ(text("größe"), "größe"); }

TEST_F(Extents, WhatCannotBeRead) {
  EXPECT_EQ(text("*n"), "'*n' takes an element of what is no pointer or array");
  EXPECT_EQ(text("*p"), "'*p' is not an integer");
  EXPECT_EQ(text("sizes * 2"), "'sizes * 2' is not an integer");
  EXPECT_EQ(text("sizes[n"), "']' is missing in 'sizes[n'");
  EXPECT_EQ(text("m"), "'m' is neither a parameter nor an integer constant");
  EXPECT_EQ(text("grid.columns"), "there is no member 'columns'");
  EXPECT_EQ(text("grid.h"), "'grid.h' is not an integer");
  EXPECT_EQ(text("p"), "'p' is not an integer");
  EXPECT_EQ(text("(n"), "')' is missing in '(n'");
  EXPECT_EQ(text("n +"), "'n +' ends early");
  EXPECT_EQ(text("1.5"), "'1.5' is not an integer");
  EXPECT_EQ(text("n n"), "unexpected 'n'");
  EXPECT_EQ(text("99999999999999999999"), "'99999999999999999999' is too large");
}

}  // namespace
}  // namespace backsweep::frontend
