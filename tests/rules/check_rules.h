// What the generated file of rule functions hands to the numeric check.
#pragma once

#include <array>
#include <iosfwd>
#include <string>
#include <vector>

struct Outcome {
  long double value = 0;
  long double result_dot = 0;
  std::array<long double, 3> bars{};
};

struct Operand {
  double low = 0;
  double high = 0;
  bool is_integer = false;
  bool is_differentiable = false;
};

struct EdgeCase {
  std::array<long double, 3> at;
  int operand;
  long double promised;
};

/// One rule in one floating-point type, as the text that the tool emits.
struct RuleCase {
  std::string name;
  int digits = 0;  ///< Mantissa bits of the type under test.
  std::vector<Operand> operands;
  std::vector<EdgeCase> edges;
  /// The primal in long double, for differences.
  long double (*primal)(const std::array<long double, 3>& at) = nullptr;
  /// Value, tangent and adjoint in the type under test.
  Outcome (*derivatives)(const std::array<long double, 3>& at, const std::array<long double, 3>& dots,
                         long double result_bar) = nullptr;
};

void PrintTo(const RuleCase& rule, std::ostream* out);

std::vector<RuleCase> generated_rule_cases();
