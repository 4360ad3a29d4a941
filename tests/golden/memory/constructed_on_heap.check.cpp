#include "constructed_on_heap.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(made_unique, in(sample(4)));
  CHECK_DERIVATIVES(by_new, in(sample(4)));
  CHECK_DERIVATIVES(hidden, in(sample(4)));
  return check::report();
}
