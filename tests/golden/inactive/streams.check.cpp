#include "streams.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(labelled, in(sample()), fixed(3));
  check::expect(last_label == "n=3;", "inactive code has run");
  return check::report();
}
