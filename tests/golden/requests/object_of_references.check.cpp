#include "object_of_references.expected.hpp"

#include "check_derivatives.h"

// The harness makes copies of objects, which would refer to the same numbers.
inline double of_parts(const double& stiffness, std::vector<double>& lengths, double x) {
  return energy(Spring{stiffness, lengths}, x);
}

#ifndef CHECK_VALUES
inline double of_parts_gradient(const double& stiffness, std::vector<double>& lengths, double x, double& stiffness_bar,
                                std::vector<double>& lengths_bar, double& x_bar) {
  lengths_bar.resize(lengths.size());
  Spring bar{stiffness_bar, lengths_bar};
  return energy_gradient(Spring{stiffness, lengths}, x, bar, x_bar);
}
#endif

int main() {
  CHECK_GRADIENT(of_parts, in(1.3), in(sample_vector(3)), in(0.4));
  return check::report();
}
