// Prints the C++ file of rule functions: each row's primal, tangent and adjoint in each floating-point type.
#include <cstdio>
#include <iostream>
#include <sstream>

#include "ir/walk.h"
#include "rules/row.h"
#include "rules/rules.h"

namespace {

using backsweep::rules::Edge;
using backsweep::rules::Range;
using backsweep::rules::Row;
using backsweep::rules::Spelling;
namespace ir = backsweep::ir;
namespace rules = backsweep::rules;

/// One expression to test: its node over the operands x, y, z, and what to sample.
struct Case {
  std::string name;
  ir::Expr node;
  std::vector<Range> ranges;
  std::vector<Edge> edges;
};

const char* const kOperandNames[] = {"x", "y", "z"};
constexpr int kResult = 3;
constexpr int kFirstDot = 4;
constexpr int kResultBar = 7;
const char* const kNames[] = {"x", "y", "z", "r", "x_dot", "y_dot", "z_dot", "r_bar"};

ir::Expr named(int id, const ir::Type& type) { return ir::var_ref(ir::VarId{id}, type); }

std::string type_text(const ir::Type& type) { return type->spelling; }

std::string text(const ir::Expr& expr);

std::string text(const ir::Binary& node) {
  static const char* const kOps[] = {"+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=", "&&", "||"};
  return "(" + text(node.left) + " " + kOps[static_cast<int>(node.op)] + " " + text(node.right) + ")";
}

std::string text(const ir::Intrinsic& node) {
  std::string result = node.name + "(";
  for (std::size_t i = 0; i < node.arguments.size(); ++i) result += (i == 0 ? "" : ", ") + text(node.arguments[i]);
  return result + ")";
}

std::string text(const ir::Expr& expr) {
  if (const auto* literal = ir::get_if<ir::Literal>(expr)) return literal->spelling;
  if (const auto* var = ir::get_if<ir::VarRef>(expr)) return kNames[var->var.index];
  if (const auto* unary = ir::get_if<ir::Unary>(expr)) return "-(" + text(unary->operand) + ")";
  if (const auto* binary = ir::get_if<ir::Binary>(expr)) return text(*binary);
  if (const auto* call = ir::get_if<ir::Intrinsic>(expr)) return text(*call);
  if (const auto* cast = ir::get_if<ir::Cast>(expr)) {
    return "static_cast<" + type_text(expr->type) + ">(" + text(cast->operand) + ")";
  }
  if (const auto* select = ir::get_if<ir::Select>(expr)) {
    return "(" + text(select->condition) + " ? " + text(select->if_true) + " : " + text(select->if_false) + ")";
  }
  std::cerr << "expression kind without a printer\n";
  std::exit(1);
}

/// The user's type of an integer operand.
ir::Type whole_type(const Row& row) {
  if (row.name == "std::scalbln") return ir::long_type();
  const bool is_unsigned = row.spelling == Spelling::kStd || row.name == "backsweep::legendre_derivative";
  return is_unsigned ? ir::integer_type("unsigned int", 4, false) : ir::int_type();
}

Case case_of(const Row& row, const ir::Type& real) {
  std::vector<ir::Expr> operands;
  for (std::size_t i = 0; i < row.arity(); ++i) {
    operands.push_back(named(static_cast<int>(i), row.ranges[i].is_integer ? whole_type(row) : real));
  }
  std::string name(row.name);
  if (row.spelling == Spelling::kSuffixed && real->bytes == 4) name += "f";
  if (row.spelling == Spelling::kSuffixed && real->bytes > 8) name += "l";
  return {name, ir::intrinsic(name, operands, real), row.ranges, row.edges};
}

/// pow with constant exponents and bases, which have forms of their own.
void add_constant_powers(std::vector<Case>& cases, const ir::Type& real) {
  const ir::Expr x = named(0, real);
  for (const double exponent : {0.0, 1.0, 2.0, 3.0, 4.0, 0.5, 1.5, 2.5, -1.0, -2.0, -0.5, -3.5}) {
    const ir::Expr constant = rules::number(static_cast<long double>(exponent), real);
    const bool is_whole = exponent == static_cast<int>(exponent);
    std::vector<Edge> edges;
    if (exponent >= 2) edges.push_back({{0}, 0, 0});
    if (is_whole) edges.push_back({{-1}, 0, (static_cast<int>(exponent) % 2 == 0 ? -1 : 1) * exponent});
    cases.push_back({"pow constant exponent", ir::intrinsic("std::pow", {x, constant}, real), {{0.2, 3}}, edges});
  }
  cases.push_back({"pow constant base",
                   ir::intrinsic("std::pow", {rules::number(2.5L, real), named(1, real)}, real),
                   {{0.2, 3}, {-3, 3}},
                   {}});
}

void add_operators(std::vector<Case>& cases, const ir::Type& real) {
  const ir::Expr x = named(0, real);
  const ir::Expr y = named(1, real);
  const Range wide = {0.2, 3};
  using ir::BinaryOp;
  for (const BinaryOp op : {BinaryOp::kAdd, BinaryOp::kSub, BinaryOp::kMul, BinaryOp::kDiv}) {
    cases.push_back({"operator", ir::raw_binary(op, x, y, real), {{-3, 3}, wide}, {}});
  }
  cases.push_back({"negation", ir::raw_unary(ir::UnaryOp::kNegate, x, real), {wide}, {}});
  cases.push_back({"conversion", ir::cast(x, real->bytes == 4 ? ir::double_type() : ir::float_type()), {wide}, {}});
  const ir::Expr one = rules::number(1, real);
  const ir::Expr condition = ir::binary(BinaryOp::kLess, one, named(2, real));
  cases.push_back({"choice", ir::select(condition, x, y), {wide, wide, {-9, 9}}, {}});
}

std::vector<Case> all_cases(const ir::Type& real) {
  std::vector<Case> cases;
  for (const std::span<const Row> rows : {rules::math_rows(), rules::special_rows()}) {
    for (const Row& row : rows) cases.push_back(case_of(row, real));
  }
  add_constant_powers(cases, real);
  add_operators(cases, real);
  return cases;
}

/// Which child of the node operand `id` is, or -1.
int child_of(const ir::Expr& node, int id) {
  const std::vector<ir::Expr> operands = ir::children(node);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const auto* var = ir::get_if<ir::VarRef>(operands[i]);
    if (var && var->var.index == id) return static_cast<int>(i);
  }
  return -1;
}

