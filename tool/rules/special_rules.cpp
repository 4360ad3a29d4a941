// The derivatives of the special functions of C++17, POSIX and the runtime library, in the same rows.
#include <utility>

#include "rules/row.h"

namespace backsweep::rules {
namespace {

using namespace ir::algebra;
using E = ir::Expr;

/// A partial that has no closed form: an active operand there is an error.
constexpr std::nullptr_t kNoClosedForm = nullptr;

Row unary(std::string_view name, Partial::One slope, Range x) { return {name, Spelling::kStd, {{.one = slope}}, {x}}; }
Row binary(std::string_view name, Partial::Two by_x, Partial::Two by_y, Range x, Range y) {
  return {name, Spelling::kStd, {{.two = by_x}, {.two = by_y}}, {x, y}};
}
Row ternary(std::string_view name, Partial::Three by_x, Partial::Three by_y, Partial::Three by_z, Range x, Range y,
            Range z) {
  return {name, Spelling::kStd, {{.three = by_x}, {.three = by_y}, {.three = by_z}}, {x, y, z}};
}
Row spelled(Spelling spelling, Row row) {
  row.spelling = spelling;
  return row;
}
Row with_edges(Row row, std::vector<Edge> edges) {
  row.edges = std::move(edges);
  return row;
}

E zero_like(const E& x) { return ir::zero(x->type); }
E half(const E& x) { return number(0.5L, x->type); }
/// A call whose result has the type of `r`.
E of(const E& r, const char* name, std::vector<E> operands) {
  return ir::intrinsic(name, std::move(operands), r->type);
}
/// The same for a function that carries the type in its name: j0f, j0, j0l.
E suffixed(const E& r, std::string name, std::vector<E> operands) {
  if (r->type->spelling == "float") name += 'f';
  if (r->type->spelling == "long double") name += 'l';
  return ir::intrinsic(std::move(name), std::move(operands), r->type);
}
/// An integer as a number of the type of `r`.
E as_real(const E& r, const E& n) {
  const std::optional<double> known = constant_value(n);
  return known ? number(static_cast<long double>(*known), r->type) : ir::cast(n, ir::without_const(r->type));
}
E plus(const E& n, long amount) { return ir::binary(ir::BinaryOp::kAdd, n, ir::integer(amount, n->type)); }
E minus(const E& n, long amount) { return ir::binary(ir::BinaryOp::kSub, n, ir::integer(amount, n->type)); }
/// n == value, decided here where `n` is a constant.
E equals(const E& n, double value) {
  const std::optional<double> known = constant_value(n);
  if (known) return ir::boolean(*known == value);
  return ir::is_integer(n->type) ? equal(n, ir::integer(static_cast<long>(value), n->type)) : equal(n, value);
}
E is_below(const E& x, double value) {
  const std::optional<double> known = constant_value(x);
  return known ? ir::boolean(*known < value) : less(x, value);
}
E shifted(const E& order, double amount) {
  const std::optional<double> known = constant_value(order);
  return known        ? number(static_cast<long double>(*known + amount), order->type)
         : amount < 0 ? order - (-amount)
                      : order + amount;
}

// ---- Bessel functions -----------------------------------------------------------------------------------------------

E slope_of_regular_bessel(const E& r, const char* name, const E& order, const E& x, double sign) {
  const E above = of(r, name, {shifted(order, 1), x});
  const E below = of(r, name, {shifted(order, -1), x});
  const E signed_above = sign < 0 ? -above : above;
  // The even form is right at x = 0, but order - 1 is in the domain from order 1 on only.
  const E from_one = half(r) * (below + signed_above);
  const E under_one = order / x * r + signed_above;
  return choose(equals(order, 0), signed_above, choose(is_below(order, 1), under_one, from_one));
}

std::vector<Row> cylindrical_rows() {
  return {
      with_edges(binary("std::cyl_bessel_j", kNoClosedForm,
                        [](E r, E order, E x) { return slope_of_regular_bessel(r, "std::cyl_bessel_j", order, x, -1); },
                        {0, 3}, {0.2, 9}),
                 {{{0, 0}, 1, 0}, {{1, 0}, 1, 0.5}, {{2, 0}, 1, 0}}),
      with_edges(binary("std::cyl_bessel_i", kNoClosedForm,
                        [](E r, E order, E x) { return slope_of_regular_bessel(r, "std::cyl_bessel_i", order, x, 1); },
                        {0, 3}, {0.2, 4}),
                 {{{0, 0}, 1, 0}, {{1, 0}, 1, 0.5}}),
      binary("std::cyl_bessel_k", kNoClosedForm,
             [](E r, E order, E x) { return order / x * r - of(r, "std::cyl_bessel_k", {shifted(order, 1), x}); },
             {0, 3}, {0.2, 4}),
      binary("std::cyl_neumann", kNoClosedForm,
             [](E r, E order, E x) { return order / x * r - of(r, "std::cyl_neumann", {shifted(order, 1), x}); },
             {0, 3}, {0.5, 9}),
  };
}

std::vector<Row> spherical_bessel_rows() {
  return {
      with_edges(binary("std::sph_bessel", nullptr,
                        [](E r, E n, E x) {
                          const E above = of(r, "std::sph_bessel", {plus(n, 1), x});
                          const E below = of(r, "std::sph_bessel", {minus(n, 1), x});
                          const E order = as_real(r, n);
                          return choose(equals(n, 0), -above, (order * below - (order + 1) * above) / (2 * order + 1));
                        },
                        whole(0, 4), {0.2, 9}),
                 {{{0, 0}, 1, 0}, {{1, 0}, 1, 1.0 / 3}, {{2, 0}, 1, 0}}),
      binary("std::sph_neumann", nullptr,
             [](E r, E n, E x) { return as_real(r, n) / x * r - of(r, "std::sph_neumann", {plus(n, 1), x}); },
             whole(0, 4), {0.5, 9}),
  };
}

std::vector<Row> posix_bessel_rows() {
  const Range positive = {0.5, 9};
  const Range both = {-9, 9};
  std::vector<Row> rows = {
      unary(
          "::j0", [](E r, E x) { return -suffixed(r, "::j1", {x}); }, both),
      with_edges(
          unary(
              "::j1",
              [](E r, E x) { return half(r) * (suffixed(r, "::j0", {x}) - suffixed(r, "::jn", {ir::integer(2), x})); },
              both),
          {{{0}, 0, 0.5}}),
      with_edges(binary(
                     "::jn", nullptr,
                     [](E r, E n, E x) {
                       return half(r) * (suffixed(r, "::jn", {minus(n, 1), x}) - suffixed(r, "::jn", {plus(n, 1), x}));
                     },
                     whole(-2, 4), both),
                 {{{1, 0}, 1, 0.5}, {{0, 0}, 1, 0}}),
      unary(
          "::y0", [](E r, E x) { return -suffixed(r, "::y1", {x}); }, positive),
      unary(
          "::y1", [](E r, E x) { return suffixed(r, "::y0", {x}) - r / x; }, positive),
      binary(
          "::yn", nullptr,
          [](E r, E n, E x) {
            return half(r) * (suffixed(r, "::yn", {minus(n, 1), x}) - suffixed(r, "::yn", {plus(n, 1), x}));
          },
          whole(0, 4), positive),
  };
  for (Row& row : rows) row.spelling = Spelling::kSuffixed;
  return rows;
}

// ---- orthogonal polynomials -----------------------------------------------------------------------------------------

E slope_of_assoc_legendre(E r, E l, E m, E x) {
  const E derivative = of(r, "backsweep::legendre_derivative", {l, m, x});
  const E next_derivative = of(r, "backsweep::legendre_derivative", {l, plus(m, 1), x});
  const E base = (1 - x) * (1 + x);
  const E order = as_real(r, m);
  const E outer = order * x * call("std::pow", base, half(r) * order - 1) * derivative;
  return choose(equals(m, 0), next_derivative, call("std::pow", base, half(r) * order) * next_derivative - outer);
}

E slope_of_sph_legendre(E r, E l, E m, E theta) {
  const E degree = as_real(r, l);
  const E order = as_real(r, m);
  const E up =
      call("std::sqrt", (degree - order) * (degree + order + 1)) * of(r, "std::sph_legendre", {l, plus(m, 1), theta});
  const E down =
      call("std::sqrt", (degree + order) * (degree - order + 1)) * of(r, "std::sph_legendre", {l, minus(m, 1), theta});
  const std::optional<double> known_degree = constant_value(l);
  const E top = known_degree ? equals(m, *known_degree) : equal(l, m);
  // Order l + 1 does not exist, and order -1 is the mirror image of order 1.
  return choose(equals(m, 0), choose(top, zero_like(r), up), choose(top, -(half(r) * down), half(r) * (up - down)));
}

std::vector<Row> polynomial_rows() {
  return {
      binary("std::legendre", nullptr,
             [](E r, E n, E x) { return of(r, "backsweep::legendre_derivative", {n, ir::integer(1, n->type), x}); },
             whole(0, 6), {-0.9, 0.9}),
      ternary("std::assoc_legendre", nullptr, nullptr, slope_of_assoc_legendre, whole(3, 6), whole(0, 3), {-0.9, 0.9}),
      ternary("std::sph_legendre", nullptr, nullptr, slope_of_sph_legendre, whole(3, 6), whole(0, 3), {0.2, 2.9}),
      binary("std::hermite", nullptr,
             [](E r, E n, E x) {
               return choose(equals(n, 0), zero_like(r), 2 * as_real(r, n) * of(r, "std::hermite", {minus(n, 1), x}));
             },
             whole(0, 5), {-2, 2}),
      binary("std::laguerre", nullptr,
             [](E r, E n, E x) {
               return choose(equals(n, 0), zero_like(r),
                             -of(r, "std::assoc_laguerre", {minus(n, 1), ir::integer(1, n->type), x}));
             },
             whole(0, 5), {0.1, 4}),
      ternary("std::assoc_laguerre", nullptr, nullptr,
              [](E r, E n, E m, E x) {
                return choose(equals(n, 0), zero_like(r), -of(r, "std::assoc_laguerre", {minus(n, 1), plus(m, 1), x}));
              },
              whole(0, 5), whole(0, 3), {0.1, 4}),
      spelled(Spelling::kRuntime,
              ternary("backsweep::legendre_derivative", nullptr, nullptr,
                      [](E r, E n, E m, E x) { return of(r, "backsweep::legendre_derivative", {n, plus(m, 1), x}); },
                      whole(0, 6), whole(0, 3), {-0.9, 0.9})),
  };
}

// ---- elliptic integrals ---------------------------------------------------------------------------------------------

/// sqrt(1 - k^2 sin(phi)^2)
E elliptic_root(const E& k, const E& phi) {
  const E s = k * call("std::sin", phi);
  return call("std::sqrt", (1 - s) * (1 + s));
}

std::vector<Row> elliptic_rows() {
  const Range modulus = {-0.8, 0.8};
  const Range angle = {-3, 3};
  return {
      binary(
          "std::ellint_1",
          [](E r, E k, E phi) {
            const E rest = call("std::sin", phi) * call("std::cos", phi) / elliptic_root(k, phi);
            return k * (r - call("backsweep::ellint_d", k, phi) - rest) / ((1 - k) * (1 + k));
          },
          [](E, E k, E phi) { return 1 / elliptic_root(k, phi); }, modulus, angle),
      binary(
          "std::ellint_2", [](E, E k, E phi) { return -(k * call("backsweep::ellint_d", k, phi)); },
          [](E, E k, E phi) { return elliptic_root(k, phi); }, modulus, angle),
      ternary("std::ellint_3", kNoClosedForm, kNoClosedForm,
              [](E, E k, E nu, E phi) {
                const E s = call("std::sin", phi);
                return 1 / ((1 - nu * s * s) * elliptic_root(k, phi));
              },
              modulus, {-0.8, 0.8}, {-1.4, 1.4}),
      unary(
          "std::comp_ellint_1",
          [](E r, E k) { return k * (r - call("backsweep::comp_ellint_d", k)) / ((1 - k) * (1 + k)); }, modulus),
      unary(
          "std::comp_ellint_2", [](E, E k) { return -(k * call("backsweep::comp_ellint_d", k)); }, modulus),
      binary("std::comp_ellint_3", kNoClosedForm, kNoClosedForm, modulus, {-0.8, 0.8}),
      spelled(Spelling::kRuntime, binary(
                                      "backsweep::ellint_d", kNoClosedForm,
                                      [](E, E k, E phi) {
                                        const E s = call("std::sin", phi);
                                        return s * s / elliptic_root(k, phi);
                                      },
                                      modulus, angle)),
      spelled(Spelling::kRuntime, unary("backsweep::comp_ellint_d", kNoClosedForm, modulus)),
  };
}

// ---- the rest -------------------------------------------------------------------------------------------------------

std::vector<Row> integral_rows() {
  return {
      unary("std::expint", [](E, E x) { return call("std::exp", x) / x; }, {0.2, 3}),
      unary("std::riemann_zeta", kNoClosedForm, {1.5, 4}),
      binary(
          "std::beta",
          [](E r, E x, E y) { return r * (call("backsweep::digamma", x) - call("backsweep::digamma", x + y)); },
          [](E r, E x, E y) { return r * (call("backsweep::digamma", y) - call("backsweep::digamma", x + y)); },
          {0.5, 3}, {0.5, 3}),
      spelled(Spelling::kRuntime,
              unary("backsweep::digamma", [](E r, E x) { return of(r, "backsweep::polygamma", {ir::integer(1), x}); },
                    {-2.9, -2.1})),
      spelled(Spelling::kRuntime, binary("backsweep::polygamma", nullptr,
                                         [](E r, E n, E x) { return of(r, "backsweep::polygamma", {plus(n, 1), x}); },
                                         whole(0, 4), {-1.8, -1.2})),
  };
}

void append(std::vector<Row>& rows, std::vector<Row> more) {
  for (Row& row : more) rows.push_back(std::move(row));
}

std::vector<Row> all_rows() {
  std::vector<Row> rows = cylindrical_rows();
  append(rows, spherical_bessel_rows());
  append(rows, posix_bessel_rows());
  append(rows, polynomial_rows());
  append(rows, elliptic_rows());
  append(rows, integral_rows());
  return rows;
}

}  // namespace

std::span<const Row> special_rows() {
  static const std::vector<Row> kRows = all_rows();
  return kRows;
}

}  // namespace backsweep::rules
