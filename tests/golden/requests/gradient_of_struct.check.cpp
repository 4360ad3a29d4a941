#include "gradient_of_struct.expected.hpp"

#include "check_derivatives.h"

inline auto members(Model& m) { return std::tie(m.weights, m.bias); }

int main() {
  CHECK_GRADIENT(loss, in(Model{sample_vector(3), 0.4}), in(sample_vector(3)));
  return check::report();
}
