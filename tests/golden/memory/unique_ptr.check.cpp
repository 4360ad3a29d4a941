#include "unique_ptr.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(owned, in(sample(4)), out(sample(4)), fixed(std::size_t{4}));
  return check::report();
}
