// What is asserted: the derivatives of a function, and whatever else a case expects. Failures are printed as they are
// noticed.
#pragma once

#include <cstddef>

#include "subject.h"

namespace check {

/// Every tolerance of the harness. `difference` is the only loose one.
struct Tolerances {
  double difference = 1e-6;
  double dot_product = 1e-12;
  double step = 2e-3;
};
/// For functions that compute in float somewhere between their double arguments.
inline constexpr Tolerances kSingle{5e-3, 2e-5, 5e-2};

/// What the next checks use. The leaves' own types do not decide, as a function may lose precision inside.
Tolerances& tolerances();

/// Notes a failure unless `holds`. For what a case asserts beyond its derivatives.
void expect(bool holds, const char* what);

/// Value, tangent and adjoint.
void check_derivatives(const Subject& subject);
/// The adjoint is f_gradient, which overwrites and returns the value.
void check_gradient(const Subject& subject);
/// The tangent is f_jacobian.
void check_jacobian(const Subject& subject);
/// The adjoint is f_gradient, the tangent f_hvp.
void check_hvp(const Subject& subject);
/// The adjoint is f_gradient, the tangent f_hessian.
void check_hessian(const Subject& subject);
/// The derivatives of `all` carry `count` directions and are, bit for bit, those of `one`; adjoints whose terms come in
/// another order only nearly.
void check_directions(const Subject& one, const Subject& all, std::size_t count, bool is_reordered);

/// What the primal computes, on standard output.
void print_values(const Subject& subject);

/// Notes that a number is not what it should be.
void fail(const char* place, const char* what, std::size_t index, long double got, long double expected);
/// How many failures were noted.
std::size_t failures();
/// Forgets all failures but the first `count`; whether one of the others was `what`. For the test of the harness.
bool forget_failures(std::size_t count, const char* what);
/// The exit status of a check program.
int report();

}  // namespace check