bool is_tested(const Case& test, int id) {
  const int child = child_of(test.node, id);
  return child >= 0 && !test.ranges[static_cast<std::size_t>(id)].is_integer &&
         rules::is_differentiable(test.node, static_cast<std::size_t>(child));
}

std::string operand_type(const Case& test, int id, const ir::Type& real) {
  if (!test.ranges[static_cast<std::size_t>(id)].is_integer) return type_text(real);
  return type_text(ir::children(test.node)[static_cast<std::size_t>(child_of(test.node, id))]->type);
}

void print_operands(const Case& test, const ir::Type& real) {
  for (int id = 0; id < static_cast<int>(test.ranges.size()); ++id) {
    const std::string type = operand_type(test, id, real);
    std::cout << "  [[maybe_unused]] const " << type << " " << kOperandNames[id] << " = static_cast<" << type << ">(at["
              << id << "]);\n";
  }
}

/// The same node with every real in long double, so that differences see more digits than the type under test has.
std::string primal_text(const Case& test, const ir::Type& real) {
  if (real->bytes > 8 || test.name == "conversion") return text(test.node);
  const std::vector<Case> wide = all_cases(ir::long_double_type());
  const std::vector<Case> own = all_cases(real);
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (text(own[i].node) == text(test.node)) return text(wide[i].node);
  }
  return text(test.node);
}

