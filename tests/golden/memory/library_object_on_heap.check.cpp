#include "library_object_on_heap.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(steered, in(sample(3)), fixed(3));
  return check::report();
}
