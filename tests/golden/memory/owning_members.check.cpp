#include "owning_members.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(energy, in(sample(4)), fixed(std::size_t{4}));
  return check::report();
}
