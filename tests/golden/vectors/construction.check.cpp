#include "construction.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(made, in(sample()), in(sample()), fixed(std::size_t{3}));
  return check::report();
}
