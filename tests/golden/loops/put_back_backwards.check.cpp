#include "put_back_backwards.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(scaled, in(sample(3)), inout(sample()), fixed(3));
  return check::report();
}
