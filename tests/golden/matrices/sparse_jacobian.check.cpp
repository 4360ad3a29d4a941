#include "sparse_jacobian.expected.hpp"

#include "check_derivatives.h"

inline auto members(Body& b) { return std::tie(b.position, b.stiffness); }

#ifndef CHECK_VALUES
namespace {

/// All elements, as the harness compares them. Kept from call to call: patterns are used again, and found anew.
backsweep::SparseMatrix kept;

void spread(double* jacobian) {
  for (long i = 0; i < kept.rows(); ++i) {
    for (long j = 0; j < kept.columns(); ++j) jacobian[i * kept.columns() + j] = kept.at(i, j);
  }
}

void dense_smoothed_jacobian(const double* x, double* y, int n, double* jacobian) {
  smoothed_jacobian(x, y, n, kept);
  spread(jacobian);
}

void dense_upwind_jacobian(const double* u, double courant, double* next, int n, double* jacobian) {
  upwind_jacobian(u, courant, next, n, kept);
  spread(jacobian);
}

void dense_springs_jacobian(const Body* bodies, double* forces, int n, double* jacobian) {
  springs_jacobian(bodies, forces, n, kept);
  spread(jacobian);
}

void dense_relax_jacobian(double* x, int n, double* jacobian) {
  relax_jacobian(x, n, kept);
  spread(jacobian);
}

double dense_total_jacobian(const double* x, double* y, int n, double* jacobian) {
  const double sum = total_jacobian(x, y, n, kept);
  spread(jacobian);
  return sum;
}

}  // namespace
#endif

int main() {
  for (const int n : {1, 5, 12}) {
    const auto size = static_cast<std::size_t>(n);
    CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(smoothed), dense_smoothed, in(sample(size)), out(sample(size)), fixed(n));
    CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(total), dense_total, in(sample(size)), out(sample(size)), fixed(n));
    CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(relax), dense_relax, inout(sample(size)), fixed(n));
  }
  CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(upwind), dense_upwind, in(sample(9)), in(0.3), out(sample(9)), fixed(9));
  const check::Buffer<Body> bodies{{{0.1, 0.7}, {1.4, 0.9}, {2.2, 1.1}, {3.9, 1.3}}};
  CHECK_JACOBIAN_OF(BACKSWEEP_CALLABLE(springs), dense_springs, in(bodies), out(sample(4)), fixed(4));
#ifndef CHECK_VALUES
  // Bands take as many groups as they are wide. Upwind of both signs: other neighbours, found in the same call.
  std::vector<double> x = check::sample_vector(12);
  std::vector<double> y(12);
  smoothed_jacobian(x.data(), y.data(), 12, kept);
  check::expect(kept.groups() == 3 && kept.entries() == 34, "three diagonals");
  upwind_jacobian(x.data(), 0.3, y.data(), 12, kept);
  check::expect(kept.at(5, 4) != 0 && kept.at(5, 6) == 0, "neighbours on the left");
  for (double& value : x) value = -value;
  upwind_jacobian(x.data(), 0.3, y.data(), 12, kept);
  check::expect(kept.at(5, 4) == 0 && kept.at(5, 6) != 0, "neighbours on the right");
#endif
  return check::report();
}
