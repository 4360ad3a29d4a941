#include "in_struct.expected.hpp"

#include "check_derivatives.h"

inline auto members(Layer& l) { return std::tie(l.weights, l.bias); }

int main() {
  CHECK_DERIVATIVES(forward, in(Layer{sample_vector(6), sample_vector(2), 3}), in(sample_vector(3)));
  return check::report();
}
