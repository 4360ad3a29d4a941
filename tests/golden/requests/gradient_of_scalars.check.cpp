#include "gradient_of_scalars.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(rosenbrock, in(sample()), in(sample()), fixed(100));
  return check::report();
}
