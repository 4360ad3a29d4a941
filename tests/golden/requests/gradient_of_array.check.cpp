#include "gradient_of_array.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(energy, in(sample(8)), fixed(4), in(sample()), fixed(0.3));
  return check::report();
}
