// What the rule table says about names, needed values and cost.
#include <gtest/gtest.h>

#include <set>

#include "rules/row.h"
#include "rules/rules.h"

namespace {

using namespace backsweep;

ir::Expr variable(int id, const ir::Type& type = ir::double_type()) { return ir::var_ref(ir::VarId{id}, type); }
ir::Expr call(const char* name, std::vector<ir::Expr> operands) {
  return ir::intrinsic(name, std::move(operands), ir::double_type());
}
const ir::Expr kX = variable(0);
const ir::Expr kY = variable(1);

TEST(Names, FindsEverySpellingOfCFunctions) {
  for (const char* spelling :
       {"sin", "sinf", "sinl", "::sin", "::sinf", "std::sin", "std::sinf", "__builtin_sin", "__builtin_sinl"}) {
    EXPECT_EQ(rules::find_row(spelling, 1), "std::sin") << spelling;
  }
  EXPECT_EQ(rules::find_row("fabsl", 1), "std::fabs");
  EXPECT_EQ(rules::find_row("abs", 1), "std::abs");
  EXPECT_EQ(rules::find_row("erf", 1), "std::erf");
  EXPECT_EQ(rules::find_row("erff", 1), "std::erf");
  EXPECT_EQ(rules::find_row("ceil", 1), "std::ceil");
  EXPECT_EQ(rules::find_row("ceill", 1), "std::ceil");
  EXPECT_EQ(rules::find_row("std::hypot", 3), "std::hypot");
  EXPECT_EQ(rules::find_row("lroundf", 1), "std::lround");
}

TEST(Names, KeepsLibrariesApart) {
  EXPECT_EQ(rules::find_row("std::max", 2), "std::max");
  EXPECT_EQ(rules::find_row("max", 2), std::nullopt);
  EXPECT_EQ(rules::find_row("std::max", 3), std::nullopt);
  EXPECT_EQ(rules::find_row("std::betaf", 2), "std::beta");
  EXPECT_EQ(rules::find_row("beta", 2), std::nullopt);
  EXPECT_EQ(rules::find_row("j0", 1), "::j0");
  EXPECT_EQ(rules::find_row("j0f", 1), "::j0f");
  EXPECT_EQ(rules::find_row("::ynl", 2), "::ynl");
  EXPECT_EQ(rules::find_row("phys::sin", 1), std::nullopt);
  EXPECT_EQ(rules::find_row("backsweep::digamma", 1), "backsweep::digamma");
  EXPECT_EQ(rules::find_row("digamma", 1), std::nullopt);
  EXPECT_EQ(rules::find_row("drand48", 0), std::nullopt);
}

TEST(Names, EveryRowIsFoundAndKnown) {
  for (const std::span<const rules::Row> rows : {rules::math_rows(), rules::special_rows()}) {
    for (const rules::Row& row : rows) {
      EXPECT_TRUE(rules::is_known(std::string(row.name)));
      EXPECT_EQ(rules::find_row(std::string(row.name), row.arity()), std::string(row.name));
      EXPECT_EQ(row.ranges.size(), row.arity());
    }
  }
  for (const rules::ZeroRow& row : rules::zero_rows()) {
    EXPECT_TRUE(rules::is_known(std::string(row.name)));
    EXPECT_EQ(rules::find_row(std::string(row.name), row.operands), std::string(row.name));
  }
  EXPECT_FALSE(rules::is_known("std::sine"));
}

TEST(Reads, AreExactlyWhatThePartialNames) {
  const auto reads_of = [](const ir::Expr& node, std::size_t operand) {
    const rules::Reads found = rules::reads(node, operand);
    std::string text = found.result ? "r" : "";
    for (std::size_t i = 0; i < found.operands.size(); ++i) {
      if (found.operands[i]) text += "xyz"[i];
    }
    return text;
  };
  EXPECT_EQ(reads_of(call("std::exp", {kX}), 0), "r");
  EXPECT_EQ(reads_of(call("std::log", {kX}), 0), "x");
  EXPECT_EQ(reads_of(call("std::fma", {kX, kY, variable(2)}), 0), "y");
  EXPECT_EQ(reads_of(call("std::fma", {kX, kY, variable(2)}), 2), "");
  EXPECT_EQ(reads_of(call("std::pow", {kX, kY}), 0), "xy");
  EXPECT_EQ(reads_of(call("std::pow", {kX, ir::real(2)}), 0), "x");
  EXPECT_EQ(reads_of(call("std::pow", {kX, ir::real(0.5)}), 0), "r");
  EXPECT_EQ(reads_of(ir::binary(ir::BinaryOp::kAdd, kX, kY), 0), "");
  EXPECT_EQ(reads_of(ir::binary(ir::BinaryOp::kMul, kX, kY), 0), "y");
  EXPECT_EQ(reads_of(ir::binary(ir::BinaryOp::kDiv, kX, kY), 0), "y");
  EXPECT_EQ(reads_of(ir::binary(ir::BinaryOp::kDiv, kX, kY), 1), "ry");
  EXPECT_EQ(reads_of(ir::raw_binary(ir::BinaryOp::kMul, kX, kX, kX->type), 0), "y");
  EXPECT_EQ(reads_of(ir::select(variable(2, ir::bool_type()), kX, kY), 1), "x");
  EXPECT_EQ(reads_of(call("std::floor", {kX}), 0), "");
}

TEST(Differentiable, RefusesWhatHasNoClosedForm) {
  EXPECT_FALSE(rules::is_differentiable(call("std::riemann_zeta", {kX}), 0));
  EXPECT_FALSE(rules::is_differentiable(call("std::cyl_bessel_j", {kX, kY}), 0));
  EXPECT_TRUE(rules::is_differentiable(call("std::cyl_bessel_j", {kX, kY}), 1));
  EXPECT_TRUE(rules::is_differentiable(call("std::cyl_bessel_j", {ir::integer(0), kY}), 0));
  EXPECT_TRUE(rules::is_differentiable(call("std::floor", {kX}), 0));
  EXPECT_FALSE(rules::is_differentiable(call("unheard_of", {kX}), 0));
}

TEST(Cost, IsHighForTranscendentalsAndDivision) {
  EXPECT_TRUE(rules::is_expensive(call("std::exp", {kX})));
  EXPECT_TRUE(rules::is_expensive(call("std::sqrt", {kX})));
  EXPECT_TRUE(rules::is_expensive(ir::binary(ir::BinaryOp::kDiv, kX, kY)));
  EXPECT_FALSE(rules::is_expensive(ir::binary(ir::BinaryOp::kMul, kX, kY)));
  EXPECT_FALSE(rules::is_expensive(call("std::fabs", {kX})));
  EXPECT_FALSE(rules::is_expensive(kX));
}

TEST(Products, AreSimplified) {
  const ir::Expr bar = variable(5);
  EXPECT_TRUE(ir::same_expr(rules::pullback(ir::binary(ir::BinaryOp::kAdd, kX, kY), 0, kX, bar), bar));
  EXPECT_TRUE(
      ir::same_expr(rules::pullback(call("std::log", {kX}), 0, kY, bar), ir::binary(ir::BinaryOp::kDiv, bar, kX)));
  const ir::Expr narrow = variable(6, ir::float_type());
  const ir::Expr product = ir::binary(ir::BinaryOp::kMul, narrow, kY);
  EXPECT_EQ(rules::pullback(product, 0, kX, bar)->type->spelling, "float");
  EXPECT_EQ(rules::pushforward(product, 0, kX, narrow)->type->spelling, "double");
  EXPECT_EQ(rules::pullback(ir::cast(kX, ir::float_type()), 0, narrow, narrow)->type->spelling, "double");
}

TEST(Kinks, AreListedOnce) {
  std::set<std::string> seen;
  for (const rules::KinkValue& value : rules::kink_values()) {
    EXPECT_TRUE(seen.insert(value.function).second) << value.function;
    EXPECT_FALSE(value.text.empty());
  }
  EXPECT_TRUE(seen.count("std::pow"));
  EXPECT_TRUE(seen.count("std::abs"));
}

}  // namespace
