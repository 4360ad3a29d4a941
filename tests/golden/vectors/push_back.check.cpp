#include "push_back.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(collect, in(sample(7)), fixed(7));
  return check::report();
}