void print_functions(const Case& test, const ir::Type& real, const std::string& suffix) {
  std::cout << "long double primal_" << suffix << "([[maybe_unused]] const Point& at) {\n";
  print_operands(test, test.name == "conversion" ? real : ir::long_double_type());
  if (test.name == "conversion") std::cout << "  return at[0];\n}\n\n";
  if (test.name != "conversion") std::cout << "  return " << primal_text(test, real) << ";\n}\n\n";

  const ir::Type type = test.node->type;
  const ir::Expr result = named(kResult, type);
  std::cout << "Outcome derivatives_" << suffix
            << "([[maybe_unused]] const Point& at, [[maybe_unused]] const Point& dots, "
            << "[[maybe_unused]] long double bar) {\n";
  print_operands(test, real);
  std::cout << "  [[maybe_unused]] const " << type_text(type) << " r = " << text(test.node) << ";\n"
            << "  [[maybe_unused]] const " << type_text(type) << " r_bar = static_cast<" << type_text(type)
            << ">(bar);\n"
            << "  Outcome outcome;\n  outcome.value = r;\n"
            << "  " << type_text(type) << " r_dot = 0;\n";
  for (int id = 0; id < static_cast<int>(test.ranges.size()); ++id) {
    if (!is_tested(test, id)) continue;
    const auto child = static_cast<std::size_t>(child_of(test.node, id));
    const std::string dot = kNames[kFirstDot + id];
    std::cout << "  [[maybe_unused]] const " << type_text(real) << " " << dot << " = static_cast<" << type_text(real)
              << ">(dots[" << id << "]);\n"
              << "  r_dot += " << text(rules::pushforward(test.node, child, result, named(kFirstDot + id, real)))
              << ";\n"
              << "  const " << type_text(real) << " " << kOperandNames[id]
              << "_bar = " << text(rules::pullback(test.node, child, result, named(kResultBar, type))) << ";\n"
              << "  outcome.bars[" << id << "] = " << kOperandNames[id] << "_bar;\n";
  }
  std::cout << "  outcome.result_dot = r_dot;\n  return outcome;\n}\n\n";
}

std::string real_text(double value) {
  if (value > 1e300) return "kInfinity";
  if (value < -1e300) return "-kInfinity";
  std::ostringstream out;
  out.precision(21);
  out << static_cast<long double>(value);
  const std::string digits = out.str();
  return digits + (digits.find_first_of(".e") == std::string::npos ? ".0L" : "L");
}

void print_registration(const Case& test, const ir::Type& real, const std::string& suffix) {
  std::cout << "  cases.push_back({\"" << test.name << "<" << type_text(real) << ">\", std::numeric_limits<"
            << type_text(real) << ">::digits, {";
  for (int id = 0; id < static_cast<int>(test.ranges.size()); ++id) {
    const Range& range = test.ranges[static_cast<std::size_t>(id)];
    std::cout << "{" << range.low << ", " << range.high << ", " << range.is_integer << ", " << is_tested(test, id)
              << "}, ";
  }
  std::cout << "}, {";
  for (const Edge& edge : test.edges) {
    std::cout << "{{" << real_text(edge.at[0]) << ", " << real_text(edge.at[1]) << ", " << real_text(edge.at[2])
              << "}, " << edge.operand << ", " << real_text(edge.promised) << "}, ";
  }
  std::cout << "}, primal_" << suffix << ", derivatives_" << suffix << "});\n";
}

}  // namespace

int main() {
  std::cout
      << "// Generated from the rule table; do not edit.\n#include <algorithm>\n#include <cmath>\n#include <limits>\n"
      << "#include <numeric>\n\n#include <backsweep/special.hpp>\n\n#include \"check_rules.h\"\n\nnamespace {\n\n"
      << "using Point = std::array<long double, 3>;\n"
      << "[[maybe_unused]] constexpr long double kInfinity = std::numeric_limits<long double>::infinity();\n\n";
  std::ostringstream registrations;
  const std::vector<ir::Type> reals = {ir::float_type(), ir::double_type(), ir::long_double_type()};
  std::size_t count = 0;
  for (const bool is_definition : {true, false}) {
    count = 0;
    if (!is_definition) {
      std::cout
          << "}  // namespace\n\nstd::vector<RuleCase> generated_rule_cases() {\n  std::vector<RuleCase> cases;\n";
    }
    for (const ir::Type& real : reals) {
      for (const Case& test : all_cases(real)) {
        const std::string suffix = std::to_string(count++);
        if (is_definition) print_functions(test, real, suffix);
        if (!is_definition) print_registration(test, real, suffix);
      }
    }
  }
  std::cout << "  return cases;\n}\n";
  return 0;
}
