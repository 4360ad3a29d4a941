#include "hvp.expected.hpp"

#include "check_derivatives.h"

inline auto members(Model& m) { return std::tie(m.weights, m.bias); }

int main() {
  CHECK_HVP(energy, in(sample(6)), fixed(6), in(sample()));
  CHECK_HVP(rosenbrock, in(sample()), in(sample()));
  CHECK_HVP(loss, in(Model{sample_vector(3), 0.4}), in(sample_vector(3)));
  return check::report();
}
