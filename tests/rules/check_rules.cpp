// Checks every generated rule against fourth-order differences of its primal, and at its edge points.
#include "check_rules.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <ostream>
#include <random>

/// GoogleTest names a failing case with this.
void PrintTo(const RuleCase& rule, std::ostream* out) { *out << rule.name; }

namespace {

using Point = std::array<long double, 3>;

constexpr int kSamples = 40;
constexpr unsigned kSeed = 20240607;

/// Relative tolerance by mantissa bits: the derivative's own rounding, or what a difference in long double resolves.
long double tolerance(int digits) {
  if (digits <= 24) return 3e-5L;
  return digits <= 53 ? 2e-10L : 1e-10L;
}

long double rounded_to(int digits, long double value) {
  if (digits <= 24) return static_cast<float>(value);
  return digits <= 53 ? static_cast<double>(value) : value;
}

long double difference(const RuleCase& rule, Point at, std::size_t operand, long double step) {
  const auto value_at = [&](long double offset) {
    Point moved = at;
    moved[operand] += offset;
    return rule.primal(moved);
  };
  return (8 * (value_at(step) - value_at(-step)) - (value_at(2 * step) - value_at(-2 * step))) / (12 * step);
}

/// The slope along one operand; not a number where a kink or jump lies within the steps.
long double slope(const RuleCase& rule, const Point& at, std::size_t operand) {
  const long double wide = difference(rule, at, operand, 4e-4L);
  const long double narrow = difference(rule, at, operand, 2e-4L);
  return std::fabs(wide - narrow) > 1e-6L * (1 + std::fabs(narrow)) ? std::nanl("") : narrow;
}

Point sample(const RuleCase& rule, std::mt19937& engine) {
  Point at{};
  for (std::size_t i = 0; i < rule.operands.size(); ++i) {
    const Operand& operand = rule.operands[i];
    if (operand.is_integer) {
      at[i] = std::uniform_int_distribution<int>(static_cast<int>(operand.low), static_cast<int>(operand.high))(engine);
    } else {
      at[i] = rounded_to(rule.digits, std::uniform_real_distribution<double>(operand.low, operand.high)(engine));
    }
  }
  return at;
}

class Rule : public testing::TestWithParam<RuleCase> {};

TEST_P(Rule, AgreesWithDifferences) {
  const RuleCase& rule = GetParam();
  std::mt19937 engine(kSeed);
  int skipped = 0;
  for (int count = 0; count < kSamples; ++count) {
    const Point at = sample(rule, engine);
    const Point dots = {0.75L, -0.5L, 1.25L};
    const long double result_bar = -1.5L;
    const Outcome outcome = rule.derivatives(at, dots, result_bar);
    long double result_dot = 0;
    long double size = 1;
    for (std::size_t i = 0; i < rule.operands.size(); ++i) {
      if (!rule.operands[i].is_differentiable) continue;
      const long double expected = slope(rule, at, i);
      result_dot += expected * dots[i];
      size += std::fabs(expected);
      if (std::isnan(expected)) continue;
      EXPECT_NEAR(static_cast<double>(outcome.bars[i]), static_cast<double>(expected * result_bar),
                  static_cast<double>(tolerance(rule.digits) * (1 + std::fabs(expected))))
          << rule.name << " by operand " << i << " at " << at[0] << ", " << at[1] << ", " << at[2];
    }
    if (std::isnan(result_dot)) {
      ++skipped;
      continue;
    }
    EXPECT_NEAR(static_cast<double>(outcome.result_dot), static_cast<double>(result_dot),
                static_cast<double>(tolerance(rule.digits) * size))
        << rule.name << " at " << at[0] << ", " << at[1] << ", " << at[2];
  }
  EXPECT_LT(skipped, kSamples / 4) << "too many samples fell on kinks";
}

TEST_P(Rule, KeepsItsPromisesAtEdges) {
  const RuleCase& rule = GetParam();
  for (const EdgeCase& edge : rule.edges) {
    const Outcome outcome = rule.derivatives(edge.at, {}, 1);
    const double actual = static_cast<double>(outcome.bars[static_cast<std::size_t>(edge.operand)]);
    if (std::isinf(edge.promised)) {
      EXPECT_EQ(actual, static_cast<double>(edge.promised)) << rule.name;
    } else {
      EXPECT_NEAR(actual, static_cast<double>(edge.promised), rule.digits <= 24 ? 1e-6 : 1e-14)
          << rule.name << " by operand " << edge.operand << " at " << edge.at[0] << ", " << edge.at[1];
    }
  }
}

std::string case_name(const testing::TestParamInfo<RuleCase>& test) {
  std::string name;
  for (const char c : test.param.name) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name + "_" + std::to_string(test.index);
}

INSTANTIATE_TEST_SUITE_P(All, Rule, testing::ValuesIn(generated_rule_cases()), case_name);

}  // namespace
