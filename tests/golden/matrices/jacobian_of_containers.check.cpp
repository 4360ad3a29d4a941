#include "jacobian_of_containers.expected.hpp"

#include "check_derivatives.h"

int main() {
  check::tolerances() = check::kSingle;
  CHECK_JACOBIAN(mix, in(sample_vector(3)), in(sample()), in(std::array<double, 2>{0.7, 1.2}), out(sample_vector(3)),
                 out(0.5F));
  check::tolerances() = check::Tolerances();
  CHECK_JACOBIAN(rotate, in(sample()), in(std::array<double, 2>{0.7, 1.2}), out(std::array<double, 2>{}));
  return check::report();
}
