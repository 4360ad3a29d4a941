// The derivatives of elementary functions: one row each, the only place where they are written.
#include <cmath>
#include <limits>
#include <utility>

#include "rules/row.h"

namespace backsweep::rules {
namespace {

using namespace ir::algebra;
using E = ir::Expr;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr long double kLn2 = 0.693147180559945309417232121458176568L;
constexpr long double kLn10 = 2.302585092994045684017991454684364208L;
constexpr long double kTwoOverSqrtPi = 1.128379167095512573896158903121545172L;

Row unary(std::string_view name, Partial::One slope, Range x) { return {name, Spelling::kC, {{.one = slope}}, {x}}; }
Row binary(std::string_view name, Partial::Two by_x, Partial::Two by_y, Range x, Range y) {
  return {name, Spelling::kC, {{.two = by_x}, {.two = by_y}}, {x, y}};
}
Row ternary(std::string_view name, Partial::Three by_x, Partial::Three by_y, Partial::Three by_z, Range x, Range y,
            Range z) {
  return {name, Spelling::kC, {{.three = by_x}, {.three = by_y}, {.three = by_z}}, {x, y, z}};
}

Row with_kink(Row row, std::string_view kink, std::vector<Edge> edges) {
  row.kink = kink;
  row.edges = std::move(edges);
  return row;
}
Row cheap(Row row) {
  row.cost = Cost::kCheap;
  return row;
}
Row moderate(Row row) {
  row.cost = Cost::kModerate;
  return row;
}
Row spelled(Spelling spelling, Row row) {
  row.spelling = spelling;
  return row;
}

E zero_like(const E& x) { return ir::zero(x->type); }
E one_like(const E& x) { return number(1, x->type); }
E constant(long double value, const E& like) { return number(value, like->type); }

/// a == value, decided here where `a` is a constant.
E equals(const E& a, double value) {
  const std::optional<double> known = constant_value(a);
  return known ? ir::boolean(*known == value) : equal(a, value);
}

// ---- powers ---------------------------------------------------------------------------------------------------------

/// d(x^y)/dx for a constant exponent, in the cheapest form that is right at x = 0 and for negative x.
E slope_of_constant_power(const E& r, const E& x, double exponent) {
  if (exponent == 0) return zero_like(x);
  if (exponent == 1) return one_like(x);
  if (exponent == 2) return 2 * x;
  if (exponent == 3) return 3 * x * x;
  if (exponent == 0.5) return 0.5 / r;
  if (exponent == 1.5) return 1.5 * call("std::sqrt", x);
  if (exponent == -1) return -(r * r);
  if (exponent < 0) return constant(exponent, x) * r / x;
  return constant(exponent, x) * call("std::pow", x, constant(exponent - 1, x));
}

E slope_of_power(E r, E x, E y) {
  if (const std::optional<double> exponent = constant_value(y)) return slope_of_constant_power(r, x, *exponent);
  return choose(equal(y, 0), zero_like(x), y * call("std::pow", x, y - 1));
}

E slope_of_power_by_exponent(E r, E x, E) {
  if (const std::optional<double> base = constant_value(x); base && *base > 0) {
    return r * constant(std::log(static_cast<long double>(*base)), x);
  }
  return choose(equals(x, 0), zero_like(x), r * call("std::log", x));
}

std::vector<Row> power_rows() {
  const auto by_ldexp = [](E r, E, E n) { return ir::intrinsic("std::ldexp", {one_like(r), n}, r->type); };
  return {
      unary("std::exp", [](E r, E) { return r; }, {-2, 2}),
      unary("std::exp2", [](E r, E) { return constant(kLn2, r) * r; }, {-2, 2}),
      spelled(Spelling::kSuffixed, unary("::exp10", [](E r, E) { return constant(kLn10, r) * r; }, {-2, 2})),
      unary("std::expm1", [](E r, E) { return r + 1; }, {-2, 2}),
      with_kink(unary("std::log", [](E, E x) { return 1 / x; }, {0.1, 9}), "infinite at 0", {{{0}, 0, kInfinity}}),
      unary("std::log2", [](E, E x) { return constant(1 / kLn2, x) / x; }, {0.1, 9}),
      unary("std::log10", [](E, E x) { return constant(1 / kLn10, x) / x; }, {0.1, 9}),
      unary("std::log1p", [](E, E x) { return 1 / (1 + x); }, {-0.5, 9}),
      with_kink(binary("std::pow", slope_of_power, slope_of_power_by_exponent, {0.2, 3}, {-3, 3}),
                "by the base: y * pow(x, y - 1), 0 where y is 0 (also at x = 0), infinite at x = 0 for 0 < y < 1; "
                "by the exponent: 0 at x = 0, not a number for x < 0",
                {{{0, 2}, 0, 0},
                 {{0, 1}, 0, 1},
                 {{0, 0}, 0, 0},
                 {{0, 3}, 0, 0},
                 {{0, 0.5}, 0, kInfinity},
                 {{0, 2}, 1, 0},
                 {{-2, 3}, 0, 12},
                 {{-2, 2}, 0, -4},
                 {{-2, -1}, 0, -0.25},
                 {{-3, 0}, 0, 0},
                 {{-3, 1}, 0, 1}}),
      moderate(with_kink(unary("std::sqrt", [](E r, E) { return 0.5 / r; }, {0.1, 9}), "infinite at 0",
                         {{{0}, 0, kInfinity}, {{4}, 0, 0.25}})),
      with_kink(unary("std::cbrt", [](E r, E) { return 1 / (3 * r * r); }, {-9, 9}), "infinite at 0",
                {{{0}, 0, kInfinity}, {{-8}, 0, 1.0 / 12}}),
      with_kink(binary(
                    "std::hypot", [](E r, E x, E) { return choose(equal(r, 0), zero_like(r), x / r); },
                    [](E r, E, E y) { return choose(equal(r, 0), zero_like(r), y / r); }, {-4, 4}, {0.1, 4}),
                "0 at the origin", {{{0, 0}, 0, 0}, {{0, 0}, 1, 0}, {{3, 4}, 0, 0.6}, {{0, -2}, 1, -1}}),
      with_kink(
          ternary(
              "std::hypot", [](E r, E x, E, E) { return choose(equal(r, 0), zero_like(r), x / r); },
              [](E r, E, E y, E) { return choose(equal(r, 0), zero_like(r), y / r); },
              [](E r, E, E, E z) { return choose(equal(r, 0), zero_like(r), z / r); }, {-4, 4}, {0.1, 4}, {-4, -0.1}),
          "0 at the origin", {{{0, 0, 0}, 0, 0}, {{0, 0, 0}, 2, 0}}),
      binary("std::ldexp", by_ldexp, nullptr, {-3, 3}, whole(-3, 5)),
      binary("std::scalbn", by_ldexp, nullptr, {-3, 3}, whole(-3, 5)),
      binary(
          "std::scalbln", [](E r, E, E n) { return ir::intrinsic("std::scalbln", {one_like(r), n}, r->type); }, nullptr,
          {-3, 3}, whole(-3, 5)),
  };
}

// ---- trigonometry ---------------------------------------------------------------------------------------------------

std::vector<Row> trigonometric_rows() {
  return {
      unary("std::sin", [](E, E x) { return call("std::cos", x); }, {-3, 3}),
      unary("std::cos", [](E, E x) { return -call("std::sin", x); }, {-3, 3}),
      unary("std::tan", [](E r, E) { return 1 + r * r; }, {-1.2, 1.2}),
      with_kink(unary("std::asin", [](E, E x) { return 1 / call("std::sqrt", (1 - x) * (1 + x)); }, {-0.9, 0.9}),
                "infinite at -1 and 1", {{{1}, 0, kInfinity}, {{-1}, 0, kInfinity}, {{0}, 0, 1}}),
      with_kink(unary("std::acos", [](E, E x) { return -1 / call("std::sqrt", (1 - x) * (1 + x)); }, {-0.9, 0.9}),
                "minus infinity at -1 and 1", {{{1}, 0, -kInfinity}, {{0}, 0, -1}}),
      unary("std::atan", [](E, E x) { return 1 / (1 + x * x); }, {-4, 4}),
      with_kink(binary(
                    "std::atan2", [](E, E y, E x) { return x / (x * x + y * y); },
                    [](E, E y, E x) { return -y / (x * x + y * y); }, {0.1, 4}, {-4, 4}),
                "not a number at the origin; across the cut the slope of either side",
                {{{0, 2}, 0, 0.5}, {{0, 2}, 1, 0}}),
      unary("std::sinh", [](E, E x) { return call("std::cosh", x); }, {-3, 3}),
      unary("std::cosh", [](E, E x) { return call("std::sinh", x); }, {-3, 3}),
      unary("std::tanh", [](E r, E) { return 1 - r * r; }, {-2, 2}),
      unary("std::asinh", [](E, E x) { return 1 / call("std::sqrt", x * x + 1); }, {-4, 4}),
      with_kink(unary("std::acosh", [](E, E x) { return 1 / call("std::sqrt", (x - 1) * (x + 1)); }, {1.2, 9}),
                "infinite at 1", {{{1}, 0, kInfinity}}),
      with_kink(unary("std::atanh", [](E, E x) { return 1 / ((1 - x) * (1 + x)); }, {-0.9, 0.9}),
                "infinite at -1 and 1", {{{1}, 0, kInfinity}}),
  };
}

// ---- error and gamma functions --------------------------------------------------------------------------------------

std::vector<Row> gamma_rows() {
  return {
      unary("std::erf", [](E, E x) { return constant(kTwoOverSqrtPi, x) * call("std::exp", -(x * x)); }, {-2, 2}),
      unary("std::erfc", [](E, E x) { return -constant(kTwoOverSqrtPi, x) * call("std::exp", -(x * x)); }, {-2, 2}),
      with_kink(unary("std::tgamma", [](E r, E x) { return r * call("backsweep::digamma", x); }, {0.3, 5}),
                "not a number at 0, -1, -2, …", {}),
      with_kink(unary("std::lgamma", [](E, E x) { return call("backsweep::digamma", x); }, {-2.9, -2.1}),
                "not a number at 0, -1, -2, …", {}),
  };
}

// ---- functions with kinks or steps ----------------------------------------------------------------------------------

E slope_of_abs(E, E x) {
  return choose(less(x, 0), number(-1, x->type), choose(less(zero_like(x), x), one_like(x), zero_like(x)));
}
E one_if(const E& condition, const E& like) { return choose(condition, one_like(like), zero_like(like)); }
E zero_if(const E& condition, const E& like) { return choose(condition, zero_like(like), one_like(like)); }

std::vector<Row> extremum_rows() {
  // fmax and fmin drop a NaN, so that they must look at their result; std::max and std::min compare.
  const auto first_of_c = [](E r, E x, E) { return one_if(equal(r, x), r); };
  const auto second_of_c = [](E r, E x, E) { return zero_if(equal(r, x), r); };
  const std::vector<Edge> first_wins = {{{1, 1}, 0, 1}, {{1, 1}, 1, 0}};
  return {
      with_kink(binary("std::fmax", first_of_c, second_of_c, {0, 2}, {-3, 3}), "a tie counts as the first argument",
                first_wins),
      with_kink(binary("std::fmin", first_of_c, second_of_c, {0, 2}, {-3, 3}), "a tie counts as the first argument",
                first_wins),
      with_kink(spelled(Spelling::kStd, binary(
                                            "std::max", [](E r, E x, E y) { return zero_if(less(x, y), r); },
                                            [](E r, E x, E y) { return one_if(less(x, y), r); }, {0, 2}, {-3, 3})),
                "a tie counts as the first argument", first_wins),
      with_kink(spelled(Spelling::kStd, binary(
                                            "std::min", [](E r, E x, E y) { return zero_if(less(y, x), r); },
                                            [](E r, E x, E y) { return one_if(less(y, x), r); }, {0, 2}, {-3, 3})),
                "a tie counts as the first argument", first_wins),
      with_kink(
          spelled(
              Spelling::kStd,
              ternary(
                  "std::clamp",
                  [](E r, E x, E low, E high) { return choose(less(x, low), zero_like(r), zero_if(less(high, x), r)); },
                  [](E r, E x, E low, E) { return one_if(less(x, low), r); },
                  [](E r, E x, E low, E high) { return choose(less(x, low), zero_like(r), one_if(less(high, x), r)); },
                  {-3, 3}, {-1, -0.5}, {0.5, 1})),
          "at a bound the value counts, not the bound", {{{1, 0, 1}, 0, 1}, {{1, 0, 1}, 2, 0}, {{0, 0, 1}, 1, 0}}),
      with_kink(
          binary(
              "std::fdim", [](E r, E x, E y) { return one_if(less(y, x), r); },
              [](E r, E x, E y) { return choose(less(y, x), number(-1, r->type), zero_like(r)); }, {0, 2}, {-3, 3}),
          "0 where both arguments are equal", {{{1, 1}, 0, 0}, {{1, 1}, 1, 0}}),
  };
}

std::vector<Row> step_rows() {
  const auto quotient_slope = [](E r, E x, E y) { return (r - x) / y; };
  const auto one_by_x = [](E r, E, E) { return one_like(r); };
  const auto zero_by_y = [](E r, E, E) { return zero_like(r); };
  const std::vector<Edge> sign_edges = {{{0}, 0, 0}, {{-2}, 0, -1}, {{2}, 0, 1}};
  return {
      with_kink(unary("std::fabs", slope_of_abs, {-3, 3}), "0 at 0", sign_edges),
      with_kink(unary("std::abs", slope_of_abs, {-3, 3}), "0 at 0", sign_edges),
      with_kink(
          binary("std::copysign", [](E r, E x, E) { return choose(equal(r, x), one_like(r), number(-1, r->type)); },
                 zero_by_y, {-3, 3}, {-3, 3}),
          "1 at 0; 0 by the argument that gives the sign", {{{0, -1}, 0, 1}}),
      with_kink(binary("std::fmod", one_by_x, quotient_slope, {0.1, 9}, {1, 3}),
                "at a jump the slope of the branch that the value lies on", {{{4, 2}, 0, 1}, {{4, 2}, 1, -2}}),
      with_kink(binary("std::remainder", one_by_x, quotient_slope, {0.1, 9}, {1, 3}),
                "at a jump the slope of the branch that the value lies on", {{{4, 2}, 1, -2}}),
      with_kink(unary("backsweep::modf_fraction", [](E r, E) { return one_like(r); }, {0.1, 9}),
                "1 everywhere (the fraction that std::modf returns; the whole part has slope 0)", {{{2}, 0, 1}}),
      with_kink(unary("backsweep::frexp_mantissa",
                      [](E r, E x) {
                        const E exponent = ir::intrinsic("backsweep::frexp_exponent", {x}, ir::int_type());
                        return ir::intrinsic("std::ldexp", {one_like(r), ir::unary(ir::UnaryOp::kNegate, exponent)},
                                             r->type);
                      },
                      {0.6, 0.9}),
                "the slope of the branch that the value lies on (the mantissa that std::frexp returns)",
                {{{0}, 0, 1}, {{8}, 0, 1.0 / 16}}),
      with_kink(binary("std::nextafter", one_by_x, zero_by_y, {0.1, 9}, {-3, 3}),
                "1 by the first argument, 0 by the second", {{{1, 1}, 0, 1}, {{1, 1}, 1, 0}}),
      with_kink(binary("std::nexttoward", one_by_x, zero_by_y, {0.1, 9}, {-3, 3}),
                "1 by the first argument, 0 by the second", {{{1, 1}, 0, 1}, {{1, 1}, 1, 0}}),
  };
}

std::vector<Row> affine_rows() {
  const auto half = [](E r, E, E) { return constant(0.5L, r); };
  return {
      ternary(
          "std::fma", [](E, E, E y, E) { return y; }, [](E, E x, E, E) { return x; },
          [](E r, E, E, E) { return one_like(r); }, {-3, 3}, {-3, 3}, {-3, 3}),
      spelled(Spelling::kStd, ternary(
                                  "std::lerp", [](E, E, E, E t) { return 1 - t; }, [](E, E, E, E t) { return t; },
                                  [](E, E a, E b, E) { return b - a; }, {-3, 3}, {-3, 3}, {-1, 2})),
      spelled(Spelling::kStd, binary("std::midpoint", half, half, {-3, 3}, {-3, 3})),
  };
}

void append(std::vector<Row>& rows, std::vector<Row> more, Cost cost) {
  for (Row& row : more) rows.push_back(cost == Cost::kCheap ? cheap(std::move(row)) : std::move(row));
}

std::vector<Row> all_rows() {
  std::vector<Row> rows = power_rows();
  append(rows, trigonometric_rows(), Cost::kExpensive);
  append(rows, gamma_rows(), Cost::kExpensive);
  append(rows, extremum_rows(), Cost::kCheap);
  append(rows, step_rows(), Cost::kCheap);
  append(rows, affine_rows(), Cost::kCheap);
  return rows;
}

}  // namespace

std::span<const Row> math_rows() {
  static const std::vector<Row> kRows = all_rows();
  return kRows;
}

}  // namespace backsweep::rules
